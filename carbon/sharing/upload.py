"""Puts a snapshot and its manifest into a data set on the Hub, in one commit; changes nothing here."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import httpx2
from huggingface_hub import CommitOperation, CommitOperationAdd, CommitOperationDelete, HfApi, set_client_factory
from huggingface_hub.errors import RepositoryNotFoundError
from huggingface_hub.utils._http import default_client_factory

from carbon.config import Settings
from carbon.hub.client import HubClient
from carbon.hub.headers import LIBRARY
from carbon.ingest.failures import OfflineError, SharingError
from carbon.sharing.manifest import FILE, Manifest, newest, path_of
from carbon.store.reader import Snapshot

KIND = "dataset"
MANIFEST_BYTES = 65_536


def upload(snapshot: Snapshot, repo: str, settings: Settings) -> str:
    """Publish a snapshot; what was done, in words.

    The data set is made where it is missing. It holds the newest snapshot and the one before, so that who reads the
    old manifest still finds its file.

    Raises:
        SharingError: it is a sample, or the published one knows more.
        HubError, HfHubHTTPError: the Hub cannot be reached or refuses, for want of the right to write among others.
    """
    if settings.offline:
        raise OfflineError("HF_HUB_OFFLINE is set, so the Hub is not asked: unset it to publish.")
    if snapshot.is_sample:
        raise SharingError("the current snapshot is a sample: read the Hub first.")
    manifest = _manifest(snapshot)
    before = _published(settings, repo)
    if before is not None and before.sha256 == manifest.sha256:
        return f"{repo} holds snapshot {manifest.id} already."
    if before is not None and _knows_more(before, manifest):
        raise SharingError(
            f"{repo} holds {before.models:,} models, this snapshot {manifest.models:,} of a census that is not "
            "complete: wait for its end."
        )
    _commit(snapshot.path, manifest, before, repo, settings)
    return f"Published snapshot {manifest.id} with {manifest.models:,} models in {settings.endpoint}/datasets/{repo}."


def _commit(file: Path, manifest: Manifest, before: Manifest | None, repo: str, settings: Settings) -> None:
    manifest = replace(manifest, before=before.id if before else None)
    operations: list[CommitOperation] = [
        CommitOperationAdd(manifest.path, str(file)),
        CommitOperationAdd(FILE, manifest.text().encode()),
    ]
    if before is not None and before.before not in {None, before.id, manifest.id}:
        operations.append(CommitOperationDelete(path_of(str(before.before)), is_folder=False))
    _keep_token_at(settings.endpoint)
    api = HfApi(settings.endpoint, library_name=LIBRARY[0], library_version=LIBRARY[1])
    if before is None:
        api.create_repo(repo, repo_type=KIND, exist_ok=True)
    api.create_commit(repo, operations, repo_type=KIND, commit_message=f"Snapshot {manifest.id}")


def _published(settings: Settings, repo: str) -> Manifest | None:
    client = HubClient(
        settings.endpoint, timeout_s=settings.timeout_s, give_up_s=settings.give_up_s, max_bytes=MANIFEST_BYTES
    )
    try:
        return newest(client, repo)
    except RepositoryNotFoundError:
        return None


def _knows_more(before: Manifest, manifest: Manifest) -> bool:
    """A snapshot of an unfinished census must not take away what a complete one had found."""
    same = before.endpoint == manifest.endpoint and before.schema == manifest.schema
    return same and manifest.census != "complete" and before.models > manifest.models


def _manifest(snapshot: Snapshot) -> Manifest:
    meta, file = snapshot.meta, snapshot.path
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return Manifest(
        id=snapshot.id,
        built_at=meta["built_at"],
        schema=int(meta["schema_version"]),
        sha256=sha256,
        size=file.stat().st_size,
        models=int(meta["models"]),
        reporting=int(meta["reporting"]),
        census=meta["census"],
        endpoint=meta["endpoint"],
    )


def _keep_token_at(endpoint: str) -> None:
    """Let huggingface_hub's session send a token to the endpoint only, whatever address the Hub names for a file."""
    own = httpx2.URL(endpoint)

    def without_foreign_token(request: httpx2.Request) -> None:
        if (request.url.scheme, request.url.host, request.url.port) != (own.scheme, own.host, own.port):
            request.headers.pop("authorization", None)

    def factory() -> httpx2.Client:
        client = default_client_factory()
        client.event_hooks = {**client.event_hooks, "request": [*client.event_hooks["request"], without_foreign_token]}
        return client

    set_client_factory(factory)

"""Parquet files of a public data set at one commit: listed, downloaded and checked; never reads what is in them.

They are public, and large files stand at other hosts: so they are fetched without a token.
"""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from huggingface_hub.errors import RepositoryNotFoundError

from carbon.hub.address import quoted_id
from carbon.hub.client import HubClient
from carbon.hub.errors import HubRefused, UnusableAnswer, brief
from carbon.hub.fields import shown, utc
from carbon.hub.pages import follow

#: A file that comes damaged this many times is damaged where it is kept.
MOST_DAMAGED = 2
#: What is left free on the disk beside a download (bytes).
SPARE_BYTES = 200 * 2**20
BLOCK = 2**20
_SHA = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Commit:
    """A data set as it was at one time (UTC): `revision` is the commit."""

    repo: str
    revision: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a commit: its path there, its size in bytes and, for all but small files, its SHA-256."""

    path: str
    size: int
    sha256: str | None


def latest_commit(client: HubClient, repo: str) -> Commit:
    """The newest commit of a data set.

    Raises:
        HubRefused: there is no such public data set.
        UnusableAnswer: the Hub does not tell its commit.
    """
    path = f"/api/datasets/{quoted_id(repo)}"
    try:
        answer = client.get(path)
    except RepositoryNotFoundError as error:
        raise HubRefused(f"There is no public data set {repo} at {client.endpoint.base}: {brief(path)}.") from error
    told = answer.payload if isinstance(answer.payload, dict) else {}
    sha, at = told.get("sha"), utc(told.get("lastModified"))
    if not isinstance(sha, str) or not _SHA.fullmatch(sha) or at is None:
        raise UnusableAnswer(f"{answer.url} tells no commit of the data set but {shown(answer.payload)}.")
    return Commit(repo, sha, at)


def parquet_files(client: HubClient, commit: Commit) -> list[RemoteFile]:
    """The Parquet files of a commit, by path.

    Raises:
        UnusableAnswer: the list is not of the documented shape.
        huggingface_hub.errors.HfHubHTTPError: the commit is no longer there.
    """
    found: list[RemoteFile] = []
    for answer in follow(client, f"/api/datasets/{quoted_id(commit.repo)}/tree/{commit.revision}?recursive=true"):
        if not isinstance(answer.payload, list):
            raise UnusableAnswer(f"{brief(answer.url)} answered with no list of files but {shown(answer.payload)}.")
        found += [_remote_file(entry) for entry in answer.payload if _is_parquet(entry)]
    return sorted(found, key=lambda file: file.path)


def download(
    client: HubClient, commit: Commit, file: RemoteFile, folder: Path, on_bytes: Callable[[int], None] = lambda _: None
) -> Path:
    """The file in `folder`, fetched unless it is there; what an earlier process has fetched of it is gone on with.

    Args:
        client: tells the endpoint, and how long to be patient.
        commit: the commit that the file is of.
        file: what to fetch.
        folder: made where it is missing; the file's name there is its hash.
        on_bytes: called with the bytes that are there so far; may raise to stop.

    Raises:
        HubGaveUp, WaitTooLong: it could not be had for too long.
        AnswerTooLarge, UnusableAnswer: it is larger than the Hub says, or keeps coming damaged.
        huggingface_hub.errors.HfHubHTTPError: the Hub refuses it.
        OSError: the disk is full or cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{_key(commit, file)}.parquet"
    if target.exists():
        return target
    part = target.with_suffix(".part")
    path = f"/datasets/{quoted_id(commit.repo)}/resolve/{commit.revision}/{quote(file.path)}"
    for _ in range(MOST_DAMAGED):
        part.touch()
        _check_space(part, file.size)
        client.download(path, part, file.size, on_bytes, with_token=False)
        if _is_whole(part, file):
            part.replace(target)
            return target
        part.unlink()
    url = client.endpoint.url(path)
    raise UnusableAnswer(f"{url} came damaged {MOST_DAMAGED} times: its SHA-256 is not {file.sha256}.")


def sweep(folder: Path, commit: Commit, files: Sequence[RemoteFile] = ()) -> None:
    """Remove what a folder holds of other downloads than these: of an older commit, or of files no longer needed."""
    kept = {_key(commit, file) for file in files}
    for path in folder.glob("*.p*"):
        if path.stem not in kept:
            path.unlink(missing_ok=True)


def _is_parquet(entry: object) -> bool:
    path = entry.get("path") if isinstance(entry, dict) and entry.get("type") == "file" else None
    return isinstance(path, str) and path.endswith(".parquet")


def _remote_file(entry: dict[str, object]) -> RemoteFile:
    lfs, size = entry.get("lfs"), entry.get("size")
    digest = lfs.get("oid") if isinstance(lfs, dict) else None
    if type(size) is not int or size < 0:
        raise UnusableAnswer(f"The Hub tells no size of a file: {shown(entry)}.")
    return RemoteFile(
        str(entry["path"]), size, digest if isinstance(digest, str) and _SHA256.fullmatch(digest) else None
    )


def _key(commit: Commit, file: RemoteFile) -> str:
    """A name of our own: a path from the wire never becomes one on the disk."""
    return file.sha256 or hashlib.sha256(f"{commit.repo}@{commit.revision}/{file.path}".encode()).hexdigest()


def _is_whole(part: Path, file: RemoteFile) -> bool:
    if _size(part) != file.size or file.sha256 is None:
        return _size(part) == file.size
    digest = hashlib.sha256()
    with part.open("rb") as content:
        while block := content.read(BLOCK):
            digest.update(block)
    return digest.hexdigest() == file.sha256


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _check_space(part: Path, size: int) -> None:
    needed = size - _size(part) + SPARE_BYTES
    free = shutil.disk_usage(part.parent).free
    if free < needed:
        raise OSError(errno.ENOSPC, f"{needed / 1e9:.1f} GB are needed for a download, {free / 1e9:.1f} GB are free")

"""Files of repositories as the fake Hub serves them: READMEs behind a redirect, large files in ranges or elsewhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.fakehub import answers
from tests.fakehub.answers import Params, Raw

if TYPE_CHECKING:
    from tests.fakehub.server import FakeHub

README = re.compile(r"/(?!api/|datasets/)(.+?)/resolve/main/README\.md")
CACHED = re.compile(r"/api/resolve-cache/models/(.+)/([0-9a-z]+)/README\.md")
TREE = re.compile(r"/api/datasets/(.+?)/tree/([^/]+)")
FILE = re.compile(r"/datasets/(.+?)/resolve/([^/]+)/(.+)")
ELSEWHERE = re.compile(r"/elsewhere/([0-9a-f]{64})")
TREE_PAGE = 2
PLAIN = {"content-type": "text/plain; charset=utf-8"}
BINARY = {"content-type": "application/octet-stream", "accept-ranges": "bytes"}


def file(hub: FakeHub, path: str, params: Params, headers: Mapping[str, str]) -> Raw | None:
    """The answer where the path is one of a file or of a list of files; None where it is another."""
    if match := README.fullmatch(path):
        return _readme(hub, match[1])
    if match := CACHED.fullmatch(path):
        return _cached(hub, match[1], headers)
    if match := TREE.fullmatch(path):
        return _tree(hub, match[1], match[2], params)
    if match := FILE.fullmatch(path):
        return _stored(hub, match[1], match[2], match[3], headers)
    if match := ELSEWHERE.fullmatch(path):
        return _part(hub.elsewhere[match[1]], headers, {})
    return None


@cache
def sha256(data: bytes | Path) -> str:
    """The hash that large files go by."""
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    with data.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _readme(hub: FakeHub, model_id: str) -> Raw | None:
    if model_id in hub.renamed:
        return answers.as_json({}, 307, location=f"/{hub.renamed[model_id]}/resolve/main/README.md")
    item = hub.models.get(model_id)
    if item is None:
        return None
    if item.get("gated"):
        return answers.error(401, f"Access to model {model_id} is restricted.", "GatedRepo")
    if model_id not in hub.readmes:
        return answers.error(404, "Entry not found", "EntryNotFound")
    content = _bytes(hub.readmes[model_id])
    if hub.large_files_at:
        return _moved_elsewhere(hub, content, "")
    query = f"etag=%22{_blob(content)}%22"
    return Raw(307, b"", {"location": f"/api/resolve-cache/models/{model_id}/{'a' * 40}/README.md?{query}"})


def _cached(hub: FakeHub, model_id: str, headers: Mapping[str, str]) -> Raw:
    content = _bytes(hub.readmes[model_id])
    etag = f'"{_blob(content)}"'
    known = {"etag": etag, "x-repo-commit": "a" * 40}
    if headers.get("if-none-match") == etag:
        return Raw(304, b"", known)
    return Raw(200, content, PLAIN | known)


def _tree(hub: FakeHub, repo: str, revision: str, params: Params) -> Raw | None:
    files = hub.files.get(repo)
    if files is None:
        return None
    if revision not in {"main", hub.datasets[repo]["sha"]}:
        return answers.error(404, f"Invalid rev id: {revision}", "RevisionNotFound")
    start = int(dict(params).get("cursor", 0))
    folder = {"type": "directory", "oid": "0" * 40, "size": 0, "path": "data"}
    entries = [folder, *(_entry(name, data) for name, data in sorted(files.items()))]
    answer = answers.as_json(entries[start:][:TREE_PAGE])
    if start + TREE_PAGE < len(entries):
        query = f"recursive=true&cursor={start + TREE_PAGE}"
        answer.headers["link"] = f'<{hub.url}/api/datasets/{repo}/tree/{revision}?{query}>; rel="next"'
    return answer


def _entry(name: str, data: bytes | Path) -> dict[str, Any]:
    size = len(data) if isinstance(data, bytes) else data.stat().st_size
    entry: dict[str, Any] = {"type": "file", "oid": "0" * 40, "size": size, "path": name}
    if name.endswith(".parquet"):
        return entry | {"lfs": {"oid": sha256(data), "size": size, "pointerSize": 134}}
    return entry | {"oid": _blob(_bytes(data))}


def _stored(hub: FakeHub, repo: str, revision: str, name: str, headers: Mapping[str, str]) -> Raw | None:
    data = hub.files.get(repo, {}).get(name)
    if data is None or revision not in {"main", hub.datasets[repo]["sha"]}:
        return None if data is None else answers.error(404, f"Invalid rev id: {revision}", "RevisionNotFound")
    commit = hub.datasets[repo]["sha"]
    if hub.large_files_at:
        return _moved_elsewhere(hub, data, commit)
    return _part(data, headers, {"etag": f'"{sha256(data)}"', "x-repo-commit": commit})


def _moved_elsewhere(hub: FakeHub, data: bytes | Path, commit: str) -> Raw:
    """A redirect to the host of large files, which has the file from now on."""
    digest = sha256(data)
    hub.large_files_at.elsewhere[digest] = data
    size = len(data) if isinstance(data, bytes) else data.stat().st_size
    told = {"x-linked-size": str(size), "x-linked-etag": f'"{digest}"', "x-repo-commit": commit}
    return Raw(302, b"", told | {"location": f"{hub.large_files_at.url}/elsewhere/{digest}"})


def _part(data: bytes | Path, headers: Mapping[str, str], known: dict[str, str]) -> Raw:
    whole = data if isinstance(data, bytes) else data.read_bytes()
    wanted = re.fullmatch(r"bytes=(\d+)-", headers.get("range", ""))
    if wanted is None:
        return Raw(200, whole, BINARY | known)
    start = int(wanted[1])
    told = {"content-range": f"bytes {start}-{len(whole) - 1}/{len(whole)}"}
    return Raw(206, whole[start:], BINARY | known | told)


def _bytes(content: Any) -> bytes:
    return content.encode() if isinstance(content, str) else bytes(content)


def _blob(content: bytes) -> str:
    """The hash that git knows a file by."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()

"""Data sets with files, as the fake Hub keeps them: read by path, written by commits, large files kept elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from starlette.requests import Request as HttpRequest

from tests.fakehub import answers
from tests.fakehub.answers import Raw

if TYPE_CHECKING:
    from tests.fakehub.server import FakeHub

_FILE = re.compile(r"/datasets/([^/]+/[^/]+)/resolve/main/(.+)")
_CACHED = re.compile(r"/api/resolve-cache/datasets/([^/]+/[^/]+)/\w+/(.+)")
_WRITE = re.compile(r"/api/datasets/([^/]+/[^/]+)/(preupload|commit)/main")
_BATCH = re.compile(r"/datasets/([^/]+/[^/]+)\.git/info/lfs/objects/batch")
_BLOB = re.compile(r"/lfs/(up|down|parts|verify)/([0-9a-f]{64})(?:/(\d+))?")


class Repos:
    """`files` by data set and path; `blobs` by sha256; `part_bytes` above 0 has large files uploaded in parts.

    Files above `regular_bytes` are large: they are kept at `cdn`, another address, to which readers are redirected.
    """

    def __init__(self, hub: FakeHub) -> None:
        self._hub = hub
        self.files: dict[str, dict[str, bytes]] = {}
        self.commits: list[str] = []
        self.blobs: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.cdn = hub.url
        self.regular_bytes = 10_000
        self.part_bytes = 0

    def answer(self, request: HttpRequest, body: bytes) -> Raw | None:
        """What a request for a file, an upload or a commit gets; None for any other request."""
        path = request.scope["path"]
        if match := _BLOB.fullmatch(path):
            return self._blob(request, body, match[1], match[2], int(match[3] or 0))
        if (match := _FILE.fullmatch(path)) and match[1] in self.files:
            return self._file(request, match[1], match[2])
        if (match := _CACHED.fullmatch(path)) and match[1] in self.files:
            return _part_of(self.files[match[1]][match[2]], request)
        if path == "/api/repos/create" or _WRITE.fullmatch(path) or _BATCH.fullmatch(path):
            return self._written(request, path, body)
        return None

    def _file(self, request: HttpRequest, repo: str, path: str) -> Raw:
        if path not in self.files[repo]:
            return answers.error(404, "Entry not found", "EntryNotFound")
        content = self.files[repo][path]
        told = {"x-repo-commit": "c" * 40, "x-linked-size": str(len(content))}
        if len(content) <= self.regular_bytes:
            return Raw(307, b"", {**told, "location": f"/api/resolve-cache/datasets/{repo}/{'c' * 40}/{path}"})
        oid = hashlib.sha256(content).hexdigest()
        self.blobs[oid] = content
        return Raw(302, b"", {**told, "location": f"{self.cdn}/lfs/down/{oid}"})

    def _blob(self, request: HttpRequest, body: bytes, what: str, oid: str, part: int) -> Raw:
        if what == "down":
            return _part_of(self.blobs.get(oid, b""), request)
        if what == "verify":
            return answers.as_json({}, 200 if oid in self.blobs else 404)
        if what == "parts" and part:
            self.parts.setdefault(oid, {})[part] = body
            return Raw(200, b"", {"etag": f'"{part}"'})
        whole = body if what == "up" else b"".join(self.parts[oid][n] for n in sorted(self.parts[oid]))
        if hashlib.sha256(whole).hexdigest() != oid:
            return answers.error(422, "The content is not what was announced")
        self.blobs[oid] = whole
        return answers.as_json({})

    def _written(self, request: HttpRequest, path: str, body: bytes) -> Raw:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not token:
            return answers.error(401, "Invalid username or password.")
        if token not in self._hub.writers:
            return answers.error(403, "You don't have the rights to create or change this repository.")
        if path == "/api/repos/create":
            return self._created(json.loads(body))
        if match := _BATCH.fullmatch(path):
            return answers.as_json({"objects": [self._action(each) for each in json.loads(body)["objects"]]})
        match = _WRITE.fullmatch(path)
        assert match is not None
        if match[1] not in self.files:
            return answers.error(404, "Repository not found", "RepoNotFound")
        return self._modes(json.loads(body)) if match[2] == "preupload" else self._commit(match[1], body)

    def _created(self, asked: Any) -> Raw:
        repo = f"{asked['organization']}/{asked['name']}"
        told = {"url": f"{self._hub.url}/datasets/{repo}", "name": repo}
        if repo in self.files:
            return answers.as_json(told | {"error": "You already created this dataset repo"}, 409)
        self.files[repo] = {}
        return answers.as_json(told)

    def _modes(self, asked: Any) -> Raw:
        def mode(file: Any) -> str:
            return "lfs" if file["size"] > self.regular_bytes else "regular"

        told = [{"path": f["path"], "uploadMode": mode(f), "shouldIgnore": False} for f in asked["files"]]
        return answers.as_json({"files": told})

    def _action(self, asked: Any) -> Any:
        oid, size = asked["oid"], asked["size"]
        if oid in self.blobs:
            return {"oid": oid, "size": size}
        upload: dict[str, Any] = {"href": f"{self.cdn}/lfs/up/{oid}"}
        if self.part_bytes:
            numbers = range(1, -(-size // self.part_bytes) + 1)
            parts = {str(n): f"{self.cdn}/lfs/parts/{oid}/{n}" for n in numbers}
            upload = {
                "href": f"{self._hub.url}/lfs/parts/{oid}",
                "header": {"chunk_size": str(self.part_bytes), **parts},
            }
        verify = {"href": f"{self.cdn}/lfs/verify/{oid}"}
        return {"oid": oid, "size": size, "actions": {"upload": upload, "verify": verify}}

    def _commit(self, repo: str, body: bytes) -> Raw:
        lines = [json.loads(line) for line in body.splitlines()]
        files = dict(self.files[repo])
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                files[value["path"]] = self.blobs[value["oid"]]
            elif line["key"] == "deletedFile":
                del files[value["path"]]
            elif line["key"] == "header":
                self.commits.append(value["summary"])
        self.files[repo] = files
        return answers.as_json({"commitUrl": f"{self._hub.url}/datasets/{repo}/commit/1", "commitOid": "1" * 40})


def _part_of(content: bytes, request: HttpRequest) -> Raw:
    """A file, or the rest of it behind the first byte asked for."""
    asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
    if asked is None:
        return Raw(200, content, {"content-type": "application/octet-stream"})
    first = int(asked[1])
    if first >= len(content):
        return Raw(416, b"", {"content-range": f"bytes */{len(content)}"})
    told = {"content-range": f"bytes {first}-{len(content) - 1}/{len(content)}"}
    return Raw(206, content[first:], {"content-type": "application/octet-stream", **told})

"""As much of S3 as a lake's files need: objects of one bucket in memory, spoken to over real HTTP."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from typing import Self
from xml.sax.saxutils import escape, unescape

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"]


class FakeS3:
    """A server on a free port; `objects` by key. Every request must be signed with `key_id`."""

    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.unsigned = 0
        app = Starlette(routes=[Route("/{key:path}", self._answer, methods=METHODS)])
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()

    async def _answer(self, request: Request) -> Response:
        if f"Credential={self.key_id}/" not in request.headers.get("authorization", ""):
            self.unsigned += 1
            return Response(status_code=403)
        key, query, body = request.path_params["key"], request.query_params, await request.body()
        if "delete" in query:
            for doomed in re.findall(r"<Key>(.*?)</Key>", body.decode()):
                self.objects.pop(unescape(doomed), None)
            return _xml("<DeleteResult></DeleteResult>")
        if request.method == "POST":
            return self._multipart(key, query.get("uploadId"))
        if request.method == "PUT":
            return self._put(key, body, query.get("uploadId"), int(query.get("partNumber", 0)))
        if request.method == "DELETE":
            self.objects.pop(key, None)
            return Response(status_code=204)
        if "list-type" in query:
            return _xml(self._listed(query.get("prefix", "")))
        return self._get(request, key)

    def _multipart(self, key: str, upload: str | None) -> Response:
        if upload is None:
            name = hashlib.sha256(f"{key}{time.monotonic_ns()}".encode()).hexdigest()
            self.parts[name] = {}
            return _xml(f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId></InitiateMultipartUploadResult>")
        parts = self.parts.pop(upload)
        self.objects[key] = b"".join(parts[number] for number in sorted(parts))
        return _xml("<CompleteMultipartUploadResult><ETag>whole</ETag></CompleteMultipartUploadResult>")

    def _put(self, key: str, body: bytes, upload: str | None, part: int) -> Response:
        if upload is None:
            self.objects[key] = body
        else:
            self.parts[upload][part] = body
        return Response(headers={"etag": f'"{hashlib.sha256(body).hexdigest()}"'})

    def _listed(self, prefix: str) -> str:
        found = [key for key in sorted(self.objects) if key.startswith(prefix)]
        when = "<LastModified>2020-01-01T00:00:00.000Z</LastModified>"
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key>{when}<Size>{len(self.objects[key])}</Size></Contents>" for key in found
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"

    def _get(self, request: Request, key: str) -> Response:
        if key not in self.objects:
            return Response(status_code=404)
        content = self.objects[key]
        headers = {"etag": f'"{hashlib.sha256(content).hexdigest()}"', "accept-ranges": "bytes"}
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
        if asked is None:
            return Response(content, headers=headers)
        first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
        headers["content-range"] = f"bytes {first}-{last}/{len(content)}"
        return Response(content[first : last + 1], 206, headers)


def _xml(body: str) -> Response:
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>{body}', media_type="application/xml")

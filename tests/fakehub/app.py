"""From a request to its answer: token, quota, faults, then the content; logs every request."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from carbon.hub.quota import resource_of
from tests.fakehub import answers, files
from tests.fakehub.answers import Params, Raw
from tests.fakehub.faults import Fault

if TYPE_CHECKING:
    from tests.fakehub.server import FakeHub

BAD_CREDENTIALS = "Invalid credentials in Authorization header"
DRIP_S = 0.02
_MODEL = re.compile(r"/api/(models|datasets)/(.+?)(/commits/[^/]+|/revision/[^/]+)?")


class Endpoint:
    """The ASGI endpoint of one fake Hub."""

    def __init__(self, hub: FakeHub) -> None:
        self._hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from tests.fakehub.server import Request

        request = HttpRequest(scope, receive)
        body = await request.body()
        params = request.query_params.multi_items()
        self._hub.requests.append(Request(scope["path"], params, dict(request.headers)))
        fault = self._hub.faults.next_for(_address(request))
        raw = self._answer(request, params, fault, body)
        if self._hub.pause_s and scope["path"] == "/api/models":
            await asyncio.sleep(self._hub.pause_s)
        if fault is not None and fault.kind in {"dropped", "cut_off", "hanging", "dripping", "dripping_headers"}:
            await self._misbehave(fault.kind, raw, scope, send)
            return
        await Response(raw.body, raw.status, raw.headers)(scope, receive, send)

    def _answer(self, request: HttpRequest, params: Params, fault: Fault | None, body: bytes) -> Raw:
        within, limits = self._hub.take_quota(resource_of(request.scope["path"]))
        if not within:
            raw = answers.error(429, "Too Many Requests")
        elif fault is not None and fault.kind == "status":
            raw = Raw(fault.status, fault.body, {"content-type": "application/json", **fault.headers})
        else:
            raw = self._content(request, params, fault.items if fault else (), body)
        if fault is not None:
            raw = _distorted(raw, fault, str(request.url))
        return Raw(raw.status, raw.body, limits | {name.lower(): value for name, value in raw.headers.items()})

    def _content(self, request: HttpRequest, params: Params, extra: Any, body: bytes) -> Raw:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token and token not in self._hub.tokens:
            return answers.error(401, BAD_CREDENTIALS)
        if request.scope["path"] == "/api/models":
            return answers.model_list(self._hub, params, extra)
        shared = self._hub.repos.answer(request, body)
        if shared is not None:
            return shared
        stored = files.file(self._hub, request.scope["path"], params, request.headers)
        if stored is not None:
            return stored
        match = _MODEL.fullmatch(request.scope["path"])
        found = self._repository(match, params) if match else None
        if found is not None:
            return found
        if token:
            return answers.error(404, "Repository not found", "RepoNotFound")
        return answers.error(401, "Invalid username or password.")

    def _repository(self, match: re.Match[str], params: Params) -> Raw | None:
        kind, repo_id, rest = match[1], match[2], match[3] or ""
        if repo_id in self._hub.renamed:
            return answers.as_json({}, 307, location=f"/api/{kind}/{self._hub.renamed[repo_id]}{rest}")
        if repo_id in self._hub.disabled:
            return answers.error(403, "Access to this resource is disabled.")
        if kind == "datasets":
            return answers.dataset(self._hub, repo_id, params)
        if rest.startswith("/commits/"):
            return answers.commits(self._hub, repo_id, params)
        return answers.model(self._hub, repo_id, params)

    async def _misbehave(self, kind: str, raw: Raw, scope: Scope, send: Send) -> None:
        transport = self._hub.transport(scope["client"])
        if kind in {"cut_off", "dripping"}:
            length = str(10**9) if kind == "dripping" else str(len(raw.body))
            headers = {**raw.headers, "content-length": length}
            listed = [(name.encode(), value.encode()) for name, value in headers.items()]
            await send({"type": "http.response.start", "status": raw.status, "headers": listed})
            await send({"type": "http.response.body", "body": raw.body[: len(raw.body) // 2], "more_body": True})
        if kind == "dripping_headers":
            transport.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
        while kind in {"hanging", "dripping", "dripping_headers"} and not self._gone(transport):
            await asyncio.sleep(DRIP_S)
            if kind != "hanging":
                transport.write(b" ")
        transport.abort()

    def _gone(self, transport: Any) -> bool:
        return self._hub.stopping or transport.is_closing()


def _address(request: HttpRequest) -> str:
    """The path as it was asked for, with its query."""
    path: str = request.scope["path"]
    return f"{path}?{request.url.query}" if request.url.query else path


def _distorted(raw: Raw, fault: Fault, url: str) -> Raw:
    if fault.kind == "redirect_loop":
        return Raw(307, b"", {"location": url})
    if fault.kind == "truncated":
        return raw._replace(body=raw.body[: len(raw.body) // 2])
    if fault.kind == "no_link":
        return raw._replace(headers={name: value for name, value in raw.headers.items() if name != "link"})
    if fault.kind in {"link", "stuck_link"}:
        target = fault.link or url
        return raw._replace(headers={**raw.headers, "link": f'<{target}>; rel="next"'})
    return raw

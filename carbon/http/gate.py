"""What every request to a route passes first and every answer last: limits, CORS, errors as JSON. Reads no data.

It stands before Streamlit's own middleware, so that its refusals are JSON too. Pages pass by untouched.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import ExitStack
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from carbon.http.rate import Places, RateLimit, client_of

PREFIXES = ("/api/", "/badge/", "/label/", "/data/")
#: Addresses without anything behind them that are ours too: no page is called so.
PLACES = frozenset({*(prefix.rstrip("/") for prefix in PREFIXES), "/openapi.json"})
DOWNLOADS = "/data/"
METHODS = "GET, HEAD, OPTIONS"
LONGEST_PATH, LONGEST_QUERY = 500, 2_000
DOWNLOADS_AT_ONCE, DOWNLOADS_EACH = 16, 4
#: A client that takes no 64 kB in this time has gone to sleep; its place is for others.
STALL_S = 60.0
#: Open to any page: nothing here is private, and no cookie changes an answer.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Content-Disposition, Content-Range, Accept-Ranges",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}
TOO_MANY_DOWNLOADS = "Too many downloads at once: ask again when one has ended."
_ENCODED = (b"%2f", b"%5c", b"%00")
log = logging.getLogger("carbon")


def is_ours(path: str) -> bool:
    """Whether a path is one of the routes', below the base path, and no page's."""
    one = f"/{path.lstrip('/')}"
    return one in PLACES or one.startswith(PREFIXES)


class Gate:
    """The ASGI middleware for the routes under `PREFIXES` and at `PLACES`."""

    def __init__(self, app: ASGIApp, rate_per_s: float, stall_s: float = STALL_S) -> None:
        self._app = app
        self._rate = RateLimit(rate_per_s)
        self._places = Places(DOWNLOADS_AT_ONCE, DOWNLOADS_EACH)
        self._stall_s = stall_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, answer a preflight, or pass on."""
        if scope["type"] != "http" or not is_ours(scope["path"]):
            await self._app(scope, receive, send)
            return
        client = client_of((scope.get("client") or (None,))[0])
        answer = _Answer(send, self._stall_s)
        wait_s = self._rate.wait_s(client)
        if wait_s:
            await answer.refuse(429, f"Too many requests: ask again in {wait_s} s.", {"Retry-After": str(wait_s)})
        elif refusal := _refusal(scope):
            await answer.refuse(*refusal)
        elif scope["method"] == "OPTIONS":
            await answer.preflight()
        elif scope["path"].startswith(DOWNLOADS):
            await self._download(scope, receive, answer, client)
        else:
            await self._pass_on(scope, receive, answer)

    async def _download(self, scope: Scope, receive: Receive, answer: _Answer, client: str) -> None:
        with ExitStack() as place:
            if place.enter_context(self._places.one(client)):
                answer.before_its_end = place.close
                await self._pass_on(scope, receive, answer)
            else:
                await answer.refuse(429, TOO_MANY_DOWNLOADS, {"Retry-After": "30"})

    async def _pass_on(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        """Uncompressed: a compressed answer would fit neither its validator nor a range, and most are small."""
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        try:
            await self._app(plain, receive, answer.send)
        except StalledError:
            log.warning("A client stopped reading %s: its answer was given up.", scope["path"])
        except Exception:
            log.exception("%s failed", scope["path"])
            if answer.begun:
                raise
            await answer.refuse(500, "The server failed; its log tells more.")


class StalledError(OSError):
    """A client that does not read what it asked for."""


class _Answer:
    """One answer on its way out: opened to other sites, an error that is not JSON turned into it."""

    def __init__(self, send: Send, stall_s: float) -> None:
        self._send, self._stall_s = send, stall_s
        self._error: Message | None = None
        self._reason = b""
        self.begun = False
        #: Done before the last part goes out: who has it may ask for the next at once.
        self.before_its_end: Callable[[], object] = lambda: None

    async def send(self, message: Message) -> None:
        """Hand a message on; that of an error only once its reason is whole."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(OPEN)
            is_json = headers.get("content-type", "").startswith("application/json")
            if message["status"] >= 400 and not is_json:
                self._error = message
                return
        if self._error is None:
            await self._out(message)
            return
        self._reason += message.get("body", b"")
        if not message.get("more_body", False):
            told = Headers(raw=self._error["headers"])
            kept = {name: value for name, value in told.items() if name in {"retry-after", "allow", "content-range"}}
            await self.refuse(
                self._error["status"],
                self._reason.decode(errors="replace") or HTTPStatus(self._error["status"]).phrase,
                kept,
            )

    async def refuse(self, status: int, reason: str, headers: dict[str, str] | None = None) -> None:
        """An error with its reason."""
        body = json.dumps({"error": reason}, ensure_ascii=False).encode()
        own = {"Content-Type": "application/json", "Cache-Control": "no-store"}
        await self._whole(status, body, {**own, **(headers or {})})

    async def preflight(self) -> None:
        """What a browser asks before another site's request."""
        await self._whole(204, b"", PREFLIGHT)

    async def _whole(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        shown = MutableHeaders({**OPEN, **headers})
        if status != 204:
            shown["Content-Length"] = str(len(body))
        await self._out({"type": "http.response.start", "status": status, "headers": shown.raw})
        await self._out({"type": "http.response.body", "body": body})

    async def _out(self, message: Message) -> None:
        self.begun = True
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.before_its_end()
        try:
            async with asyncio.timeout(self._stall_s):
                await self._send(message)
        except TimeoutError as error:
            raise StalledError from error


def _refusal(scope: Scope) -> tuple[int, str, dict[str, str]] | None:
    """Status, reason and headers for a request that no route should see; None for all others."""
    raw, query = scope.get("raw_path") or b"", scope.get("query_string", b"")
    headers = Headers(scope=scope)
    if len(raw) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return 414, f"The address is too long: {LONGEST_PATH} characters and {LONGEST_QUERY} after '?' at most.", {}
    if any(code in raw.lower() for code in _ENCODED) or not _is_plain(scope["path"]):
        return 400, "The address holds an encoded slash, a step upwards or a character that cannot be in it.", {}
    if scope["path"].startswith("//"):
        return 400, "The address begins with two slashes: leave one out.", {}
    if scope["method"] not in METHODS.split(", "):
        return 405, f"Only {METHODS} are answered here.", {"Allow": METHODS}
    if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
        return 413, "Nothing may be sent along with a request.", {}
    return None


def _is_plain(path: str) -> bool:
    return path.isprintable() and "\\" not in path and not {"..", "."} & set(path.split("/"))

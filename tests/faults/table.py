"""Every way in which the Hub, or what stands before it, is known to fail: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.fakehub.faults import Faults

HTML = b"<!doctype html><title>Sorry</title><h1>Internal error - we're working hard to fix this"
PAGE = {"content-type": "text/html"}
LISTS = {"reporters", "census"}
Add = Callable[[Faults, int | None], None]


def _status(status: int, body: bytes = b'{"error":"scripted"}', **headers: str) -> Add:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda faults, times: faults.status(status, body, named, times=times)


#: Waits that the Hub asks for are obeyed for up to an hour: these are met a few times and not for ever.
OBEYED = {"429 with Retry-After", "429 with an empty quota"}
#: Only a list has a next page.
OF_LISTS = {"a next page that is this one", "a next page elsewhere", "a next page that is not named"}
#: Named for the table; each is told how often it strikes (None: for ever).
FAULTS: Mapping[str, Add] = {
    "400 bad parameter": _status(400),
    "401 missing or private": _status(401, b'{"error":"Invalid username or password."}'),
    "401 bad token": _status(401, x_error_message="Invalid credentials in Authorization header"),
    "401 gated": _status(401, x_error_code="GatedRepo"),
    "403 gated": _status(403, x_error_code="GatedRepo"),
    "403 disabled": _status(403, x_error_message="Access to this resource is disabled."),
    "404 not found": _status(404, x_error_code="RepoNotFound"),
    "404 bad revision": _status(404, x_error_code="RevisionNotFound"),
    "404 missing file": _status(404, x_error_code="EntryNotFound"),
    "405 with a captcha": _status(405, HTML, content_type="text/html"),
    "408 time-out": _status(408),
    "410 gone": _status(410),
    "429 without a time": _status(429),
    "429 with Retry-After": _status(429, retry_after="0"),
    "429 with an empty quota": _status(429, ratelimit='"api";r=0;t=0'),
    "429 that asks for a day": _status(429, retry_after="86400"),
    "500 in HTML": _status(500, HTML, content_type="text/html"),
    "502 without a body": _status(502, b""),
    "503 with Retry-After": _status(503, HTML, content_type="text/html", retry_after="0"),
    "504 in HTML": _status(504, HTML, content_type="text/html"),
    "307 to itself for ever": lambda faults, times: faults.redirect_loop(times=times),
    "307 to another host": _status(307, b"", location="https://elsewhere.invalid/api/models"),
    "307 to another name": _status(307, b"", location="/api/models/owner/another-name"),
    "200 with HTML": lambda faults, times: faults.html(times=times),
    "200 with nothing": _status(200, b""),
    "200 with another shape": _status(200, b'{"models": 5}'),
    "200 with null": _status(200, b"null"),
    "200 with deep nesting": _status(200, b"[" * 100_000),
    "200 that does not unpack": _status(200, b"\x1f\x8b broken", content_encoding="gzip"),
    "200 with broken UTF-8": _status(200, b'[{"id": "\xff\xfe"}]'),
    "half of the JSON": lambda faults, times: faults.truncated(times=times),
    "connection dropped": lambda faults, times: faults.dropped(times=times),
    "cut off in the body": lambda faults, times: faults.cut_off(times=times),
    "no answer": lambda faults, times: faults.hanging(times=times),
    "a body that drips": lambda faults, times: faults.dripping(times=times),
    "headers that drip": lambda faults, times: faults.dripping_headers(times=times),
    "a next page that is this one": lambda faults, times: faults.stuck_link(times=times),
    "a next page that is not named": lambda faults, times: faults.no_link(times=times),
    "a next page elsewhere": lambda faults, times: faults.link("https://elsewhere.invalid/api/models?x=1", times=times),
}

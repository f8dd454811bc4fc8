"""What all routes answer with: JSON, pictures, validators for caches; reads no data."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

#: For what changes only with the snapshot: keep it, but ask each time whether it is still so.
ASK_EACH_TIME = "public, no-cache"
NEVER_KEEP = "no-store"
#: No picture of ours needs anything but its own text and shapes.
_NONE: Mapping[str, str] = MappingProxyType({})
_SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def json_answer(request: Request, facts: object, *, cache: str = ASK_EACH_TIME, status: int = 200) -> Response:
    """`facts` as JSON: times as ISO 8601 in UTC, numbers that JSON cannot hold as null."""
    body = json.dumps(_writable(facts), ensure_ascii=False, allow_nan=False).encode()
    return answer(request, body, "application/json", cache=cache, status=status)


def svg_answer(request: Request, svg: str, *, cache: str, headers: Mapping[str, str] = _NONE) -> Response:
    """A picture of this app's own."""
    guarded = {"Content-Security-Policy": _SVG_POLICY, **headers}
    return answer(request, svg.encode(), "image/svg+xml", cache=cache, headers=guarded)


def answer(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    cache: str,
    status: int = 200,
    headers: Mapping[str, str] = _NONE,
) -> Response:
    """A body with its validator; 304 without one where the client has it already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    shared = {"Cache-Control": cache, "ETag": etag, **headers}
    if status == 200 and is_known(request, etag):
        return Response(status_code=304, headers=shared)
    return Response(body, status, shared, media_type)


def is_known(request: Request, etag: str) -> bool:
    """Whether `If-None-Match` names this version."""
    given = request.headers.get("if-none-match", "")
    known = {part.strip().removeprefix("W/") for part in given.split(",")}
    return "*" in known or etag.removeprefix("W/") in known


def _writable(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _writable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_writable(one) for one in value]
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='seconds')}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value

"""The body of one answer, appended to a file, and what is still missing of it; never retries or opens it.

huggingface_hub's own download begins anew when its process was ended, and this one goes on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import httpx2
from huggingface_hub.utils import get_session  # type: ignore[attr-defined]

from carbon.hub.errors import AnswerTooLarge, Stopped, brief
from carbon.hub.exchange import LONGEST_ERROR_BODY, Bounds, Reply
from carbon.hub.patience import Setback
from carbon.hub.quota import read_quota, resource_of
from carbon.hub.verdict import raise_refusal, setback_of

CHUNK = 256 * 1024


def append(
    url: str,
    headers: Mapping[str, str],
    target: Path,
    bounds: Bounds,
    *,
    stop: threading.Event | None = None,
    on_bytes: Callable[[int], None] = lambda size: None,
) -> Reply:
    """Ask for what `target` still lacks and append it; a whole file in the answer replaces what was there.

    A web page is no file: nothing of it is written.

    Redirects are followed, as the Hub keeps large files elsewhere; the session drops the token on the way.

    Args:
        bounds: `max_bytes` is the size of the whole file.
        on_bytes: told the size of `target` as it grows.

    Raises:
        httpx2.RequestError: the connection failed or took too long; what came stays in the file.
        AnswerTooLarge: there is more than `bounds.max_bytes`.
        OSError: the file cannot be written.
        Stopped: `stop` was set meanwhile.
    """
    have = bytes_of(target)
    asked = {**headers, "accept-encoding": "identity"} | ({"range": f"bytes={have}-"} if have else {})
    with get_session().stream(
        "GET", url, headers=asked, timeout=httpx2.Timeout(bounds.silence_s), follow_redirects=True
    ) as response:
        if response.status_code not in {200, 206} or "text/html" in response.headers.get("content-type", ""):
            return Reply(url, response.status_code, response.headers, _start_of(response))
        partial = response.status_code == 206
        if partial and not response.headers.get("content-range", "").startswith(f"bytes {have}-"):
            raise httpx2.RemoteProtocolError("another part of the file came than was asked for")
        with target.open("ab" if partial else "wb") as file:
            for size in _copied(response, file, bounds):
                on_bytes(size)
                if stop is not None and stop.is_set():
                    raise Stopped("Stopped in the middle of a file.")
        return Reply(url, response.status_code, response.headers, b"")


def shortfall(reply: Reply, path: str, target: Path, size: int, *, now: float, has_token: bool) -> Setback | None:
    """Why `append` has to be called again for a file of `size` bytes; None where it is whole.

    Raises:
        huggingface_hub.errors.HfHubHTTPError, HubError: the Hub refuses it.
    """
    setback = setback_of(reply, read_quota(reply.headers, resource_of(path), now), now)
    if reply.status == 416:
        target.unlink(missing_ok=True)
        return Setback("the part that is here is none of the file")
    if setback is None and reply.status not in {200, 206}:
        raise_refusal(reply, path, has_token=has_token)
    if setback is None and bytes_of(target) < size:
        return Setback("the file ended before its end")
    return setback


def bytes_of(file: Path) -> int:
    """The size of a file, 0 where there is none."""
    return file.stat().st_size if file.exists() else 0


def _copied(response: httpx2.Response, file: BinaryIO, bounds: Bounds) -> Iterator[int]:
    """Copy an answer's body piece by piece; the size of the file after each."""
    end = time.monotonic() + bounds.total_s
    size = file.tell()
    for chunk in response.iter_raw(CHUNK):
        size += len(chunk)
        if size > bounds.max_bytes:
            raise AnswerTooLarge(f"{brief(str(response.url))} holds more than the {bounds.max_bytes:,} bytes expected.")
        file.write(chunk)
        yield size
        if time.monotonic() > end:
            raise httpx2.ReadTimeout(f"not complete after {bounds.total_s:g} s")


def _start_of(response: httpx2.Response) -> bytes:
    """As much of an error's body as is worth reading."""
    body = b""
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > LONGEST_ERROR_BODY:
            break
    return body

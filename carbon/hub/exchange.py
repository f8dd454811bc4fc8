"""One request and its answer, bounded in time and size; never retries, follows or judges."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2
from huggingface_hub.utils import get_session  # type: ignore[attr-defined]

from carbon.hub.errors import AnswerTooLarge, HubError, Stopped, brief

LONGEST_ERROR_BODY = 65_536
_FAILURES = (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, HubError, OSError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one exchange may take: seconds of silence, seconds in all, bytes of the unpacked body.

    `cut`: of a longer body that much is taken, instead of none.
    """

    silence_s: float
    total_s: float
    max_bytes: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came: status, headers (names in any case) and the unpacked body; `cut` where it was longer."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool = False


def exchange(url: str, headers: Mapping[str, str], bounds: Bounds, stop: threading.Event | None = None) -> Reply:
    """Send one GET through huggingface_hub's session and read its answer.

    The request runs on a thread of its own, because timeouts of a socket hold only between two bytes: a server
    that sends one byte now and then, or a name that does not resolve, would otherwise hold the caller for ever.

    Raises:
        httpx2.RequestError, OSError: the connection failed or took too long (httpx2.ReadTimeout).
        httpx2.InvalidURL, ValueError: the address cannot be asked for.
        RuntimeError: the answer could not be read, or the session was closed meanwhile.
        AnswerTooLarge: the body is larger than the bound, and may not be cut.
        Stopped: `stop` was set meanwhile.
    """
    worker = _Worker(url, headers, bounds)
    worker.start()
    end = time.monotonic() + bounds.total_s
    while not worker.done.wait(min(max(end - time.monotonic(), 0.0), 0.5)):
        if stop is not None and stop.is_set():
            worker.abandoned.set()
            raise Stopped(f"Stopped while waiting for {brief(url)}.")
        if time.monotonic() >= end:
            worker.abandoned.set()
            raise httpx2.ReadTimeout(f"no complete answer within {bounds.total_s:g} s")
    return worker.result()


class _Worker(threading.Thread):
    def __init__(self, url: str, headers: Mapping[str, str], bounds: Bounds) -> None:
        super().__init__(name="hub-exchange", daemon=True)
        self._url, self._headers, self._bounds = url, headers, bounds
        self._reply: Reply | None = None
        self._failure: Exception | None = None
        self.done, self.abandoned = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            self._reply = self._fetch()
        except _FAILURES as error:
            self._failure = error
        finally:
            self.done.set()

    def result(self) -> Reply:
        if self._reply is not None:
            return self._reply
        raise self._failure or RuntimeError(f"The request for {brief(self._url)} ended without an answer.")

    def _fetch(self) -> Reply:
        session, timeout = get_session(), httpx2.Timeout(self._bounds.silence_s)
        with session.stream(
            "GET", self._url, headers=self._headers, timeout=timeout, follow_redirects=False
        ) as response:
            body = self._body(response)
        most = self._bounds.max_bytes
        return Reply(self._url, response.status_code, response.headers, body[:most], len(body) > most)

    def _body(self, response: httpx2.Response) -> bytes:
        parts, size = [], 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if self.abandoned.is_set():
                raise httpx2.ReadTimeout("abandoned")
            if response.status_code >= 400 and size > LONGEST_ERROR_BODY:
                break
            if size > self._bounds.max_bytes and self._bounds.cut:
                break
            if size > self._bounds.max_bytes:
                raise AnswerTooLarge(
                    f"{brief(self._url)} answered with more than {self._bounds.max_bytes:,} bytes; reading stopped. "
                    "Ask for fewer models a page."
                )
        return b"".join(parts)

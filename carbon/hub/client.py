"""Requests to the Hub: patient, polite and bounded; the token never leaves the configured endpoint."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar

import httpx2
from huggingface_hub.errors import OfflineModeIsEnabled

from carbon.hub.address import Endpoint, with_params
from carbon.hub.answers import REDIRECTS, Answer, FileAnswer, Moved, file_answer, json_answer, moved
from carbon.hub.download import append, bytes_of, shortfall
from carbon.hub.errors import HubRefused, Stopped, brief
from carbon.hub.events import WireEvent
from carbon.hub.exchange import Bounds, Reply, exchange
from carbon.hub.headers import has_token, headers_with, without_secrets
from carbon.hub.patience import Patience, Setback
from carbon.hub.quota import Quota, read_quota, resource_of
from carbon.hub.verdict import setback_of

MAX_REDIRECTS = 5
MAX_ANSWER_BYTES = 256 * 2**20

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Request(Generic[T]):
    """How one thing is asked for: what reads its answer, what headers it needs, whether other hosts may have it."""

    read: Callable[[Reply, str, Quota | None], T | Setback]
    bounds: Bounds
    headers: Mapping[str, str] = field(default_factory=dict)
    elsewhere: bool = False


class HubClient:
    """GET requests to one Hub; for one thread at a time.

    Attributes: `requests` sent so far, `quotas` by resource, `last_error` in words.
    """

    def __init__(
        self,
        endpoint: str,
        token: str | bool | None = None,
        *,
        timeout_s: float = 60,
        give_up_s: float = 900,
        deadline_s: float | None = None,
        max_bytes: int = MAX_ANSWER_BYTES,
        stop: threading.Event | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        on_event: Callable[[WireEvent], None] | None = None,
    ) -> None:
        """Prepare requests; none is sent yet.

        Args:
            endpoint: the Hub's address.
            token: a token, None for huggingface_hub's own (HF_TOKEN or a login), False for none.
            timeout_s: seconds of silence after which a request has failed.
            give_up_s: seconds after which a request that keeps failing is given up.
            deadline_s: seconds one attempt may take in all; five times `timeout_s` by default.
            max_bytes: bound on one unpacked answer.
            stop: when set, requests and waits end with Stopped within a second.
            clock: seconds, for waits and giving up.
            sleep: called with at most one second at a time.
            on_event: called for every wait, retry, redirect and refused key.
        """
        self.requests = 0
        self.quotas: dict[str, Quota] = {}
        self.last_error: str | None = None
        self.endpoint = Endpoint(endpoint)
        self._headers = headers_with(token)
        self._bounds = Bounds(timeout_s, deadline_s or 5 * timeout_s, max_bytes)
        self._give_up_s, self._stop, self._clock, self._sleep = give_up_s, stop, clock, sleep
        self._on_event = on_event or (lambda event: None)

    def __repr__(self) -> str:
        return f"HubClient({self.endpoint.base!r}, token={'set' if self._has_token else 'none'})"

    def get(self, path_or_url: str, params: Sequence[tuple[str, str]] = ()) -> Answer:
        """Ask until there is a usable answer.

        Raises:
            HubGaveUp, WaitTooLong: nothing usable came for too long.
            BadToken, ForeignLink, HubRefused, AnswerTooLarge, UnusableAnswer: waiting would not help.
            huggingface_hub.errors.HfHubHTTPError: the Hub refuses; RepositoryNotFoundError, GatedRepoError,
                DisabledRepoError, BadRequestError among others.
            OfflineModeIsEnabled: HF_HUB_OFFLINE is set.
            Stopped: the stop event was set.
        """
        return self._ask(with_params(self._own_path(path_or_url), params), _Request(self._json, self._bounds))

    def get_file(self, path: str, etag: str | None = None, *, max_bytes: int) -> FileAnswer:
        """Ask for a file; one that is longer than `max_bytes` comes cut. Errors as `get`.

        The Hub keeps large files at other hosts: a redirect there is followed, without the token.

        Args:
            path: where it is, relative to the endpoint.
            etag: of the version that is known; where it is still that, the answer has no body.
            max_bytes: bound on what is read of it.
        """
        headers = {"if-none-match": etag} if etag else {}
        bounds = replace(self._bounds, max_bytes=max_bytes, cut=True)
        return self._ask(path, _Request(self._file, bounds, headers, elsewhere=True))

    def patience(self, url: str) -> Patience:
        """The bookkeeping of one request that is not sent by this client, within its bounds."""
        return Patience(url, self._give_up_s, self._clock)

    def again(self, setback: Setback, patience: Patience) -> None:
        """Wait before a request is sent again; raise HubGaveUp or WaitTooLong where it should not be, or Stopped."""
        self.last_error = f"{brief(patience.url)}: {setback.reason}"
        wait_s = patience.wait_after(setback)
        self._wait("quota" if setback.refused else "retry", wait_s, setback.reason, patience)

    def download(
        self,
        path: str,
        target: Path,
        size: int,
        on_bytes: Callable[[int], None] = lambda size: None,
        *,
        with_token: bool = True,
    ) -> None:
        """Fetch a file of `size` bytes into `target`, going on behind what an earlier attempt left there.

        Args:
            path: where it is, relative to the endpoint.
            target: the file to append to.
            size: of the whole file.
            on_bytes: told the size of `target` as it grows; may raise to stop.
            with_token: False for what is public, which then is asked for as anyone would.

        Raises:
            HubGaveUp: for too long no more of it came.
            OSError: the file cannot be written.
            and what `get` raises.
        """
        patience = Patience(self.endpoint.url(path), self._give_up_s, self._clock)
        while (before := bytes_of(target)) != size:
            if before > size:
                target.unlink()  # none of the file: nothing can be gone on with
                before = 0
            self._await_quota(path, patience)
            setback = self._append(path, target, size, on_bytes, with_token=with_token)
            if setback is not None:
                if bytes_of(target) > before:
                    patience = Patience(patience.url, self._give_up_s, self._clock)
                patience.attempts += 1
                self.again(setback, patience)

    def warn(self, kind: str, message: str, url: str, wait_s: float = 0.0) -> None:
        """Tell the listener about something that did not stop the work."""
        self._on_event(WireEvent(kind, message, url, wait_s))

    def _own_path(self, path_or_url: str) -> str:
        if path_or_url.startswith("/"):
            return path_or_url
        return self.endpoint.path(path_or_url, self.endpoint.base + "/")

    def _ask(self, path: str, request: _Request[T]) -> T:
        patience = self.patience(self.endpoint.url(path))
        redirects = 0
        while True:
            self._await_quota(path, patience)
            outcome = self._attempt(path, request, patience)
            if isinstance(outcome, Setback):
                self.again(outcome, patience)
                continue
            if not isinstance(outcome, Moved):
                return outcome
            redirects += 1
            if redirects > MAX_REDIRECTS:
                raise HubRefused(f"{brief(patience.url)} redirects more than {MAX_REDIRECTS} times; it cannot be read.")
            path = outcome.path

    def _attempt(self, path: str, request: _Request[T], patience: Patience) -> T | Setback | Moved:
        """One exchange: its answer, why to try again, or where it redirects to."""
        self._check_stop()
        patience.attempts += 1
        self.requests += 1
        own = path.startswith("/")
        url = self.endpoint.url(path) if own else path
        headers = {**self._headers, **request.headers} if own else without_secrets(self._headers)
        try:
            reply = exchange(url, headers, request.bounds, self._stop)
        except OfflineModeIsEnabled:
            raise
        except (httpx2.RequestError, OSError, RuntimeError) as error:
            return Setback(f"{type(error).__name__}: {error}")
        except (httpx2.InvalidURL, ValueError) as error:
            raise HubRefused(
                f"{brief(url)} cannot be asked for ({type(error).__name__}: {error}): check HF_ENDPOINT."
            ) from error
        resource = resource_of(path)
        quota = read_quota(reply.headers, resource, self._clock()) if own else None
        if quota is not None:
            self.quotas[resource] = quota
        if reply.status in REDIRECTS:
            return self._moved(reply, elsewhere=request.elsewhere)
        return setback_of(reply, quota, self._clock()) or request.read(reply, path, quota)

    def _append(
        self, path: str, target: Path, size: int, on_bytes: Callable[[int], None], *, with_token: bool
    ) -> Setback | None:
        """One exchange for what is missing of a file: None, or why to try again."""
        self._check_stop()
        self.requests += 1
        bounds = replace(self._bounds, max_bytes=size)
        url = self.endpoint.url(path)
        headers = self._headers if with_token else without_secrets(self._headers)
        try:
            reply = append(url, headers, target, bounds, stop=self._stop, on_bytes=on_bytes)
        except httpx2.RequestError as error:
            return Setback(f"{type(error).__name__}: {error}")
        return shortfall(reply, path, target, size, now=self._clock(), has_token=has_token(headers))

    def _json(self, reply: Reply, path: str, quota: Quota | None) -> Answer | Setback:
        return json_answer(reply, path, quota, self.endpoint, has_token=self._has_token)

    def _file(self, reply: Reply, path: str, _quota: Quota | None) -> FileAnswer | Setback:
        return file_answer(reply, path, has_token=self._has_token)

    def _moved(self, reply: Reply, *, elsewhere: bool) -> Moved:
        target = moved(reply, self.endpoint, elsewhere=elsewhere)
        if not elsewhere:  # files are always redirected; only what has moved is worth telling
            self.warn("redirect", f"{reply.url} has moved to {target.path}", reply.url)
        return target

    def _await_quota(self, path: str, patience: Patience) -> None:
        quota = self.quotas.get(resource_of(path))
        wait_s = quota.wait_s(self._clock()) if quota else 0.0
        if wait_s > 0:
            self._wait("quota", patience.obey(wait_s, "the RateLimit header"), "request quota used up", patience)

    def _wait(self, kind: str, seconds: float, why: str, patience: Patience) -> None:
        self.warn(kind, f"{why}; waiting {seconds:.1f} s", patience.url, seconds)
        left = seconds
        while left > 0:
            self._check_stop()
            self._sleep(min(left, 1.0))
            left -= 1.0
        self._check_stop()

    def _check_stop(self) -> None:
        if self._stop is not None and self._stop.is_set():
            raise Stopped("Stopped on request.")

    @property
    def _has_token(self) -> bool:
        return has_token(self._headers)

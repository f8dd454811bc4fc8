"""Scripted misbehaviour of the fake Hub: which request gets which wrong answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Fault:
    """One kind of wrong answer, given `times` times (None: always) after `skip` matching requests."""

    kind: str
    path: str
    skip: int
    times: int | None
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    items: Sequence[Any] = ()

    def strikes(self, address: str) -> bool:
        """Whether this request is the fault's; counts it. The address is the path with its query."""
        if not address.startswith(self.path) or self.times == 0:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Faults:
    """The faults still to come, in the order they were added; `path` is a prefix of the request's path.

    Every method takes `path`, `skip` (requests left alone first) and `times` (None for ever).
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def status(
        self,
        status: int,
        body: bytes = b'{"error":"scripted"}',
        headers: Mapping[str, str] | None = None,
        *,
        path: str = "/",
        skip: int = 0,
        times: int | None = 1,
    ) -> None:
        """Answer with a status, a body and headers."""
        self._add(Fault("status", path, skip, times, status, body, headers or {}))

    def html(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Answer 200 with an HTML page, as a captive portal does."""
        page = b"<!doctype html><title>Sign in</title>"
        self._add(Fault("status", path, skip, times, 200, page, {"content-type": "text/html"}))

    def truncated(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Answer 200 with the first half of the JSON."""
        self._add(Fault("truncated", path, skip, times))

    def dropped(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Close the connection without an answer."""
        self._add(Fault("dropped", path, skip, times))

    def cut_off(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Close the connection in the middle of the body."""
        self._add(Fault("cut_off", path, skip, times))

    def hanging(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Never answer."""
        self._add(Fault("hanging", path, skip, times))

    def dripping(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Send a byte of the body every 20 ms, for ever."""
        self._add(Fault("dripping", path, skip, times))

    def dripping_headers(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Send a byte of a header every 20 ms, for ever."""
        self._add(Fault("dripping_headers", path, skip, times))

    def link(self, link: str, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Answer as usual, but with this address as the next page."""
        self._add(Fault("link", path, skip, times, link=link))

    def stuck_link(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Answer as usual, but with the request's own address as the next page."""
        self._add(Fault("stuck_link", path, skip, times))

    def no_link(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Answer as usual, but name no next page, as a proxy does that lets few headers pass."""
        self._add(Fault("no_link", path, skip, times))

    def redirect_loop(self, *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Send every request to its own address again."""
        self._add(Fault("redirect_loop", path, skip, times))

    def items(self, items: Sequence[Any], *, path: str = "/", skip: int = 0, times: int | None = 1) -> None:
        """Answer as usual, with these items in front of the page's own."""
        self._add(Fault("items", path, skip, times, items=items))

    def clear(self) -> None:
        """Behave from now on."""
        self._faults.clear()

    def next_for(self, address: str) -> Fault | None:
        """The fault of this request, if any; the address is the path with its query."""
        return next((fault for fault in self._faults if fault.strikes(address)), None)

    def _add(self, fault: Fault) -> None:
        self._faults.append(fault)

"""How often one client may ask and how many may download at once: counts in memory, for this process only."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: A client may save up so many seconds of its rate for a page full of badges.
SAVED_S = 10.0
#: Clients that are remembered; who was forgotten starts anew with all it may save up.
MOST_CLIENTS = 10_000


class RateLimit:
    """A bucket of tokens for every client, filled at `per_s`, holding what `SAVED_S` fill."""

    def __init__(self, per_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_s, self._most = per_s, max(1.0, per_s * SAVED_S)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, client: str) -> int:
        """0, and one token less, where the client may ask now; else the seconds until it may."""
        now = self._clock()
        tokens, then = self._buckets.pop(client, (self._most, now))
        tokens = min(self._most, tokens + (now - then) * self._per_s)
        allowed = tokens >= 1
        self._buckets[client] = (tokens - 1 if allowed else tokens, now)
        while len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - tokens) / self._per_s))


class Places:
    """So many downloads at once in all, and so many of one client."""

    def __init__(self, most: int, each: int) -> None:
        self._most, self._each = most, each
        self._taken: Counter[str] = Counter()

    @contextmanager
    def one(self, client: str) -> Iterator[bool]:
        """A place for as long as the block runs; False where none is left."""
        free = self._taken.total() < self._most and self._taken[client] < self._each
        if not free:
            yield False
            return
        self._taken[client] += 1
        try:
            yield True
        finally:
            self._taken[client] -= 1
            self._taken += Counter()  # forgets those at 0


def client_of(host: str | None) -> str:
    """Who counts as one client: an IPv4 address, or the network of an IPv6 one, of which everybody has many."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))

"""How long one request may be tried and waited for; counts and decides, never sleeps."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from carbon.hub.errors import HubGaveUp, WaitTooLong

LONGEST_WAIT_S = 3600.0
LONGEST_BACKOFF_S = 60.0


@dataclass(frozen=True, slots=True)
class Setback:
    """Why a request is to be sent again: in words, with the wait the Hub told, if any.

    `refused` marks a rate limit with a told wait: waiting for it is obedience, not failure.
    """

    reason: str
    told_s: float | None = None
    refused: bool = False


class Patience:
    """Bookkeeping for one request: attempts, seconds failing and seconds waited for quota."""

    def __init__(self, url: str, give_up_s: float, clock: Callable[[], float]) -> None:
        self.url = url
        self.attempts = 0
        self._give_up_s, self._clock, self._started = give_up_s, clock, clock()
        self._refusals = self._failures = 0
        self._obeyed_s = self._backed_off_s = 0.0

    def wait_after(self, setback: Setback) -> float:
        """Seconds to wait before the next attempt.

        Raises:
            HubGaveUp: the request has been failing for as long as it may.
            WaitTooLong: the Hub asks for more than an hour, at once or in all.
        """
        if setback.refused:
            self._refusals += 1
            backoff = _backoff(self._refusals - 2) if self._refusals > 2 else 1.0
            return self.obey(max(setback.told_s or 0.0, backoff), setback.reason)
        self._failures += 1
        told = self._checked(setback.told_s or 0.0, setback.reason)
        left = self._give_up_s - self.failing_s
        if left <= 0:
            raise HubGaveUp(self.url, self.attempts, self.failing_s, setback.reason)
        wait = max(min(_backoff(self._failures), left), told)
        self._backed_off_s += wait
        return wait

    def obey(self, seconds: float, why: str) -> float:
        """The same seconds, once checked that waiting for quota stays within an hour for this request."""
        self._checked(self._obeyed_s + seconds, why)
        self._obeyed_s += seconds
        return seconds

    @property
    def failing_s(self) -> float:
        """Seconds this request has been failing, waits for quota left out."""
        return max(self._clock() - self._started - self._obeyed_s, self._backed_off_s)

    def _checked(self, seconds: float, why: str) -> float:
        if seconds > LONGEST_WAIT_S:
            raise WaitTooLong(self.url, self.attempts, self.failing_s, seconds, why)
        return seconds


def _backoff(failures: int) -> float:
    """Doubling from 1 s, at most a minute, drawn from its upper half so that clients do not march in step."""
    full = min(2.0 ** min(failures - 1, 10), LONGEST_BACKOFF_S)
    return full * random.uniform(0.5, 1.0)

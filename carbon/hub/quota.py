"""What the Hub says about its request quota and about waiting; reads headers, never waits itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from huggingface_hub.utils import parse_ratelimit_headers  # type: ignore[attr-defined]

LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of a resource's request quota.

    Attributes:
        resource: api, resolvers or pages.
        remaining: requests left in the current window.
        limit: requests a window allows; None when not told.
        window_s: length of a window in seconds; None when not told.
        resets_at: when the window ends, in seconds of the client's own clock.
    """

    resource: str
    remaining: int
    limit: int | None
    window_s: int | None
    resets_at: float

    def wait_s(self, now: float) -> float:
        """Seconds to wait before the next request: none unless the quota is used up."""
        return max(self.resets_at + 1 - now, 0.0) if self.remaining == 0 else 0.0


def resource_of(path: str) -> str:
    """The resource whose quota a request for `path` uses up."""
    if "/resolve/" in path or path.startswith("/api/resolve-cache/"):
        return "resolvers"
    return "api" if path.startswith("/api/") else "pages"


def read_quota(headers: Mapping[str, str], resource: str, now: float) -> Quota | None:
    """The quota told by an answer's headers; None when they tell none that can be read."""
    told = {name: headers.get(name, "") for name in ("ratelimit", "ratelimit-policy")}
    if any(len(value) > LONGEST_HEADER for value in told.values()):
        return None
    info = parse_ratelimit_headers(told)
    if info is None:
        return None
    return Quota(resource, info.remaining, info.limit, info.window_seconds, now + min(info.reset_in_seconds, 1e9))


def read_retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by Retry-After, given in seconds or as a date; None when absent or unreadable."""
    value = headers.get("retry-after", "").strip()
    if not value or len(value) > LONGEST_HEADER:
        return None
    try:
        seconds = float(value)
    except ValueError:
        return _until(value, headers.get("date", ""))
    return seconds if seconds >= 0 and not math.isnan(seconds) else None


def _until(when: str, sent: str) -> float | None:
    """Seconds from the answer's own Date (our clock where it has none) to `when`."""
    end, start = _date(when), _date(sent) or datetime.now(UTC)
    return None if end is None else max((end - start).total_seconds(), 0.0)


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)

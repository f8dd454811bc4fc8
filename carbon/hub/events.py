"""What a client tells its listener of requests that did not go straight through; acts on nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WireEvent:
    """Something worth showing or logging: `kind` is quota, retry, redirect or key_refused."""

    kind: str
    message: str
    url: str
    wait_s: float = 0.0

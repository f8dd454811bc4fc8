"""People with the app open: each has a session of its own, goes from page to page, filters and thinks in between."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

from bench.session import Session
from bench.sessions import DOMAINS, PAGES, YEARS
from tests.load.world import Published

FRESHNESS = re.compile(r"([\d,]+) models? · ([\d,]+) report emissions")
QUERIES = ("", *(f"domain={domain}&from={year}" for domain, year in product(DOMAINS, YEARS)))
FILTERING = 0.3


@dataclass(slots=True)
class Seen:
    """What all visitors met: seconds of each rerun, and in words whatever was wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def crowd(url: str, number: int, *, lasts_s: float, thinks_s: float, published: list[Published]) -> Seen:
    """Let `number` visitors look around for `lasts_s` seconds; each thinks about `thinks_s` seconds between pages."""
    seen = Seen()
    end = time.monotonic() + lasts_s
    await asyncio.gather(
        *(
            _visit(url, random.Random(seed), seen, published, thinks_s=thinks_s, goes_on=lambda: time.monotonic() < end)
            for seed in range(number)
        )
    )
    return seen


async def marathon(url: str, number: int, *, reruns: int, published: list[Published]) -> Seen:
    """Let `number` visitors rerun pages one after another, without a pause, until there were `reruns`."""
    seen = Seen()
    await asyncio.gather(
        *(
            _visit(
                url,
                random.Random(seed),
                seen,
                published,
                thinks_s=0.0,
                goes_on=lambda: len(seen.seconds) < reruns and not seen.faults,
            )
            for seed in range(number)
        )
    )
    return seen


async def _visit(
    url: str,
    chance: random.Random,
    seen: Seen,
    published: list[Published],
    *,
    thinks_s: float,
    goes_on: Callable[[], bool],
) -> None:
    await asyncio.sleep(chance.random() * thinks_s)
    newest = 0
    try:
        async with Session(url) as visitor:
            while goes_on():
                page, query = chance.choice(PAGES), chance.choice(QUERIES) if chance.random() < FILTERING else ""
                seen.seconds.append(await visitor.run(page, query))
                newest = _checked(visitor, page, published, newest, seen)
                await asyncio.sleep(chance.uniform(0.5, 1.5) * thinks_s)
    except Exception as error:  # noqa: BLE001 - whatever a visitor meets is a fault of the app
        seen.faults.append(f"{type(error).__name__}: {error}")


def _checked(visitor: Session, page: str, published: list[Published], newest: int, seen: Seen) -> int:
    """Which snapshot a page showed; notes a figure that no snapshot has, and one older than was shown before."""
    found = FRESHNESS.search(" ".join(visitor.html))
    if found is None:
        seen.faults.append(f"/{page} does not say how fresh it is")
        return newest
    shown = Published(*(int(number.replace(",", "")) for number in found.groups()))
    if shown not in published:
        seen.faults.append(f"/{page} shows {shown}, which was never published")
        return newest
    place = published.index(shown)
    if place < newest:
        seen.faults.append(f"/{page} shows snapshot {place} after {newest}")
    return max(place, newest)

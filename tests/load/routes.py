"""Programs that ask the HTTP routes beside the visitors; whatever is not a right answer is a fault."""

from __future__ import annotations

import asyncio
import random
import time

import httpx2

from tests.load.visitors import Seen

TYPED = ("text", "gener", "bert", "model-1", "zzz", "speech", "a", "owner/")


async def clients(url: str, number: int, *, lasts_s: float, pause_s: float) -> Seen:
    """Let `number` programs ask for `lasts_s` seconds, each with a pause between two requests."""
    seen = Seen()
    end = time.monotonic() + lasts_s
    async with httpx2.AsyncClient(base_url=url, timeout=30) as client:
        await asyncio.gather(*(_ask(client, random.Random(seed), seen, end, pause_s) for seed in range(number)))
    return seen


async def _ask(client: httpx2.AsyncClient, chance: random.Random, seen: Seen, end: float, pause_s: float) -> None:
    while time.monotonic() < end:
        typed = chance.choice(TYPED)
        start = time.perf_counter()
        try:
            answer = await client.get("/api/search", params={"q": typed})
            seen.seconds.append(time.perf_counter() - start)
            _check(answer, typed, seen)
        except (httpx2.HTTPError, ValueError) as error:
            seen.faults.append(f"/api/search: {type(error).__name__}: {error}")
        await asyncio.sleep(pause_s)


def _check(answer: httpx2.Response, typed: str, seen: Seen) -> None:
    if answer.status_code != 200:
        seen.faults.append(f"/api/search?q={typed}: status {answer.status_code}")
    elif answer.json()["query"] != typed:
        seen.faults.append(f"/api/search?q={typed} answers {answer.json()['query']!r}")

"""The limit on one client's requests, met by asking as fast as one can; whatever it does wrong is a fault."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

import httpx2

from carbon.http.rate import SAVED_S

PATH = "/api/health"
#: So many times what a client may save up is asked for.
TIMES = 3
AT_ONCE = 50


@dataclass(slots=True)
class Limited:
    """How many requests were answered and refused in how many seconds, and in words whatever was wrong."""

    answered: int = 0
    refused: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


async def storm(url: str, rate_per_s: float) -> Limited:
    """Ask an app that allows `rate_per_s` for far more, then once more when it says that one may."""
    seen, places = Limited(), asyncio.Semaphore(AT_ONCE)
    asked = int(rate_per_s * SAVED_S * TIMES)
    start = time.monotonic()
    async with httpx2.AsyncClient(base_url=url, timeout=30) as client:
        answers = await asyncio.gather(*(_one(client, places) for _ in range(asked)))
        seen.seconds = time.monotonic() - start
        refused = [answer for answer in answers if answer.status_code == 429]
        seen.refused, seen.answered = len(refused), sum(answer.status_code == 200 for answer in answers)
        seen.faults += [problem for answer in refused if (problem := _problem(answer))]
        _count(seen, asked, rate_per_s)
        if refused and not seen.faults:
            await asyncio.sleep(max(int(answer.headers["retry-after"]) for answer in refused))
            again = await client.get(PATH)
            if again.status_code != 200:
                seen.faults.append(f"after the wait that it asked for: status {again.status_code}")
    return seen


async def _one(client: httpx2.AsyncClient, places: asyncio.Semaphore) -> httpx2.Response:
    async with places:
        return await client.get(PATH)


def _problem(answer: httpx2.Response) -> str | None:
    wait = answer.headers.get("retry-after", "")
    if not wait.isdecimal() or int(wait) < 1:
        return f"a refusal asks to wait {wait!r}"
    return None if "Too many requests" in answer.json()["error"] else f"a refusal says {answer.text[:100]}"


def _count(seen: Limited, asked: int, rate_per_s: float) -> None:
    """As many as were saved up are answered, and what came in meanwhile; all others are refused."""
    saved = rate_per_s * SAVED_S
    if not saved - 1 <= seen.answered <= saved + rate_per_s * seen.seconds + 1:
        seen.faults.append(f"{seen.answered} of {asked} were answered in {seen.seconds:.1f} s")
    if seen.answered + seen.refused != asked:
        seen.faults.append(f"{asked - seen.answered - seen.refused} of {asked} were neither answered nor refused")

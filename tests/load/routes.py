"""Programs that ask the HTTP routes beside the visitors; whatever is not a right answer is a fault."""

from __future__ import annotations

import asyncio
import csv
import io
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import httpx2
import pyarrow.parquet as pq

from tests.load.visitors import Seen
from tests.load.world import Published

TYPED = ("text", "gener", "bert", "model-1", "zzz", "speech", "a", "owner/")
#: Of a hundred requests: badges stand in READMEs, searches follow each key, downloads are few and large.
WEIGHTS: Mapping[str, int] = {
    "/badge/….svg": 30,
    "/label/….svg": 10,
    "/label/….png": 2,
    "/api/models/…": 15,
    "/api/summary": 10,
    "/api/search": 20,
    "/api/health": 5,
    "/api/openapi.json": 3,
    "/data/models.parquet": 2,
    "/data/reports.csv": 3,
}
#: One client may have four downloads at once, and all programs here are one client. The server frees a place a moment
#: after the last byte was read, so that the next may come too soon: half of the places stay free for that.
DOWNLOADS_AT_ONCE = 2
#: How often a program that has an answer asks whether it is still the same.
ASKS_AGAIN = 0.5
NEVER_KEPT = {"/api/search", "/api/health"}


@dataclass(slots=True)
class Asked(Seen):
    """What all programs met, and of that the seconds by route and how many answers were still the same."""

    by_route: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    unchanged: int = 0


async def clients(
    url: str, number: int, ids: Sequence[str], published: list[Published], *, lasts_s: float, pause_s: float
) -> Asked:
    """Let `number` programs ask for `lasts_s` seconds, each with a pause between two requests.

    Args:
        url: where the app is.
        number: of programs.
        ids: models that report, in every snapshot.
        published: all snapshots so far; grows meanwhile.
        lasts_s: seconds until the last request.
        pause_s: seconds between two requests of one program.
    """
    seen = Asked()
    end = time.monotonic() + lasts_s
    downloads = asyncio.Semaphore(DOWNLOADS_AT_ONCE)
    async with httpx2.AsyncClient(base_url=url, timeout=30) as client:
        programs = [_Program(client, random.Random(seed), ids, published, seen) for seed in range(number)]
        await asyncio.gather(*(each.ask_on(first, end, pause_s, downloads) for first, each in enumerate(programs)))
    return seen


class _Program:
    """One program: what it asked for last, and the newest snapshot that it was told of."""

    def __init__(
        self,
        client: httpx2.AsyncClient,
        chance: random.Random,
        ids: Sequence[str],
        published: list[Published],
        seen: Asked,
    ) -> None:
        self._client, self._chance, self._ids, self._published, self._seen = client, chance, ids, published, seen
        self._known: dict[str, str] = {}
        self._newest = 0

    async def ask_on(self, first: int, end: float, pause_s: float, downloads: asyncio.Semaphore) -> None:
        """Ask every route once, the `first` one first, and then as often as they weigh."""
        routes, weights = list(WEIGHTS), list(WEIGHTS.values())
        first %= len(routes)
        once = iter([*routes[first:], *routes[:first]])
        while time.monotonic() < end:
            route = next(once, None) or self._chance.choices(routes, weights)[0]
            if route.startswith("/data/"):
                async with downloads:
                    await self._ask(route)
            else:
                await self._ask(route)
            await asyncio.sleep(pause_s)

    async def _ask(self, route: str) -> None:
        asked = self._chance.choice(TYPED if route == "/api/search" else self._ids)
        path = f"{route}?q={asked}" if route == "/api/search" else route.replace("…", asked)
        known = self._known.get(path) if self._chance.random() < ASKS_AGAIN else None
        start = time.perf_counter()
        try:
            answer = await self._client.get(path, headers={"If-None-Match": known} if known else {})
            taken = time.perf_counter() - start
            problem = self._checked(route, asked, answer, known)
        except (httpx2.HTTPError, ValueError, KeyError, OSError) as error:
            self._seen.faults.append(f"{path}: {type(error).__name__}: {error}")
            return
        self._seen.seconds.append(taken)
        self._seen.by_route[route].append(taken)
        if problem:
            self._seen.faults.append(f"{path}: {problem}")
        elif route not in NEVER_KEPT:
            self._known[path] = answer.headers["etag"]

    def _checked(self, route: str, asked: str, answer: httpx2.Response, known: str | None) -> str | None:
        """What is wrong with an answer; None where it is right."""
        if answer.status_code == 304:
            self._seen.unchanged += 1
            is_so = known == answer.headers["etag"] and not answer.content
            return None if is_so else f"is said to be {known} still, with {len(answer.content)} bytes"
        if answer.status_code != 200:
            return f"status {answer.status_code}"
        if known is not None and answer.headers["etag"] == known:
            return f"comes whole, although it is {known} still"
        return CHECKS[route](self, asked, answer)

    def badge(self, asked: str, answer: httpx2.Response) -> str | None:
        return None if answer.text.startswith("<svg") and "</svg>" in answer.text else "is no picture"

    def png(self, asked: str, answer: httpx2.Response) -> str | None:
        return None if answer.content.startswith(b"\x89PNG") else "is no PNG"

    def model(self, asked: str, answer: httpx2.Response) -> str | None:
        facts = answer.json()
        return None if facts["id"] == asked and facts["reports"] else f"tells of {facts['id']}"

    def summary(self, asked: str, answer: httpx2.Response) -> str | None:
        facts = answer.json()
        if facts["figures"]["models"] != facts["snapshot"]["models"]:
            return f"counts {facts['figures']['models']} models of {facts['snapshot']['models']}"
        return self._is_of(facts["snapshot"])

    def health(self, asked: str, answer: httpx2.Response) -> str | None:
        return self._is_of(answer.json()["snapshot"])

    def search(self, asked: str, answer: httpx2.Response) -> str | None:
        facts = answer.json()
        if facts["query"] != asked:
            return f"answers {facts['query']!r}"
        return None if all(hit["similar"] or asked in hit["id"].lower() for hit in facts["models"]) else "finds others"

    def openapi(self, asked: str, answer: httpx2.Response) -> str | None:
        return None if answer.json()["openapi"] == "3.1.0" else "is no description"

    def parquet(self, asked: str, answer: httpx2.Response) -> str | None:
        rows = pq.read_metadata(io.BytesIO(answer.content)).num_rows
        return None if rows in {each.models for each in self._published} else f"holds {rows} models"

    def reports(self, asked: str, answer: httpx2.Response) -> str | None:
        rows = sum(1 for _ in csv.reader(io.StringIO(answer.text))) - 1
        return None if rows == self._published[0].reporting else f"holds {rows} reports"

    def _is_of(self, facts: Mapping[str, int]) -> str | None:
        """What is wrong with the snapshot that an answer is of; it may be none that never was, nor an older one."""
        told = Published(facts["models"], facts["reporting"])
        if told not in self._published:
            return f"is of {told}, which was never published"
        place, before = self._published.index(told), self._newest
        self._newest = max(place, before)
        return None if place >= before else f"is of snapshot {place} after {before}"


CHECKS: Mapping[str, Callable[[_Program, str, httpx2.Response], str | None]] = {
    "/badge/….svg": _Program.badge,
    "/label/….svg": _Program.badge,
    "/label/….png": _Program.png,
    "/api/models/…": _Program.model,
    "/api/summary": _Program.summary,
    "/api/search": _Program.search,
    "/api/health": _Program.health,
    "/api/openapi.json": _Program.openapi,
    "/data/models.parquet": _Program.parquet,
    "/data/reports.csv": _Program.reports,
}

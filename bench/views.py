"""What the server sends for a view: a page's first, one after a filter change, one with a chart's table open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from bench.figures import Figure
from bench.session import Session
from bench.sessions import PAGES

LIMIT_BYTES = 400_000
FILTERED = "domain=NLP&from=2023-01"
#: Views that a page has besides its first one.
VARIANTS = {
    "": ("",),
    "correlations": ("", "amount=Dataset size"),
    "efficiency": ("", "against=Downloads", "label=v0", "page=3", "sort=Name"),
}


@dataclass(frozen=True, slots=True)
class View:
    """One view: its page, which one, and the bytes that were sent for it."""

    page: str
    what: str
    sent_bytes: int


async def measure(url: str) -> list[Figure]:
    """The largest view of each kind, with the page it is of."""
    seen = [view async for view in views(url)]
    kinds = ("first view", "after a filter change", "with a table open")
    return [_largest(kind, [view for view in seen if view.what.startswith(kind)]) for kind in kinds]


async def views(url: str, pages: Sequence[str] = PAGES) -> AsyncIterator[View]:
    """Every page in a session of its own: its first views, one with filters, one with each table open."""
    for page in pages:
        for query in VARIANTS.get(page, ("",)):
            async with Session(url) as visitor:
                await visitor.run(page, query)
                yield View(page, f"first view {query}".strip(), visitor.sent_bytes)
                for number, table in enumerate(visitor.tables, start=1):
                    await visitor.run(page, query, opened=table)
                    yield View(page, f"with a table open, {number} {query}".strip(), visitor.sent_bytes)
                await visitor.run(page, "&".join(filter(None, (FILTERED, query))))
                yield View(page, f"after a filter change {query}".strip(), visitor.sent_bytes)


def _largest(kind: str, seen: Sequence[View]) -> Figure:
    what, goal = f"sent for a view: {kind}", f"≤ {LIMIT_BYTES / 1000:.0f} kB"
    if not seen:
        return Figure(what, goal, "none", None)
    most = max(seen, key=lambda view: view.sent_bytes)
    words = f"at most {most.sent_bytes / 1000:,.0f} kB ({most.page or 'overview'}, {most.what}) · {len(seen)} views"
    return Figure(what, goal, words, most.sent_bytes <= LIMIT_BYTES)

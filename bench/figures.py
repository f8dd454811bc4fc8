"""Measured figures: their statistics and the table they are printed in."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, the goal in words, the measurement in words, whether it is met.

    `met` is None where the figure has no goal of its own (a base that others are compared with). `number` is what was
    measured as one number, where it can be compared with that of another size: the median of several.
    """

    what: str
    goal: str
    measured: str
    met: bool | None
    number: float | None = None


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def at_most(what: str, values_ms: Sequence[float], limit_ms: float, note: str = "") -> Figure:
    """A figure whose 95th percentile must not exceed a limit; values in milliseconds."""
    p95 = percentile(values_ms, 0.95)
    median = statistics.median(values_ms)
    words = f"p95 {p95:,.1f} ms · median {median:,.1f} ms · n {len(values_ms)}"
    return Figure(what, f"p95 ≤ {limit_ms:,.0f} ms", f"{words}{' · ' + note if note else ''}", p95 <= limit_ms, median)


def time_ms(work: Callable[[], object], times: int) -> list[float]:
    """Run `work` so many times; milliseconds of each."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    marks = {True: "yes", False: "NO", None: "–"}
    lines = ["| What | Goal | Measured | Met |", "|---|---|---|---|"]
    lines += [f"| {each.what} | {each.goal} | {each.measured} | {marks[each.met]} |" for each in figures]
    return "\n".join(lines)


def side_by_side(sizes: tuple[int, int], small: Sequence[Figure], large: Sequence[Figure]) -> str:
    """Two sizes of the Hub as a Markdown table: what was measured at both, and by how much it grew."""
    at_large = {each.what: each for each in large}
    names = [f"{size:,} models" for size in sizes]
    lines = [f"| What | {names[0]} | {names[1]} | Grew |", "|---|---|---|---:|"]
    for each in small:
        if each.what in at_large:
            other = at_large[each.what]
            lines.append(f"| {each.what} | {each.measured} | {other.measured} | {_growth(each, other)} |")
    return "\n".join(lines)


def _growth(small: Figure, large: Figure) -> str:
    return f"{large.number / small.number:.1f} ×" if small.number and large.number is not None else "–"

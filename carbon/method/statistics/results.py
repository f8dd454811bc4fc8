"""Results as they are stored, one row a test, with corrected p, verdict and whether it holds in every population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from carbon.method.statistics.correction import LEVEL, Family, corrected
from carbon.method.statistics.estimate import Estimate, Interval
from carbon.method.statistics.reports import POPULATIONS
from carbon.method.statistics.wording import DIFFERENT, FEW, LESS, MORE, NEGLIGIBLE, NOT_SHOWN, told

#: Every pair of groups after a test of all; corrected by Holm over the pairs.
POST_HOC = "post hoc"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked in one population.

    `subject`: what it is asked of (a domain, a pair, a term), empty where of everything. `corrected_p`: given only
    where the test brings its own correction (`POST_HOC`).
    """

    question: str
    subject: str
    family: str
    estimate: Estimate
    corrected_p: float | None = None


class Result(NamedTuple):
    """A row of the snapshot's `statistics`: its columns in order.

    `low` and `high` are the ends of the 95 % interval of `effect`, likewise of `magnitude`. `holds`: whether the
    verdict is the same in all three populations, None where one of them has too little data. `text`: the finding.
    """

    question: str
    subject: str
    population: str
    family: str
    method: str
    n: int
    group_sizes: str
    measure: str
    effect: float | None
    low: float | None
    high: float | None
    magnitude_measure: str
    magnitude: float | None
    magnitude_low: float | None
    magnitude_high: float | None
    p: float | None
    corrected_p: float | None
    verdict: str
    holds: bool | None
    text: str


def results(tests: Sequence[Asked], population: str) -> list[Result]:
    """The rows of one population: p corrected within each family, verdict and words; `holds` is still open."""
    found: dict[int, float] = {}
    for family in ("confirmatory", "exploratory"):
        found |= _corrected(tests, family)
    rows = []
    for at, test in enumerate(tests):
        corrected_p = test.corrected_p if test.family == POST_HOC else found.get(at)
        rows.append(_row(test, population, corrected_p))
    return rows


def with_holds(rows: Sequence[Result]) -> list[Result]:
    """The rows of all populations, each told whether its verdict is the same in the others."""
    verdicts: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        verdicts.setdefault((row.question, row.subject), {})[row.population] = row.verdict
    return [row._replace(holds=_holds(verdicts[row.question, row.subject])) for row in rows]


def verdict(estimate: Estimate, corrected_p: float | None) -> str:
    """What an estimate comes to: a small effect is negligible whatever p says."""
    if estimate.effect is None or estimate.strength is None or corrected_p is None:
        return FEW
    if abs(estimate.strength) < estimate.negligible:
        return NEGLIGIBLE
    if corrected_p > LEVEL or estimate.effect.low <= estimate.null <= estimate.effect.high:
        return NOT_SHOWN
    if len(estimate.groups) > 2 or estimate.measure == "ε²":
        return DIFFERENT
    return MORE if estimate.strength > 0 else LESS


def _corrected(tests: Sequence[Asked], family: Family) -> dict[int, float]:
    known = [(at, test.estimate.p) for at, test in enumerate(tests) if test.family == family]
    tested = [(at, p) for at, p in known if p is not None]
    return dict(zip((at for at, _ in tested), corrected([p for _, p in tested], family), strict=True))


def _row(test: Asked, population: str, corrected_p: float | None) -> Result:
    one = test.estimate
    reached = verdict(one, corrected_p)
    return Result(
        test.question,
        test.subject,
        population,
        test.family,
        one.method,
        one.n,
        " / ".join(f"{size:,}" for size in one.groups),
        one.measure,
        *_ends(one.effect),
        one.magnitude_measure,
        *_ends(one.magnitude),
        one.p,
        corrected_p,
        reached,
        None,
        told(test.question, test.subject, one, reached),
    )


def _ends(interval: Interval | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if interval is None else (interval.value, interval.low, interval.high)


def _holds(by_population: dict[str, str]) -> bool | None:
    if len(by_population) < len(POPULATIONS) or FEW in by_population.values():
        return None
    return len(set(by_population.values())) == 1

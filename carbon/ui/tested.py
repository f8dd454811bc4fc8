"""Tests in words and tables: which rows of the statistics a page shows, as readers see them. Tests nothing itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from carbon.method.statistics.correction import NAMES
from carbon.method.statistics.estimate import (
    MIN_CORRELATION,
    MIN_GROUP,
    MIN_MONTH,
    MIN_MONTHS,
    NEGLIGIBLE_DELTA,
    NEGLIGIBLE_EPSILON2,
    NEGLIGIBLE_RHO,
)
from carbon.method.statistics.resampling import REPLICATES
from carbon.method.statistics.results import POST_HOC, Result
from carbon.method.statistics.wording import FEW, NEGLIGIBLE, SIZE, question_in_words
from carbon.method.study import StudyFigure, study
from carbon.store.queries import statistics as queries
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection
from carbon.store.statistics import SELECTIONS
from carbon.ui.page import Context

METHOD = f"""\
**How it is tested.** Spearman's ρ for amounts, Mann-Whitney with Cliff's δ for two groups, Kruskal-Wallis with ε² for
several and Dunn's test for each pair of them, Mann-Kendall with the Theil-Sen slope for trends, regressions on ln grams
with HC3 errors. Intervals are 95 %; those of ρ, δ and ε² come from {REPLICATES:,} draws of whole projects, since
numbered copies of one project say little more than one.

**Effects.** ρ is 0 where two amounts have nothing to do with each other and 1 where both rise together. δ compares
every model of one group with every model of the other: at 0.2 the first emits more in 60 of 100 such pairs. ε² is the
share of the differences in rank that the groups explain.

**Corrected p.** Holm over the questions of the 2023 study, Benjamini-Hochberg over all others, Holm over the pairs of
Dunn's test. At 0.05 and below, and with an interval that leaves out "no effect", a finding is called one. |δ| below
{NEGLIGIBLE_DELTA}, |ρ| below {NEGLIGIBLE_RHO} and ε² below {NEGLIGIBLE_EPSILON2} are called negligible whatever p
says; a trend is shown or not.

**Holds.** Every test is made three times: over all reports, without flagged ones, with one model a project. A
conclusion holds if the verdict is the same in all three. While a census is being read, the tests stay those of the same
reports; trends by month follow when it has ended.

**Not enough data.** At least {MIN_CORRELATION} models for a correlation, {MIN_GROUP} in each group, {MIN_MONTH} in a
month, {MIN_MONTHS} months for a trend, {MIN_GROUP} projects for a bootstrap.

**Study.** The value that the study of 2023 prints for the same question ([arXiv 2305.11164]({study().url})); its
populations are smaller, see the note.
"""
#: How effects between -1 and 1 are called in short.
_SIGNS = {"ρ": "ρ", "Cliff's δ": "δ", "ε²": "ε²"}
#: What is smaller than this is called negligible, in the words for it.
_LEAST = {"ρ": ("|ρ|", NEGLIGIBLE_RHO), "Cliff's δ": ("|δ|", NEGLIGIBLE_DELTA), "ε²": ("ε²", NEGLIGIBLE_EPSILON2)}
#: Others that are factors, and what stands behind the rest.
_FACTORS = {"factor a year": "a year", "odds ratio a year": "a year"}
_UNITS = {"percentage points a year": "points a year"}
#: Coefficients of the regressions of ln grams, which are told as factors on grams.
_LOGARITHMIC = "coefficient, ln grams"
#: What a table shows of a test; the rest is in its CSV, as its note says.
SHOWN = ("Question", "Finding", "Effect", "In grams", "p, corrected", "Holds in all three", "2023 study", "n")
IN_CSV = "In the CSV: method, groups, correction."
FAMILIES = {**NAMES, POST_HOC: "Holm, pairs"}


def population_of(selection: Selection) -> str | None:
    """The population that a selection is; None where other filters are set."""
    return next((name for name, one in SELECTIONS.items() if one == selection), None)


def rows(context: Context, *questions: str) -> list[Result]:
    """The stored tests of `questions` in the reader's population; none under other filters."""
    population = population_of(context.selection)
    chosen = [row for row in context.ask(stored) if row.population == population]
    return [row for row in chosen if not questions or row.question in questions]


def first(context: Context, question: str) -> Result | None:
    """The stored test of one question over everything."""
    return next((row for row in rows(context, question) if not row.subject), None)


def stored(snapshot: Snapshot, _selection: Selection) -> list[Result]:
    """All stored tests, for `Context.ask`."""
    return queries.statistics(snapshot)


def table(shown: Sequence[Result]) -> pd.DataFrame:
    """The tests as readers see them."""
    return pd.DataFrame([_row(row) for row in shown])


def why_none(context: Context) -> str:
    """Why there are no tests to show for the reader's selection."""
    problem = queries.problem(context.snapshot)
    if problem:
        return f"The statistics of this snapshot could not be computed: {problem}. The next ingest tries again."
    if queries.are_due(context.snapshot):
        return "The tests are made once the sizes of all models and data sets are known; the ingest is fetching them."
    return "Tests are made over all reports; with these filters set, none is shown."


def with_figures(row: Result) -> str:
    """`ρ 0.31, 0.25 to 0.37, n = 1,302`: a test's effect for a subtitle."""
    if row.effect is None or row.low is None or row.high is None:
        return f"n = {row.n:,}"
    return f"{effect_in_words(row)} · n = {row.n:,}"


def negligible_in_words(row: Result) -> str:
    """What it means that an effect is called negligible, and whether it can be larger; empty where it is not."""
    if row.verdict != NEGLIGIBLE or row.measure not in _LEAST:
        return ""
    sign, least = _LEAST[row.measure]
    is_sure = max(abs(row.low or 0.0), abs(row.high or 0.0)) < least
    return f"negligible: {sign} below {least:g}{'' if is_sure else ', though the interval allows for more'}"


def holds_in_words(holds: bool | None) -> str:
    """Whether a conclusion is the same in all three populations."""
    return "too few" if holds is None else "yes" if holds else "no"


def study_value(row: Result) -> StudyFigure | None:
    """The study's figure for the same question."""
    return study().beside(f"{row.question}:{row.subject}" if row.subject else row.question)


def study_in_words(figure: StudyFigure | None) -> str:
    """`r 0.56, n = 48`; nothing where the study has none."""
    if figure is None or isinstance(figure.value, list | dict):
        return ""
    n = study_n(figure)
    write = {"ρ": bounded, "r": bounded, "p": p_in_words}.get(figure.unit, in_two_digits)
    return f"{figure.unit} {write(figure.value)}{f', n = {n}' if n else ''}".strip()


def study_n(figure: StudyFigure) -> str:
    """`1,038`, `40 / 8`; empty where the study tells none."""
    sizes = figure.n if isinstance(figure.n, list) else [figure.n]
    return " / ".join(f"{size:,}" for size in sizes if size is not None)


def _row(row: Result) -> dict[str, object]:
    return {
        "Question": question_in_words(row.question, row.subject),
        "Finding": f"not enough data{row.text.partition(FEW)[2]}" if row.verdict == FEW else row.text,
        "Effect": effect_in_words(row),
        "p, corrected": p_in_words(row.corrected_p),
        "Holds in all three": holds_in_words(row.holds),
        "2023 study": study_in_words(study_value(row)) or "–",
        "n": row.n,
        "In grams": _magnitude(row),
        "Correction": FAMILIES[row.family],
        "Method": row.method,
        "Groups": row.group_sizes or "–",
        "Value": row.effect,
        "95 % interval from": row.low,
        "95 % interval to": row.high,
    }


def effect_in_words(row: Result) -> str:
    """`ρ 0.31 (0.25 to 0.37)`, `× 0.96 (0.91 to 1.01) a year`, `× 1.9 (1.6 to 2.1)`; `–` where there is none."""
    if row.effect is None or row.low is None or row.high is None:
        return "–"
    sign, unit = _SIGNS.get(row.measure, ""), _UNITS.get(row.measure, "")
    if row.measure == _LOGARITHMIC:
        return _factor_in_words(row)
    ends = (row.effect, row.low, row.high)
    if row.measure in _FACTORS:
        sign, unit = "×", _FACTORS[row.measure]
        value, low, high = in_like_digits(*ends)
    else:
        value, low, high = map(_WRITTEN.get(sign, in_two_digits), ends)
    return f"{sign} {value} ({low} to {high}) {unit}".strip()


def factor(row: Result) -> tuple[float, float, float]:
    """The factor on grams of a term of the regressions, or of doubling the size, with its ends."""
    ends = (float(row.effect or 0), float(row.low or 0), float(row.high or 0))
    scale = math.log(2) if row.subject == SIZE else 1.0
    value, low, high = (math.exp(min(max(scale * end, -60), 60)) for end in ends)
    return value, low, high


def _factor_in_words(row: Result) -> str:
    value, low, high = map(in_two_digits, factor(row))
    return f"× {value} ({low} to {high}){' for twice the size' if row.subject == SIZE else ''}"


def bounded(value: float) -> str:
    """An effect between −1 and 1 in two decimals: `0.31`, `−0.05`, `0.00`."""
    told = f"{value:.2f}"
    return told.removeprefix("-") if float(told) == 0 else told.replace("-", "−")


def in_two_digits(value: float) -> str:
    """`0.044`, `1.9`, `210`, `1,600`: two digits that count, never as a power of ten."""
    rounded = float(f"{value:.2g}")
    if abs(rounded) >= 10 or rounded == 0:
        return f"{rounded:,.0f}".replace("-", "−")
    return f"{rounded:.{1 - math.floor(math.log10(abs(rounded)))}f}".replace("-", "−")


def in_like_digits(value: float, low: float, high: float) -> list[str]:
    """A value and the ends of its interval in the digits that tell the ends apart: `0.960`, `0.910`, `1.000`."""
    digits = max(0, 1 - math.floor(math.log10(high - low))) if high > low else 2
    return [f"{one:,.{digits}f}".replace("-", "−") for one in (value, low, high)]


_WRITTEN = {"ρ": bounded, "δ": bounded}


def p_in_words(p: float | None) -> str:
    """`0.024`, `< 0.001`; `–` where there is none."""
    if p is None:
        return "–"
    return "< 0.001" if p < 0.001 else f"{p:.2g}" if p < 0.1 else f"{p:.2f}"


def _magnitude(row: Result) -> str:
    if row.measure == _LOGARITHMIC:
        return effect_in_words(row)
    if row.magnitude is None or row.magnitude_low is None or row.magnitude_high is None:
        return "–"
    value, low, high = map(in_two_digits, (row.magnitude, row.magnitude_low, row.magnitude_high))
    return f"× {value} ({low} to {high})"

"""Findings in words, computed from counts and grams, neutral where there is nothing to find; draws nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from carbon.method.intervals import wilson
from carbon.store.selection import NOT_STATED
from carbon.ui.months import all_months
from carbon.units import format_count, format_grams, format_share

#: Longest stretch of months that is compared at either end of a series, and the least that is worth comparing.
STRETCH, SHORTEST = 12, 3
#: Below this many reports a chart has a neutral title: what a handful does is no finding.
ENOUGH = 20
#: A share changed little where even the outermost ends of its two intervals are at most this factor apart.
LITTLE = 1.25
#: The title of the reporting levels where there is no finding.
LEVELS = "How well reports are made"


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % Wilson interval; NaN throughout where there is nothing to divide by."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share of one."""
        return self.part / self.whole if self.whole else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Its lower and upper end."""
        low, high = wilson(self.part, self.whole)
        return float(low), float(high)

    def differs(self, other: Share) -> bool:
        """Whether the two intervals do not touch: more than chance, without a test."""
        return self.interval[1] < other.interval[0] or other.interval[1] < self.interval[0]


@dataclass(frozen=True, slots=True)
class Course:
    """A share over the first and over the last months of a series, and what the stretches are called."""

    first: Share
    last: Share
    first_months: str
    last_months: str

    @property
    def enough(self) -> bool:
        """Whether both stretches have models enough to be compared."""
        return min(self.first.whole, self.last.whole) >= ENOUGH

    @property
    def little_changed(self) -> bool:
        """Whether both intervals are so narrow and so close that no large change is possible."""
        lows, highs = zip(self.first.interval, self.last.interval, strict=True)
        return max(highs) <= LITTLE * min(lows)


def course(by_month: pd.DataFrame) -> Course | None:
    """The two ends of a series with `month`, `models`, `reporting`, in calendar months; None where it is too short."""
    by_month = all_months(by_month)
    stretch = min(STRETCH, len(by_month) // 2)
    if stretch < SHORTEST:
        return None
    first, last = by_month.iloc[:stretch], by_month.iloc[-stretch:]
    return Course(_share(first), _share(last), _months(first), _months(last))


def share_title(by_month: pd.DataFrame) -> str:
    """What became of the share of new models that report."""
    ends = course(by_month)
    if ends is None or not ends.enough:
        return "New models that report their emissions"
    if not ends.first.differs(ends.last):
        ending = ", little changed" if ends.little_changed else ""
        return f"About {percent(ends.last.value)} of new models report their emissions{ending}"
    word = "fell" if ends.last.value < ends.first.value else "rose"
    was, now = percent(ends.first.value), percent(ends.last.value)
    return f"The share of new models that report {word} from {was} to {now}"


def share_note(by_month: pd.DataFrame) -> str:
    """Which months the title compares, with the intervals."""
    ends = course(by_month)
    if ends is None:
        return "Fewer than six months: nothing is compared."
    if not ends.enough:
        return f"Fewer than {ENOUGH} models in the first or the last months: nothing is compared."
    return (
        f"Compared: {ends.first_months} ({interval_text(ends.first)}) "
        f"with {ends.last_months} ({interval_text(ends.last)})."
    )


def tool_title(by_tool: pd.DataFrame) -> str:
    """Which tool most reports come from: by the source they name, or what marks AutoTrain."""
    totals = by_tool.groupby("tool")["reports"].sum().sort_values(ascending=False)
    named = totals.drop(NOT_STATED, errors="ignore")
    if totals.sum() < ENOUGH:
        return "Which tools reports come from"
    if named.empty:
        return "Hardly any report says how it was measured"
    share = Share(int(named.iloc[0]), int(totals.sum()))
    return f"{percent(share.value)} of all reports come from {named.index[0]}"


def level_title(by_level: pd.DataFrame) -> str:
    """How many reports are complete; models without a figure, R0 and R1, are none."""
    reports = by_level[~by_level["level"].isin(["R0", "R1"])]
    total = int(reports["models"].sum())
    complete = int(reports.loc[reports["level"].isin(["R4", "R5"]), "models"].sum())
    if total < ENOUGH:
        return LEVELS
    if not complete:
        return "No report is complete"
    return f"{percent(complete / total)} of reports are complete"


def level_finding(by_level: pd.DataFrame) -> str:
    """As `level_title`, with what complete means."""
    title = level_title(by_level)
    return (
        "Too few reports to say how well they are made."
        if title == LEVELS
        else f"{title}: with method, hardware, place and training type."
    )


def field_title(fields: pd.DataFrame) -> str:
    """How often hardware and place are given."""
    total = int(fields["reports"].sum())
    if total < ENOUGH:
        return "What reports say besides the emissions"
    hardware, place = (int(fields[name].sum()) / total for name in ("hardware", "place"))
    return f"{percent(hardware)} of reports name the hardware, {percent(place)} the place"


def median_title(emissions_g: NDArray[np.float64]) -> str:
    """What half of the reports stay below."""
    if emissions_g.size < ENOUGH:
        return "Reported emissions by month"
    return f"Half of all reports state less than {format_grams(float(np.median(emissions_g)))}"


def domain_finding(by_domain: pd.DataFrame) -> str:
    """Which domain most reports are about, against its share of all models."""
    reporting, models = int(by_domain["reporting"].sum()), int(by_domain["models"].sum())
    named = ~by_domain["domain"].isin(["Not specified", "Other"])
    known = by_domain[named & (by_domain["reporting"] > 0)]
    if not reporting or known.empty:
        return "No domain has reports in this selection."
    if (by_domain["reporting"] > 0).sum() == 1:
        return f"All {reporting:,} reports of this selection are {known.iloc[0]['domain']}."
    if reporting < ENOUGH:
        return "Too few reports to compare domains."
    top = known.sort_values("reporting", ascending=False).iloc[0]
    text = f"{percent(top['reporting'] / reporting)} of reports are {top['domain']}"
    return f"{text}, which has {percent(top['models'] / models)} of all models." if models else f"{text}."


def class_finding(by_class: pd.DataFrame) -> str:
    """How the rated reports fall into the classes."""
    rated = by_class[by_class["label_class"].notna()].groupby("label_class")["reporting"].sum()
    total = int(rated.sum())
    if not total:
        return "No report of this selection is rated."
    if total < ENOUGH:
        return "Too few rated reports to compare classes."
    good, last = int(rated.reindex(["A", "B"]).sum()), int(rated.get("E", 0))
    return f"{percent(good / total)} of rated models are in class A or B, {percent(last / total)} in E."


def interval_text(share: Share) -> str:
    """`0.79–0.88 %`, the 95 % interval of a share."""
    low, high = share.interval
    if math.isnan(low):
        return "no interval"
    # A lower end of nothing is left with a rounding error.
    digits = _digits(low if low > high / 1000 else high)
    start = f"{100 * low:.{digits}f}" if low > high / 1000 else "0"
    return f"{start}–{100 * high:.{digits}f} %"


def counted(count: int, noun: str) -> str:
    """`1 report`, `1,417 reports`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def counted_roughly(count: float, noun: str) -> str:
    """`1 download`, `842 k downloads`."""
    return f"{format_count(count)} {noun}{'' if count == 1 else 's'}"


def percent(share: float) -> str:
    """A share of one as a reader needs it, in two digits: `0.062 %`, `5.5 %`, `82 %`; it does not break."""
    if not math.isfinite(share):
        return format_share(share)
    return f"{100 * share:.{_digits(share)}f}\u00a0%"


def _digits(share: float) -> int:
    """Decimals of a share of one in percent, so that two digits tell something."""
    return max(0, 1 - math.floor(math.log10(100 * share))) if share else 0


def _share(months: pd.DataFrame) -> Share:
    return Share(int(months["reporting"].sum()), int(months["models"].sum()))


def _months(part: pd.DataFrame) -> str:
    first, last = (pd.Timestamp(part["month"].iloc[place]) for place in (0, -1))
    return f"{first:%b %Y}–{last:%b %Y}"

"""What a reader chose to look at: the filters as one value, turned into query parameters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Selection:
    """The shared filters; an empty tuple or None filters nothing.

    Attributes:
        month_from, month_to: first and last month of creation (first day of the month, UTC), inclusive.
        domains, tasks, libraries, owners: exact names, any of them.
        regimes, tools: as in the reports; `NOT_STATED` stands for a missing one.
        g_min, g_max: bounds of the reported emissions in grams, inclusive.
        with_flagged: whether reports that headline figures leave out are included.
        one_per_project: whether numbered siblings count once.
    """

    month_from: date | None = None
    month_to: date | None = None
    domains: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    g_min: float | None = None
    g_max: float | None = None
    with_flagged: bool = False
    one_per_project: bool = False

    def beside_models(self) -> Selection:
        """The same for reports that are set against all models: only of reports is it known which are siblings."""
        return replace(self, one_per_project=False)

    def counts_params(self) -> dict[str, object]:
        """Parameters of `filtered_counts`: the filters that every model can answer."""
        return {
            "month_from": self.month_from,
            "month_to": self.month_to,
            "domains": _list(self.domains),
            "tasks": _list(self.tasks),
            "libraries": _list(self.libraries),
            "owners": _list(self.owners),
        }

    def reports_params(self) -> dict[str, object]:
        """Parameters of `filtered_reports`: all filters."""
        return {
            **self.counts_params(),
            "regimes": _list(self.regimes),
            "tools": _list(self.tools),
            "g_min": self.g_min,
            "g_max": self.g_max,
            "with_flagged": self.with_flagged,
            "one_per_project": self.one_per_project,
        }


EVERYTHING = Selection()


def _list(values: tuple[str, ...]) -> list[str] | None:
    return list(values) or None

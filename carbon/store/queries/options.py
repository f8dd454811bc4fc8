"""What the filters can be set to: the values that occur in a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from carbon.store.reader import Snapshot


@dataclass(frozen=True, slots=True)
class Options:
    """Values of each filter, the most frequent first; months from first to last.

    `excluding` are the flags of the reports that headline figures leave out: none, where none is left out.
    """

    months: tuple[date, ...]
    domains: tuple[str, ...]
    tasks: tuple[str, ...]
    libraries: tuple[str, ...]
    regimes: tuple[str, ...]
    tools: tuple[str, ...]
    owners: tuple[str, ...]
    excluding: tuple[str, ...]


def options(snapshot: Snapshot) -> Options:
    """Read the options of a snapshot; months come from all models and reports, regimes and tools from reports."""
    values: dict[str, list[str]] = {}
    for row in snapshot.rows("options"):
        values.setdefault(str(row["kind"]), []).append(str(row["value"]))
    months = [row["month"] for row in snapshot.rows("option_months")]
    return Options(
        months=tuple(month for month in months if isinstance(month, date)),
        domains=tuple(values.get("domain", ())),
        tasks=tuple(values.get("task", ())),
        libraries=tuple(values.get("library", ())),
        regimes=tuple(values.get("regime", ())),
        tools=tuple(values.get("tool", ())),
        owners=tuple(values.get("owner", ())),
        excluding=tuple(values.get("excluding", ())),
    )

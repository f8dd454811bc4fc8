"""Reads the `emissions.csv` that CodeCarbon writes, of one run or several; names what it cannot read, never guesses."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from carbon.card.words import meaningful
from carbon.units import finite

#: Longer files, with more rows or columns, are no log of one training.
MOST_CHARACTERS, MOST_ROWS, MOST_COLUMNS = 1_000_000, 5_000, 200
LONGEST_TEXT = 200
GRAMS_PER_KG = 1000.0
SECONDS_PER_HOUR = 3600.0
#: Without these a table is not CodeCarbon's.
NEEDED = ("emissions", "duration")


class NotReadable(ValueError):  # noqa: N818 - what is told to the person who gave the file
    """The text is no emissions.csv that can be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a file taken together: sums of emissions (g), hours and energy, the rest as its rows agree on it.

    `count` runs in `rows` rows; a run that wrote several rows counts with its last. `differing` names what the runs
    do not agree on, which is None then.
    """

    count: int
    rows: int
    emissions_g: float
    hours: float
    energy_kwh: float | None
    hardware: str | None
    place: str | None
    provider: str | None
    differing: tuple[str, ...]


def read_emissions_csv(text: str) -> Runs:
    """The runs that a text in CodeCarbon's format tells of.

    Raises:
        NotReadable: it is too long, empty, of another format, or holds an impossible number.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotReadable(
            f"The file has more than {MOST_CHARACTERS:,} characters. Keep the rows of this training only."
        )
    rows = list(_rows(text))
    if not rows:
        raise NotReadable("The file has a head but no rows: the tracker was not stopped, or wrote elsewhere.")
    latest = _latest(rows)
    facts = {name: told(latest) for name, told in (("hardware", _hardware), ("place", _place), ("provider", _provider))}
    return Runs(
        count=len(latest),
        rows=len(rows),
        emissions_g=_sum(latest, "emissions", GRAMS_PER_KG),
        hours=_sum(latest, "duration", 1 / SECONDS_PER_HOUR),
        energy_kwh=_sum(latest, "energy_consumed", 1.0) if "energy_consumed" in latest[0] else None,
        hardware=_agreed(facts["hardware"]),
        place=_agreed(facts["place"]),
        provider=_agreed(facts["provider"]),
        differing=tuple(name for name, values in facts.items() if len(values) > 1),
    )


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff").strip().replace("\0", "")), strict=False)
    try:
        head = [name.strip().lower() for name in next(reader, [])][:MOST_COLUMNS]
        missing = [name for name in NEEDED if name not in head]
        if missing:
            raise NotReadable(f"This is no emissions.csv of CodeCarbon: {_why_foreign(text, missing)}.")
        for number, row in enumerate(reader):
            if number == MOST_ROWS:
                raise NotReadable(f"The file has more than {MOST_ROWS:,} rows. Keep those of this training only.")
            if any(cell.strip() for cell in row):
                yield dict(zip(head, (cell.strip()[:LONGEST_TEXT] for cell in row), strict=False))
    except csv.Error as error:
        raise NotReadable(f"The file is not CSV: {error}.") from error


def _why_foreign(text: str, missing: Sequence[str]) -> str:
    if "\0" in text or "\ufffd" in text:
        return "it is not text in UTF-8"
    if len(missing) == 1:
        return f"the column {missing[0]} is missing"
    return f"the columns {' and '.join(missing)} are missing"


def _latest(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The last row of every run; a row without a run's id is a run of its own."""
    runs = {row.get("run_id") or f"row {number}": row for number, row in enumerate(rows)}
    return list(runs.values())


def _sum(rows: Sequence[Mapping[str, str]], column: str, factor: float) -> float:
    return sum(_number(row, column) for row in rows) * factor


def _number(row: Mapping[str, str], column: str) -> float:
    written = row.get(column, "")
    try:
        value = finite(float(written))
    except ValueError:
        value = None
    if value is None or value < 0:
        raise NotReadable(f"In the column {column} stands “{written[:40]}”, which is no number of 0 or more.")
    return value


def _hardware(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return _different(_device(row, "gpu") or _device(row, "cpu") for row in rows)


def _device(row: Mapping[str, str], kind: str) -> str | None:
    model, count = meaningful(row.get(f"{kind}_model")), row.get(f"{kind}_count", "")
    if not isinstance(model, str):
        return None
    # Newer versions write the count into the name: `4 x NVIDIA A100`.
    counted = re.match(r"\d+\s*x\s", model, re.I) or kind == "cpu" or not re.fullmatch(r"\d{1,4}(?:\.0)?", count)
    return model if counted else f"{float(count):.0f} x {model}"


def _place(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return _different(
        ", ".join(part for part in (row.get("region", "").title(), row.get("country_name", "")) if part) for row in rows
    )


def _provider(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return _different(row.get("cloud_provider") for row in rows)


def _different(values: Iterator[str | None]) -> list[str]:
    return sorted({value for value in values if value})


def _agreed(values: Sequence[str]) -> str | None:
    return values[0] if len(values) == 1 else None

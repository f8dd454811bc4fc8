"""A tracker's rows of `emissions.csv`, or its record, in a card's text, in kg and kWh. Sums runs, guesses no unit."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from carbon.card.body import Line
from carbon.card.claims import PLAIN, Claim
from carbon.card.elsewhere import is_elsewhere
from carbon.card.lines import Labelled
from carbon.card.tables import cells_of
from carbon.units import Quantity, read_number, scaled

#: Of a longer log only this many rows are read.
MOST_ROWS = 200
GRAMS_PER_KG = 1000.0
MOST_KG_PER_KWH = 2.0
#: The unit as it is noted: CodeCarbon documents it, the file does not repeat it.
UNIT = "kg (CodeCarbon)"
#: What CodeCarbon calls its columns, with the unit that some people add to the name.
_UNIT = re.compile(
    r"(?<=emissions)(?:_kg| ?\(kg\)?)(?:[_ ]?co2(?:_?eq?)?)?\)?$|_(?:kwh|s|sec|seconds)$| ?\((?:kwh|s|sec|seconds)\)$"
)
#: Without both of these a header is none of a tracker's.
_NEEDED = frozenset({"emissions", "energy_consumed"})
#: Where a record begins, and a name in it with its value.
_RECORD = re.compile(r"\{|\bEmissionsData\(", re.I)
_PAIR = re.compile(
    r"(?<=[{(,\s])['\"]?(\w{3,40})['\"]?\s?[:=]\s?(?:['\"]([^'\"]{0,100})['\"]|(\d[\d.e+-]{0,30}))", re.I
)
#: Columns with facts about the run, and the labels under which they count.
_FACTS = {
    "duration": ("hours", "duration (s)"),
    "energy_consumed": ("energy", "energy_consumed (kWh)"),
    "gpu_model": ("hardware", "gpu_model"),
    "cpu_model": ("cpu", "cpu_model"),
    "country_name": ("place", "country_name"),
    "cloud_provider": ("cloud_provider", "cloud_provider"),
}
_SUMMED = ("emissions", "energy_consumed", "duration")

Row = Mapping[str, str]


def read_logs(lines: Sequence[Line], titles: Sequence[str]) -> tuple[list[Labelled], list[Claim], frozenset[int]]:
    """The facts and claims of all logs, and the numbers of their lines: those are read by nobody else."""
    facts: list[Labelled] = []
    claims: list[Claim] = []
    taken: set[int] = set()
    for number, line in enumerate(lines):
        if number in taken or not _may_be_log(line) or is_elsewhere(titles[number]):
            continue
        head = _head(line)
        rows = _record(line, number) if head is None else _rows_under(lines, number, head)
        sums = _sums(list(rows.values()))
        if sums is None:
            continue
        own = list(dict.fromkeys([number, *rows]))
        taken.update(own)
        snippet = "\n".join(lines[place].text for place in own)
        claims.append(_claim(sums, number, snippet, titles[number]))
        facts.extend(_facts(list(rows.values()), sums, number, titles[number]))
    return facts, claims, frozenset(taken)


def _may_be_log(line: Line) -> bool:
    low = line.text.lower()
    return "emissions" in low and "energy_consumed" in low


def _record(line: Line, number: int) -> dict[int, Row]:
    """The record that a line holds: `{'emissions': 0.1, 'energy_consumed': 0.3, …}` or `EmissionsData(emissions=…)`."""
    begin = _RECORD.search(line.text)
    if begin is None:
        return {}
    pairs = [(match[1].lower(), match[2] or match[3] or "") for match in _PAIR.finditer(line.text, begin.end() - 1)]
    record = dict(pairs)
    return {number: record} if record.keys() >= _NEEDED and len(record) == len(pairs) else {}


def _rows_under(lines: Sequence[Line], number: int, head: Sequence[str]) -> dict[int, Row]:
    return {place: dict(zip(head, cells, strict=False)) for place, cells in _rows(lines, number, len(head))}


def _head(line: Line) -> list[str] | None:
    names = [_UNIT.sub("", name.lower()) for name in _cells(line)]
    return names if set(names) >= _NEEDED and len(set(names)) == len(names) else None


def _cells(line: Line) -> list[str]:
    if line.kind == "row":
        return list(cells_of(line.text))
    written = re.sub(r"[\r\n]", " ", line.text)
    return [cell.strip() for cell in next(csv.reader([written], strict=False), [])]


def _rows(lines: Sequence[Line], head: int, width: int) -> Iterator[tuple[int, list[str]]]:
    """The rows below a header: lines of as many cells, up to the first other line."""
    for number in range(head + 1, min(head + 1 + MOST_ROWS, len(lines))):
        line = lines[number]
        if not line.text.strip(" |:-"):
            continue
        cells = _cells(line)
        if len(cells) != width:
            return
        yield number, cells


def _sums(rows: Sequence[Row]) -> dict[str, float] | None:
    """Emissions (kg), energy (kWh) and duration (s) of all runs; None where a row states no emissions."""
    runs = list({row.get("run_id") or f"row {number}": row for number, row in enumerate(rows)}.values())
    sums: dict[str, float] = {}
    for name in _SUMMED:
        values = [read_number(row.get(name, "")) for row in runs]
        if values and all(value is not None and value >= 0 for value in values):
            sums[name] = sum(value for value in values if value is not None)
    return sums if "emissions" in sums else None


def _claim(sums: Mapping[str, float], line: int, snippet: str, title: str) -> Claim:
    kg, kwh = sums["emissions"], sums.get("energy_consumed", 0.0)
    # No grid emits so many kg for a kWh: somebody has turned the kilograms into another unit.
    other_unit = kwh > 0 and kg / kwh > MOST_KG_PER_KWH
    quantity = Quantity(f"{kg:.12g}", None if other_unit else "kg", scaled(kg, GRAMS_PER_KG))
    return Claim(quantity, PLAIN, line, snippet, title, None if other_unit else UNIT, other_unit)


def _facts(rows: Sequence[Row], sums: Mapping[str, float], line: int, title: str) -> Iterator[Labelled]:
    for name, (field, label) in _FACTS.items():
        values = {row.get(name, "") for row in rows} - {""}
        value = f"{sums[name]:.12g}" if name in sums else values.pop() if len(values) == 1 else ""
        if value:
            yield Labelled(field, label, value, line, title, row=True)

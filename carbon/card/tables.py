"""Tables of a card as cells. Finds their extent and shape, understands no figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carbon.card.body import Line

#: Of a larger table only this many rows and columns are read.
MOST_ROWS, MOST_CELLS = 100, 30

_RULE = frozenset(" \t|:-–—=+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `header` and `rows` of cells; `line` is the number of its first line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int

    def cell(self, row: int, column: int) -> str:
        """The cell, empty where the row is too short."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


def find_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """All tables of two rows and more; lines that only hold a rule (`|---|`) are no rows."""
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and (lines[end].kind == "row" or _is_gap(lines, end, number)):
            end += 1
        if end > number:
            rows = [cells_of(line.text) for line in lines[number:end] if line.kind == "row" and not _is_rule(line.text)]
            rows = [row for row in rows if any(row)]
            if len(rows) > 1 and _begins_before_bar(lines, number, rows):
                rows[0] = rows[0][1:]
            if rows:
                yield Table(rows[0], tuple(rows[1 : MOST_ROWS + 1]), number)
        number = max(end, number + 1)


def _is_gap(lines: Sequence[Line], number: int, start: int) -> bool:
    """A blank line between rows, as HTML tables leave."""
    return start < number < len(lines) - 1 and lines[number].kind == "blank" and lines[number + 1].kind == "row"


def _begins_before_bar(lines: Sequence[Line], number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether words before the first bar of a header make it one cell longer than all rows: `Foo: | Model | CO2 |`."""
    if lines[number].text.startswith("|") or not lines[number + 1].text.startswith("|"):
        return False
    return all(len(row) == len(rows[0]) - 1 for row in rows[1:])


def _is_rule(text: str) -> bool:
    return _RULE.issuperset(text) and not set(text) <= {" ", "|", "\t"}


def cells_of(text: str) -> tuple[str, ...]:
    """The cells of a row of bars."""
    inner = text.strip()
    inner = inner.removeprefix("|")
    inner = inner.removesuffix("|")
    return tuple(cell.strip(" *_") for cell in inner.split("|")[:MOST_CELLS])

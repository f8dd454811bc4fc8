"""The claims of tables with a column of emissions, and the labelled values of tables with one value a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from carbon.card.body import Line
from carbon.card.claims import FOREIGN, OWN, PART, PLAIN, TOTAL, Claim
from carbon.card.facts import energy_of, hours_of, usable_text
from carbon.card.family import meant_by
from carbon.card.labels import field_of, is_emissions_label, split_label
from carbon.card.lines import MOST_LABELLED, Labelled, label_and_value
from carbon.card.names import recognised_part
from carbon.card.other_gases import is_label_of_another_gas
from carbon.card.owners import is_label_of_another
from carbon.card.tables import Table, find_tables
from carbon.card.values import read_value
from carbon.units import find_quantities, read_hours

_TOTAL_ROW = re.compile(r"\W*(?:grand )?(?:total|sum|overall|all models|gesamt)\b", re.I)
#: What the rows of a table are about that says what others emit.
_WORLD = re.compile(
    r"countr(?:y|ies)|nations?|cit(?:y|ies)|compan(?:y|ies)|sectors?|vehicles?|products?|brands?|foods?", re.I
)
#: A row of the authors' own model among those of others.
_OURS = re.compile(r"\W*(?:ours?|this|proposed)\b", re.I)
_TRAINING_COLUMN = re.compile(r"\W*(?:pre-?)?training\b[^|]{0,30}", re.I)
_STAGE = re.compile(r"\W*(?:(?:our|full|q?lora) )?(?:fine-?tun|adapt|distil|training\b|pre-?training\b|sft\b)", re.I)
_STEP = re.compile(r"\W*(?:stage|phase|step|run|epoch|seed|trial|fold|part)\b", re.I)
_STAGES = re.compile(r"([\d.,]+\s?[kKM]?)\s+(?:[A-Z]{1,3}\d{1,3}\S{0,12}\s+)?(?:GPU[\s-]?)?hours", re.I)
#: Rows on the use of the model: no training.
_USE_ROW = re.compile(
    r"\binf[eé]renc|\bserving\b|\bper (?:query|request|image|prompt|token|\d)|\boffset|\bsaved\b|\bavoided\b|推理|推論",
    re.I,
)
#: `Total GPU power (MWh)`: the unit tells what the column is about.
_OF_ENERGY = re.compile(r"[(\[]\s*(?:in )?[kMG]?Wh\s*[)\]]", re.I)
_UNIT_HEADER = re.compile(r"\W*units?\W*|einheit|unité|unidad|unità", re.I)
_VALUE_HEADERS = frozenset(
    {"value", "values", "details", "detail", "amount", "info", "information", "description", "wert", "valeur"}
)


def read_tables(
    lines: Sequence[Line], titles: Sequence[str], model_id: str | None
) -> tuple[list[Labelled], list[Claim]]:
    """The labelled values and the claims of all tables."""
    facts: list[Labelled] = []
    claims: list[Claim] = []
    for table in find_tables(lines):
        title = titles[table.line]
        column = _emissions_column(table)
        if column is None:
            facts.extend(islice(_labelled_rows(table, title, model_id), MOST_LABELLED - len(facts)))
        else:
            claims.extend(_row_claims(table, column, title, model_id))
    return facts, claims


def _emissions_column(table: Table) -> int | None:
    """The column of the emissions; of several the location-based one, then one about training, then the last total."""
    # A first row that begins with figures is a row of values under no header.
    names = [
        (index, head)
        for index, head in enumerate(table.header[:30])
        if not re.match(r"[\W_]*\d", head) and not _is_filled(head)
    ]
    columns = [index for index, head in names if is_emissions_label(_bare(head)) and not is_label_of_another_gas(head)]
    columns = [
        index
        for index in columns
        if any(re.search(r"\d|neglig", table.cell(row, index), re.I) for row in range(len(table.rows)))
    ]
    if not columns or (columns == [0] and len(table.header) > 1 and re.search(r"\d", table.header[1])):
        return None
    if len(table.header) == 2 and not table.rows:
        return None
    for wanted in (r"location", r"train", r"total"):
        preferred = [index for index in columns if re.search(wanted, table.header[index], re.I)]
        if preferred:
            return preferred[0]
    return columns[0]


def _bare(header: str) -> str:
    return re.sub(r"location[- ]based|greenhouse gas", "carbon", header, flags=re.I)


def _labelled_rows(table: Table, title: str, model_id: str | None) -> Iterator[Labelled]:
    column = _value_column(table, model_id)
    for number, row in enumerate((table.header, *table.rows)):
        filled = [cell for cell in row if cell]
        if len(filled) < 2:
            yield from _inner(filled, table.line + number, title)
            continue
        # `Emissions: 5 g | Energy: 0.1 kWh`: the bars only part what is labelled.
        lone = not table.rows and bool(find_quantities(filled[0]))
        field = None if lone or _is_filled(filled[0]) else field_of(filled[0])
        if field is not None and row[0]:
            value = _row_value(table, filled) if column is None else table.cell(number - 1, column) if number else ""
            yield Labelled(field, filled[0], value, table.line + number, title, row=True)
        elif not table.rows or ":" in filled[0]:
            yield from _inner(filled, table.line + number, title)


def _is_filled(cell: str) -> bool:
    """Whether a cell holds a label with its value already."""
    pair = split_label(cell) if ":" in cell else None
    return pair is not None and re.search(r"\d", pair[1]) is not None


def _row_value(table: Table, filled: Sequence[str]) -> str:
    """Value and unit of a row, also where the column of units stands first."""
    cells = filled[1:3]
    unit_first = len(cells) == 2 and _UNIT_HEADER.fullmatch(table.header[1] if len(table.header) > 2 else "")
    return " ".join(reversed(cells) if unit_first else cells)


def _value_column(table: Table, model_id: str | None) -> int | None:
    """The column of values in a table with a column for every model or stage; None where there is one column of values.

    It is the model's own column, else that of the total or of the training; where none is known the first column,
    whose cells are no values.
    """
    heads = [head for head in table.header[1:] if head]
    figures = max((sum(bool(re.match(r"\W*\d", cell)) for cell in row[1:]) for row in table.rows), default=0)
    if figures < 2 or len(heads) < 2:
        return None
    meant = meant_by(table.header[1:], model_id)
    totals = [index for index, head in enumerate(table.header) if index and _TOTAL_ROW.match(head)]
    trainings = [index for index, head in enumerate(table.header) if index and _TRAINING_COLUMN.fullmatch(head)]
    known = totals[:1] or (trainings if len(trainings) == 1 else [0])
    return meant + 1 if meant is not None else known[0]


def _inner(cells: Sequence[str], line: int, title: str) -> Iterator[Labelled]:
    """Labelled values inside the cells of a row that only uses bars to part them."""
    for cell in cells:
        pair = label_and_value(cell)
        if pair is not None:
            yield Labelled(*pair, line, title)


def _row_claims(table: Table, column: int, title: str, model_id: str | None) -> Iterator[Claim]:
    if _WORLD.fullmatch(table.header[0].strip()) or is_label_of_another(title, model_id):
        return
    names = _row_names(table, column)
    totals = [row for row, name in enumerate(names) if _TOTAL_ROW.match(name)]
    others = [row for row in range(len(names)) if row not in totals and not _USE_ROW.search(names[row])]
    meant = _meant([names[row] for row in others], model_id) if len(others) > 1 else None
    if meant is not None:
        yield _claim(table, others[meant], column, title, OWN)
    elif len(others) == 1:
        another = is_label_of_another(names[others[0]], model_id)
        yield _claim(table, others[0], column, title, FOREIGN if another else PLAIN)
    elif not totals:
        # Rows of other models, or of steps of a training: none of them is this model's report.
        yield Claim(None, PART, table.line, " | ".join(table.header), title)
    several = len(others) > 1
    stages = _STEP.match(table.header[0]) is not None
    foreign = bool(model_id) and meant is None and not stages and _is_family([names[row] for row in others])
    for row in totals[:1]:
        rank = FOREIGN if foreign else TOTAL if not (model_id and several) else PART
        yield _claim(table, row, column, title, rank, family=several)
    if foreign and totals:
        yield Claim(None, PART, table.line, " | ".join(table.header), title)


def _meant(names: Sequence[str], model_id: str | None) -> int | None:
    """The row that means the model; without one by its name the only one that is called the authors' own."""
    meant = meant_by(names, model_id)
    own = [index for index, name in enumerate(names) if _OURS.match(name)]
    if not own and any(is_label_of_another(name, model_id) for name in names):
        own = [index for index, name in enumerate(names) if _is_own_stage(name, model_id)]
    return own[0] if meant is None and len(own) == 1 else meant


def _is_own_stage(name: str, model_id: str | None) -> bool:
    return _STAGE.match(name) is not None and not is_label_of_another(name, model_id)


def _is_family(names: Sequence[str]) -> bool:
    """Whether rows are named after models, by size or version, and not after the stages of one training."""
    return sum(bool(re.search(r"\d", name)) and not _STEP.match(name) for name in names) > 1


def _row_names(table: Table, column: int) -> list[str]:
    """The names of the rows; where several share one, as members of a family do, with the next cell behind it."""
    names = [_row_name(table, row, column) for row in range(len(table.rows))]
    if len(set(names)) == len(names) or column < 2:
        return names
    return [name if name in table.cell(row, 1) else f"{name} {table.cell(row, 1)}" for row, name in enumerate(names)]


def _row_name(table: Table, row: int, column: int) -> str:
    """The first cell that names the row; without one the first cell."""
    cells = [cell for index, cell in enumerate(table.rows[row]) if index != column and cell]
    return next((cell for cell in cells if re.search(r"[A-Za-z]", cell)), cells[0] if cells else "")


def _claim(table: Table, row: int, column: int, title: str, rank: int, *, family: bool = False) -> Claim:
    header, cell = table.header[column], table.cell(row, column)
    quantity, unit, unitless = read_value(
        cell.strip("*_~≈ ") if not re.match(r"[~≈]", cell) else cell, header, "column header"
    )
    snippet = " | ".join(table.header) + "\n" + " | ".join(table.rows[row])
    facts = {} if family and rank != TOTAL else _row_facts(table, row, column)
    return Claim(quantity, rank, table.line, snippet, title, unit, unitless, family, facts)


def _row_facts(table: Table, row: int, column: int) -> dict[str, str]:
    facts: dict[str, str] = {}
    for index, header in enumerate(table.header):
        field = None if index == column else field_of(header) or ("energy" if _OF_ENERGY.search(header) else None)
        cell = table.cell(row, index)
        if field == "hours" and "hours" not in facts:
            _add(facts, "hours", _cell_hours(header, cell))
            _add(facts, "hardware", recognised_part(cell))
        elif field == "energy":
            _add(facts, "energy", energy_of(Labelled("energy", header, cell, 0, "")))
        elif field == "hardware":
            _add(facts, "hardware", usable_text(cell, "hardware"))
    return facts


def _add(facts: dict[str, str], field: str, value: object) -> None:
    if value is not None and field not in facts:
        facts[field] = str(value)


def _cell_hours(header: str, cell: str) -> float | None:
    """Hours in a cell; the hours of several stages add up."""
    stages = [read_hours(f"{match.strip()} hours") for match in _STAGES.findall(cell)]
    if len(stages) > 1 and None not in stages:
        return sum(hours for hours in stages if hours is not None)
    return hours_of(Labelled("hours", header, cell, 0, ""))

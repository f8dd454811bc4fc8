"""A table of sentences as HTML: its cells wrap, on a phone each row is a block of its own; nothing is cut off."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeAlias

import pandas as pd
from pandas.api.types import is_numeric_dtype

from carbon.ui.markup import Safe, html, show

_TABLE = (
    '<div class="hc-table" role="region" aria-label="$label" tabindex="0"><table><thead><tr>$heads</tr></thead>'
    "<tbody>$rows</tbody></table></div>"
)
_HEAD = '<th scope="col"$side>$head</th>'
_FIRST = '<th scope="row">$text</th>'
_CELL = '<td data-head="$head"$side>$text</td>'
Sides: TypeAlias = dict[str, Safe]
_NUMBER, _NOTHING = Safe(' class="hc-number"'), Safe(' class="hc-nothing"')
NOTHING = "–"


def show_wrapped(shown: pd.DataFrame, label: str) -> None:
    """Show a table, the first column being the heads of its rows; numbers stand at the right, empty columns nowhere.

    Args:
        label: what the table is, for those who cannot see it.
    """
    first, *others = shown
    shown = shown[[first, *(head for head in others if any(_text(value) != NOTHING for value in shown[head]))]]
    sides: Sides = {str(head): _NUMBER if is_numeric_dtype(shown[head]) else Safe() for head in shown}
    heads = "".join(html(_HEAD, head=head, side=side) for head, side in sides.items())
    rows = "".join(f"<tr>{_row(row, sides)}</tr>" for row in shown.to_dict("records"))
    show(_TABLE, label=label, heads=Safe(heads), rows=Safe(rows))


def _row(row: Mapping[Hashable, object], sides: Sides) -> str:
    first, *others = map(str, row)
    told = {head: _text(row[head]) for head in others}
    cells = (
        html(_CELL, head=head, side=_NOTHING if text == NOTHING else sides[head], text=text)
        for head, text in told.items()
    )
    return html(_FIRST, text=_text(row[first])) + "".join(cells)


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return NOTHING
    return f"{value:,}" if isinstance(value, int) else str(value) or NOTHING

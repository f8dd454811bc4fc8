"""HTML of the app's own small elements, the only way to `st.html`; every outside string is escaped here.

Nor does one turn the direction of what stands beside it: `carbon/visible.py`.
"""

from __future__ import annotations

import re
from html import escape
from string import Template

import pandas as pd
import streamlit as st

from carbon.visible import visible

#: The blank of typesetting for this, which breaks no line.
_NARROW_BLANK = "\u202f"
#: The units of `carbon.units`, and what else belongs to a number.
_UNITS = r"(?:[mk]?g|t|[kMGTP]?B|[kMB]|kWh|h|%|×)(?!\w)"
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?={_UNITS})|(?<=\bn) (?==)|(?<=\bn =) (?=\d)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@^=])")


def html(pattern: str, /, **values: object) -> str:
    """Fill the `$names` of a pattern with values, each escaped unless it is `Safe`."""
    return Template(pattern).substitute({name: _escaped(value) for name, value in values.items()})


class Safe(str):
    """HTML that was made by `html` or written in this app's source; never text from outside."""

    __slots__ = ()


def show(pattern: str, /, **values: object) -> None:
    """Put a pattern filled by `html` on the page; a number and its unit stay on one line."""
    st.html(unbroken(html(pattern, **values)))


def unbroken(text: str) -> str:
    """`text` for a page, no line of which ends between a number and its unit."""
    return _BEFORE_UNIT.sub(_NARROW_BLANK, text)


def plain(text: object) -> str:
    """`text` for a Markdown context (labels, messages, tables), shown as it is written."""
    return _MARKDOWN.sub(r"\\\1", " ".join(visible(str(text)).split()))


def escaped(text: object) -> str:
    """`text` as it is written, for Plotly, which reads a small HTML in hovers, labels and titles."""
    return escape(visible(str(text)), quote=False)


def in_cells(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts may be shown in a grid, which reads no markup."""
    shown = table.copy(deep=False)
    for head in table.select_dtypes(["object", "string"]):
        shown[head] = table[head].map(_cell)
    return shown


def _cell(value: object) -> object:
    return visible(value) if isinstance(value, str) else value


def _escaped(value: object) -> str:
    return str(value) if isinstance(value, Safe) else escape(visible(str(value)), quote=True)

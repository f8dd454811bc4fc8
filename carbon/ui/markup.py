"""HTML of the app's own small elements, the only way to `st.html`; every outside string is escaped here."""

from __future__ import annotations

import re
from html import escape
from string import Template

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@^=])")


def html(pattern: str, /, **values: object) -> str:
    """Fill the `$names` of a pattern with values, each escaped unless it is `Safe`."""
    return Template(pattern).substitute({name: _escaped(value) for name, value in values.items()})


class Safe(str):
    """HTML that was made by `html` or written in this app's source; never text from outside."""

    __slots__ = ()


def show(pattern: str, /, **values: object) -> None:
    """Put a pattern filled by `html` on the page."""
    st.html(html(pattern, **values))


def plain(text: object) -> str:
    """`text` for a Markdown context (labels, messages, tables), shown as it is written."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def escaped(text: object) -> str:
    """`text` as it is written, for Plotly, which reads a small HTML in hovers, labels and titles."""
    return escape(str(text), quote=False)


def _escaped(value: object) -> str:
    return str(value) if isinstance(value, Safe) else escape(str(value), quote=True)

"""Tables as CSV that a spreadsheet opens without running anything in them; chooses no rows or columns."""

from __future__ import annotations

import pandas as pd

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV (RFC 4180, UTF-8); texts that a spreadsheet would take for a formula get a quote before them."""
    texts = table.select_dtypes(exclude="number").columns
    safe = table.assign(**{name: table[name].map(no_formula, na_action="ignore") for name in texts})
    return safe.to_csv(index=False, lineterminator="\r\n").encode()


def no_formula(text: object) -> object:
    """A value of a table, with a quote before it where it is a text that would be taken for a formula."""
    return f"'{text}" if isinstance(text, str) and text.startswith(_STARTS_A_FORMULA) else text

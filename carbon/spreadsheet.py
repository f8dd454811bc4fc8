"""Tables as CSV that a spreadsheet opens without running anything in them; chooses no rows or columns."""

from __future__ import annotations

import pandas as pd

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV (RFC 4180, UTF-8); texts that a spreadsheet would take for a formula get a quote before them."""
    texts = table.select_dtypes(exclude="number").columns
    safe = table.assign(**{name: table[name].map(_no_formula, na_action="ignore") for name in texts})
    return safe.to_csv(index=False, lineterminator="\r\n").encode()


def _no_formula(text: object) -> object:
    return f"'{text}" if isinstance(text, str) and text.startswith(_STARTS_A_FORMULA) else text

"""Corrections for many tests: Holm for the study's questions, Benjamini and Hochberg for those looked at besides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Family = Literal["confirmatory", "exploratory"]

#: A corrected p above this shows nothing.
LEVEL = 0.05
_METHODS = {"confirmatory": "holm", "exploratory": "fdr_bh"}
NAMES = {"confirmatory": "Holm", "exploratory": "Benjamini-Hochberg"}


def corrected(p: Sequence[float], family: Family) -> list[float]:
    """The p-values of a family in their order, corrected by Holm (1979) or Benjamini and Hochberg (1995)."""
    if not p:
        return []
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415

    return [float(each) for each in multipletests(p, method=_METHODS[family])[1]]

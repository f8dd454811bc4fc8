"""The card of what the grams mean: everyday equivalents with their sources, and grams per recent download."""

from __future__ import annotations

from carbon.method.equivalences import equivalence, scale_for
from carbon.method.rows import Classified
from carbon.ui.cards import Figure, figure_row
from carbon.ui.findings import counted_roughly
from carbon.units import format_grams


def show_meaning(model: Classified) -> None:
    """Two figures, for a model that reports."""
    figure_row(figures(model))


def figures(model: Classified) -> list[Figure]:
    """What the grams equal, and the grams per download of the last 30 days where there were any."""
    grams = model.emissions_g
    if not grams:
        return []
    scale = scale_for(grams)
    each = f"{format_grams(scale.grams)} each · {scale.source}, {scale.year}"
    found = [Figure("As much as", equivalence(grams, scale), each)]
    if model.downloads:
        detail = f"{counted_roughly(model.downloads, 'download')}; trained once, so this changes · no part of the class"
        found.append(Figure("Per download of the last 30 days", format_grams(grams / model.downloads), detail))
    return found

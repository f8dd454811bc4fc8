"""The card of where a model stands among the models of the reference that it is rated against."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from carbon.answers.label import category_words, comparison
from carbon.method.reference import REFERENCE
from carbon.method.rows import Classified
from carbon.store.queries.model import category_emissions
from carbon.ui.cards import chart_card
from carbon.ui.charts.model import Standing, position
from carbon.ui.findings import counted
from carbon.ui.page import Context
from carbon.units import format_grams

METHOD = """\
**Title, bars and class bands** are all of the frozen reference `{reference}`: its {n} {words}. So none of them changes
when other models are added. A bar is the share of them between two amounts of grams, linear between the reference's
101 percentiles; a band ends where the class changes by emissions alone.

**This snapshot.** The note counts today's reports of {words}; flagged ones that headline figures leave out are not
among them.

**Likely range.** The reported value times and divided by e^(1.645 σ), with σ = 0.34 for measured values, 0.5
for AutoTrain, 0.69 for calculators and 1.1 where the method is not stated. An AutoTrain value below 0.1 g may
be 250 times too low.
"""


def show(context: Context, model: Classified) -> None:
    """The card; only for a rated model."""
    category, grams = REFERENCE.categories[model.category or "all"], model.emissions_g or 0.0
    own = Standing(grams, model.likely_low_g or grams, model.likely_high_g or grams)
    words, reference = category_words(category.name), context.snapshot.meta.get("reference", "")
    whole = f"{category.n:,} {words} of the frozen reference"
    chart_card(
        title=finding(model),
        subtitle=f"Grams CO₂e reported for training, log scale · bars, bands and title: the {whole}",
        figure=position(category, own, context.colours),
        table=pd.DataFrame({"% of the reference": range(101), "Grams CO₂e, up to": category.percentiles_g}),
        source=f"Bars and bands: frozen reference {reference}. {context.source_line}",
        method=METHOD.format(reference=reference, n=f"{category.n:,}", words=words),
        alt=(
            f"Emissions of the {whole}, over the bands of classes A to E; this model at {format_grams(grams)}, "
            f"likely {format_grams(own.low)} to {format_grams(own.high)}."
        ),
        key="position",
        note=_today(category_emissions(context.snapshot, category.name), grams, words),
    )


def finding(model: Classified) -> str:
    """How many models of the reference emitted more, or fewer, grams; with a proviso where the report is flagged."""
    proviso = ", if its report is right" if model.flags else ""
    return f"It emitted {comparison(model)}{proviso}"


def _today(others: npt.NDArray[np.float64], grams: float, words: str) -> str:
    """How the model compares with the reports of the snapshot, which are another population than the reference."""
    lower = int((others < grams).sum())
    return f"Of this snapshot's {counted(len(others), 'report')} of {words}, {lower:,} {_state(lower)} fewer grams."


def _state(reports: int) -> str:
    return "states" if reports == 1 else "state"

"""The card of where a model stands among the reports it is rated with."""

from __future__ import annotations

import numpy as np
import pandas as pd

from carbon.answers.label import category_words, comparison
from carbon.method.rows import Classified
from carbon.store.queries.model import category_emissions
from carbon.ui.cards import chart_card
from carbon.ui.charts.model import Standing, position
from carbon.ui.page import Context
from carbon.units import format_grams

METHOD = """\
**Class bands.** The grams at which the class changes by emissions alone, from the frozen reference
`{reference}`: its {n} {words}. The comparison in the title is with these too, so it does not change when other
models are added.

**Bars.** The reports of {words} in today's snapshot; flagged ones that headline figures leave out are not among
them.

**Likely range.** The reported value times and divided by e^(1.645 σ), with σ = 0.34 for measured values, 0.5
for AutoTrain, 0.69 for calculators and 1.1 where the method is not stated. An AutoTrain value below 0.1 g may
be 250 times too low.
"""


def show(context: Context, model: Classified) -> None:
    """The card; only for a rated model."""
    category, grams = model.category or "all", model.emissions_g or 0.0
    own = Standing(grams, model.likely_low_g or grams, model.likely_high_g or grams, category)
    others = category_emissions(context.snapshot, category)
    words = category_words(category)
    chart_card(
        title=finding(model),
        subtitle=(
            f"Grams CO₂e reported for training, {words}, log scale · title and bands: the frozen reference, "
            f"n = {model.category_n:,} · bars: this snapshot, n = {len(others):,}"
        ),
        figure=position(others, own, context.colours),
        table=pd.DataFrame({"Grams CO₂e": np.asarray(others)}),
        source=f"{context.source_line} Bands: {context.snapshot.meta.get('reference', '')}.",
        method=METHOD.format(
            reference=context.snapshot.meta.get("reference", ""), n=f"{model.category_n:,}", words=words
        ),
        alt=(
            f"Reports of {words} over the bands of classes A to E; this model at {format_grams(grams)}, "
            f"likely {format_grams(own.low)} to {format_grams(own.high)}."
        ),
        key="position",
    )


def finding(model: Classified) -> str:
    """How many models of the reference emitted more, or fewer, grams; with a proviso where the report is flagged."""
    proviso = ", if its report is right" if model.flags else ""
    return f"It emitted {comparison(model)}{proviso}"

"""What can be said of two or more models' emissions, in words: apart, not to be told apart, or not to be ranked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from carbon.answers.flags import DOUBTFUL, in_words
from carbon.method.comparison import (
    Footing,
    Relation,
    footing,
    least,
    likely,
    relation,
    unit_unclear,
    why_not_compared,
)
from carbon.method.rows import Classified
from carbon.ui.markup import Safe, html, show
from carbon.units import format_grams

METHOD = """\
**Apart.** A report is taken to be right within its *likely range*, the stated value times and divided by
e^(1.645 σ): σ = 0.34 for measured values, 0.5 for AutoTrain, 0.69 for calculators, 1.1 where no method is stated.
One model is said to have emitted more than another only where the two ranges do not touch. The range of the ratio
is that of their ends.

**Not ranked.** A measured figure, a calculated one and one without a stated method are not set against each other,
nor is a figure whose unit is not confirmed: it may be wrong by a factor of 1,000. Other doubts are named.
Figures that are copied, impossible, in a mistaken unit or course work are not compared at all.
"""


def title(models: Sequence[Classified]) -> str:
    """The finding over all models that can be compared; neutral where there is none."""
    usable = [model for model in models if why_not_compared(model) is None]
    condition = ", if the figures in doubt are right" if any(map(doubts, usable)) else ""
    lowest = least(usable)
    if lowest is not None:
        rest = "the other" if len(usable) == 2 else f"the other {len(usable) - 1}"
        return f"{short(lowest)} emitted less than {rest}{condition}"
    pairs = [relation(one, other) for one, other in combinations(usable, 2)]
    if not pairs:
        return "Emissions reported for training"
    apart = sum(found is not None and found.apart for found in pairs)
    if apart:
        return f"{apart} of {len(pairs)} pairs can be told apart{condition}"
    return "Their emissions cannot be ranked" if None in pairs else "Their emissions cannot be told apart"


def statements(models: Sequence[Classified]) -> list[str]:
    """One sentence a pair, as HTML, and one for every model that cannot be compared."""
    usable = [model for model in models if why_not_compared(model) is None]
    alone = [(model, why_not_compared(model)) for model in models]
    return [
        *(_pair(one, other) for one, other in combinations(usable, 2)),
        *(html("<b>$name</b> is not compared: $why.", name=model.id, why=why) for model, why in alone if why),
    ]


def show_statements(models: Sequence[Classified]) -> None:
    """The sentences as a list."""
    items = Safe("".join(html("<li>$text</li>", text=Safe(text)) for text in statements(models)))
    show('<ul class="hc-statements">$items</ul>', items=items)


def short(model: Classified) -> str:
    """A model's name without its owner."""
    return model.name or model.id


def times(ratio: float) -> str:
    """A ratio in two digits: `3.4`, `1.2`, `2,400`."""
    return f"{ratio:.1f}" if ratio < 10 else f"{float(f'{ratio:.2g}'):,.0f}"


def doubts(model: Classified) -> list[str]:
    """The flags that cast doubt on a model's figure, in words."""
    return [in_words(flag) for flag in model.flags if flag in DOUBTFUL]


def range_words(model: Classified) -> str:
    """`3.1 g (likely 1.7 g to 5.4 g)`."""
    low, grams, high = likely(model)
    return f"{format_grams(grams)} (likely {format_grams(low)} to {format_grams(high)})"


def _pair(one: Classified, other: Classified) -> str:
    related = relation(one, other)
    if related is None:
        return _not_ranked(one, other)
    said = _apart(one, other, related) if related.apart else _together(one, other)
    return said + "".join(map(_in_doubt, (one, other)))


def _in_doubt(model: Classified) -> str:
    told = doubts(model)
    return html(" In doubt: <b>$name</b>, $doubts.", name=model.id, doubts=", ".join(told)) if told else ""


def _apart(one: Classified, other: Classified, related: Relation) -> str:
    if related.ratio < 1:
        return _apart(other, one, Relation(1 / related.ratio, 1 / related.high, 1 / related.low))
    return html(
        "<b>$more</b> emitted $ratio × as much as <b>$less</b> (likely $low to $high ×).",
        more=one.id,
        less=other.id,
        ratio=times(related.ratio),
        low=times(related.low),
        high=times(related.high),
    )


def _together(one: Classified, other: Classified) -> str:
    return html(
        "<b>$one</b> and <b>$other</b> cannot be told apart: $first and $second overlap.",
        one=one.id,
        other=other.id,
        first=range_words(one),
        second=range_words(other),
    )


def _not_ranked(one: Classified, other: Classified) -> str:
    return html(
        "<b>$one</b> ($first) and <b>$other</b> ($second) are not ranked: $why.",
        one=one.id,
        other=other.id,
        first=format_grams(one.emissions_g),
        second=format_grams(other.emissions_g),
        why=_unit(one, other) or _footings(footing(one), footing(other)),
    )


def _unit(one: Classified, other: Classified) -> str:
    named = [word for word, model in (("first", one), ("second", other)) if unit_unclear(model)]
    return f"the unit of the {' and of the '.join(named)} is not confirmed" if named else ""


def _footings(one: Footing, other: Footing) -> str:
    told = {
        Footing.MEASURED: "is measured",
        Footing.CALCULATED: "is calculated",
        Footing.NOT_STATED: "states no method",
    }
    return f"the first {told[one]}, the second {told[other]}"

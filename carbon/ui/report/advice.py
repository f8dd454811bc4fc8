"""Advice that today's data supports: how to report well and how to emit less, each with its effect and its n."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from carbon.card.places import country_name
from carbon.method.estimate import grid_ends
from carbon.method.statistics.results import Result
from carbon.method.statistics.wording import DIFFERENT, LESS, MORE, PRE_TRAINING, SIZE
from carbon.store.queries import advice as queries
from carbon.store.queries.advice import Gap
from carbon.ui.cards import text_card
from carbon.ui.charts.rows import MIN_GROUP
from carbon.ui.findings import counted, percent
from carbon.ui.markup import Safe, html, show
from carbon.ui.page import Context
from carbon.ui.tested import effect_in_words, negligible_in_words, p_in_words

_ITEM = "<li><b>$what</b> $why<small>$evidence</small></li>"
NOT_ENOUGH = "Today's reports are too few to say by how much."
#: Parts of a report in words, by the column that counts where they are missing.
PARTS = {"method": "the method", "place": "the place", "training_type": "the training type"}
GRIDS = "average grids of 2023, life cycle, after Ember and Our World in Data"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, why in a sentence, and what that stands on."""

    what: str
    why: str
    evidence: str = ""


def show_advice(context: Context) -> None:
    """Both cards, side by side where there is room."""
    reports, less = st.columns(2)
    with reports:
        _card("How to report well", "What lifts a report to the next level", "well", well(context.ask(queries.gaps)))
    with less:
        advice = emit_less(context.ask(queries.tested))
        _card("How to emit less", "What today's reports show; a link is not always a cause", "less", advice)


def well(gaps: Sequence[Gap]) -> list[Advice]:
    """One piece of advice a level, with how many reports stop short of it."""
    total = sum(gap.models for gap in gaps)
    at = {gap.level: gap for gap in gaps}
    counts = {level: gap.models for level, gap in at.items()}
    return [
        Advice(
            "To R2: state one number.",
            "The grams of CO₂-equivalent of the training, under co2_eq_emissions.",
            _of("At R2 or above", total, total),
        ),
        Advice(
            "To R3: name the hardware.",
            "By its model and number, such as 4 x NVIDIA A100.",
            _of("Stop at R2", counts.get("R2", 0), total),
        ),
        Advice(
            "To R4: name method, place and training type.",
            "The tool, a country or cloud region, and whether it was pre-trained or fine-tuned.",
            _of("Stop at R3", counts.get("R3", 0), total) + _lacking(at.get("R3")),
        ),
        Advice(
            "To R5: let others check it.",
            "Hours or energy, a link to the log or a paper, and a figure that fits them within a factor of 3.",
            _of("Reach R4", counts.get("R4", 0) + counts.get("R5", 0), total) + f"; R5: {counts.get('R5', 0):,}.",
        ),
    ]


def emit_less(tested: Sequence[Result]) -> list[Advice]:
    """What a person who trains can choose: start, size, hardware, place."""
    return [
        _choice("Fine-tune what is there.", _held_fixed(tested, PRE_TRAINING) or _first(tested, "regime")),
        _choice("Take the smaller model.", _held_fixed(tested, SIZE) or _first(tested, "size")),
        _choice("Choose the hardware.", _hardware(tested)),
        place(),
    ]


def place() -> Advice:
    """What the place decides: the grid that the electricity comes from."""
    (low, low_g), (high, high_g) = grid_ends()
    return Advice(
        "Train where the grid is clean.",
        f"The same kilowatt-hour emits {low_g:g} g in {country_name(low)} and {high_g:g} g in {country_name(high)}, "
        f"{high_g / low_g:.0f} times as much.",
        f"{GRIDS}; not tested on reports",
    )


def evidence(one: Result) -> str:
    """n, effect with its interval, what is negligible, corrected p, and whether it holds in every population."""
    parts = [f"n = {one.n:,}" + (f" ({one.group_sizes})" if one.group_sizes else "")]
    if one.effect is not None:
        parts.append(effect_in_words(one))
    if small := negligible_in_words(one):
        parts.append(small)
    if one.corrected_p is not None:
        parts.append(f"corrected p {p_in_words(one.corrected_p)}")
    if one.holds is not None:
        parts.append("holds in all three populations" if one.holds else "does not hold in all three populations")
    return " · ".join(parts)


def _choice(what: str, one: Result | None) -> Advice:
    if one is None or one.effect is None:
        return Advice(what, NOT_ENOUGH, evidence(one) if one is not None and one.n else "")
    if one.verdict not in {MORE, LESS, DIFFERENT}:
        return Advice(what, f"Today's reports do not support it: {one.text[:1].lower()}{one.text[1:]}.", evidence(one))
    return Advice(what, f"{one.text}.", evidence(one))


def _first(tested: Sequence[Result], question: str, subject: str = "") -> Result | None:
    return next((one for one in tested if one.question == question and one.subject == subject), None)


def _held_fixed(tested: Sequence[Result], term: str) -> Result | None:
    """A term of the joint regression, where it could be computed: the others are held fixed."""
    found = _first(tested, "joint", term)
    return found if found is not None and found.effect is not None else None


def _hardware(tested: Sequence[Result]) -> Result | None:
    """The pair of chips that is furthest apart, where one is shown; else the test of all."""
    pairs = [one for one in tested if one.question == "hardware_pair" and one.verdict in {MORE, LESS, DIFFERENT}]
    return max(pairs, key=lambda one: abs(one.effect or 0.0), default=_first(tested, "hardware"))


def _of(words: str, part: int, total: int) -> str:
    if total < MIN_GROUP:
        return f"{words}: {part:,} of {counted(total, 'report')}"
    return f"{words}: {percent(part / total)} of {counted(total, 'report')}"


def _lacking(gap: Gap | None) -> str:
    if gap is None or gap.models < MIN_GROUP:
        return ""
    shares = [(percent(getattr(gap, column) / gap.models), name) for column, name in PARTS.items()]
    return f"; of these {', '.join(f'{share} lack {name}' for share, name in shares)}"


def _card(title: str, subtitle: str, key: str, advice: Sequence[Advice]) -> None:
    items = "".join(html(_ITEM, what=one.what, why=one.why, evidence=one.evidence) for one in advice)
    text_card(
        title=title,
        subtitle=subtitle,
        key=f"advice-{key}",
        body=lambda: show('<ul class="hc-advice">$items</ul>', items=Safe(items)),
    )

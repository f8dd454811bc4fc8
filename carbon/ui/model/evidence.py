"""The card of the evidence: what the card says, its flags, the reporting level as a checklist, the next step."""

from __future__ import annotations

import streamlit as st

from carbon.answers.evidence import evidence_of, flag_reasons, where_found
from carbon.answers.flags import in_words
from carbon.method.levels import LEVELS, reporting_level
from carbon.method.rows import Classified
from carbon.ui.cards import text_card
from carbon.ui.markup import Safe, html, show
from carbon.ui.theme import Palette
from carbon.units import format_grams

_CHECK = '<li class="$kind"><span class="hc-mark" aria-label="$spoken">$mark</span>$name $value</li>'
_LEVEL = (
    '<p class="hc-level" style="border-color: $edge"><b>Level $code, $name.</b> $step '
    "<small>In the classes of the 2023 study: $studied.</small></p>"
)
_FLAG = '<p class="hc-level" style="border-color: $edge"><b>Flag: $name.</b> $reason</p>'
_SUSPECTED = (
    '<p class="hc-level" style="border-color: $edge"><b>Probably meant: $grams.</b> The metadata below state it.</p>'
)


def show_evidence(model: Classified, colours: Palette) -> None:
    """The card, for models that report and those that do not."""

    def body() -> None:
        if model.snippet:
            # As it is written, to be copied.
            st.html(html('<pre class="hc-snippet">$snippet</pre>', snippet=model.snippet))
        for name, reason in flag_reasons(model):
            show(_FLAG, name=in_words(name), reason=reason, edge=colours.classes["E"])
        if model.suspected_g is not None:
            show(_SUSPECTED, grams=format_grams(model.suspected_g), edge=colours.classes["C"])
        _show_level(model, colours)
        show('<ul class="hc-checks">$checks</ul>', checks=Safe("".join(_checks(model))))

    text_card(title="Evidence", subtitle=where_found(model), key="evidence", body=body)


def _show_level(model: Classified, colours: Palette) -> None:
    show(
        _LEVEL,
        code=model.level,
        name=LEVELS[model.level].lower(),
        step=reporting_level(evidence_of(model)).next_step,
        studied=model.study_class,
        edge=colours.classes["C"],
    )


def _checks(model: Classified) -> list[str]:
    duration = [f"{model.hours:g} h" if model.hours else "", f"{model.energy_kwh:g} kWh" if model.energy_kwh else ""]
    held = (
        ("emissions", model.reports, ""),
        ("method", model.has_method, model.tool or model.source),
        ("hardware", model.has_hardware, model.hardware),
        ("place", model.has_place, model.place),
        ("training type", model.has_training_type, model.training_type),
        ("hours or energy", model.has_duration, ", ".join(filter(None, duration))),
        ("link to measurements", model.has_link, ""),
    )
    return [_check(*one) for one in held]


def _check(name: str, there: bool, value: str | None) -> str:
    said = html("<small>$value</small>", value=_short(value, there)) if value else ""
    kind, mark, spoken = ("", "✓", "stated") if there else ("hc-missing", "○", "missing")
    return html(_CHECK, kind=kind, mark=mark, spoken=spoken, name=name, value=Safe(said))


def _short(value: str, there: bool) -> str:
    cut = value if len(value) <= 90 else f"{value[:89]}…"
    return cut if there else f"not recognised: {cut}"

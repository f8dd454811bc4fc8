"""The card of how to report better: the card's YAML filled with what is known, and where to edit it on the Hub."""

from __future__ import annotations

import json
import math
from urllib.parse import quote, urlsplit

import streamlit as st

from carbon.answers.evidence import evidence_of
from carbon.card.flags import EXCLUDING
from carbon.card.mending import is_unusable, mended_facts, mended_grams
from carbon.method.levels import reporting_level
from carbon.method.rows import Classified
from carbon.ui.cards import text_card
from carbon.ui.markup import show
from carbon.ui.server import base_path
from carbon.units import format_grams

#: What the block holds beside the emissions, and what is wanted where it is not known.
_WANTED = {
    "source": "how it was measured, for example CodeCarbon",
    "training_type": "pre-training or fine-tuning",
    "geographical_location": "city and country, or the cloud region",
    "hardware_used": "for example 4 x NVIDIA A100 80GB",
    "hours_used": "hours of training",
    "energy_consumed": "energy of the training in kWh",
    "cloud_provider": "whose machines, for example AWS",
}
_TAKE = (
    '<p class="hc-take"><img src="$base/badge/$id.svg" alt="The badge of this model" height="20">'
    '<a href="$base/label/$id.svg?download" download>Label as SVG</a>'
    '<a href="$base/label/$id.png?download" download>Label as PNG</a>'
    '<a href="$base/api/models/$id" target="_blank" rel="noopener">JSON</a></p>'
)


def show_improve(model: Classified, endpoint: str) -> None:
    """The card, for every model that is still on the Hub."""
    missing = reporting_level(evidence_of(model)).next_step
    excluded = bool(EXCLUDING & set(model.flags))

    def body() -> None:
        st.code(yaml_of(model), language="yaml", wrap_lines=True)
        st.link_button("Edit the card on the Hub", f"{endpoint}/{model.id}/edit/main/README.md", icon=":material/edit:")

    text_card(
        title="Mend the card" if excluded else "Report it in full",
        subtitle=f"For the card's metadata, between its two lines of three dashes. {missing}",
        key="improve",
        body=body,
    )


def show_share(model: Classified) -> None:
    """The card of what can be taken along: the badge for the card, the label as a picture, everything as JSON."""
    start = origin(st.context.url) + base_path()

    def body() -> None:
        st.code(badge_markdown(model.id, start), language=None, wrap_lines=True)
        show(_TAKE, id=quote(model.id), base=base_path())

    text_card(
        title="Take the label with you",
        subtitle="The badge for the model's card, which follows each new snapshot; the label as a picture; the data",
        key="share",
        body=body,
    )


def badge_markdown(model_id: str, start: str) -> str:
    """The badge, linked to the model's page; an id of the Hub holds nothing that Markdown would take for markup."""
    return f"[![Training carbon]({start}/badge/{model_id}.svg)]({start}/model?id={model_id})"


def origin(url: str | None) -> str:
    """Where the app stands, by the address that the reader's browser shows; empty where it is not known."""
    parts = urlsplit(url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} else ""


def yaml_of(model: Classified) -> str:
    """The `co2_eq_emissions` block with the facts that are known; what is missing is a comment to fill in."""
    known = {"source": model.tool, "training_type": model.regime} | mended_facts(model)
    lines = [_emissions(model), *(_line(key, known.get(key), wanted) for key, wanted in _WANTED.items())]
    return "\n".join(["co2_eq_emissions:", *lines])


def _emissions(model: Classified) -> str:
    """The amount that the card should state: the suspected one, none where it is another model's or not believable."""
    if "inherited" in model.flags:
        return (
            f"  # emissions: grams of this model's own training; {format_grams(model.emissions_g)} is another model's"
        )
    if is_unusable(model.flags, model.suspected_g):
        return f"  # emissions: grams of CO2-equivalent, a number; {format_grams(model.emissions_g)} cannot be right"
    grams = mended_grams(model.emissions_g, model.flags, model.suspected_g)
    if not grams:
        return "  # emissions: grams of CO2-equivalent, a number above zero"
    doubted = ", if its unit is right: see the flag" if "unit_unclear" in model.flags else ""
    mended = f", not {_number(model.emissions_g)}" if model.suspected_g and model.emissions_g else doubted
    return f"  emissions: {_number(grams)}  # grams of CO2-equivalent{mended}"


def _line(key: str, value: object, wanted: str) -> str:
    if not value:
        return f"  # {key}: {wanted}"
    # A JSON string is a YAML string too, whatever it holds.
    return f"  {key}: {_number(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 1 and math.isclose(value, round(value), rel_tol=1e-12) else f"{value:.12g}"

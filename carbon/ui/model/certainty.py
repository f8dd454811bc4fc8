"""The card of how sure a class is: its likely range, its confidence, and how many of the label's parts it has."""

from __future__ import annotations

import math

from carbon.card.names import AUTOTRAIN, CALCULATORS, MEASURED
from carbon.method.label import AUTOTRAIN_LOW_FACTOR, RANGE_QUANTILE, sigma
from carbon.method.reference import REFERENCE
from carbon.method.rows import Classified
from carbon.ui.cards import text_card
from carbon.ui.markup import Safe, html, show
from carbon.ui.theme import CLASSES
from carbon.units import format_grams

_REMARK = '<p class="hc-remark"><b>$head</b> $text</p>'
_FACT = '<li class="$kind"><span class="hc-mark" aria-label="$spoken">$mark</span>$name</li>'
_RULES = {
    "high": "three of these facts and a range of at most two neighbouring classes",
    "medium": "two of these facts and a range of at most three classes",
}
_KINDS = {"Paper": "a paper", "Cloud provider": "a cloud provider"}
_NAMES = {"co2": "emissions", "size": "size", "performance": "performance"}


def show_certainty(model: Classified) -> None:
    """The card; only for a rated model."""

    def body() -> None:
        told = (("Range.", range_words(model)), ("Confidence.", confidence_words(model)))
        show("$remarks", remarks=Safe("".join(html(_REMARK, head=head, text=text) for head, text in told)))
        show('<ul class="hc-checks">$facts</ul>', facts=Safe("".join(_fact(*one) for one in facts(model))))
        show(_REMARK, head="Completeness.", text=completeness_words(model))

    text_card(
        title=f"How sure: {_classes(model)}, {model.confidence} confidence",
        subtitle="From how the figure was obtained and what the card states",
        key="certainty",
        body=body,
    )


def range_words(model: Classified) -> str:
    """Within which grams the emissions likely are, and why."""
    factor = math.exp(RANGE_QUANTILE * sigma(model.tool))
    low, high = format_grams(model.likely_low_g), format_grams(model.likely_high_g)
    said = (
        f"{_how_obtained(model.tool)} is taken to be right within a factor of {factor:.2g}, nine times in ten: "
        f"{low} to {high}, {_classes(model)}."
    )
    if "autotrain_low" in model.flags:
        said += (
            f" An AutoTrain value below 0.1 g may also be up to {AUTOTRAIN_LOW_FACTOR:.0f} times too low, "
            "so the upper end is that much higher."
        )
    return said


def confidence_words(model: Classified) -> str:
    """Why the confidence is what it is."""
    known = sum(there for _, there in facts(model))
    span = CLASSES.index(model.class_low or "A") - CLASSES.index(model.class_high or "A") + 1
    held = f"{known} of 4 facts are known and the range spans {span} {'class' if span == 1 else 'classes'}"
    confidence = model.confidence or "low"
    if confidence == "low":
        return f"Low: {held}; medium needs {_RULES['medium']}."
    more = "" if confidence == "high" else f"; high needs {_RULES['high']}"
    return f"{confidence.capitalize()}: {held}{more}."


def facts(model: Classified) -> list[tuple[str, bool]]:
    """The four facts that confidence counts, and whether each is known."""
    return [
        ("how it was measured", model.has_method),
        ("hardware", model.has_hardware),
        ("place", model.has_place),
        ("pre-training or fine-tuning", model.regime is not None),
    ]


def completeness_words(model: Classified) -> str:
    """Which of the label's parts the class rests on, by weight."""
    present = {"co2": True, "size": model.size_score is not None, "performance": model.performance_score is not None}
    whole = sum(REFERENCE.weights.values())
    filled = sum(REFERENCE.weights[name] for name, there in present.items() if there)
    used = _listed([_NAMES[name] for name, there in present.items() if there])
    said = f"The class rests on {used}: {filled} of {whole} points of weight"
    missing = [_NAMES[name] for name, there in present.items() if not there]
    if not missing:
        return f"{said}."
    return f"{said}. Without {_listed(missing)} the others count for more, in proportion."


def _how_obtained(tool: str | None) -> str:
    if tool == AUTOTRAIN:
        return "A figure by AutoTrain"
    if tool is not None and tool in MEASURED:
        return f"A figure from {_KINDS.get(tool, tool)}"
    if tool in CALCULATORS:
        return f"A figure from a calculator ({tool})"
    return "A figure whose method is not known"


def _classes(model: Classified) -> str:
    if model.class_high == model.class_low:
        return f"class {model.class_high}"
    return f"class {model.class_high} to {model.class_low}"


def _fact(name: str, there: bool) -> str:
    kind, mark, spoken = ("", "✓", "known") if there else ("hc-missing", "○", "not known")
    return html(_FACT, kind=kind, mark=mark, spoken=spoken, name=name)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

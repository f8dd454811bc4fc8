"""What a model's report holds and why it is flagged, in words, for pages and JSON alike; judges nothing itself."""

from __future__ import annotations

from carbon.card.flags import flags_of
from carbon.card.report import GRAMS_BY_SPECIFICATION, Report
from carbon.method.levels import Evidence
from carbon.method.rows import Classified

#: Why each flag stands, where the card alone does not tell (method.md §1).
_REASONS = {
    "kg_as_g": "The same digits stand in the card's text with kg: the figure is probably a thousand times too low.",
    "metadata_text_disagree": "The card's metadata and its text state different amounts.",
    "inherited": "The figure equals that of the model it was made from: it is not its own training.",
    "synthetic": "The card looks like course work: no weights, no task, no library.",
}


def where_found(model: Classified) -> str:
    """Where the value stands and in which unit it is written."""
    if not model.value_written:
        return (
            "The card's metadata has no co2_eq_emissions"
            if not model.snippet
            else "The card's emissions key holds no amount"
        )
    unit = model.unit_written or ""
    told = (
        "no unit written, so grams, as the Hub documents" if unit == GRAMS_BY_SPECIFICATION else f"unit written: {unit}"
    )
    return f"From the card's {model.found_in} · written: {model.value_written} · {told}"


def evidence_of(model: Classified) -> Evidence:
    """What the model's report holds, as the reporting level counts it."""
    return Evidence(
        emissions=model.reports,
        method=model.has_method,
        hardware=model.has_hardware,
        place=model.has_place,
        training_type=model.has_training_type,
        duration=model.has_duration,
        link=model.has_link,
    )


def flag_reasons(model: Classified) -> list[tuple[str, str]]:
    """Every flag of the model with the reason for it."""
    report = Report(
        emissions_g=model.emissions_g,
        value_written=model.value_written,
        declared_zero="declared_zero" in model.flags,
    )
    known = {flag.name: flag.reason for flag in flags_of(report, autotrain="autotrain_low" in model.flags)}
    return [(name, known.get(name) or _REASONS.get(name, "")) for name in model.flags]

"""The card of the evidence: what the card says, its flags, the reporting level as a checklist, the next step."""

from __future__ import annotations

from carbon.card.flags import flags_of
from carbon.card.report import GRAMS_BY_SPECIFICATION, Report
from carbon.method.levels import LEVELS, Evidence, reporting_level
from carbon.method.rows import Classified
from carbon.ui.cards import text_card
from carbon.ui.markup import Safe, html, show
from carbon.ui.status import day
from carbon.ui.theme import Palette

_CHECK = '<li class="$kind"><span class="hc-mark" aria-label="$spoken">$mark</span>$name $value</li>'
_LEVEL = '<p class="hc-level" style="border-color: $edge"><b>Level $code, $name.</b> $step</p>'
_FLAG = '<p class="hc-level" style="border-color: $edge"><b>Flag: $name.</b> $reason</p>'
#: What the text of a card that the ingest has fetched itself is read from.
OWN_TEXT = "README.md"
#: Why each flag stands, where the card alone does not tell (method.md §1).
_REASONS = {
    "kg_as_g": "The same digits stand in the card's text with kg: the figure is probably a thousand times too low.",
    "metadata_text_disagree": "The card's metadata and its text state different amounts.",
    "inherited": "The figure equals that of the model it was made from: it is not its own training.",
    "synthetic": "The card looks like course work: no weights, no task, no library.",
}


def show_evidence(model: Classified, colours: Palette) -> None:
    """The card, for models that report and those that do not."""

    def body() -> None:
        if model.snippet:
            show('<pre class="hc-snippet">$snippet</pre>', snippet=model.snippet)
        for name, reason in flag_reasons(model):
            show(_FLAG, name=name.replace("_", " "), reason=reason, edge=colours.classes["E"])
        step = reporting_level(evidence_of(model)).next_step
        show(_LEVEL, code=model.level, name=LEVELS[model.level].lower(), step=step, edge=colours.classes["C"])
        show('<ul class="hc-checks">$checks</ul>', checks=Safe("".join(_checks(model))))

    text_card(title="Evidence", subtitle=where_found(model), key="evidence", body=body)


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
    return f"From the card's {model.found_in}{_collected(model)} · written: {model.value_written} · {told}"


def _collected(model: Classified) -> str:
    """The data set that the text was found in and when the text is of, where it is not the model's own file now."""
    if model.found_in != "text" or model.text_from in {None, OWN_TEXT} or model.text_at is None:
        return ""
    return f" of {day(model.text_at.isoformat())}, as collected in the data set {model.text_from}"


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

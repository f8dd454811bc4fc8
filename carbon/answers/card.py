"""What `carbon parse-card` answers for one card: the report, its flags and what would mend it. Reads no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from carbon.answers.evidence import NO_UNIT
from carbon.card.choice import DOUBTS
from carbon.card.flags import Flag
from carbon.card.front_facts import judging_facts
from carbon.card.front_matter import problem_in
from carbon.card.mending import mended_yaml, suspected_grams
from carbon.card.reading import read_card, split_card
from carbon.card.report import GRAMS_BY_SPECIFICATION, Report
from carbon.card.words import meaningful
from carbon.method.classify import ReporterRow, judge
from carbon.method.levels import LEVELS, Level, reporting_level
from carbon.method.unit_doubt import SMALL_G, spelling_doubt
from carbon.units import format_grams

#: The fields of an answer and the report's own names for them.
_FIELDS = {
    "source": "source",
    "training_type": "training_type",
    "geographical_location": "place",
    "hardware_used": "hardware",
    "hours_used": "hours",
    "cloud_provider": "cloud_provider",
    "energy_kwh": "energy_kwh",
}

#: A unit as programs get it: none written and grams in doubt; what goes before the unit of the text.
_UNCLEAR, _IN_TEXT = "none (spec: g)", "; prose "


def answer_line(line: Mapping[str, Any]) -> dict[str, object]:
    """The answer to one line of `--jsonl`: `{"id", "kind", "raw", "target_model"?}`; null where nothing is stated.

    Raises:
        ValueError: the line has no text under `raw`.
    """
    raw = line.get("raw")
    if not isinstance(raw, str):
        raise ValueError("there is no text under 'raw'")
    target = line.get("target_model")
    kind = line.get("kind")
    report, flags, _ = _read(
        raw, kind if kind in {"yaml", "prose"} else None, target if isinstance(target, str) else None
    )
    return {"id": line.get("id"), **_facts(report, flags)}


def answer(card: str, model_id: str | None = None) -> dict[str, object]:
    """All that is known of one card: the facts of `answer_line`, where they stand, reasons, the level, and the mended
    YAML; what is wrong with the metadata as a whole.
    """
    report, flags, level = _read(card, None, model_id)
    return {
        **_facts(report, flags),
        "found_in": report.found_in,
        "value_written": report.value_written,
        "snippet": report.snippet,
        "text_emissions_g": report.text_emissions_g,
        "links": list(report.links),
        "reasons": {flag.name: flag.reason for flag in flags} | {name: DOUBTS[name] for name in report.doubts},
        "suspected_g": suspected_grams(flags),
        "level": level.code,
        "next_step": level.next_step,
        "yaml": mended_yaml(report, flags),
        "metadata_problem": _metadata_problem(card),
    }


def answer_lines(facts: Mapping[str, Any]) -> list[str]:
    """The answer for people."""
    return list(_lines(facts))


def _metadata_problem(card: str) -> dict[str, object] | None:
    """Why the metadata cannot be read as a whole, and in which line of the card; None where they can, or are none."""
    front_matter, body = split_card(card)
    problem = problem_in(front_matter.removesuffix(body)) if front_matter else None
    if front_matter is None or problem is None:
        return None
    before = card[: card.index(front_matter)].count("\n")
    return {"line": None if problem.line is None else before + problem.line, "reason": problem.reason}


def _read(card: str, kind: str | None, model_id: str | None) -> tuple[Report, tuple[Flag, ...], Level]:
    front_matter, body = split_card(card, kind)
    report = read_card(front_matter, body, model_id)
    judged = judge(report, _row(front_matter, body, model_id))
    doubt = None if any(flag.excludes for flag in judged.flags) else spelling_doubt(report, judged.tool)
    flags = judged.flags + ((Flag("unit_unclear", doubt, False),) if doubt else ())
    return report, flags, reporting_level(judged.evidence)


def _row(front_matter: str | None, body: str, model_id: str | None) -> ReporterRow:
    """The card as the method judges it; its files are the Hub's to tell, the rest stands in the front matter."""
    facts = judging_facts(front_matter)
    library, task, tags = (facts.get(name) for name in ("library_name", "pipeline_tag", "tags"))
    return ReporterRow(
        id=model_id or "",
        tags=[tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else (),
        task=meaningful(task),
        library=meaningful(library),
        card=facts,
        body=body,
    )


def _facts(report: Report, flags: tuple[Flag, ...]) -> dict[str, object]:
    return {
        "emissions_g": report.emissions_g,
        "unit_as_written": _unit(report, flags),
        "range_g": None if report.range_g is None else list(report.range_g),
        "upper_bound_g": report.upper_bound_g,
        **{name: getattr(report, own) for name, own in _FIELDS.items()},
        "flags": [flag.name for flag in flags]
        + [doubt for doubt in report.doubts if report.found_in or doubt == "no_value"],
    }


def _unit(report: Report, flags: tuple[Flag, ...]) -> str | None:
    """The unit, and beside an unwritten one the unit of a text that says the same."""
    told = report.text_unit_written
    unclear = any(flag.name == "unit_unclear" for flag in flags) and (report.emissions_g or 0) < SMALL_G
    if report.unit_written == GRAMS_BY_SPECIFICATION and unclear:
        return _UNCLEAR
    if report.unit_written == GRAMS_BY_SPECIFICATION and told and not told.endswith(("(label)", "(row label)")):
        return f"{report.unit_written}{_IN_TEXT}{told}"
    return report.unit_written


def _lines(facts: Mapping[str, Any]) -> Iterator[str]:
    yield f"Emissions   {_amount(facts)}"
    if facts["found_in"]:
        yield f"Found in    {facts['found_in']}: {facts['value_written']}, {_unit_words(facts['unit_as_written'])}"
    for name in _FIELDS:
        if facts[name] is not None:
            yield f"{name.replace('_', ' ').capitalize():<22}{facts[name]}"
    yield f"Level       {facts['level']} ({LEVELS[facts['level']]}). {facts['next_step']}".rstrip()
    for name, reason in facts["reasons"].items():
        yield f"Flag        {name}: {reason}"
    if facts["suspected_g"] is not None:
        yield f"Suspected   {format_grams(facts['suspected_g'])}"
    if facts["yaml"] and (facts["suspected_g"] is not None or facts["found_in"] == "text"):
        yield from ("", "Metadata that would say so:", *str(facts["yaml"]).splitlines())


def _unit_words(written: str | None) -> str:
    """The unit in words, for people."""
    unit, _, in_text = (written or "not written").partition(_IN_TEXT)
    words = NO_UNIT if unit in {GRAMS_BY_SPECIFICATION, _UNCLEAR} else f"unit {unit}"
    return f"{words}; the text says {in_text}" if in_text else words


def _amount(facts: Mapping[str, Any]) -> str:
    if facts["emissions_g"] is not None:
        return format_grams(facts["emissions_g"])
    if facts["range_g"]:
        return " to ".join(format_grams(end) for end in facts["range_g"])
    if facts["upper_bound_g"] is not None:
        return f"below {format_grams(facts['upper_bound_g'])}"
    return "none stated"

"""A report that someone is about to publish: read from what they typed, checked, and rated as the ingest would rate it.

Stores nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from carbon.card.choice import DOUBTS
from carbon.card.flags import Flag
from carbon.card.hardware import devices_of
from carbon.card.mending import mended_block, mended_yaml, seen
from carbon.card.metadata import KEY
from carbon.card.names import hardware_recognised, links, place_resolvable, tool_of
from carbon.card.reading import read_card
from carbon.card.report import Report
from carbon.method.classify import Judgement, ReporterRow, classify, judge
from carbon.method.estimate import STATED, Estimate, away, estimates, fits
from carbon.method.levels import Level, reporting_level
from carbon.method.rows import Classified
from carbon.units import format_grams, read_energy_kwh, read_hours, read_number, to_grams
from carbon.units.writing import format_rough

#: Whose report it is where no id is given.
NOBODY = "you/your-model"
WEIGHTS = "model.safetensors"
#: Words that count for nothing stay in the block, with a comment: the metadata's key and what is said, by field.
_COMMENTS = {
    "source": ("source", "names no known tool or paper"),
    "place": ("geographical_location", "no known place"),
    "hardware": ("hardware_used", "no known model of hardware"),
}
#: Why a card with the chosen unit is flagged all the same.
_UNITLESS = (
    "A card holds grams without a unit. So that readers can tell that $grams is meant, state the energy, "
    "or the hours and the hardware."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as typed; an empty text where nothing is given. `unit` is one of mass, `size_mb` that of the weights."""

    value: str = ""
    unit: str = "g"
    source: str = ""
    link: str = ""
    training_type: str = ""
    place: str = ""
    hardware: str = ""
    hours: str = ""
    energy: str = ""
    task: str | None = None
    size_mb: float | None = None
    model_id: str = NOBODY


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a draft comes to: the YAML to publish, the row and level it would have, what is wrong or weak about it.

    All in plain words: `problems` are texts that cannot be used and are left out, `weaknesses` those that stay but
    count for nothing, both by the draft's field; `remarks` what a careful reader would ask of the whole. `likely` holds
    what the stated bases make likely, but for those that a remark tells. `yaml` is None while nothing can be stated.
    """

    yaml: str | None
    row: Classified
    level: Level
    likely: tuple[Estimate, ...]
    problems: Mapping[str, str]
    weaknesses: Mapping[str, str]
    remarks: tuple[str, ...]


def assess(draft: Draft) -> Assessment:
    """Read, check and rate a draft; nothing in it can make this raise."""
    stated = _report(draft)
    block = mended_block(stated)
    size_bytes = None if not draft.size_mb or draft.size_mb <= 0 else round(draft.size_mb * 1e6)
    card = {KEY: block} if block else None
    files = [(WEIGHTS, size_bytes)] if size_bytes else None
    row = ReporterRow(id=draft.model_id or NOBODY, task=draft.task, card=card, files=files)
    read = read_card(card) if card else stated
    judged = judge(read, row, size_bytes)
    weaknesses = weaknesses_of(stated)
    untold = _untold(read, judged)
    return Assessment(
        yaml=_commented(mended_yaml(stated), weaknesses),
        row=classify(row),
        level=reporting_level(judged.evidence),
        likely=tuple(one for one in untold if _is_met(read, one)),
        problems=problems_of(draft),
        weaknesses=weaknesses,
        remarks=tuple(_remarks(read, judged, [one for one in untold if not _is_met(read, one)])),
    )


def _report(draft: Draft) -> Report:
    link = draft.link if links(draft.link) else None
    source = ", ".join(text for text in (seen(draft.source), seen(link)) if text)
    return Report(
        emissions_g=_grams(draft),
        source=source or None,
        training_type=seen(draft.training_type),
        place=seen(draft.place),
        hardware=seen(draft.hardware),
        hours=read_hours(draft.hours) or None,
        energy_kwh=read_energy_kwh(draft.energy) or None,
    )


def _grams(draft: Draft) -> float | None:
    number = read_number(draft.value) if draft.value.strip() else None
    grams = None if number is None else to_grams(number, draft.unit)
    return grams if grams is not None and grams > 0 else None


def problems_of(draft: Draft) -> dict[str, str]:
    """What cannot be used and why, by the draft's field."""
    return dict(_problems(draft))


def weaknesses_of(report: Report) -> dict[str, str]:
    """What is too little to count, by the draft's field."""
    return dict(_weaknesses(report))


def field_remark(field: str, draft: Draft) -> str:
    """What is wrong or weak about one field of a draft, to stand beside it; empty where it is well."""
    return problems_of(draft).get(field) or weaknesses_of(_report(draft)).get(field, "")


def _problems(draft: Draft) -> Iterator[tuple[str, str]]:
    if draft.value.strip() and _grams(draft) is None:
        number = read_number(draft.value)
        why = "not one number" if number is None else "not above zero" if number <= 0 else "not a possible amount"
        yield "value", f"“{_short(draft.value)}” is {why}. Write for example 12.3."
    if draft.hours.strip() and not read_hours(draft.hours):
        yield "hours", f"“{_short(draft.hours)}” is no time. Write for example 12.5, or 2 h 30 min. It is left out."
    if draft.energy.strip() and not read_energy_kwh(draft.energy):
        yield "energy", f"“{_short(draft.energy)}” is no energy. Write for example 4.2, or 4.2 kWh. It is left out."
    if draft.link.strip() and not links(draft.link):
        yield "link", f"“{_short(draft.link)}” is no web address, DOI or arXiv id. It is left out."


def _weaknesses(report: Report) -> Iterator[tuple[str, str]]:
    if report.source and tool_of(report.source) is None:
        yield "source", "The source names no tool or paper that is known, so it does not count as a method."
    if report.hardware and not hardware_recognised(report.hardware):
        yield (
            "hardware",
            "The hardware is not named by its model: “GPU” is too little, “4 x NVIDIA A100 80GB” is enough.",
        )
    if report.place and not place_resolvable(report.place):
        yield "place", "The place cannot be found: name a country, a city with its country, or a cloud region."


def _commented(text: str | None, weaknesses: Mapping[str, str]) -> str | None:
    """The block with a comment behind each of its lines that counts for nothing."""
    if text is None:
        return None
    comments = dict(_COMMENTS[field] for field in weaknesses)
    lines = ((line, comments.get(line.strip().partition(":")[0])) for line in text.splitlines())
    return "".join(f"{line}  # {comment}\n" if comment else f"{line}\n" for line, comment in lines)


def _remarks(report: Report, judged: Judgement, unmet: Sequence[Estimate]) -> Iterator[str]:
    yield from (_reason(flag, report) for flag in judged.flags)
    yield from (DOUBTS[doubt] for doubt in report.doubts if report.reports)
    yield from (_misfit(report.emissions_g or math.nan, likely) for likely in unmet)
    if report.reports and report.hours and hardware_recognised(report.hardware) and _is_mixed(report.hardware):
        yield "The figure cannot be checked against hours and hardware: name one kind of device."


def _reason(flag: Flag, report: Report) -> str:
    """Why a report is flagged; that its unit is written nowhere is the card's doing, not of whoever chose it."""
    if flag.name != "unit_unclear" or report.hours or report.energy_kwh:
        return flag.reason
    return _UNITLESS.replace("$grams", format_grams(report.emissions_g))


def _is_mixed(hardware: str | None) -> bool:
    return len(devices_of(hardware)) != 1


def _untold(report: Report, judged: Judgement) -> list[Estimate]:
    """What every stated basis makes likely, but for the one that a flag speaks of."""
    return [one for one in estimates(report) if not any(one.energy in flag.reason for flag in judged.flags)]


def _is_met(report: Report, likely: Estimate) -> bool:
    return report.emissions_g is None or fits(report.emissions_g, likely)


def _misfit(grams: float, likely: Estimate) -> str:
    side, cleaner = ("below", likely.given == STATED) if grams < likely.low_g else ("above", False)
    return (
        f"{format_grams(grams)} does not fit its {' and '.join(likely.given)}: {likely.basis} make "
        f"{format_grams(likely.low_g)} to {format_grams(likely.high_g)} likely, and it is "
        f"{format_rough(away(grams, likely.low_g, likely.high_g))} times {side}. Is the unit right"
        f"{', or was the power cleaner than the grid' if cleaner else ''}?"
    )


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 40 else f"{shown[:40]}…"

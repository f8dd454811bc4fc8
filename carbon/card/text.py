"""Reads a report from the text of a card: labelled lines, tables, sentences. Never raises, never guesses a unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from carbon.card.body import Line, relevant_lines
from carbon.card.boilerplate import Setting, read_setting
from carbon.card.choice import choose, doubts_of
from carbon.card.claims import OWN, PART, Claim
from carbon.card.facts import (
    energy_of,
    energy_result,
    energy_within,
    first_number,
    first_text,
    hours_of,
    in_order,
    place_in_aside,
    training_type_in,
)
from carbon.card.hardware import devices_of
from carbon.card.labelled_claims import labelled_claims
from carbon.card.lines import Labelled, labelled, titles
from carbon.card.named_claims import named_claims
from carbon.card.pasted_log import read_logs
from carbon.card.report import Report
from carbon.card.sentences import paragraphs, sentence_claims
from carbon.card.siblings import settled
from carbon.card.snippets import cut
from carbon.card.table_claims import read_tables
from carbon.card.text_links import measurement_links
from carbon.card.tool_names import tool_named
from carbon.card.training_sentences import trained_at, trained_for, trained_how, trained_in, trained_on

#: Running text this many lines around the claim tells of its setting.
NEAR = 8
#: What parts a passage, but not within brackets.
_BETWEEN = re.compile(r";(?![^();]*\))")
_ON_TRAINING = re.compile(r"emissions? of|gpu hours|hours of comput|co2.{0,40}\bper\b", re.I)


@dataclass(frozen=True, slots=True)
class _Text:
    lines: Sequence[Line]
    facts: Sequence[Labelled]
    paragraphs: Sequence[tuple[int, str]]


def read_text(body: str, model_id: str | None = None, witness_g: float | None = None) -> Report:
    """The report in the text of a card.

    Args:
        body: Markdown below the front matter; of the first 500,000 characters the 24,000 around mentions are read.
        model_id: the model's id or name, which tells its row of a family's table and its block among several.
        witness_g: the grams that the metadata state; of several amounts in the text the one that agrees counts.

    Returns:
        The report, without a value where none is stated, or where its unit stands nowhere (`doubts` then says so).
    """
    lines = relevant_lines(body)
    if not lines:
        return Report()
    block_titles = titles(lines)
    log_facts, log_claims, logged = read_logs(lines, block_titles)
    lines = [Line("", "blank") if number in logged else line for number, line in enumerate(lines)]
    table_facts, table_claims = read_tables(lines, block_titles, model_id)
    facts = [*log_facts, *labelled(lines, block_titles), *table_facts]
    claims = [*log_claims, *labelled_claims(facts, model_id), *table_claims]
    claims += [*named_claims(lines, block_titles, model_id), *sentence_claims(lines, block_titles, model_id)]
    claims = settled(claims, model_id)
    return _report(choose(claims, witness_g), claims, _Text(lines, facts, list(paragraphs(lines))))


def _report(claim: Claim | None, claims: Sequence[Claim], text: _Text) -> Report:
    title = claim.title if claim else ""
    text = _without_siblings(text, claim, claims)
    near = _near(claim, text)
    own = _own_statements(claim, text, title)
    setting = read_setting(near)
    quantity = claim.quantity if claim else None
    grams = claim.grams if claim else None
    return Report(
        emissions_g=grams if grams is not None and grams > 0 else None,
        value_written=(quantity.value_written or None) if quantity else None,
        unit_written=claim.unit if claim and quantity else None,
        range_g=quantity.range_g if claim and quantity and claim.bounded else None,
        upper_bound_g=quantity.upper_bound_g if claim and quantity and claim.bounded else None,
        found_in="text" if quantity else None,
        snippet=cut(claim.snippet) if claim else None,
        source=first_source(text.facts, title) or tool_named(near),
        training_type=_training_type(claim, text, near),
        place=_place(claim, text, setting, title) or trained_in(near, own),
        hardware=_hardware(claim, text, setting, title) or trained_on(near, own),
        hours=_hours(claim, text, setting, title) or trained_for(near, own),
        energy_kwh=_energy(claim, text, title),
        cloud_provider=setting.cloud_provider
        or first_text(text.facts, "cloud_provider", title)
        or trained_at(near, _around_figure(claim) if claim else ()),
        declared_zero=grams == 0,
        doubts=doubts_of(claim, claims),
        links=measurement_links(near),
        hardware_count=_count(text, title),
    )


def _without_siblings(text: _Text, claim: Claim | None, claims: Sequence[Claim]) -> _Text:
    """The text without the facts of blocks about other models, where the claim's block is this very model's."""
    if claim is None or claim.rank != OWN or claim.facts:
        return text
    others = {other.title for other in claims if other.says_something} - {claim.title}
    return replace(text, facts=[fact for fact in text.facts if fact.title not in others])


def first_source(facts: Sequence[Labelled], title: str) -> str | None:
    """The source that a label states, by the tool it names where it names one."""
    stated = first_text(facts, "source", title)
    return (tool_named([stated]) or stated) if stated else None


def _near(claim: Claim | None, text: _Text) -> list[str]:
    if claim is None:
        return [one for _, one in text.paragraphs]
    # The claim's own line comes first: what it says counts before what its neighbours say.
    around = [
        (abs(line - claim.line), one)
        for line, one in text.paragraphs
        if abs(line - claim.line) <= NEAR or claim.snippet in one
    ]
    own = [claim.snippet, *([claim.title] if claim.title else [])]
    return [*own, *(one for _, one in around)]


def _own_statements(claim: Claim | None, text: _Text, title: str) -> list[str]:
    """What states the emissions, time or devices of this very training, in running text."""
    stated = [fact.value for field in ("hours", "hardware") for fact in in_order(text.facts, field, title)]
    return [*(_around_figure(claim) if claim and claim.rank > PART else ()), *stated]


def _around_figure(claim: Claim) -> list[str]:
    """The parts of the claim's passage that hold its figure; none for a row or a log."""
    written = claim.quantity.value_written if claim.quantity else ""
    if not written or re.search(r"[\n|]", claim.snippet):
        return []
    return [part for part in _BETWEEN.split(claim.snippet) if written in part]


def _beside(claim: Claim, near: Sequence[str]) -> list[str]:
    """The claim's passage, and the paragraph that holds it."""
    return [one for one in near if claim.snippet[:200] in one] or [claim.snippet]


def _training_type(claim: Claim | None, text: _Text, near: Sequence[str]) -> str | None:
    title = claim.title if claim else ""
    stated = first_text(text.facts, "training_type", title)
    if stated:
        return stated
    hours = [fact.value for fact in in_order(text.facts, "hours", title) if not fact.row]
    own = [] if claim is None else [*_before_figure(claim), claim.snippet, claim.title]
    prose = [one for one in near if _ON_TRAINING.search(one)]
    return training_type_in([*own, *hours, *prose]) or (trained_how(_beside(claim, near)) if claim else None)


def _before_figure(claim: Claim) -> list[str]:
    """What the claim's passage says before its figure, the last words first: they tell which training it was."""
    written = claim.quantity.value_written if claim.quantity else ""
    before = claim.snippet.partition(written)[0] if written else ""
    return [part for part in reversed(re.split(r"[,;:]|\d", before)) if part.strip()][:4]


def _place(claim: Claim | None, text: _Text, setting: Setting, title: str) -> str | None:
    stated = setting.place or first_text(text.facts, "place", title)
    return stated or (place_in_aside(claim.snippet) if claim else None)


def _hardware(claim: Claim | None, text: _Text, setting: Setting, title: str) -> str | None:
    own = claim.facts.get("hardware") if claim else None
    stated = own or setting.hardware or first_text(text.facts, "hardware", title)
    return stated or _infrastructure(text, title) or first_text(text.facts, "cpu", title)


def _infrastructure(text: _Text, title: str) -> str | None:
    """What a label of that name says, where it names devices and not only whose they are."""
    stated = first_text(text.facts, "infrastructure", title)
    return stated if devices_of(stated) else None


def _hours(claim: Claim | None, text: _Text, setting: Setting, title: str) -> float | None:
    own = claim.facts.get("hours") if claim else None
    if own is not None:
        return float(own)
    labelled_hours = [hours_of(fact) for fact in in_order(text.facts, "hours", title)]
    return first_number([setting.hours, *labelled_hours])


def _energy(claim: Claim | None, text: _Text, title: str) -> float | None:
    own = claim.facts.get("energy") if claim else None
    if own is not None:
        return float(own)
    stated = first_number(energy_of(fact) for fact in in_order(text.facts, "energy", title))
    if stated is not None or claim is None:
        return stated
    return first_number([energy_within(claim.snippet), energy_result(_near(claim, text))])


def _count(text: _Text, title: str) -> int | None:
    written = first_text(text.facts, "count", title)
    return int(written) if written and written.isdecimal() and len(written) <= 6 else None

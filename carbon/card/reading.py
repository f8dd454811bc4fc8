"""Reads a whole card: metadata first, its text as second source and as a cross-check. Never raises."""

from __future__ import annotations

import re
from dataclasses import replace

from carbon.card.front_matter import LONGEST_FRONT_MATTER, fence_after
from carbon.card.metadata import KEY, read_front_matter, read_metadata
from carbon.card.report import Report
from carbon.card.text import read_text

_HEADING = re.compile(r"(?<=\n)#{1,3} ")
_CONTEXT = ("source", "training_type", "place", "hardware", "hours", "energy_kwh", "cloud_provider", "hardware_count")


def read_card(front_matter: object = None, body: str | None = None, model_id: str | None = None) -> Report:
    """The report of a card.

    Args:
        front_matter: the metadata, parsed (`cardData`) or as YAML text; None without one.
        body: the Markdown below the front matter; None where it is not known.
        model_id: `owner/name`, or a plain name; it finds the model's own row where a card covers a family.

    Returns:
        What the metadata reports, with gaps filled from the text. The text's value counts where the metadata state
        none; where both state one, the text's stands beside it in `text_emissions_g` and its kin. Grams are
        never changed
        by the comparison.
    """
    stated = read_front_matter(front_matter) if isinstance(front_matter, str) else read_metadata(front_matter)
    if not body:
        return stated
    told = read_text(body, model_id, stated.emissions_g)
    if stated.reports or stated.range_g or stated.upper_bound_g is not None:
        return _with_context(_beside(stated, told), told)
    if told.found_in is None or (stated.declared_zero and not told.reports):
        doubts, snippet = stated.doubts or told.doubts, stated.snippet or told.snippet
        return _with_context(replace(stated, doubts=doubts, snippet=snippet), told)
    return _with_context(told, stated, first=True)


def split_card(text: str, kind: str | None = None) -> tuple[str | None, str]:
    """Front matter and body of a card given as text.

    Args:
        text: the card; a byte order mark and blank lines before it do no harm.
        kind: `yaml` for a text that begins with front matter even without a fence, `prose` for one that has none; None
            to go by the text.
    """
    text = text.lstrip("\ufeff \t\r\n")
    fenced = text.startswith("---")
    if kind == "prose" or not (fenced or kind == "yaml" or text.startswith(KEY)):
        return None, text
    fence = fence_after(text, 3)
    if fence:
        return text[: fence[1]], text[fence[1] :]
    heading = _HEADING.search(text, 0, LONGEST_FRONT_MATTER)
    return text, text[heading.start() :] if heading else ""


def _beside(stated: Report, told: Report) -> Report:
    return replace(
        stated,
        text_emissions_g=told.emissions_g,
        text_value_written=told.value_written,
        text_unit_written=told.unit_written,
        text_snippet=told.snippet if told.found_in else None,
        doubts=(*stated.doubts, *(doubt for doubt in told.doubts if doubt in {"several_values", "family_total"})),
    )


def _with_context(report: Report, other: Report, *, first: bool = False) -> Report:
    """`report` with what it does not state itself taken from `other`; `first`: what `other` states goes before."""
    filled = {
        name: getattr(other, name)
        for name in _CONTEXT
        if getattr(other, name) is not None and (first or getattr(report, name) is None)
    }
    return replace(report, **filled, links=report.links or other.links)

"""Devices and time in a sentence on the training: `trained for 12 hours on 4 V100 GPUs`. Guesses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from carbon.card.facts import usable_text
from carbon.card.hardware import devices_of
from carbon.card.owners import is_of_another
from carbon.units import read_hours

_TRAINED = (
    r"\b(?:train(?:ed|ing)|(?:fine-?)?tun(?:ed|ing)|pre-?train(?:ed|ing)|we used|ran"
    r"|(?:computations?|experiments?) (?:was|were) (?:mainly )?(?:performed|run|conducted|executed))\b[^.;:|]{0,60}?"
)
_ON = re.compile(
    rf"{_TRAINED}\b(?:on|using|with|used)\s+(?:an?\s|the\s)?([^,.;:()|]{{2,50}}?)"
    r"(?=\s(?:in|at|with|on|from|and|for|which|over|using|during|took|emitt\w*|located|provided|hosted)\b|[,.;:()|]|$)",
    re.I,
)
_FOR = re.compile(
    rf"{_TRAINED}\b(?:for|took|lasted|within)\s+(?:(?:about|around|approximately|roughly|ca\.)\s)?[~≈]?"
    r"(\d[\d.,]{0,8}\s?(?:hours?|hrs?|h|days?|minutes?|mins?))\b(?! (?:of|per|on each|each))",
    re.I,
)
#: Of longer texts only this much is read.
_LONGEST = 1500


def trained_on(paragraphs: Sequence[str]) -> str | None:
    """The devices that the paragraphs say the training ran on, as written; None where they differ or none is known."""
    found = {text for text in _own(_ON, paragraphs) if devices_of(text)}
    return usable_text(found.pop(), "hardware") if len(found) == 1 else None


def trained_for(paragraphs: Sequence[str]) -> float | None:
    """The hours that the paragraphs say the training took; None where they differ."""
    found = {read_hours(text) for text in _own(_FOR, paragraphs)}
    return found.pop() if len(found) == 1 else None


def _own(pattern: re.Pattern[str], paragraphs: Sequence[str]) -> Iterator[str]:
    text = "  ".join(dict.fromkeys(paragraphs))[:_LONGEST]
    for match in pattern.finditer(text):
        if not is_of_another(text, match.start(1), match.end(1)):
            yield match[1].strip()

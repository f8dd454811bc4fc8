"""Devices, time and place in a sentence on the training: `trained for 12 hours on 4 V100 GPUs`. Guesses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from carbon.card.facts import usable_text
from carbon.card.hardware import devices_of
from carbon.card.owners import is_of_another
from carbon.card.places import place_resolvable
from carbon.units import read_hours

_TRAINED = re.compile(
    r"\b(?:train(?:ed|ing)|(?:fine-?)?tun(?:ed|ing)|pre-?train(?:ed|ing)|we used|ran"
    r"|(?:computations?|experiments?) (?:was|were) (?:mainly )?(?:performed|run|conducted|executed))\b",
    re.I,
)
#: What follows in the clause, up to what is done with the trained model.
_CLAUSE = re.compile(r"(?:(?!\b(?:evaluat|deploy|infer|tested|benchmark|serv))(?:[^.;:|]|\.(?=\d))){0,140}", re.I)
_ON = re.compile(
    r"\b(?:on|using|with|used)\s+(?:an?\s|the\s)?([^,.;:()|]{2,50}?)"
    r"(?=\s(?:in|at|with|on|from|and|for|which|over|using|during|took|emitt\w*|located|provided|hosted)\b|[,.;:()|]|$)",
    re.I,
)
_FOR = re.compile(
    r"\b(?:for|took|lasted|within)\s+(?:(?:about|around|approximately|roughly|ca\.)\s)?[~≈]?"
    r"(\d[\d.,]{0,8}\s?(?:hours?|hrs?|h|days?|minutes?|mins?))\b(?! (?:of|per|on each|each))",
    re.I,
)
_IN = re.compile(
    r"(?:\b(?:in|at)\s+(?:the\s)?|\()"
    r"([A-Z][\w'-]+(?:,? (?:the )?[A-Z][\w'-]+){0,3}|[a-z]{2,12}(?:-[a-z]{2,12}){1,2}-?\d[a-z]?)(?=[\s,.;)]|$)"
)
#: What the model is trained on may be of any place.
_DATA = re.compile(
    r"\b(?:data(?! cent)\w*|text|speech|corpus|people|speakers?|news|images?|documents?|users?|articles?|patients?)\b",
    re.I,
)
_MEASURED = re.compile(r"\d\s?(?:h|hours?|hrs?|days?|kWh|k?g)\b", re.I)
#: Of longer texts only this much is read.
_LONGEST = 1500


def trained_on(paragraphs: Sequence[str]) -> str | None:
    """The devices that the paragraphs say the training ran on, as written; None where they differ or none is known."""
    found = {text for text, _ in _own(_ON, paragraphs) if devices_of(text)}
    return usable_text(found.pop(), "hardware") if len(found) == 1 else None


def trained_for(paragraphs: Sequence[str]) -> float | None:
    """The hours that the paragraphs say the training took; None where they differ."""
    found = {read_hours(text) for text, _ in _own(_FOR, paragraphs)}
    return found.pop() if len(found) == 1 else None


def trained_in(paragraphs: Sequence[str]) -> str | None:
    """The place where the paragraphs say the training ran, beside its devices or time; None where they differ."""
    found = {
        text
        for text, clause in _own(_IN, paragraphs)
        if (devices_of(clause) or _MEASURED.search(clause)) and not _DATA.search(clause) and place_resolvable(text)
    }
    return usable_text(found.pop(), "place") if len(found) == 1 else None


def _own(pattern: re.Pattern[str], paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What the pattern finds behind a word of training, and the clause it stands in."""
    text = "  ".join(dict.fromkeys(paragraphs))[:_LONGEST]
    for trained in _TRAINED.finditer(text):
        clause = _CLAUSE.match(text, trained.end())
        if clause is None:
            continue
        for match in pattern.finditer(text, clause.start(), clause.end()):
            if not is_of_another(text, match.start(1), match.end(1)):
                yield match[1].strip(), clause[0]

"""Devices, time and place in a sentence on the training: `trained for 12 hours on 4 V100 GPUs`. Guesses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from carbon.card.facts import usable_text
from carbon.card.hardware import devices_of
from carbon.card.owners import is_of_another
from carbon.card.places import country_of, country_of_adjective, place_resolvable
from carbon.card.set_lists import LISTED, listed_devices, listed_place, listed_provider, listed_time, parts_of
from carbon.units import read_hours

_TRAINED = re.compile(
    r"\b(?:train(?:ed|ing)|(?:fine-?)?tun(?:ed|ing)|pre-?train(?:ed|ing)|we(?= used\b)|ran"
    r"|entrenamiento|entrena(?:do|mos)|entra[iî]nement|entra[iî]née?|trainiert|addestra(?:to|mento)|treina(?:do|mento)"
    r"|(?:computations?|experiments?) (?:was|were) (?:mainly )?(?:performed|run|conducted|executed))\b",
    re.I,
)
#: Where a clause on the training ends: at what is done with the trained model, or what its emissions are likened to.
_ENDS = (
    r"\b(?:evaluat|deploy|infer|tested|benchmark|serv|offset|compar|equal|equivalent (?:to|of)|as much|same as"
    r"|instead|would|could|if\b|than\b|unlike|whereas|flights?\b|driv|cars?\b|km\b|household"
    r"|fits? (?:on|in)\b|runs on\b|can run|requires?\b|needs?\b|answers?\b|responds?\b)|[|\n]|\.(?!\d)"
)
_CLAUSE_END, _SENTENCE_END = re.compile(rf"{_ENDS}|[;:]", re.I), re.compile(_ENDS, re.I)
#: The longest clause behind a word of training, and passage that states this training's own emissions.
_CLAUSE, _SENTENCE = 140, 300
_TIME = r"\d[\d.,]{0,8}\s?(?:hours?|hrs?|h|days?|weeks?|minutes?|mins?|horas?|d[ií]as?|heures?|jours?|stunden|tage)"
_ON = re.compile(
    r"\b(?:on|using|with|used|con|avec|auf|mit)\s+(?:an?\s|the\s)?((?:[^,.;:()|]|(?<=\d),(?=\d{3}\b)){2,50}?)"
    r"(?=\s(?:in|at|with|on|from|and|for|which|over|using|during|took|emitt\w*|located|provided|hosted"
    r"|durante|pendant|für|en)\b|[,.;:()|]|$)",
    re.I,
)
_FOR = re.compile(
    r"(?:\b(?:for|took|lasted|within|during|in|(?<!took )(?<!for )(?<!in )over|durante|pendant)|Wh,(?: and)?)\s+"
    r"(?:(?:about|around|approximately|roughly|ca\.)\s)?[~≈]?"
    rf"({_TIME})\b(?! (?:of|per|on each|each))",
    re.I,
)
_IN = re.compile(
    r"(?:\b(?:in|at|en)\s+(?:the\s)?|\()"
    r"([A-ZÀ-Þ][\w'-]+(?:,? (?:the )?[A-ZÀ-Þ][\w'-]+){0,3}|[a-z]{2,12}(?:-[a-z]{2,12}){1,2}-?\d[a-z]?)(?=[\s,.;)]|$)"
    r"(?!,? (?:et al|(?:19|20)\d\d\b))"
)
_GRID = re.compile(
    r"\b(?i:on|with|using|for|from|of|in) (?:the |an? )?(?:average |national |public )?"
    r"([A-Z][A-Za-z]+(?: [A-Z][a-z]+){0,2})(?:['’]s?)? (?:(?:national|average|electricity|power|energy) ){0,2}"
    r"(?:grid|(?:electricity|energy|power) mix)\b"
)
#: A device or time that is said to be for something else: `4 A100 GPUs for inference`.
_FOR_OTHER_WORK = re.compile(
    r"\W*(?:GPUs? )?(?:for|during|to) (?:the |our |all )?(?:[\w-]+ )?(?:infer|evaluat|serv|deploy|benchmark|test"
    r"|generat|annotat|embed|label|filter|synthe|preproc|data)",
    re.I,
)
#: What the model is trained on may be of any place.
_DATA = re.compile(
    r"\b(?:data(?! cent)\w*|text|speech|corpus|people|speakers?|news|images?|documents?|users?|articles?|patients?)\b",
    re.I,
)
_MEASURED = re.compile(r"\d\s?(?:h|hours?|hrs?|days?|weeks?|[kMG]?Wh|k?g|t|tons|tonnes?|tCO2\w*)\b", re.I)
_TUNED = re.compile(
    r"(?:\b[Ww]e (?:\w+ly )?|\b(?:model|adapter|[Ii]t|this|which) (?:was|is|has been) )"
    r"((?i:fully |q?lora |instruction )?(?:fine-?tuned|pre-?trained))\b(?! (?:models?|checkpoints?|weights|by)\b)"
    r"|(?<![\w-])(Fine-?tuned|Pre-?trained)(?= (?:with|on|using|for|in|at|via)\b)"
)
#: Of longer texts only this much is read.
_LONGEST = 1500


def trained_on(near: Sequence[str], own: Sequence[str] = ()) -> str | None:
    """The devices that the training ran on, as written; None where the texts differ or none is known.

    Args:
        near: paragraphs, of which the clauses on the training count.
        own: statements about this training's own emissions, time or devices, of which all counts.
    """
    found = {text for text, _ in _said(_ON, near, own) if devices_of(text)} or set(_listed(listed_devices, near, own))
    return usable_text(found.pop(), "hardware") if len(found) == 1 else None


def trained_for(near: Sequence[str], own: Sequence[str] = ()) -> float | None:
    """The hours that the training took; None where the texts differ. The arguments are those of `trained_on`."""
    written = {text for text, _ in _said(_FOR, near, own)} or set(_listed(listed_time, near, own))
    found = {read_hours(text) for text in written}
    return found.pop() if len(found) == 1 else None


def trained_in(near: Sequence[str], own: Sequence[str] = ()) -> str | None:
    """The place where the training ran, beside its devices or time; None where the texts differ."""
    found = {text for text, clause in _said(_IN, near, own) if _is_setting(clause) and place_resolvable(text)}
    found = found or set(_listed(listed_place, near, own)) or _of_grid(near, own)
    # `at LUMI (Kajaani, Finland)` names one place twice.
    alike = len({country_of(text) for text in found}) == 1
    return usable_text(max(found, key=len), "place") if alike else None


def trained_at(near: Sequence[str], own: Sequence[str] = ()) -> str | None:
    """Whose machines a list in brackets names; None where the texts differ."""
    found = set(_listed(listed_provider, near, own))
    return found.pop() if len(found) == 1 else None


def trained_how(own: Sequence[str]) -> str | None:
    """`fine-tuned` or `pretrained`, where statements about this training say so of it; None where they differ."""
    found = {
        phrase[0].lower() + phrase[1:]
        for text in own
        for match in _TUNED.finditer(text[:_LONGEST])
        if not is_of_another(text, match.start(), match.end()) and (phrase := match[1] or match[2])
    }
    return found.pop() if len(found) == 1 else None


def _is_setting(clause: str) -> bool:
    return bool(devices_of(clause) or _MEASURED.search(clause)) and not _DATA.search(clause)


def _of_grid(near: Sequence[str], own: Sequence[str]) -> set[str]:
    named = {text for text, _ in _said(_GRID, near, own)}
    return {place for text in named if (place := text if place_resolvable(text) else country_of_adjective(text))}


def _listed(pick: Callable[[Sequence[str]], str | None], near: Sequence[str], own: Sequence[str]) -> Iterator[str]:
    """What `pick` takes from the lists in brackets in the clauses on the training."""
    for text, start, end in _clauses(tuple(near), tuple(own)):
        for match in LISTED.finditer(text, start, end):
            picked = None if is_of_another(text, match.start(1), match.end(1)) else pick(parts_of(match[1]))
            if picked:
                yield picked


def _said(pattern: re.Pattern[str], near: Sequence[str], own: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What the pattern finds on the training, and the clause it stands in."""
    for text, start, end in _clauses(tuple(near), tuple(own)):
        for match in pattern.finditer(text, start, end):
            if not is_of_another(text, match.start(1), match.end(1)) and not _FOR_OTHER_WORK.match(text, match.end(1)):
                yield match[1].strip(), text[start:end]


@lru_cache(maxsize=8)
def _clauses(near: tuple[str, ...], own: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """Texts with the beginnings and ends of their clauses on the training; asked for several times for one card."""
    found = [(text, 0, _end(_SENTENCE_END, text, 0, _SENTENCE)) for text in own]
    text = "  ".join(dict.fromkeys(near))[:_LONGEST]
    begins = (trained.end() for trained in _TRAINED.finditer(text))
    return (*found, *((text, begin, _end(_CLAUSE_END, text, begin, _CLAUSE)) for begin in begins))


def _end(ends: re.Pattern[str], text: str, start: int, longest: int) -> int:
    match = ends.search(text, start, start + longest)
    return match.start() if match else min(start + longest, len(text))

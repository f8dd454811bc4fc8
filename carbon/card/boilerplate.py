"""Place, provider, hardware and hours in running text, as the ML CO2 Impact calculator writes it. Guesses nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from carbon.card.facts import usable_text
from carbon.card.owners import is_of_another, names_another
from carbon.card.places import place_resolvable
from carbon.card.providers import provider_behind_devices, without_machines
from carbon.units import read_hours

_PROVIDER = re.compile(
    r"(?:conducted|trained|performed|done|run|ran|computed|executed|used|using)\s(?:using |on |with )?(?:the )?"
    r"((?:Google|Amazon|Azure|AWS|GCP|Microsoft|OVH|Scaleway|Oracle|IBM|Lambda|RunPod|Vast|Paperspace"
    r"|CoreWeave|Kaggle|Colab|a private|private)[\w .()-]{0,50}?)"
    r"(?=\s+(?:in|at|with|on|from|and|for)\b|,|\.|;|$)",
    re.I,
)
_REGION = re.compile(r"\bregion:?\s+(?:of\s+)?([A-Za-z][\w-]*(?:[ -][A-Z0-9][\w-]*){0,3})")
_IN_REGION = re.compile(r"\bin (?:the )?([\w-]{3,40}) (?:compute |cloud )?region\b", re.I)
_HARDWARE = re.compile(
    r"\bhardware of (?:the )?type\s+(.{2,80}?)(?=\s*\((?:TDP|thermal)|\s+and\s+\d|,\s|;|\.\s|\.$|\s+\(?with\b|$)", re.I
)
_HOURS_LABEL = re.compile(r"\W*(?:[\w-]+ ){0,2}(?:hours|time|duration)\b(?: used)?\s*:", re.I)
_CLAUSE = re.compile(r"(?:[^.;]|\.(?=\d)){0,120}")
_CUMULATIVE = re.compile(
    r"\b(?:cumulative|total|required|took|utili[sz]ed|used|consumed)(?:\s+(?:a|of|about|around"
    r"|approximately)){0,2}\s+[~≈]?(\d[\d.,]*\s?[kKM]?)\s+((?:[GT]PU[ -]?)?(?:hours|hrs|days|minutes))\b(?:\s+of)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What running text says about where and on what the training ran."""

    place: str | None = None
    cloud_provider: str | None = None
    hardware: str | None = None
    hours: float | None = None


def read_setting(paragraphs: Sequence[str]) -> Setting:
    """The setting that `paragraphs` describe; what they state twice with different values is left open."""
    text = "  ".join(paragraphs)[:4000]
    # What stands under a label of hours is read as such, or not at all.
    told = [paragraph for paragraph in paragraphs if not _HOURS_LABEL.match(paragraph)]
    return Setting(_place(text), _provider(text), _hardware(text), _hours("  ".join(told)[:4000]))


def _place(text: str) -> str | None:
    for pattern in (_REGION, _IN_REGION):
        for match in pattern.finditer(text):
            if place_resolvable(match[1]) or re.fullmatch(r"[a-z]+(?:-[a-z]+)+-?\d\w?", match[1]):
                return usable_text(match[1], "place")
    return None


def _provider(text: str) -> str | None:
    match = _PROVIDER.search(text)
    return usable_text(without_machines(match[1]), "cloud_provider") if match else provider_behind_devices(text)


def _hardware(text: str) -> str | None:
    found = {match[1].strip() for match in _HARDWARE.finditer(text)}
    return usable_text(found.pop(), "hardware") if len(found) == 1 else None


def _hours(text: str) -> float | None:
    several = len(re.findall(r"\bhours of computation", text)) > 1
    own = (match for match in _CUMULATIVE.finditer(text) if not _is_of_another(text, match))
    found = {read_hours(f"{match[1].strip()} {match[2]}") for match in own}
    return found.pop() if len(found) == 1 and not several else None


def _is_of_another(text: str, match: re.Match[str]) -> bool:
    """Whether hours are another model's by the words before them, or by the rest of their sentence."""
    rest = _CLAUSE.match(text, match.end())
    return is_of_another(text, match.start(), match.end()) or (rest is not None and names_another(rest[0]))

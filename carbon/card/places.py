"""The country, region and cloud region that a text names, from a carried list and the ISO codes. Asks no service."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypedDict

import pycountry

from carbon.card.words import is_placeholder

#: Short names that are also English words or parts of other names count only in capitals.
_ONLY_IN_CAPITALS = frozenset({"us", "uk", "prc", "uae", "usa", "nyc"})
#: Subdivisions whose names say something else in a card.
_WORDS = frozenset(
    {
        "central",
        "eastern",
        "western",
        "northern",
        "southern",
        "north",
        "south",
        "centre",
        "center",
        "federal",
        "capital",
    }
)
_LONGEST = 300


class _Data(TypedDict):
    countries: Mapping[str, list[str]]
    cloud_regions: Mapping[str, list[str]]
    adjectives: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `country` as ISO 3166-1 alpha-3, the rest None where it is not named; `text` as written."""

    country: str
    region: str | None
    cloud_region: str | None
    text: str


def place_of(text: str | None) -> Place | None:
    """The place that `text` names; None where it names no country, nor anything that stands in just one."""
    country = country_of(text)
    if text is None or country is None:
        return None
    return Place(country, _region_in(text[:_LONGEST], country), _cloud_region(text[:_LONGEST]), text[:_LONGEST])


def country_of(text: str | None) -> str | None:
    """The ISO 3166-1 alpha-3 code of the country that `text` names, by country, state, city or cloud region.

    The place named last wins, as in `Paris, Texas, USA`; None where no known place is named.
    """
    if text is None or is_placeholder(text):
        return None
    return _country_of(text[:_LONGEST])


def place_resolvable(text: str | None) -> bool:
    """Whether `text` names a place that a grid's carbon intensity can be looked up for."""
    return country_of(text) is not None


def country_of_adjective(word: str) -> str | None:
    """The country whose grid `word` tells: `Germany` for `German`. Such words are also languages: only grids count."""
    return _data()["adjectives"].get(word)


def country_name(code: str) -> str:
    """What readers call the country with an ISO 3166-1 alpha-3 code; the code itself where there is none."""
    found = pycountry.countries.get(alpha_3=code)
    return str(getattr(found, "common_name", found.name)) if found else code


@lru_cache(maxsize=4096)
def _country_of(text: str) -> str | None:
    for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.lower()):
        region = _regions().get(word) or _regions().get(re.sub(r"-?[a-f]$", "", word))
        if region and word not in _ONLY_IN_CAPITALS:
            return region
    joined = _regions().get(re.sub(r"[\s_-]+", "", text.lower()))
    return joined or _named(text) or _by_iso(text)


def _named(text: str) -> str | None:
    best: tuple[int, int, str] | None = None
    for match in _pattern().finditer(text):
        name = match[0].lower()
        if name in _ONLY_IN_CAPITALS and not match[0].isupper():
            continue
        best = (match.end(), len(name), _names()[name])
    return best[2] if best else None


def _cloud_region(text: str) -> str | None:
    words = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.lower())
    known = [word for word in words if word in _regions() or re.sub(r"-?[a-f]$", "", word) in _regions()]
    return next((word for word in known if word not in _ONLY_IN_CAPITALS), None)


def _region_in(text: str, country: str) -> str | None:
    """The state, province or other subdivision of `country` that a whole part of the text names."""
    return next((part for part in _parts(text) if country in _subdivisions().get(part.lower(), ())), None)


def _by_iso(text: str) -> str | None:
    """The country whose ISO name or code is a whole part of the text, else the one country with such a subdivision."""
    for part in reversed(_parts(text)):
        if part.lower() in _iso_names() or part in _iso_codes():
            return _iso_names().get(part.lower()) or part
    owners = [_subdivisions()[part.lower()] for part in _parts(text) if part.lower() in _subdivisions()]
    return next((next(iter(owner)) for owner in reversed(owners) if len(owner) == 1), None)


def _parts(text: str) -> list[str]:
    return [part for part in (part.strip(" .*_'\"") for part in re.split(r"[,;/()|–—]|\s-\s", text)) if len(part) > 2]


@lru_cache(maxsize=1)
def _iso_names() -> Mapping[str, str]:
    kinds = ("name", "official_name", "common_name")
    return {
        name.lower(): country.alpha_3
        for country in pycountry.countries
        for kind in kinds
        if (name := getattr(country, kind, None))
    }


@lru_cache(maxsize=1)
def _iso_codes() -> frozenset[str]:
    return frozenset(country.alpha_3 for country in pycountry.countries)


@lru_cache(maxsize=1)
def _subdivisions() -> Mapping[str, frozenset[str]]:
    """Names of states and provinces (at least five letters, or they are words) and the countries that have them."""
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    found: dict[str, frozenset[str]] = {}
    for one in pycountry.subdivisions:
        for name in re.split(r"[/*\[]", one.name):
            plain = name.strip(" ]").lower()
            if len(plain) >= 5 and plain not in _WORDS:
                found[plain] = found.get(plain, frozenset()) | {codes[one.country_code]}
    return found


@lru_cache(maxsize=1)
def _data() -> _Data:
    path = files("carbon.card").joinpath("data", "places.json")
    loaded: _Data = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    return {name.lower(): code for code, names in _data()["countries"].items() for name in names}


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, str]:
    return {name: code for code, names in _data()["cloud_regions"].items() for name in names}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.I)

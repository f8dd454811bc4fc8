"""The country that a training place stands in, from names and cloud regions. A first gazetteer; asks no service."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from carbon.card.words import is_placeholder

#: Short names that are also English words or parts of other names count only in capitals.
_ONLY_IN_CAPITALS = frozenset({"us", "uk", "prc", "uae", "usa", "nyc"})
_LONGEST = 300


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


@lru_cache(maxsize=4096)
def _country_of(text: str) -> str | None:
    for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.lower()):
        region = _regions().get(word) or _regions().get(re.sub(r"-?[a-f]$", "", word))
        if region and word not in _ONLY_IN_CAPITALS:
            return region
    joined = _regions().get(re.sub(r"[\s_-]+", "", text.lower()))
    return joined or _named(text)


def _named(text: str) -> str | None:
    best: tuple[int, int, str] | None = None
    for match in _pattern().finditer(text):
        name = match[0].lower()
        if name in _ONLY_IN_CAPITALS and not match[0].isupper():
            continue
        best = (match.end(), len(name), _names()[name])
    return best[2] if best else None


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    path = files("carbon.card").joinpath("data", "places.json")
    loaded: Mapping[str, Mapping[str, list[str]]] = json.loads(path.read_text(encoding="utf-8"))
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

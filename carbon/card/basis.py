"""Market-based figures count bought certificates; what was emitted is the location-based one. Reads no amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carbon.units import Found

_BASIS = re.compile(r"\b(market|location)[- ](?:based|basis)\b", re.I)
#: Right behind its figure: `12 t (location-based)`, `12 t location-based`; `12 t and market-based 3 t` is the next's.
_BEHIND = re.compile(
    r"\s*(?:[(\[][^()\[\]\d]{0,20}\b(market|location)[- ](?:based|basis)\b"
    r"|,? ?on an? (market|location)[- ]based? basis|,? ?on an? (market|location) basis"
    r"|,? ?(market|location)[- ]based\b(?![^.;,()]{0,40}\d))",
    re.I,
)
#: A label that says so and nothing of another amount: `Location-based`, `Scope 2 emissions (location-based)`.
_LABEL = re.compile(
    r"\W*(?:(?:scope 2|training|total|estimated|ghg|emissions)\W{1,3})*location[- ]based\W*(?:emissions?\W*)?", re.I
)
_SCOPE_2, _OTHER_SCOPES = re.compile(r"\bscope 2\b", re.I), re.compile(r"\bscope [13]\b", re.I)


def without_market_based(text: str, stated: Sequence[Found]) -> list[Found]:
    """The figures of `text` but the market-based ones, where a location-based one stands beside them."""
    if len(stated) < 2 or not _BASIS.search(text):
        return list(stated)
    bases = _bases(text, stated)
    if "location" not in bases:
        return list(stated)
    return [found for found, basis in zip(stated, bases, strict=True) if basis != "market"]


def is_location_based_label(label: str, around: Sequence[str] = ()) -> bool:
    """Whether a label announces the location-based emissions; other scopes `around` it make them a company's."""
    if "based" not in label.lower() or not _LABEL.fullmatch(label):
        return False
    return not (_SCOPE_2.search(label) and any(_OTHER_SCOPES.search(text) for text in around))


def _bases(text: str, stated: Sequence[Found]) -> list[str | None]:
    bases: list[str | None] = []
    begin = 0
    for found in stated:
        behind = _BEHIND.match(text, found.end)
        before = [match[1] for match in _BASIS.finditer(text, begin, found.start)]
        basis = behind[behind.lastindex or 0] if behind else (before[-1] if before else None)
        bases.append(basis.lower() if basis else None)
        begin = behind.end() if behind else found.end
    return bases

"""Numbers with their units inside a text, and how two of them belong together. Decides no meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from carbon.units.numerals import NUMBER, read_number

#: Longer texts are cut here before they are read, so that no input costs unbounded time.
LONGEST_TEXT = 1000
#: Of a text with more numbers only these are read.
MOST_AMOUNTS = 80

#: Words that make a number a bound stand within this many characters before it.
_BEFORE = 60

_RANGE = re.compile(r"\s*(?:-|–|—|−|~|…|\.\.+|to|up to)\s*[~≈]?\s*", re.I)
_TOLERANCE = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
_BETWEEN = re.compile(r"\b(?:between|from)\s*[~≈]?\s*$", re.I)
_AND = re.compile(r"\s*and\s*", re.I)
_LOW = re.compile(r"\b(?:low(?:er)?|min(?:imum)?)\b[\s.:~≈]*$", re.I)
_HIGH = re.compile(r"[\s,;/]*(?:and\s+)?(?:high(?:er)?|upper|max(?:imum)?)\b[\s.:~≈]*", re.I)
_UPPER = re.compile(
    r"(?:<=?|≤|\b(?:less|fewer|lower|no more) than|\b(?:under|below|up to|at most|max\.?|maximum(?: of)?))\s*[~≈]?\s*$",
    re.I,
)
_LOWER = re.compile(
    r"(?:(?<![=–—-])>=?|≥|\b(?:more|greater|higher) than|\b(?:over|above|at least|min\.?|minimum(?: of)?))\s*[~≈]?\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at its place in a text; `factor` and `unit` are None where no known unit follows it."""

    start: int
    end: int
    written: str
    number: float
    factor: float | None
    unit: str | None


def unit_pattern(names: Mapping[str, float], before: str = "", after: str = r"(?![A-Za-z0-9µμ])") -> re.Pattern[str]:
    """A pattern for any of `names` (blanks also as hyphens) with the groups `unit` (all of it) and `name`."""
    longest_first = sorted(names, key=len, reverse=True)
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in longest_first)
    return re.compile(rf"\s*(?P<unit>{before}(?P<name>{alternatives}){after})", re.I)


def unit_name(match: re.Match[str]) -> str:
    """The matched unit in the spelling of the tables."""
    return re.sub(r"[\s-]+", " ", match["name"].lower())


def find_amounts(
    text: str, pattern: re.Pattern[str], factor_of: Callable[[re.Match[str]], float | None]
) -> list[Amount]:
    """The first `MOST_AMOUNTS` finite numbers of `text`, each with the unit that follows it."""
    found: list[Amount] = []
    for match in NUMBER.finditer(text):
        number = read_number(match[0])
        if number is None or (found and match.start() < found[-1].end):
            continue
        if len(found) == MOST_AMOUNTS:
            break
        unit = pattern.match(text, match.end())
        factor = factor_of(unit) if unit else None
        if unit and factor is not None:
            found.append(Amount(match.start(), unit.end(), match[0].strip(), number, factor, unit["unit"].strip()))
        else:
            found.append(Amount(match.start(), match.end(), match[0].strip(), number, None, None))
    return found


def is_range(text: str, left: Amount, right: Amount) -> bool:
    """Whether `left` and `right` are the ends of one range: `2-3`, `2 to 3`, `between 2 and 3`, `low 2, high 3`."""
    between = text[left.end : right.start]
    if _RANGE.fullmatch(between):
        return True
    before = text[max(left.start - _BEFORE, 0) : left.start]
    if _HIGH.fullmatch(between):
        return _LOW.search(before) is not None
    return bool(_AND.fullmatch(between) and _BETWEEN.search(before))


def is_tolerance(text: str, left: Amount, right: Amount) -> bool:
    """Whether `right` is the uncertainty of `left`: `12 ± 0.3`."""
    return bool(_TOLERANCE.fullmatch(text[left.end : right.start]))


def is_upper_bound(text: str, amount: Amount) -> bool:
    """Whether the words before `amount` make it an upper bound: `< 10`, `up to 10`."""
    return bool(_UPPER.search(text[max(amount.start - _BEFORE, 0) : amount.start]))


def is_lower_bound(text: str, amount: Amount) -> bool:
    """Whether the words before `amount` make it a lower bound: `> 10`, `at least 10`."""
    return bool(_LOWER.search(text[max(amount.start - _BEFORE, 0) : amount.start]))

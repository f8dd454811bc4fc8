"""Emissions as people write them, read into grams of CO2-equivalent. Never guesses between two units."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from carbon.units import amounts as found
from carbon.units.amounts import LONGEST_TEXT, Amount
from carbon.units.numerals import finite

GRAMS: Mapping[str, float] = {
    **dict.fromkeys(("g", "gr", "gm", "gms", "gram", "grams", "gramme", "grammes"), 1.0),
    **dict.fromkeys(("gramm", "gramos", "gramo", "grammi", "grammo", "gramas", "grama"), 1.0),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"), 1e3),
    **dict.fromkeys(("kilogramm", "kilogramos", "chilogrammi", "quilogramas", "quilos"), 1e3),
    **dict.fromkeys(("mg", "milligram", "milligrams", "milligramme", "milligrammes"), 1e-3),
    **dict.fromkeys(("µg", "μg", "ug", "mcg", "microgram", "micrograms"), 1e-6),
    **dict.fromkeys(("t", "mt", "ton", "tons", "tonne", "tonnes"), 1e6),
    **dict.fromkeys(("tonnen", "toneladas", "tonelada", "tonnellate", "metric t"), 1e6),
    **dict.fromkeys(("metric ton", "metric tons", "metric tonne", "metric tonnes"), 1e6),
    **dict.fromkeys(("kt", "kiloton", "kilotons", "kilotonne", "kilotonnes"), 1e9),
    **dict.fromkeys(("short ton", "short tons", "us ton", "us tons"), 907_184.74),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), 453.59237),
    **dict.fromkeys(("oz", "ounce", "ounces"), 28.349523125),
    **dict.fromkeys(("克", "グラム", "그램", "гр", "грамм", "грамма", "граммов"), 1.0),
    **dict.fromkeys(("千克", "公斤", "キログラム", "キロ", "킬로그램", "кг"), 1e3),
    **dict.fromkeys(("吨", "噸", "トン", "톤", "тонн", "тонны", "тонна"), 1e6),
}
#: Of more quantities in one text only these are found.
MOST_QUANTITIES = 8
#: Nine orders of magnitude between their readings (milligram or megagram, metric ton or megatonne): never guessed.
AMBIGUOUS = frozenset({"Mg", "MG", "Mt"})

#: The gas in its spellings: `CO2`, `CO<sub>2</sub>`, `CO$_2$`, `CO^2`, `C02`, `CO~2~`, `carbon dioxide`, each
#: with `eq`.
_CO2 = (
    r"(?:(?:[$\\({]{0,4}(?:(?:mathrm|text|textrm|rm"
    r"|ce)\b\s?\{?)?C[O0][\s_^$\\{}(~]{0,6}(?:<sub>)?\s?[2₂²](?:</sub>|[_$})~]|2\b)*"
    r"|carbon(?:[\s-]dioxide)?\b|dioxyde de carbone\b|kohlendioxid\b|koldioxid\b|二氧化碳(?:当量)?|二酸化炭素"
    r"|이산화탄소|GHG\b|(?:eq(?![abd-z])"
    r"|equiv\w*)\.?[\s_-]{0,2}C[O0]\s?[2₂]|(?=eq\b|equiv))"
    r"(?:[\s_\-.]{0,3}(?:[eé]quivalents?\b|equivalentes?\b|[aä]quivalente?n?\b|[aä]q\b\.?"
    r"|equiv\b\.?|eq[\b_}$]?(?![A-Za-z])\.?|e(?![A-Za-z])))?)"
)
_MASS = found.unit_pattern(
    GRAMS,
    after=rf"(?:(?P<gas>[\s_\-.]{{0,3}}(?:(?:of|de|di|von)\s+{_CO2}|\({_CO2}\)?|{_CO2}))|(?![A-Za-z0-9µμ]))",
)
_RATE = re.compile(
    r"[\s.)\]]*(?:(?:/|(?:per|par|pro|por)\b|p\.)\s*(?:\d+\s*)?|·?\s*)"
    r"(?:(?:[kMG]?Whs?|[kMG]W[-·\s]h|[kMG]?J)(?![A-Za-z])|(?:kilo|mega)?watt|joule)"
    r"|\s*/\s*\d+ (?:runs|epochs|folds|trials|seeds|models)\b"
    r"|/(?!C[O0]|(?:model|training)\b)(?=[A-Za-z])"
    r"|[\s.)\]]*(?:/|(?:per|par|pro|por)\b|an?\b|(?:for )?(?:each|every)\b)\s*"
    r"(?:[\d.,]+\s*[kKM]?\s*)?(?:single\s+|person\s+)?"
    r"(?:(?:[GTC]PU|node|device|core|chip)?[\s-]?(?:h|hrs?|hours?)|s|secs?|seconds?|mins?|minutes?"
    r"|days?|weeks?|months?|years?|year|annum|km|miles?|steps?|iterations?|epochs?|folds?|kg"
    r"|batch(?:es)?|tokens?|quer(?:y|ies)|requests?|calls?|generations?|inferences?|predictions?"
    r"|images?|prompts?|samples?"
    r"|sentences?|documents?|pages?|words?|characters?|clips?|turns?|trips?"
    r"|litres?|liters?|m[23²³]|hectares?|conversations?|messages?|videos?|users?|person|people|capita|passengers?)\b",
    re.I,
)
_FILLER = re.compile(
    rf"{_CO2}|\([^()\d]*\)|[\s~≈∼=:.<>≤≥±+\-–—/]"
    r"|\b(?:approx(?:imately)?|appx|about|around|circa|ca|roughly|estimated?|est|total|of|emissions?|between|from|and"
    r"|less|fewer|lower|no|more|greater|higher|than|under|below|over|above|up|to|at|most|least"
    r"|max(?:imum)?|min(?:imum)?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity at its place in a text; `gas` tells whether CO2 or another name of it belongs to the unit."""

    quantity: Quantity
    start: int
    end: int
    gas: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """Emissions as one text states them: a point value in grams, or else a range or an upper bound.

    All three are None where the text bounds the emissions from below only, or states an impossible range.
    `unit_written` is None where no unit is written.
    """

    value_written: str
    unit_written: str | None = None
    grams: float | None = None
    range_g: tuple[float, float] | None = None
    upper_bound_g: float | None = None


def to_grams(number: float, unit: str) -> float | None:
    """`number` of `unit` in grams; None for what is no unit of mass, for ambiguous units and values beyond a float."""
    match = _MASS.fullmatch(unit.strip()[:LONGEST_TEXT])
    factor = _factor(match) if match else None
    return None if factor is None else _grams(number, factor)


def parse_quantity(text: str) -> Quantity | None:
    """Read the emissions that one text states, such as `17g`, `~0,66 kgCO2`, `0.2-0.4 kg` or `< 10 g CO2eq`.

    The first number with a unit of mass counts. Without one the text must be nothing but the number: grams.

    Returns:
        The quantity as written and in grams, negative values included; None where nothing is stated or what is stated
        is no total (a grid intensity per kWh, a rate per hour or request). Only the first `LONGEST_TEXT` characters
        are read.
    """
    text = _without_addresses(text[:LONGEST_TEXT])
    numbers = _amounts(text, _factor)
    with_unit = [index for index, amount in enumerate(numbers) if amount.factor is not None]
    totals = [index for index in with_unit if not _RATE.match(text, numbers[index].end)]
    if totals:
        return _quantity(text, numbers, totals[0])[0]
    return None if with_unit else _bare_quantity(text, numbers)


def bare_quantity(text: str) -> Quantity | None:
    """Read a text that is nothing but a number, a range or a bound without a unit; its figures are left unscaled."""
    text = text[:LONGEST_TEXT]
    return _bare_quantity(text, _amounts(text, _factor))


def find_quantities(text: str, *, lone_capitals: bool = False) -> list[Found]:
    """All totals with a unit of mass in `text`, in order; rates and grid intensities are left out.

    Args:
        text: of its first `LONGEST_TEXT` characters the first `MOST_QUANTITIES` are read.
        lone_capitals: whether a capital `T` or `G` without a gas is a unit too, as where only a mass can be meant.
    """
    text = _without_addresses(text[:LONGEST_TEXT])
    numbers = _amounts(text, _any_factor if lone_capitals else _factor)
    quantities: list[Found] = []
    for index, amount in enumerate(numbers):
        if len(quantities) == MOST_QUANTITIES:
            break
        used = quantities and amount.start < quantities[-1].end
        if used or amount.factor is None or _RATE.match(text, amount.end):
            continue
        quantity, last = _quantity(text, numbers, index)
        gas = _MASS.match(text, amount.end - len(amount.unit or ""))
        quantities.append(Found(quantity, amount.start, last.end, bool(gas and gas["gas"])))
    return quantities


@lru_cache(maxsize=64)
def _amounts(text: str, factor_of: Callable[[re.Match[str]], float | None]) -> list[Amount]:
    """The amounts of a text, kept for the next to ask of the same line; not to be changed."""
    return found.find_amounts(text, _MASS, factor_of)


def unit_in(text: str) -> tuple[str, float] | None:
    """The one unit of mass that a label or column header names, with its grams: `Emissions (tCO2eq)`, `CO2 in kg`."""
    match = _LABEL_UNIT.search(text[:LONGEST_TEXT])
    mass = _MASS.match(text, match.end()) if match else None
    if mass is None or _RATE.match(text, mass.end()):
        return None
    factor = _any_factor(mass)
    return None if factor is None else (mass["unit"].strip(), factor)


def scaled(number: float, factor: float) -> float | None:
    """`number` of a unit of `factor` grams in grams, to 15 digits; None beyond a float."""
    return _grams(number, factor)


_ADDRESS = re.compile(r"\b[a-z]{2,10}://[^\s()<>\[\]\"']{1,500}", re.I)
_LABEL_UNIT = re.compile(
    rf"(?:^\s*(?=[a-z]{{0,12}}\s?(?:of\s)?\S{{0,3}}C[O0](?:<sub>|[$_{{]{{0,3}})[2₂])"
    rf"|[(\[,]\s*(?:C[O0][2₂](?:eq|e)?[\s,]+)?(?:in\s+)?|\b(?:in|en)\s+|_)"
    rf"(?={_MASS.pattern})",
    re.I,
)


def _without_addresses(text: str) -> str:
    """`text` with blanks in place of web addresses, whose figures are names."""
    return _ADDRESS.sub(lambda address: " " * len(address[0]), text) if "://" in text else text


def _any_factor(match: re.Match[str]) -> float | None:
    written = match["name"]
    return None if written in AMBIGUOUS else GRAMS.get(found.unit_name(match))


def _factor(match: re.Match[str]) -> float | None:
    lone_capital = match["name"] in {"T", "G"} and not match["gas"]
    return None if lone_capital else _any_factor(match)


def _grams(number: float, factor: float) -> float | None:
    # 15 digits, so that 64.52 kg is 64520 g and not 64519.99999999999 g.
    return finite(float(f"{number * factor:.15g}"))


def _bare_quantity(text: str, numbers: list[Amount]) -> Quantity | None:
    return _quantity(text, numbers, 0)[0] if _is_bare(text, numbers) else None


def _is_bare(text: str, numbers: list[Amount]) -> bool:
    if not 1 <= len(numbers) <= 2 or (len(numbers) == 2 and not _belong_together(text, numbers[0], numbers[1])):
        return False
    if _RATE.match(text, numbers[-1].end):
        return False
    return not _FILLER.sub("", f"{text[: numbers[0].start]} {text[numbers[-1].end :]}")


def _belong_together(text: str, left: Amount, right: Amount) -> bool:
    if found.is_tolerance(text, left, right):
        return True
    # `5 kg - 8 GPUs` is no range.
    return (left.unit is None or right.unit is not None) and found.is_range(text, left, right)


def _quantity(text: str, numbers: list[Amount], index: int) -> tuple[Quantity, Amount]:
    amount = numbers[index]
    for left, right in zip(numbers[max(index - 1, 0) :], numbers[index:] if index else numbers[1:], strict=False):
        if amount in (left, right) and _belong_together(text, left, right):
            return _pair(text, left, right), right
        if right is not amount and left is not amount:
            break
    grams = _grams(amount.number, amount.factor or 1.0)
    if found.is_upper_bound(text, amount):
        bound = grams if grams is not None and grams >= 0 else None
        return Quantity(f"< {amount.written}", amount.unit, upper_bound_g=bound), amount
    if found.is_lower_bound(text, amount):
        return Quantity(f"> {amount.written}", amount.unit), amount
    return Quantity(amount.written, amount.unit, grams), amount


def _pair(text: str, left: Amount, right: Amount) -> Quantity:
    unit = right.unit or left.unit
    factor = right.factor or left.factor or 1.0
    low, high = _grams(left.number, left.factor or factor), _grams(right.number, right.factor or factor)
    if found.is_tolerance(text, left, right):
        return Quantity(left.written, unit, low)
    possible = low is not None and high is not None and 0 <= low < high
    ends = (low, high) if low is not None and high is not None and possible else None
    return Quantity(f"{left.written}–{right.written}", unit, range_g=ends)

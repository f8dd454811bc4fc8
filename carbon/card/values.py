"""The value after an emissions label or in a table's cell, with the unit of the label where it has none itself."""

from __future__ import annotations

import re
from dataclasses import replace

from carbon.card.basis import without_market_based
from carbon.card.elsewhere import is_about_something_else
from carbon.card.owners import is_of_another
from carbon.units import Found, Quantity, bare_quantity, find_quantities, scaled, unit_in

#: A lone `T` or `G` is a unit only in a figure that opens the value: `18T`, not `on an A100-80G`.
_BEGINS_WITH_CAPITAL = re.compile(
    r"[\s~≈<(]*(?:(?:about|around|approx\.?|approximately|circa|est\.?"
    r"|estimated|between|from)\s+)?[~≈<]?\s*\d[\d.,_' \u00a0\u2009\u202f]*\s?[TG]\b",
    re.I,
)
#: The end of a name that goes on with a number: `A100-80g`.
_WITHIN_NAME = re.compile(r"[A-Za-z]\d*-$")
#: `0.34 (kg CO2eq)`
_BRACKETED_UNIT = re.compile(
    r"^(\W*\d[\d.,e-]*)\s*[(\[]\s*((?:[kmt]?g|t|tons?|tonnes|grams?|lbs)(?:\b|(?=C[O0]))[^()\[\]]{0,30})[)\]]", re.I
)
#: `0.21 in grams of CO2`
_UNIT_AFTER_IN = re.compile(r"^(\W*\d[\d.,e-]*)\s+\(?in\s+(?=(?:kilo|milli)?(?:k?g|t|tons?|tonnes|grams?|lbs)\b)", re.I)
#: `kg CO2eq 3.4`
_UNIT_BEFORE = re.compile(r"^\W*((?:k?g|t)\s?C[O0]\S{1,12})\s*[:=]?\s+([~≈]?\d[\d.,e-]*)\W*$", re.I)
#: A value that is still to come, whatever figures its words hold.
_LATER = re.compile(
    r"\W*(?:to be (?:estimated|computed|calculated|measured|determined|added|reported)|will be|tb[dac]\b|unknown\b"
    r"|target\b|goal\b|plan(?:ned)?\b|expected to\b)",
    re.I,
)
_TOTAL_BEFORE = re.compile(r"\b(?:total|overall|combined|altogether|sum)\W{0,4}(?:of\W{0,3})?$", re.I)
_TOTAL_AFTER = re.compile(r"^\W{0,4}(?:in )?(?:total|overall|combined|altogether)\b(?!\s*:)", re.I)
#: Market-based figures count bought certificates; what was emitted is the location-based one.
_LOCATED_BEFORE = re.compile(r"\blocation[- ]based\W{0,3}(?:\w+\W{1,3}){0,2}$", re.I)
_LOCATED_AFTER = re.compile(r"^\W{0,3}(?:\w+ )?location[- ]based\b(?!\W{0,3}\d)", re.I)
#: The authors' own figure among others'.
_OURS_BEFORE = re.compile(r"\(ours\)\W{0,3}$|\bour (?:\w+[ -]){0,2}\w+\W{1,3}$", re.I)
_OURS_AFTER = re.compile(r"^\W{0,3}(?:ours\b|for our\b)", re.I)
#: What a formula or a sum comes to.
_RESULT_BEFORE = re.compile(r"=\s*[~≈]?\s*$")
_UNIT_NOTE = re.compile(r"[(\[]([^()\[\]]{0,60}(?:\([^()]{0,20}\))?[^()\[\]]{0,20})[)\]]")
_ASIDE = re.compile(
    r"\s*[(\[;]|\s[-–—]\s|,\s|\.\s|\s(?:based|measured|estimated|using|according|for|on|from|with|which|of which)\b"
)


def read_value(
    value: str, label: str, place: str, model_id: str | None = None
) -> tuple[Quantity | None, str | None, bool]:
    """The quantity that `value` states under `label`.

    Args:
        value: the text after the label, or a cell.
        label: the label, or the header of the cell's column; its unit counts where the value has none.
        place: what the label is, for the note on the unit: `label`, `row label` or `column header`.
        model_id: whose card it is; a figure of another model is none.

    Returns:
        The quantity (None where no figure is stated), its unit as written, and whether no unit stands anywhere; such a
        figure's grams mean nothing but for zero.
    """
    if is_still_to_come(value):
        return None, None, False
    value = unit_behind(value)
    found = find_quantities(value, lone_capitals=_BEGINS_WITH_CAPITAL.match(value) is not None)
    found = [one for one in found if one.gas or one.quantity.range_g or not _WITHIN_NAME.search(value[: one.start])]
    stated = [
        one
        for one in found
        if not is_about_something_else(value, one) and not is_of_another(value, one.start, one.end, model_id)
    ]
    if stated:
        stated = without_market_based(value, stated)
        best = _total_of(value, stated)
        return best.quantity, best.quantity.unit_written, False
    if found:
        return None, None, False
    bare = bare_quantity(value) or _leading(value)
    if bare is None:
        return None, None, False
    unit = unit_in(label)
    if unit is None:
        return bare, None, bare.grams != 0
    return _in_unit(bare, unit[1]), f"{_note(label, unit[0])} ({place})", False


def unit_behind(value: str) -> str:
    """The value with its unit right behind the figure, where it stands in brackets, behind `in` or before."""
    value = _UNIT_BEFORE.sub(r"\2 \1", value)
    return _UNIT_AFTER_IN.sub(r"\1 ", _BRACKETED_UNIT.sub(r"\1 \2", value, count=1), count=1)


def is_still_to_come(value: str) -> bool:
    """Whether a value says that there is none yet, whatever figures follow: `TBD (we plan 500 kg)`."""
    return _LATER.match(value) is not None


def _total_of(value: str, stated: list[Found]) -> Found:
    """The one location-based, total, own or last result of several figures; else the first."""
    located = _named(value, stated, _LOCATED_BEFORE, _LOCATED_AFTER)
    totals = _named(value, stated, _TOTAL_BEFORE, _TOTAL_AFTER)
    ours = _named(value, stated, _OURS_BEFORE, _OURS_AFTER)
    for only in (located, totals, ours):
        if len(only) == 1:
            return only[0]
    results = [one for one in stated[1:] if _RESULT_BEFORE.search(value[: one.start])]
    return results[-1] if results else stated[0]


def _named(value: str, stated: list[Found], before: re.Pattern[str], after: re.Pattern[str]) -> list[Found]:
    return [
        one
        for one in stated
        if before.search(value[max(one.start - 30, 0) : one.start]) or after.match(value[one.end : one.end + 30])
    ]


def _leading(value: str) -> Quantity | None:
    """A figure at the very beginning of a value, before an aside: `3.8 (estimated)`."""
    aside = _ASIDE.search(value[:200])
    return bare_quantity(value[: aside.start()]) if aside and aside.start() else None


def _in_unit(bare: Quantity, factor: float) -> Quantity:
    low_high = None if bare.range_g is None else tuple(scaled(end, factor) for end in bare.range_g)
    return replace(
        bare,
        grams=None if bare.grams is None else scaled(bare.grams, factor),
        range_g=low_high,  # type: ignore[arg-type]
        upper_bound_g=None if bare.upper_bound_g is None else scaled(bare.upper_bound_g, factor),
    )


def _note(label: str, unit: str) -> str:
    """The words in brackets that hold the unit: `Co2eq in kg`; else the unit itself."""
    notes = [note for note in _UNIT_NOTE.findall(label) if unit in note]
    return notes[0].strip() if notes else unit

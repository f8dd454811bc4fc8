"""Masses of other gases than CO2: `5 g NOx`. Judges no amount of CO2-equivalent."""

from __future__ import annotations

import re

_SUB = r"(?:\s?<sub>|[_${}^~\\]){0,4}\s?"
_GAS = (
    rf"(?:NO{_SUB}[x2ₓ₂]|SO{_SUB}[x2ₓ₂]|N{_SUB}[2₂](?:</sub>)?{_SUB}O|CH{_SUB}[4₄]|NH{_SUB}[3₃]|O{_SUB}[3₃](?![\w.])"
    r"|PM\s?(?:10|2[.,]5)|NMVOCs?|VOCs?|methane|nitrous oxide|nitrogen oxides?|sulph?ur dioxide|carbon monoxide"
    r"|particulate matter|ammonia|ozone|soot)(?:</sub>|[_$}~])*(?![a-z0-9])"
)
_BEHIND = re.compile(rf"\s*(?:of\s+)?[($]?{_GAS}", re.I)
_BEFORE = re.compile(rf"(?<![\w-]){_GAS}[^.;,\d]{{0,40}}$", re.I)
_NAMED = re.compile(rf"(?<![\w-]){_GAS}", re.I)
_CO2 = re.compile(r"co\W{0,8}(?:sub>)?\W{0,3}[2₂]|carbon(?! monoxide)|ghg|greenhouse|eq\b", re.I)


def is_of_another_gas(before: str, after: str) -> bool:
    """Whether the words beside a mass without CO2 name another gas: `5 g NOx`, `CH4: 5 g`."""
    if _BEHIND.match(after):
        return True
    named = _BEFORE.search(before)
    return named is not None and not _CO2.search(named[0])


def is_label_of_another_gas(label: str) -> bool:
    """Whether a label names another gas and not CO2 beside it."""
    return _NAMED.search(label) is not None and _CO2.search(label) is None

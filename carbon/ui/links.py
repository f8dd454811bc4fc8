"""What a link to a filtered view may say: its parameters, and what is wrong with one. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carbon.answers.filters import CHOICES, GRAMS, MONTH, MONTHS, SWITCHES, Choice, is_grams, is_on, near, spelt
from carbon.store.queries.options import Options
from carbon.ui.markup import plain
from carbon.units import format_grams


def problems_in(query: Mapping[str, Sequence[str]], found: Options) -> list[str]:
    """What is wrong with the filters in a query string, in words (Markdown); empty where all can be used."""
    told = [*_unknown_values(query, found), *_unusable_months(query, found), *_unreadable(query), *_repeated(query)]
    return told or _contradictions(query)


def unknown_entry(choice: Choice, value: str, found: Options) -> str:
    """That a value which the reader entered is not known, and which ones are spelt like it (Markdown)."""
    similar = ", ".join(f"**{plain(name)}**" for name in near(value, getattr(found, choice.field)))
    meant = f" Did you mean {similar}?" if similar else ""
    return f"{choice.label} “{_short(value)}” is not among this snapshot's {choice.field}, so it was not added.{meant}"


def _values(query: Mapping[str, Sequence[str]], keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(key, value) for key in keys for value in query.get(key, ()) if value]


def _unknown_values(query: Mapping[str, Sequence[str]], found: Options) -> list[str]:
    return [
        _told(choice.key, value, f"not among this snapshot's {choice.field}")
        for choice in CHOICES
        for _, value in _values(query, [choice.key])
        if spelt(value, getattr(found, choice.field)) is None
    ]


def _unusable_months(query: Mapping[str, Sequence[str]], found: Options) -> list[str]:
    names = [month.strftime(MONTH) for month in found.months]
    span = f"{names[0]} to {names[-1]}" if names else "none"
    return [
        _told(key, value, f"not a month of this snapshot, written YYYY-MM ({span})")
        for key, value in _values(query, MONTHS)
        if value not in names
    ]


def _unreadable(query: Mapping[str, Sequence[str]]) -> list[str]:
    grams = [pair for pair in _values(query, GRAMS) if not is_grams(pair[1])]
    switches = [pair for pair in _values(query, SWITCHES) if is_on(pair[1]) is None]
    return [
        *(_told(key, value, "not a number of grams, 0 or more") for key, value in grams),
        *(_told(key, value, "neither true nor false") for key, value in switches),
    ]


def _repeated(query: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        f"The link gives the filter **{key}** {len(values)} times. The last, “{_short(values[-1])}”, is used."
        for key in (*MONTHS, *GRAMS, *SWITCHES)
        if len(values := query.get(key, ())) > 1
    ]


def _contradictions(query: Mapping[str, Sequence[str]]) -> list[str]:
    first = dict(_values(query, (*MONTHS, *GRAMS)))
    told = []
    if "from" in first and "to" in first and first["from"] > first["to"]:
        told.append(f"The first month, {first['from']}, is after the last, {first['to']}: nothing fits both.")
    if "gmin" in first and "gmax" in first and float(first["gmin"]) > float(first["gmax"]):
        low, high = (format_grams(float(first[key])) for key in GRAMS)
        told.append(f"“Grams from” ({low}) is above “to” ({high}): nothing fits both.")
    return told


def _told(key: str, value: str, reason: str) -> str:
    return f"The link's filter **{key}** = “{_short(value)}” is {reason}. It was left out."


def _short(value: str) -> str:
    return plain(value if len(value) <= 60 else f"{value[:60]}…")

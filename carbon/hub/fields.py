"""Single values of a wire item, checked: a value that cannot be used becomes None and a recorded problem."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

INT64_MAX = 2**63 - 1
INT32_MAX = 2**31 - 1
LONGEST_TEXT = 200
SHORT = 60

Problems = list[tuple[str, str]]


def count(value: object, field: str, problems: Problems, most: int = INT64_MAX) -> int | None:
    """A whole number from 0 to `most`."""
    if type(value) is int and 0 <= value <= most:
        return value
    if value is not None:
        problems.append((field, f"not a whole number from 0 to {most}: {shown(value)}"))
    return None


def text(value: object, field: str, problems: Problems) -> str | None:
    """A short printable string; an empty one is None."""
    if type(value) is str and len(value) <= LONGEST_TEXT and value.isprintable():
        return value or None
    if value is not None:
        problems.append((field, f"not a short printable string: {shown(value)}"))
    return None


def time(value: object, field: str, problems: Problems) -> datetime | None:
    """A UTC time such as `2022-03-02T23:29:04.000Z`, as a naive datetime."""
    if value is None:
        return None
    when = utc(value)
    if when is None:
        problems.append((field, f"not a UTC time: {shown(value)}"))
    return when


#: How far clocks may be apart.
FUTURE = timedelta(days=1)


def utc(value: object) -> datetime | None:
    """The naive UTC datetime of an ISO time with its zone; None for anything else."""
    if type(value) is not str or value[10:11] != "T":
        return None
    try:
        when = datetime.fromisoformat(value)
        if when.tzinfo is None:
            return None
        if when.tzinfo is not UTC:  # Z is read as this very object, and converting is slow
            when = when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when.replace(tzinfo=None)


def created(value: object, problems: Problems) -> datetime | None:
    """A creation time that `utc` can read; one in the future is no date, and would stretch every axis to it."""
    when = utc(value)
    if when is not None and when > datetime.now(UTC).replace(tzinfo=None) + FUTURE:
        problems.append(("created_at", f"in the future: {shown(value)}"))
        return None
    return when


def gate(value: object, problems: Problems) -> str | None:
    """`auto` or `manual`; False means not gated."""
    if value is None or value is False:
        return None
    if isinstance(value, str) and value in {"auto", "manual"}:
        return value
    problems.append(("gated", f"neither false, auto nor manual: {shown(value)}"))
    return None


def flag(value: object, field: str, problems: Problems) -> bool | None:
    """True or False."""
    if value is None or value is True or value is False:
        return value
    problems.append((field, f"neither true nor false: {shown(value)}"))
    return None


def parameters(safetensors: object, problems: Problems) -> int | None:
    """The sum over `safetensors.parameters`; its `total` can be wrong and is never used."""
    if safetensors is None:
        return None
    sizes = safetensors.get("parameters") if type(safetensors) is dict else None
    if type(sizes) is not dict or any(type(n) is not int or n < 0 for n in sizes.values()):
        problems.append(("parameters", f"safetensors without usable parameters: {shown(safetensors)}"))
        return None
    return count(sum(sizes.values()), "parameters", problems) or None


def shown(value: object) -> str:
    """A value as JSON, short enough for a message."""
    return as_json(value, SHORT)


def as_json(value: object, longest: int | None = None) -> str:
    """A value as storable JSON text, cut to `longest` characters; never raises for a JSON value."""
    try:
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=repr)
    except (RecursionError, ValueError) as error:
        written = json.dumps(f"{type(value).__name__} that cannot be written: {type(error).__name__}")
    return storable(written if longest is None else written[:longest])


def storable(written: str) -> str:
    """The text with lone surrogates and NUL replaced, which no database stores as UTF-8 text."""
    if not written.isascii():
        written = written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return written.replace("\0", "\ufffd")

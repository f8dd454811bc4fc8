"""An answer's bytes into JSON values; one item that cannot be read never costs the rest of its page."""

from __future__ import annotations

import json
import re

LONGEST_RAW_ITEM = 4_000
LONGEST_INT = 40
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{},]', re.DOTALL)


class NotJsonError(ValueError):
    """The bytes are not JSON: cut off, or another kind of document."""


class TooDeepError(ValueError):
    """The JSON is nested too deeply to be read, and is no list that could be read item by item."""


def decode(body: bytes) -> object:
    """Read JSON; in a list, items nested too deeply come back as their own text, cut short.

    Raises:
        NotJsonError: the bytes are no complete JSON.
        TooDeepError: see there.
    """
    try:
        return json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise NotJsonError(f"{error}; it begins with {body[:60]!r}") from error
    except RecursionError:
        return _item_by_item(body.decode("utf-8", "replace"))
    except ValueError:  # a number with more digits than Python converts
        return json.loads(body, parse_int=_bounded_int)


def _bounded_int(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_INT else float(digits)


def _item_by_item(text: str) -> list[object]:
    if not text.lstrip().startswith("["):
        raise TooDeepError("an object nested too deeply to be read")
    return [_item(part) for part in _split(text)]


def _item(text: str) -> object:
    try:
        return json.loads(text, parse_int=_bounded_int)
    except (RecursionError, ValueError):
        return text[:LONGEST_RAW_ITEM]


def _split(text: str) -> list[str]:
    """The texts of the items of a JSON list, found by counting brackets."""
    parts, depth, start = [], 0, 0
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign in "[{":
            depth += 1
            start = match.end() if depth == 1 else start
        elif sign in "]}":
            depth -= 1
        if (depth == 1 and sign == ",") or (depth == 0 and sign == "]"):
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in parts if part.strip()]

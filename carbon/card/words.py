"""Texts of a card that say nothing: placeholders and blanks. Never guesses what was meant."""

from __future__ import annotations

import re
from functools import lru_cache

#: Longer values of card fields are cut to this many characters.
LONGEST_FIELD = 300

_PLACEHOLDER = re.compile(
    r"(?:not (?:specified|available|applicable|known|reported|provided|measured|disclosed|stated|given|tracked)"
    r"|(?:more )?info(?:rmation)? needed|needs? more information|unknown|undisclosed|unspecified"
    r"|n\.?/?a\.?|na|nan|none|null|nil|tb[dacn]|to be (?:determined|done|added|announced|completed|filled(?: in)?)"
    r"|forthcoming|coming soon|pending|placeholder|to ?do|fill me in|xx+|your .{1,60}|insert .{1,60}"
    r"|no|false|true|yes|\W*)",
    re.I,
)
#: What a template leaves to fill in: `<HARDWARE>`, `{{ hours_used }}`, `${REGION}`.
_TEMPLATE = re.compile(r"\s*(?:<[^<>]{1,60}>|\$?\{{1,2}[^{}]{1,100}\}{1,2})\s*")
_DECORATION = " \t\r\n*_`'\"<>[](){}.,:;!-–—~#|"


def is_placeholder(text: str) -> bool:
    """Whether `text` only stands where a value should stand: `Not Specified`, `TBD`, `[More Information Needed]`."""
    return _PLACEHOLDER.fullmatch(_bare(text)) is not None or _TEMPLATE.fullmatch(text[:LONGEST_FIELD]) is not None


def meaningful(value: object) -> str | None:
    """`value` as one line of text of at most `LONGEST_FIELD` characters; None for placeholders and non-texts.

    Numbers count as text (a place may be a number to YAML); a list is joined by commas.
    """
    if isinstance(value, list):
        parts = [part for part in map(_scalar, value[:20]) if part]
        value = ", ".join(parts)
    text = _scalar(value)
    return text[:LONGEST_FIELD].strip() if text else None


def _scalar(value: object) -> str | None:
    if isinstance(value, str):
        return _one_line(value[: 4 * LONGEST_FIELD])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return None if isinstance(value, int) and abs(value) >= 10**100 else _one_line(str(value))


@lru_cache(maxsize=8192)
def _one_line(written: str) -> str | None:
    text = " ".join(written.split())
    return None if is_placeholder(text) else text


def _bare(text: str) -> str:
    return " ".join(text[:LONGEST_FIELD].strip(_DECORATION).replace("_", " ").replace("-", " ").split())

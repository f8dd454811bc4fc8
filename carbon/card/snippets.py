"""The passage of a card that a report was read from, as readers see it: short, one line an entry."""

from __future__ import annotations

LONGEST_SNIPPET = 500
#: Of larger objects and lists only this many entries are shown.
MOST_ENTRIES = 50


def block_snippet(key: str, stated: object) -> str:
    """The block of metadata under `key`, one line for each entry."""
    if isinstance(stated, dict):
        lines = [f"  {_inline(key)}: {_inline(value)}" for key, value in list(stated.items())[:MOST_ENTRIES]]
        return cut("\n".join([f"{key}:", *lines]))
    if isinstance(stated, list):
        return cut("\n".join([f"{key}:", *(f"- {_inline(entry)}" for entry in stated[:MOST_ENTRIES])]))
    return cut(f"{key}: {_inline(stated)}")


def _inline(value: object) -> str:
    """One line for any value; what is nested deeper than a one-key object is only hinted at."""
    if isinstance(value, dict):
        pairs = list(value.items())
        return f"{_scalar(pairs[0][0])}: {_scalar(pairs[0][1])}" if len(pairs) == 1 else "{…}"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, dict | list | tuple | set):
        return "[…]"
    if isinstance(value, int) and abs(value) >= 10**100:
        return "…"
    return " ".join(str(value)[: 2 * LONGEST_SNIPPET].split())[:LONGEST_SNIPPET] if value is not None else ""


def cut(snippet: str) -> str:
    """`snippet` with at most `LONGEST_SNIPPET` characters."""
    return snippet if len(snippet) <= LONGEST_SNIPPET else snippet[: LONGEST_SNIPPET - 1] + "…"

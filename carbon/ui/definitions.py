"""Which definition on the page of data and method stands behind a card; writes none."""

from __future__ import annotations

from collections.abc import Mapping

#: Anchor of the definition, by the key of the card; a card that is not named leads to the page's top.
DEFINITIONS: Mapping[str, str] = {
    "share-by-month": "reports",
    "reports-by-tool": "domains",
    "levels": "levels",
    "fields": "levels",
    "grams-by-month": "statistics",
    "unreported": "reports",
    "domain-shares": "domains",
    "domain-grams": "statistics",
    "task-grams": "statistics",
    "domain-reporting": "domains",
    "task-reporting": "domains",
    "places": "levels",
    "classes": "label",
    "tradeoff": "label",
    "position": "label",
    "emissions": "label",
    "flags": "flags",
    "history": "coverage",
    "study": "statistics",
}


def with_link(method: str, key: str) -> str:
    """A card's method (Markdown) with a link to the definition behind it."""
    anchor = DEFINITIONS.get(key)
    return f"{method}\n\n[All definitions](method{f'#{anchor}' if anchor else ''})"

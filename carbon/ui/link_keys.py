"""What a link to each page may say beside the filters, by the page's path. Reads no link."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "domains": ("place",),
        "correlations": ("amount", "chip"),
        "efficiency": ("label", "against", "category", "q", "sort", "page"),
        "model": ("id",),
        "compare": ("ids",),
        "report": (
            *("value", "unit", "source", "link", "place", "hardware", "hours", "energy", "model"),
            *("training", "for", "megabytes"),
        ),
    }
)
#: Of these a link may give several.
MANY = frozenset({"ids"})
#: With this the server tells the start page of a path that is no page's.
NO_PAGE = "no-page"

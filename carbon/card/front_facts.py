"""The metadata of a card's front matter, given as text, that are looked at besides its report. Never raises."""

from __future__ import annotations

import re

import yaml  # type: ignore[import-untyped]

from carbon.card.front_matter import LONGEST_WHOLE, MOST_NESTED_WHOLE, TextLoader, block_of, parsed

KEPT = ("base_model", "datasets", "library_name", "pipeline_tag", "tags")
#: Keys by which a card is judged besides its report.
JUDGED_BY = ("library_name", "pipeline_tag", "tags", "datasets")
_ANCHOR = re.compile(r"(?:^|[\s:\[,-])[&*]\w", re.M)


def front_facts(text: str | None) -> dict[str, object] | None:
    """The keys of `KEPT` that a card's front matter states, scalars as text; None where it cannot be read."""
    if text is None or len(text) > LONGEST_WHOLE or _ANCHOR.search(text):
        return None
    if text.count("[") + text.count("{") > MOST_NESTED_WHOLE:
        return None
    try:
        stated = next(yaml.load_all(text, Loader=TextLoader), None)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        # Not YAML after all: nothing can be read from it, which is what None says.
        return None
    return {key: stated[key] for key in KEPT if stated.get(key) is not None} if isinstance(stated, dict) else None


def judging_facts(text: str | None) -> dict[str, object]:
    """The keys of `JUDGED_BY` that a front matter states, each read by itself: errors elsewhere do no harm."""
    found: dict[str, object] = {}
    for key in JUDGED_BY:
        block = block_of(text, (key,)) if text and key in text else None
        stated = parsed(block) if block else None
        value = next(iter(stated.values()), None) if isinstance(stated, dict) else None
        if value is not None:
            found[key] = value
    return found

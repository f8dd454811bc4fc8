"""A card's front matter, given as text, into the metadata that are looked at besides its report. Never raises."""

from __future__ import annotations

import re

import yaml  # type: ignore[import-untyped]

KEPT = ("base_model", "datasets", "library_name", "pipeline_tag", "tags")
#: A longer or more nested front matter was not written by a person, and costs the parser too much time.
LONGEST, MOST_NESTED = 50_000, 1000
_ANCHOR = re.compile(r"(?:^|[\s:\[,-])[&*]\w", re.M)


class _TextLoader(yaml.SafeLoader):  # type: ignore[misc]
    """Safe YAML that leaves every scalar the text it is."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


def front_matter_of(text: str | None) -> dict[str, object] | None:
    """The keys of `KEPT` that a card's front matter states, scalars as text; None where it cannot be read."""
    if text is None or len(text) > LONGEST or text.count("[") + text.count("{") > MOST_NESTED or _ANCHOR.search(text):
        return None
    try:
        stated = next(yaml.load_all(text, Loader=_TextLoader), None)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        # Not YAML after all: nothing can be read from it, which is what None says.
        return None
    return {key: stated[key] for key in KEPT if stated.get(key) is not None} if isinstance(stated, dict) else None

"""Quality flags in the words of readers; raises no flag."""

from __future__ import annotations

from collections.abc import Iterable

#: Flags that exclude a report from headline figures, in words.
EXCLUDED = {
    "inherited": "copied from another model",
    "synthetic": "course work",
    "declared_zero": "zero declared",
    "implausible": "impossible value",
    "kg_as_g": "kg written as g",
}

#: Flags that only cast doubt on a report, in words.
DOUBTFUL = {
    "autotrain_low": "probably too low (AutoTrain)",
    "metadata_text_disagree": "metadata and text disagree",
    "unit_unclear": "unit not confirmed",
}
_WORDS = {**EXCLUDED, **DOUBTFUL}


def in_words(flag: str) -> str:
    """A flag as it is told to readers; one that this version does not know keeps its name."""
    return _WORDS.get(flag, flag.replace("_", " "))


def all_in_words(flags: Iterable[str]) -> str:
    """Flags in one line; empty where there are none."""
    return ", ".join(map(in_words, flags))

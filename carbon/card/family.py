"""Which of several names (rows of a table, titles of blocks) means a given model. Guesses between no two."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(r"\d+(?:\.\d+)?[bmk](?![a-z])|\d+(?:\.\d+)?|[a-z]+")
#: Words that tell a training, a table or a card apart, and no model.
_GENERIC = re.compile(
    r"an?|and|the|of|for|in|to|on|with|by|our|this|models?|versions?|variant|checkpoint|(?:pre)?train(?:ing|ed)?|pre|fine"
    r"|tun(?:ed|ing)|finetun(?:ed|ing)|sft|estimated?|emissions?|emitted|carbon|co|eq|footprint|environmental|impact|total"
    r"|meta|facebook|hf|param(?:eter)?s|billion|size"
)


def meant_by(names: Sequence[str], model_id: str | None) -> int | None:
    """The index of the one name in `names` that means the model `model_id` (`owner/name` or a plain name).

    A name means the model when all its telling words (version, size, variant) stand in the model's id; of several the
    longest counts, so that `Llama 3.2 1B QLoRA` beats `Llama 3.2 1B`. Of what all names share only the letters must be
    there, in some spelling (`DALL·E` in `dalle-mini`): another family's row is none of this model.
    """
    if not model_id:
        return None
    wanted = frozenset(_tokens(model_id.rsplit("/", 1)[-1]))
    rows = [frozenset(token for token in _tokens(name) if not _GENERIC.fullmatch(token)) for name in names]
    found = _longest(rows, wanted)
    if found is not None or len(rows) < 2:
        return found
    shared = frozenset.intersection(*rows)
    squashed = re.sub(r"[^a-z0-9]", "", model_id.rsplit("/", 1)[-1].lower())
    is_named = all(word in squashed for word in shared if word.isalpha())
    # `mini` says nothing else than the row does; `other-1b` names another family.
    if not is_named and not any(wanted <= row for row in rows):
        return None
    return _longest([row - shared for row in rows], wanted)


def _tokens(name: str) -> list[str]:
    return _TOKEN.findall(name[:200].lower().replace("_", " "))


def _longest(rows: Sequence[frozenset[str]], wanted: frozenset[str]) -> int | None:
    fitting = [(len(row), index) for index, row in enumerate(rows) if row and row <= wanted]
    if not fitting:
        return None
    most = max(length for length, _ in fitting)
    best = [index for length, index in fitting if length == most]
    return best[0] if len(best) == 1 else None

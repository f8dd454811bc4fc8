"""The project that a model belongs to: numbered siblings share one. Goes by the name alone."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"(?P<stem>.*[A-Za-z].*?)(?:[-_.]\d{5,})+")
_NUMBERED_BY_AUTOTRAIN = re.compile(r"(?P<stem>auto(?:train|nlp)[-_].*[A-Za-z].*?)(?:[-_.]\d+)+", re.I)


def project_of(model_id: str) -> str:
    """`owner/name` without a trailing run of numbers: `me/autotrain-x-123456` is of the project `me/autotrain-x`.

    Only numbers of five and more digits count, since shorter ones are mostly sizes, years and versions; names given by
    AutoTrain lose any trailing number.
    """
    owner, slash, name = model_id.rpartition("/")
    match = _NUMBERED_BY_AUTOTRAIN.fullmatch(name) or _NUMBERED.fullmatch(name)
    return f"{owner}{slash}{match['stem'] if match else name}"

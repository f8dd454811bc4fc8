"""The project that a model belongs to: numbered siblings share one. Goes by the name alone."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"(?:[-_.]\d{5,})+$")
_NUMBERS_BY_AUTOTRAIN = re.compile(r"(?:[-_.]\d+)+$")
_BY_AUTOTRAIN = re.compile(r"auto(?:train|nlp)[-_]", re.I)


def project_of(model_id: str) -> str:
    """`owner/name` without a trailing run of numbers: `me/autotrain-x-123456` is of the project `me/autotrain-x`.

    Only numbers of five and more digits count, since shorter ones are mostly sizes, years and versions; names given by
    AutoTrain lose any trailing number.
    """
    owner, slash, name = model_id.rpartition("/")
    numbers = _NUMBERS_BY_AUTOTRAIN if _BY_AUTOTRAIN.match(name) else _NUMBERS
    return f"{owner}{slash}{numbers.sub('', name) or name}"

"""The claims of lines that are labelled with models: `Foo-7B: 31 tCO2eq`. Without a model's id they say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carbon.card.body import Line
from carbon.card.claims import OWN, Claim
from carbon.card.family import meant_by
from carbon.card.labels import field_of, split_label
from carbon.card.values import read_value

#: The value begins with a figure; a label longer than this names no model.
_FIGURE = re.compile(r"[~≈\s]*\d")
LONGEST_NAME = 60
_EMISSIONS = re.compile(r"co ?2|co<sub>|co\$|co₂|co_|emi[st]|carbon|footprint", re.I)


def named_claims(lines: Sequence[Line], block_titles: Sequence[str], model_id: str | None) -> list[Claim]:
    """The claim of the one line whose label means the model `model_id`, among several such lines of one block."""
    if not model_id:
        return []
    found: list[tuple[str, Claim]] = []
    for number, line in enumerate(lines):
        pair = split_label(line.text) if ":" in line.text and line.kind in {"item", "plain"} else None
        if pair is None or len(pair[0]) > LONGEST_NAME or not _FIGURE.match(pair[1]) or field_of(pair[0]) is not None:
            continue
        if not _EMISSIONS.search(f"{block_titles[number]} {line.text}"):
            continue
        quantity, unit, unitless = read_value(pair[1], block_titles[number], "label")
        if quantity is not None and not unitless:
            found.append((pair[0], Claim(quantity, OWN, number, line.text, block_titles[number], unit)))
    meant = meant_by([name for name, _ in found], model_id) if len(found) > 1 else None
    return [] if meant is None else [found[meant][1]]

"""The claims of lines that are labelled with models: `Foo-7B: 31 tCO2eq`. Without a model's id they say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from carbon.card.body import Line
from carbon.card.claims import OWN, Claim
from carbon.card.family import meant_by
from carbon.card.labels import field_of, split_label
from carbon.card.siblings import sibling_names
from carbon.card.values import read_value
from carbon.units import find_quantities

#: The value begins with a figure; a label longer than this names no model.
_FIGURE = re.compile(r"[~≈\s]*\d")
LONGEST_NAME = 60
#: A longer line lists no members, of a longer value only this much is read, and of more figures no more are.
LONGEST_LIST, LONGEST_VALUE, MOST_NAMED = 400, 300, 60
_AFTER_COLON = re.compile(r":\s*[~≈]?\s*$")
_EMISSIONS = re.compile(r"co ?2|co<sub>|co\$|co₂|co_|emi[st]|carbon|footprint", re.I)


def named_claims(lines: Sequence[Line], block_titles: Sequence[str], model_id: str | None) -> list[Claim]:
    """The claim of the one line whose label means the model `model_id`, among several such lines of one block."""
    if not model_id:
        return []
    found: list[tuple[str, Claim]] = []
    for number, line in enumerate(lines):
        pair = split_label(line.text) if ":" in line.text and line.kind in {"item", "plain"} else None
        if len(found) >= MOST_NAMED:
            break
        if pair is not None and line.text.count(":") > 1 and len(line.text) <= LONGEST_LIST:
            found.extend(_listed(line, number, block_titles[number], model_id))
        if pair is None or len(pair[0]) > LONGEST_NAME or not _FIGURE.match(pair[1]) or field_of(pair[0]) is not None:
            continue
        if not _EMISSIONS.search(f"{block_titles[number]} {line.text}"):
            continue
        quantity, unit, unitless = read_value(pair[1][:LONGEST_VALUE], block_titles[number], "label")
        if quantity is not None and not unitless:
            found.append((pair[0], Claim(quantity, OWN, number, line.text, block_titles[number], unit)))
    meant = meant_by([name for name, _ in found], model_id) if len(found) > 1 else None
    return [] if meant is None else [found[meant][1]]


def _listed(line: Line, number: int, title: str, model_id: str) -> Iterator[tuple[str, Claim]]:
    """The named figures of a line that lists several: `Foo-small: 1.1 kg CO2eq, Foo-large: 17 kg CO2eq`."""
    stated = find_quantities(line.text)
    if len(stated) < 2 or not all(one.gas and _AFTER_COLON.search(line.text[: one.start]) for one in stated):
        return
    for one, name in zip(stated, sibling_names(line.text, stated, model_id), strict=True):
        if name:
            yield name, Claim(one.quantity, OWN, number, line.text, title, one.quantity.unit_written)

"""The claims of labelled lines and of key-value tables: `Carbon Emitted: 5 kg`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from carbon.card.basis import is_location_based_label
from carbon.card.claims import FOREIGN, OWN, PART, PLAIN, TOTAL, Claim
from carbon.card.elsewhere import is_about_something_else, is_elsewhere
from carbon.card.family import meant_by
from carbon.card.labels import is_part, is_total
from carbon.card.lines import Labelled
from carbon.card.other_gases import is_label_of_another_gas
from carbon.card.owners import is_label_of_another
from carbon.card.siblings import sibling_names
from carbon.card.values import read_value
from carbon.units import find_quantities

#: A label of more words is a sentence.
MOST_WORDS = 6
#: Of a longer value no more is searched for members of a family.
LONGEST_LIST = 400


def labelled_claims(facts: Sequence[Labelled], model_id: str | None) -> list[Claim]:
    """The claims of all facts about emissions; those in the block of the model `model_id` rank highest."""
    stated = [fact for fact in facts if fact.field == "emissions" and not _is_elsewhere(fact)]
    claims = [claim for fact in stated for claim in _claims(fact, model_id)]
    blocks = list(dict.fromkeys(claim.title for claim in claims))
    meant = meant_by(blocks, model_id) if len(blocks) > 1 else None
    if meant is None:
        return claims
    own = [claim for claim in claims if claim.title == blocks[meant]]
    # A block that states an amount is not silent, whatever else of it is.
    speaking = [claim for claim in own if claim.says_something] or own
    return [replace(claim, rank=OWN) if claim in speaking else claim for claim in claims]


def _is_elsewhere(fact: Labelled) -> bool:
    # `Training emissions (scope 2)` is about this model; a label of many words is a sentence about anything.
    of_training = fact.label.lower().startswith(("train", "total train")) and len(fact.label.split()) <= MOST_WORDS
    of_training = of_training or is_location_based_label(fact.label)
    return is_label_of_another_gas(fact.label) or is_elsewhere(fact.title, "" if of_training else fact.label)


def _claim(fact: Labelled, model_id: str | None) -> Claim:
    quantity, unit, unitless = read_value(fact.value, fact.label, "row label" if fact.row else "label", model_id)
    family = re.search(r"\bper model\b|\b(?:all|both) models\b", f"{fact.label} {fact.value}", re.I) is not None
    another = any(is_label_of_another(words, model_id) for words in (fact.label, fact.title))
    rank = FOREIGN if another else _rank(fact)
    return Claim(quantity, rank, fact.line, fact.snippet, fact.title, unit, unitless, family)


def _claims(fact: Labelled, model_id: str | None) -> list[Claim]:
    """What the fact claims as a whole, and for every member of a family that it lists."""
    claim, members = _claim(fact, model_id), _member_claims(fact, model_id)
    return members if any(member.quantity == claim.quantity for member in members) else [claim, *members]


def _member_claims(fact: Labelled, model_id: str | None) -> list[Claim]:
    """The figures of a value that lists several members of a family: `1.1 kg (small), 17 kg (large)`."""
    value = fact.value[:LONGEST_LIST]
    stated = find_quantities(value)
    members = sibling_names(value, stated, model_id) if len(stated) > 1 else []
    if len({member for member in members if member}) < 2:
        return []
    return [
        replace(
            _claim(fact, None), quantity=found.quantity, unit=found.quantity.unit_written, family=False, member=member
        )
        for found, member in zip(stated, members, strict=True)
        if member and not is_about_something_else(value, found)
    ]


def _rank(fact: Labelled) -> int:
    if is_total(fact.label):
        return TOTAL
    return PART if is_part(fact.label) or is_part(fact.title) else PLAIN

"""Which of a card's claims is this model's report, and what remains doubtful about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carbon.card.claims import EACH_RUN, FOREIGN, OWN, PLAIN, SENTENCE_TOTAL, Claim

#: What a careful reader would add to a value; none of these excludes it.
DOUBTS = {
    "unit_unclear": "No unit is written: grams and kilograms are both possible.",
    "energy_unclear": "The power is given without a unit: it is taken for kilowatt-hours.",
    "hours_unclear": "The time is given without a unit: it is taken for seconds.",
    "several_values": "The card states several different amounts.",
    "family_total": "The amount is for several models together.",
    "range": "The card gives a range, not a value.",
    "upper_bound": "The card gives an upper bound, not a value.",
    "no_value": "Where the amount should stand there is none.",
}
#: Two figures within this ratio are one, rounded differently.
SAME = 1.05


def choose(claims: Sequence[Claim], witness_g: float | None = None) -> Claim | None:
    """The claim that counts: about this very model, then totals, then plain labels, then sentences; the first
    of equals.

    `witness_g`: what the card's metadata state, in grams; a claim of the same amount, or else of the same
    digits in kg, is the
    one that speaks of the same training.

    A claim with a figure beats one without, unless the latter is about this very model. Where a card labels
    the amounts of
    several blocks and then gives their total, and none of them is known to be this model's, the total counts.
    The total of a family without this model never counts, wherever the text repeats it.
    """
    foreign = [claim for claim in claims if claim.rank == FOREIGN]
    claims = [claim for claim in claims if not any(_repeats(claim, other) for other in foreign)]
    claims = [claim for claim in claims if claim.rank > EACH_RUN]
    ranked = sorted(claims, key=_order)
    if not ranked:
        return None
    best = next(_confirming(ranked, witness_g), ranked[0])
    if best is not ranked[0]:
        return best
    parts = [claim for claim in claims if claim.rank == PLAIN and claim.grams]
    several = len({claim.title for claim in parts}) > 1 and any(not _same(claim, best) for claim in parts)
    totals = [claim for claim in ranked if claim.rank == SENTENCE_TOTAL and claim.grams]
    if best.rank == PLAIN and several and totals and (totals[0].grams or 0) > max(claim.grams or 0 for claim in parts):
        return totals[0]
    return best


def _repeats(claim: Claim, foreign: Claim) -> bool:
    return claim is foreign or bool(claim.grams and foreign.grams and _same(claim, foreign))


def _confirming(ranked: Sequence[Claim], witness_g: float | None) -> Iterator[Claim]:
    for factor in (1, 1000) if witness_g else ():
        for claim in ranked:
            if claim.grams and 1 / SAME <= claim.grams / ((witness_g or 1) * factor) <= SAME:
                yield claim


def doubts_of(claim: Claim | None, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The names of all doubts about `claim`, keys of `DOUBTS`."""
    if claim is None or claim.quantity is None:
        return ("no_value",) if claim is not None else ()
    doubts = {
        "unit_unclear": claim.unitless,
        "family_total": claim.family,
        "range": claim.bounded and claim.quantity.range_g is not None,
        "upper_bound": claim.bounded and claim.quantity.upper_bound_g is not None,
        "several_values": _is_contradicted(claim, claims),
    }
    return tuple(name for name, holds in doubts.items() if holds)


def _order(claim: Claim) -> tuple[bool, bool, bool, int, int]:
    positive = claim.grams is not None and claim.grams > 0
    own_silence = claim.rank == OWN and not claim.says_something
    usable = positive or claim.bounded or own_silence
    stated = claim.says_something and not claim.unitless
    return (not usable, not (stated or own_silence), not (claim.says_something or own_silence), -claim.rank, claim.line)


def _is_contradicted(claim: Claim, claims: Sequence[Claim]) -> bool:
    if claim.facts and claim.rank == OWN:
        return False
    return any(other.grams and other.rank >= EACH_RUN and not _same(other, claim) for other in claims)


def _same(one: Claim, other: Claim) -> bool:
    if not one.grams or not other.grams:
        return True
    ratio = one.grams / other.grams
    return 1 / SAME <= ratio <= SAME

"""Sentences that say what was emitted and name no training: `In total, 12 kg of CO2 were emitted`. Guess no subject."""

from __future__ import annotations

import re

from carbon.card.places import place_resolvable
from carbon.units import Found

#: A longer beginning of a sentence says more than that something was emitted.
LONGEST_LEAD = 300
_LEAD = (
    r"(?:(?:in total|overall|altogether|all in all|in all|in sum|in the end|finally|so far|as a result|thus|therefore"
    r"|insgesamt|au total|en total|no total|in totale)\b[,:]?\s*)?"
)
_HEDGE = (
    r"(?:(?:we|it is|it was) (?:estimated?|calculated?|measured?|computed?|found|believed?)\b(?: that)?,?\s*"
    r"|according to [\w ]{3,30},\s*)?"
)
_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|an?|estimated|total of|nearly|almost|only|just|some|ca\.?"
    r"|circa|at|less than|under|up to|between|from|etwa|rund|environ|cerca de|aproximadamente|unos|[~≈<])\s*){0,4}"
)
#: Who may have emitted: the authors, the model the card is about, the work as a whole. A flight or an app may not.
_WHO = (
    r"(?:we|it|this|(?:this|the|our) (?:(?:whole|entire|full|complete|final) )?"
    r"(?:model|network|adapter|checkpoint|project|work|development)"
    r"|the (?:whole|entire) (?:process|procedure|pipeline))"
)
_EMITTING = r"(?:emit(?:ted)?|produced|released|generated|caused)"
_EMITTED = r"(?:emitted|released|produced|generated|caused)"
_MODEL = r"(?:\w*(?:model|network|adapter|checkpoint|encoder|decoder|transformer|classifier|tagger|detector|llm|bert))"
_NOUN = (
    r"(?:(?:the|our|its|total|overall|estimated|all|resulting|associated|final|carbon|co2\w*|greenhouse|gas|ghg) ){0,4}"
    r"(?:emissions?|footprint)(?: of (?:this|the|our) model)?"
)
_ENERGY = (
    r"(?:(?:the|our|its|total|overall|estimated|training) ){0,4}(?:energy|electricity|power)"
    r" (?:consumption|usage|use|demand|draw)"
)
_AMOUNTS_TO = r"(?:is|are|was|were|came to|come to|amount(?:ed|s)? to|add(?:ed|s)? up to|totall?ed|reached)"
_BEFORE = tuple(
    re.compile(rf"\W*{_LEAD}{_HEDGE}{words}{_ABOUT}\W*", re.I)
    for words in (
        rf"{_WHO} (?:(?:has|have|had|only|also) )*{_EMITTING}\s*",
        rf"{_NOUN} {_AMOUNTS_TO}\s*",
        rf"we (?:estimated?|calculated?|measured?|put) {_NOUN} (?:at|to|to be|as|of)\s*",
        r"(?:(?:training|total|estimated) )*(?:energy|electricity)[\w ]{0,30}:\s*[~≈]?[\d.,]+ ?[kM]?Wh\s*"
        r"(?:\(|→|⇒|[=-]>|,? i\.e\.,?)\s*",
        rf"{_ENERGY} {_AMOUNTS_TO} {_ABOUT}[\d.,]+ ?[kM]?Wh,? (?:of (?:energy|electricity),? )?(?:(?:which|that|and) )?"
        r"(?:corresponds? to|corresponding to|is equivalent to|equivalent to|i\.e\.,?|equals|amounts to"
        r"|results? in|resulting in|gives|means|leading to)\s*",
        r"(?:(?:net|emissions after) (?:[^.]|\.\d){0,120}[;,] (?:and |but |while )?)?(?:(?:the|our|its) )?"
        rf"gross {_NOUN} {_AMOUNTS_TO}\s*",
        r"(?:总共|總共|一共|合计|共)?(?:排放|排出)了?(?:约|約)?\s*",
        rf"[\w ,-]{{0,60}}\b{_MODEL} with (?:(?:carbon|co2|estimated|total|overall) )*emissions of\s*",
        rf"{_WHO} (?:used|consumed|needed|required|took|drew)\b[^;]{{0,30}}\d[\d.,]* ?[kM]?Wh\b[^;]{{0,60}}"
        r"\b(?:resulting in|leading to|which (?:is|means|gives)|corresponding to"
        r"|so (?:the )?emissions (?:are|were))\s*",
        r"(?:se (?:emitieron|emiti[oó]|generaron|produjeron)|fueron emitidos"
        r"|foram (?:emitid|gerad|produzid|liberad)[oa]s|sono stati (?:emessi|prodotti|generati))\s*",
    )
)
#: The gas before its mass: `The total amount of emitted CO2 equivalents is estimated at 154 kg`.
_GAS_BEFORE = re.compile(
    rf"\W*{_LEAD}(?:(?:the|our|total|overall|estimated|whole) ){{0,4}}"
    r"(?:amount of (?:(?:emitted|released|produced) )?)?"
    r"(?:co ?[2₂][\w-]*|co<sub>2</sub>[\w-]*|carbon(?: dioxide)?|ghg|greenhouse gas)"
    r"(?: |-)?(?:equivalents?|emissions?|footprint|emitted|released|produced| )*"
    rf" (?:(?:is|are|was|were) (?:estimated|calculated|measured|reported)(?: to be| as)?|{_AMOUNTS_TO}) {_ABOUT}\W*",
    re.I,
)
#: A passive names its verb behind the figure: `12 kg of CO2 were emitted`.
_PASSIVE_BEFORE = re.compile(rf"\W*{_LEAD}{_HEDGE}(?:wurden? |werden )?{_ABOUT}\W*", re.I)
_PASSIVE_AFTER = re.compile(
    rf"\s*(?:emissions? )?(?:(?:was|were|is|are|(?:has|have) been) )?{_EMITTED}\b"
    r"|\s*(?:ont|a|sont|est) (?:été )?(?:émis|rejeté|généré|produit)e?s?\b"
    r"|\s*(?:wurden? )?(?:ausgestoßen|ausgestossen|emittiert|freigesetzt|verursacht|erzeugt)\b",
    re.I,
)
#: Behind a statement nothing may name another emitter or a span of use.
_ENDS = re.compile(
    r"(?:\s*\[\^?\d{1,3}\])?\W*$|\s*emissions?\W*$|[.;!)]"
    r"|,? (?:and|in total|overall|altogether|in all|into the (?:air|atmosphere)"
    r"|in the process|by (?:us|this|our)\b"
    r"|(?:in|over|within|after|for) [\d.]+ ?(?:h|hours?|hrs|days?|min|minutes?)\b|\()",
    re.I,
)
_IN_PLACE = re.compile(r",? (?i:in) (?i:the )?([^\W\d][\w -]{1,40}?)\s*[.;,()]*\s*$")
_TIME = re.compile(
    r"\b(?:last|this|every|each|per|a) (?:day|week|month|year)\b|\bin (?:19|20)\d\d\b|\bannual|daily", re.I
)
#: Titles under which the authors did something else than train.
_OTHER_WORK = re.compile(r"evaluat|benchmark|\btest|\bnews\b|background|motivat|related|introduc|facts?\b", re.I)
#: What the sentence before must speak of, so that `it` and a passive are about the model.
_OF_A_MODEL = re.compile(rf"\b{_MODEL}s?\b|\bk?Wh\b", re.I)


def is_bare_statement(sentence: str, found: Found, title: str, preceding: str) -> bool:
    """Whether the sentence states by itself that the quantity was emitted for the card's model.

    `preceding` is what its paragraph says before it: with another topic there, `it` may be anything.
    """
    named_before = not found.gas and _names_gas_before(sentence, found.start)
    if not (found.gas or named_before) or _OTHER_WORK.search(title):
        return False
    if preceding.strip() and not _OF_A_MODEL.search(preceding):
        return False
    before, after = sentence[: found.start], sentence[found.end : found.end + 120]
    if len(before) > LONGEST_LEAD:
        return False
    if _TIME.search(sentence, max(found.start - 300, 0), found.end + 300):
        return False
    if named_before or any(pattern.fullmatch(before) for pattern in _BEFORE):
        return _ENDS.match(after) is not None or _ends_with_place(after)
    passive = _PASSIVE_AFTER.match(after) if _PASSIVE_BEFORE.fullmatch(before) else None
    return passive is not None and _ENDS.match(after, passive.end()) is not None


def _names_gas_before(sentence: str, start: int) -> bool:
    return start < LONGEST_LEAD and _GAS_BEFORE.fullmatch(sentence, 0, start) is not None


def _ends_with_place(after: str) -> bool:
    place = _IN_PLACE.match(after)
    return place is not None and place_resolvable(place[1])

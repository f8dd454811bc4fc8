"""What a card's text says about the training beside its emissions: hardware, hours, place, provider, energy, source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from carbon.card.lines import Labelled
from carbon.card.owners import is_label_of_another, names_another
from carbon.card.places import place_resolvable
from carbon.card.words import LONGEST_FIELD, is_placeholder
from carbon.units import read_energy_kwh, read_hours

_NOTHING = re.compile(
    r"\W*(?:aucune?|keine?[rs]?|ning[uú]n[oa]?|nenhum\w*|none|no gpu(?: used)?|n/?a|unknown|unclear"
    r"|undisclosed|not \w+|tb[da]|fill in"
    r"|more information needed|your \w+|minimal|negligible|low|varies|various|variable|depends"
    r"|\w+-dependent|unspecified|to be \w+"
    r"|insert \w+)\s*(?:$|[([\]—–,;.|]| - | used$)",
    re.I,
)
_TEMPLATE = re.compile(r"\s*(?:\{\{|\{[\w ]{1,40}\}|\[(?!\w+\d)[^\]]{0,80}\]\s*$|<[^<>]{1,60}>\s*$)")
#: Sentences that say at length that nothing is known.
_DENIED = re.compile(
    r".*\[more information needed\]|(?:the |this |no |it |exact |specific )[^.;(,]{0,150}"
    r"\b(?:not|n't|never|no) (?:\w+ ){0,2}(?:specif\w+|provid\w+|mention\w*|disclos\w+|stat(?:ed?|es)|report\w*"
    r"|record\w*|indicat\w+|given|available|known|documented)\b"
    r"|(?:there is|based on)[^.;]{0,80}\bno (?:\w+ )?(?:information|mention|data)",
    re.I,
)
_LOCAL = re.compile(
    r"\W*(?:local(?:ly)?(?: (?:development|dev|personal|home|gpu|desktop|compute|training))?"
    r"(?: (?:compute|machine|hardware|training|workstation|computer|pc|laptop|server|desktop|environment"
    r"|infrastructure))?|on[- ]prem\w*|home|personal (?:computer|machine|laptop))\W*(?:[(;,].*)?$",
    re.I,
)
_LEAD = re.compile(
    r"^[\s~≈∼*_(]*(?:(?:about|approximately|approx\.?|appx\.?|around|roughly|circa|ca\.|estimated(?: at)?"
    r"|est\.?|total(?: of)?|environ|etwa|unos?)[\s:]+)*[~≈∼]?\s*(?=\d|\.\d)",
    re.I,
)
_COMBINED = re.compile(
    r"(\d[\d.,]*\s*[kKM]?)\s*(?:(?:GPU|TPU)?[\s-]*h(?:ou)?rs?\s*)?\(?(?:combined|total|in total|overall)\b", re.I
)
#: What a bare figure of hours is about: `4000 pretraining`.
_TRAINING_BEHIND = re.compile(r" (?:for |of )?(?:(?:pre-?)?training|fine-?tuning|in total|total|overall)\s*$", re.I)
_LABEL_UNIT = re.compile(
    r"\b(seconds?|secs?|minutes?|mins?|days?|weeks?|hours?|hrs?|s|h|min|kwh|mwh|wh|gwh|kw h|kwth)\b\s*[)\]]"
    r"|\bin (seconds|minutes|hours|days|kwh|mwh|wh)\b|_(s|seconds|kwh|hours|minutes)$|^\W*([kmg]?wh)\W*$",
    re.I,
)
_ENERGY = re.compile(r"(?<![\w.,])\d[\d.,]*(?:e-?\d+)?\s?(?:[kMG]Wh|Wh|kWs?\s?h)\b(?!\s?/\s?[A-Za-z])", re.I)
_RESULT = re.compile(r"=\s*[~≈]?(\d[\d.,]*\s?[kMG]?Wh)\s*[.)]?$", re.I)
_TRAINING_TYPE = re.compile(
    r"\b((?:(?:lora|qlora|full|supervised|instruction|continued|continual) )?(?:pre-?training|fine-?tuning"
    r"|finetuning))\b(?! (?:data|corpus|set|script|code|hours))",
    re.I,
)
_STAGES = re.compile(r"\bpre-?training\b.*\b(?:SFT|RLHF|DPO|annealing|stage 2)\b", re.I | re.S)
#: An amount of the gas or of energy, as a list by devices gives it: `GPU: 2.3 kg CO2eq`.
_AMOUNT = re.compile(r"[~≈\s]*\d[\d.,]*\s?(?:k?g|t|lbs|[kM]?Wh)\b(?! ?[x×])", re.I)
#: A kind of training is looked for in so much of a text.
_LONGEST_PHRASE = 500
_LONG_ASIDE = re.compile(r"\s*\([^()]{45,}\)?.*$")

Facts = Sequence[Labelled]


def first_text(facts: Facts, field: str, title: str) -> str | None:
    """The first usable value of `field`, those of the block `title` before all others."""
    texts = (usable_text(fact.value, field) for fact in in_order(facts, field, title))
    return next((text for text in texts if text), None)


def in_order(facts: Facts, field: str, title: str) -> list[Labelled]:
    """The facts of `field`, those under `title` first; what stands under a heading on another model is none."""
    own = (fact for fact in facts if fact.field == field and not is_label_of_another(fact.title))
    return sorted(own, key=lambda fact: fact.title != title)


def usable_text(value: str, field: str) -> str | None:
    """`value` as one line without a long aside; None for placeholders in all their spellings."""
    text = " ".join(value[: 2 * LONGEST_FIELD].split())
    if not text or is_placeholder(text) or any(said.match(text) for said in (_NOTHING, _TEMPLATE, _DENIED)):
        return None
    if field in {"hardware", "cpu"} and _AMOUNT.match(text):
        return None
    if field == "place":
        text = _LONG_ASIDE.sub("", text)
        if _LOCAL.match(text):
            return None
    text = text.strip(" *_\"'|,;")
    if text.endswith(".") and not text.endswith((").", "eq.")):
        text = text[:-1]
    return text[:LONGEST_FIELD].strip() or None


def hours_of(fact: Labelled) -> float | None:
    """Hours of training; None for ranges, bounds, words and hours of another model.

    A bare number under a label without a unit counts as hours only where the label speaks of hours.
    """
    value = fact.value.replace(" ", " ")[:400]
    if names_another(value[:200]):
        return None
    combined = _COMBINED.search(value)
    if combined:
        return read_hours(combined[1] + " hours")
    lead = _LEAD.match(value)
    if lead is None:
        return None
    return read_hours(_TRAINING_BEHIND.sub("", value[lead.end() :]), _bare_unit(fact.label))


def energy_of(fact: Labelled) -> float | None:
    """Energy in kWh; a bare number counts where the label names the unit."""
    value = fact.value[:400]
    lead = _LEAD.match(value)
    if lead is None:
        return None
    unit = _label_unit(fact.label)
    bare = re.fullmatch(r"[\d.,_e+-]+\s*[kKM]?", value[lead.end() :].strip())
    if bare:
        return read_energy_kwh(f"{bare[0]} {unit}") if unit and unit.endswith("wh") else None
    return read_energy_kwh(value[lead.end() :])


def energy_within(text: str) -> float | None:
    """The one amount of energy in a running text, in kWh."""
    found = {match[0] for match in _ENERGY.finditer(text[:1000])}
    return read_energy_kwh(found.pop()) if len(found) == 1 else None


def energy_result(texts: Iterable[str]) -> float | None:
    """What a formula for the energy comes to: `… = 163.6 kWh`."""
    found = (_RESULT.search(text[:1000]) for text in texts)
    return next((read_energy_kwh(match[1]) for match in found if match), None)


def first_number(facts: Iterable[float | None]) -> float | None:
    """The first known figure."""
    return next((fact for fact in facts if fact is not None), None)


def training_type_in(texts: Iterable[str]) -> str | None:
    """The first phrase for a kind of training in `texts`; a text on several stages of one training names none."""
    begun = (text[:_LONGEST_PHRASE] for text in texts)
    found = (_TRAINING_TYPE.search(text) for text in begun if not _STAGES.search(text))
    return next((_mid_sentence(match[1]) for match in found if match), None)


def _mid_sentence(phrase: str) -> str:
    """`Pretraining` as it stands inside a sentence; `LoRA fine-tuning` stays."""
    return phrase[0].lower() + phrase[1:] if phrase[1:].islower() else phrase


def place_in_aside(text: str) -> str | None:
    """A place in brackets after a value: `4,475 KgCO2 (Germany)`."""
    asides = re.findall(r"\(([A-Z](?:[^\W\d_]|[ .,'-]){1,40}|[a-z]{2,10}(?:-[a-z]{2,12}){1,2}-?\d[a-z]?)\)", text[:500])
    return next((aside for aside in asides if len(aside.split()) <= 4 and place_resolvable(aside)), None)


def _label_unit(label: str) -> str | None:
    match = _LABEL_UNIT.search(label)
    unit = next((group for group in match.groups() if group), None) if match else None
    return unit.lower().replace(" ", "").replace("wth", "wh") if unit else None


def _bare_unit(label: str) -> str:
    unit = _label_unit(label)
    if unit and not unit.endswith("wh"):
        return unit
    return "hours"

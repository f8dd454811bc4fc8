"""Emissions in running text: sentences that say what this model's training emitted, and those that only seem to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from carbon.card.body import Line
from carbon.card.claims import FORMULA, PART, SENTENCE, SENTENCE_TOTAL, Claim
from carbon.units import Found, find_quantities

#: Of more sentences and of a longer paragraph no more is read.
MOST_SENTENCES, LONGEST_PARAGRAPH = 50, 3000

_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"(?<=[.!?])[)\"”]?\s+(?=[A-ZÀ-Ü\"“(\[•0-9])")
_EMISSIONS = re.compile(r"emi[st]|co ?2|co<sub>|co\$|co₂|co_|co\^|co~|carbon|c02|footprint|émis|empreinte|huella", re.I)
#: A mass without a gas counts only after one of these.
_EMITTED = re.compile(
    r"emi[st]|footprint|émis|empreinte|huella|co ?2|co<sub>|co\$|co₂|carbon (?:cost|impact|dioxide)|greenhouse", re.I
)
_TRAINING = re.compile(
    r"(?<!s)train|tun(?:ed|ing)|experiment|comput|this (?:model|work|project|run)\b|(?:the|our) (?:model"
    r"|project)\b|codecarbon|code carbon"
    r"|ml ?co2|impact calculator|\bruns?\b|\bgpus?\b|entra[iî]n|trainiert|entren|eco2ai|tracker"
    r"|total emissions (?:are|were|is)|checkpoint|addestra|treina|træn|träning|trening|обуч|训练|学習|학습|pelatihan",
    re.I,
)
_SETTING = re.compile(r"environment|carbon|co2|footprint|emission|sustainab|energy|climate impact|green|\beco", re.I)
#: Titles over what a model is used for, whose figures are not its own.
_NO_SETTING = re.compile(
    r"\bdatasets?\b|usage|\buses?\b|\bexamples?\b|\bsamples?\b|\bdemo\b|prompt|\boutputs?\b|widget|quick ?start|how to"
    r"|intended|inferenc|deploy|\bserving",
    re.I,
)
#: Titles of tasks; where emissions or the climate are what the task is about, figures below are its data.
_TASK = re.compile(
    r"predict|classif|detect|forecast|regress|estimator|extract|chatbot|assistant|\bbot\b|question|answer|\bqa\b|analy[sz]",
    re.I,
)
_DOMAIN = re.compile(r"co ?[2₂]|carbon|emission|climate|\besg\b|sustainab|greenhouse|\bghg\b|pollut", re.I)
_TOTAL = re.compile(
    r"\b(?:total|overall|in all|altogether|entire|so far|cumulative|combined|insgesamt|au total|gesamt)", re.I
)
_TOTAL_AFTER = re.compile(r"^\W*(?:in total|overall|altogether|in all|insgesamt|au total|en total|in totale|no total)\b", re.I)
_ONE_RUN = re.compile(r"\bper (?:[\w-]+ ){0,3}(?:run|epoch|fold|trial|experiment)|\beach (?:run|epoch)", re.I)
#: Before a quantity in the same clause: what follows is about a single run, or about the model this one was made from.
_OF_ONE_RUN = re.compile(r"\b(?:one|a single|each|every|per) (?:[\w-]+ )?(?:epoch|run|fold|trial)\b[^.;]{0,60}$", re.I)
#: What is no training: `Evaluation on MMLU emitted`, `Creating the data set emitted`.
_OF_OTHER_WORK = re.compile(
    r"\b(?:evaluat(?:ion|ing)|benchmark(?:s|ing)?|inference"
    r"|(?:creat|collect|generat|annotat|clean|process|curat|build|prepar)(?:ing|ion) (?:of )?(?:the |our |this )?(?:[\w-]+ )?"
    r"(?:data ?sets?|data|corpus|corpora))\b(?![^.;,]*\btrain)[^.;,]{0,60}$",
    re.I,
)
_OF_THE_BASE = re.compile(
    r"\b(?:the|its|our|of) (?:base|original|parent|teacher|foundation|underlying|upstream) model\b[^.;]{0,80}$", re.I
)
_FAMILY = re.compile(
    r"\bin aggregate\b|\ball (?:\d+|two|three|four|five|six|seven|eight|nine|ten|of the|the|our)\b.{0,40}\bmodels\b"
    r"|\bcumulative (?!of\b)|\b(?:model family|family of|suite of|all models|across (?:all|the) \w* ?models)\b",
    re.I,
)
_BEFORE_OTHER = re.compile(
    r"\b(?:can|could|may|might|would) (?:have )?(?:emit(?:ted)?|produced?|generated?|released?|caused?)\b[^.;]{0,60}$|"
    r"\bif\b[^.;]{0,80}\bwould\b[^.;]{0,60}$|"
    r"\b(?:aims? to|goal|target|in order to|limit\w* to|required? to)\b[^.;]{0,60}$|"
    r"\b(?:compared (?:to|with)|versus|vs\.?|whereas|in contrast|instead of|offset(?:ting|s)?|compensat\w+"
    r"|sav(?:es?|ed|ing)"
    r"|évit\w*|économis\w*|(?:ein)?spart?\w*|eingespart\w*|ahorr\w*|evita\w*|risparmi\w*|economiz\w*|poup\w*|reduz\w*"
    r"|kompensier\w*|vermeid\w*|vermied\w*"
    r"|avoid\w*|reduc\w+|down from|up from|prevent\w*|captur\w+|absorb\w*|remov\w+|sequest\w+"
    r"|average (?:american|human|person|car|citizen)"
    r"|budget|credits?)\b[^.;]{0,60}$"
    r"|\bthan\b(?!\s*[~≈<]?\s*$)[^.;]{0,40}$",
    re.I,
)
#: Models whose cards are not on the Hub: what they emitted is never a card's own report.
_BEFORE_CLOSED_MODEL = re.compile(
    r"\b(?:GPT-?[34]\b|Gopher|Chinchilla|PaLM\b|LaMDA|Gemini\b|MT-NLG)[^.;,]{0,60}$", re.I
)
#: Whatever else emits: `a flight emits 1 t`.
_BEFORE_EVERYDAY = re.compile(
    r"\b(?:an?|one|each|every|average|typical) (?:[\w-]+ )?(?:flight|car|plane|person|tree|cow|truck"
    r"|bus)\b[^.;]{0,60}$",
    re.I,
)
_BEFORE_EQUIVALENT = re.compile(
    r"\b(?:equivalent (?:to|of)|equals?|similar to|comparable to|same as|corresponds to|like)\b[^.;]{0,60}$", re.I
)
_EQUIVALENCE = re.compile(
    r"driv|\bcars?\b|flight|fly|\bcoal\b|tree|phone|smartphone|passenger|household|burn|gasoline|petrol|meat|beef", re.I
)
_AFTER_OTHER = re.compile(
    r"^\s*(?:were |was |are |is |have been |has been |wurden |werden )?(?:saved|avoided|removed|captured|absorbed"
    r"|\(?(?:carbon )?budget|limit|cap\b|eingespart|vermieden|kompensiert|évit|économis|sequestered|offset(?! by)|compensated|less than|fewer than|reduction|lower than|more than)\b"
    r"|^[\s,]*(?:per|/|for each|for every|a) (?:year|annum|person|capita|kwh|passenger|inference)",
    re.I,
)
_ELSEWHERE = re.compile(
    r"^(?:user|assistant|human|question|answer|q|a)\s?:|"
    r"\bscope [123]\b|per capita|household|\bcompan(?:y|ies)\b|\bfactor(?:y|ies)\b|\bvehicles?\b|\bsector\b"
    r"|\bcountr(?:y|ies)\b"
    r"|\bindustr|\bcorporate|\bannual|\bpower plants?\b|\bcement|\bairline|\bsteel\b|\bagricultur"
    r"|\bglobal(?:ly)? emi|\bworldwide",
    re.I,
)
_USE = re.compile(r"\binferenc|\bserving\b|\bdeploy|\bper (?:query|request|prompt|token)", re.I)


def sentence_claims(lines: Sequence[Line], block_titles: Sequence[str]) -> Iterator[Claim]:
    """The claims of the first `MOST_SENTENCES` sentences with figures; paragraphs wrapped over lines count as one."""
    looked_at = 0
    for number, text in paragraphs(lines):
        if not _DIGIT.search(text) or not _EMISSIONS.search(text):
            continue
        around = _around(text[:LONGEST_PARAGRAPH], number, block_titles[number])
        for sentence in sentences(text):
            if _DIGIT.search(sentence) and _EMISSIONS.search(sentence):
                looked_at += 1
                yield from _claims(sentence, around)
            if looked_at >= MOST_SENTENCES:
                return


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Line numbers and texts of paragraphs; items and headings stand for themselves, rows are left out."""
    parts: list[str] = []
    start = 0
    for number, line in enumerate([*lines, Line("", "blank")]):
        if parts and (line.kind != "plain" or len(parts) > 20):
            yield start, " ".join(parts)
            parts = []
        if line.kind in {"plain", "item", "title", "heading"}:
            start = start if parts else number
            parts.append(line.text)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return _SENTENCE_END.split(text)


def is_about_something_else(text: str, found: Found) -> bool:
    """Whether the words around a quantity make it an offset, a saving, a comparison or an everyday equivalence."""
    before, after = text[max(found.start - 120, 0) : found.start], text[found.end : found.end + 60]
    if any(pattern.search(before) for pattern in (_BEFORE_OTHER, _BEFORE_CLOSED_MODEL, _BEFORE_EVERYDAY)):
        return True
    if _AFTER_OTHER.match(after):
        return True
    return bool(_BEFORE_EQUIVALENT.search(before) and (not found.gas or _EQUIVALENCE.search(before + after)))


def is_elsewhere(title: str, text: str = "") -> bool:
    """Whether a title or text speaks of what the model is used for, or of emissions in the world at large."""
    if _ELSEWHERE.search(text):
        return True
    if _TRAINING.search(title):
        return False
    about_emissions = _TASK.search(title) and _DOMAIN.search(title)
    return _NO_SETTING.search(title) is not None or about_emissions is not None


class _Around(NamedTuple):
    """What surrounds a sentence: its line's number, its block's title, and what its paragraph is about."""

    line: int
    title: str
    is_about_training: bool
    is_about_family: bool


def _around(paragraph: str, line: int, title: str) -> _Around:
    training = _TRAINING.search(title) or _SETTING.search(title) or _TRAINING.search(paragraph)
    return _Around(line, title, training is not None, _FAMILY.search(f"{title} {paragraph}") is not None)


def _claims(sentence: str, around: _Around) -> Iterator[Claim]:
    if is_elsewhere(around.title):
        return
    for found in find_quantities(sentence, lone_capitals=sentence.isupper()):
        if _ELSEWHERE.search(sentence[: found.end + 25]):
            return
        named = found.gas or _EMITTED.search(sentence[: found.start])
        if named and not is_about_something_else(sentence, found):
            rank = _rank(sentence, found, around)
            if rank:
                unit, family = found.quantity.unit_written, around.is_about_family
                yield Claim(found.quantity, rank, around.line, sentence, around.title, unit, family=family)


def _rank(sentence: str, found: Found, around: _Around) -> int:
    if _is_result(sentence, found):
        return FORMULA
    if _USE.search(sentence) and not re.search(r"train|tun(?:ed|ing)", sentence, re.I):
        return 0
    if not around.is_about_training:
        return 0
    before, after = sentence[: found.start], sentence[found.end : found.end + 60]
    if _OF_OTHER_WORK.search(before):
        return 0
    if _ONE_RUN.search(sentence[found.start : found.end + 60]) or _OF_ONE_RUN.search(before):
        return PART
    if _OF_THE_BASE.search(before):
        return PART
    return SENTENCE_TOTAL if _TOTAL.search(before) or _TOTAL_AFTER.search(after) else SENTENCE


def _is_result(sentence: str, found: Found) -> bool:
    """Whether the quantity is what a formula comes to: `… = 6.8 kgCO2.`"""
    return found.gas and bool(re.search(r"=\s*[~≈]?\s*$", sentence[: found.start]))

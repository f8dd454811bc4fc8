"""Emissions in running text: sentences that say what this model's training emitted, and those that only seem to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from carbon.card.bare_statements import is_bare_statement
from carbon.card.basis import without_market_based
from carbon.card.body import Line
from carbon.card.claims import EACH_RUN, FOREIGN, FORMULA, PART, SENTENCE, SENTENCE_OWN, SENTENCE_TOTAL, Claim
from carbon.card.elsewhere import TRAINING, is_about_something_else, is_elsewhere, is_factor, is_of_other_work
from carbon.card.labels import is_of_other_amounts, split_label
from carbon.card.lines import is_under_example
from carbon.card.owners import is_label_of_another, is_of_another, is_own_behind
from carbon.card.siblings import sibling_names
from carbon.card.values import is_still_to_come
from carbon.units import Found, find_quantities

#: Of more sentences and of a longer paragraph no more is read.
MOST_SENTENCES, LONGEST_PARAGRAPH = 50, 3000
#: So many characters before and behind a figure tell what it is about.
NEAR = 300
#: So many items above and below one are looked at.
LONGEST_LIST = 20

_DIGIT = re.compile(r"\d")
#: The answer to a question stays with it: `How much was emitted? About 3 kg.`
_SENTENCE_END = re.compile(
    r"(?:(?<=[.!])|(?<=\?)(?!\s+(?:(?i:about|around|approximately|roughly|circa|ca\.) )?[~≈]?\d))"
    r"(?<! al\.)(?<!e\.g\.)(?<!i\.e\.)(?<!approx\.)[)\"”]?\s+(?=[A-ZÀ-Ü\"“(\[•0-9])"
)
_EMISSIONS = re.compile(
    r"emi[st]|co ?2|co<sub>|co\$|co₂|co_|co\^|co~|carbon|c02|footprint|émis|empreinte|huella|pegada|kohlendioxid"
    r"|排放|排出|碳|炭素|탄소|배출|выбр|углерод",
    re.I,
)
#: A mass without a gas counts only after one of these.
_EMITTED = re.compile(
    r"emi[st]|footprint|émis|empreinte|huella|pegada|co ?2|co<sub>|co\$|co₂|carbon (?:cost|impact|dioxide)|greenhouse"
    r"|排放|排出|碳|炭素|탄소|배출|выбр|углерод",
    re.I,
)
#: The gas behind its mass, as some languages put it: `3.2kg의 CO2`.
_GAS_BEHIND = re.compile(r"\s?[のの의]\s?(?:CO ?[2₂]|二酸化炭素|이산화탄소|탄소)", re.I)
_SETTING = re.compile(
    r"environment|carbon|co2|footprint|emission|sustainab|energy|climate impact|green|\beco"
    r"|環境|环境|碳|炭素|排出|환경|탄소",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:total|overall|in all|altogether|entire|so far|cumulative|combined|insgesamt|au total|gesamt)", re.I
)
#: How a sentence begins that goes on with what the one before is about.
_SAME_SUBJECT = re.compile(
    r"\W*(?:this|these|that|it|its|we|our|total|overall|in total|in all|altogether|estimated|emissions?|carbon"
    r"|co ?[2₂]|ghg|about|around|approx|roughly|an? (?:total|estimated)"
    r"|the (?:[\w-]+ ){0,3}(?:emissions?|footprint|carbon|co2\w*|impact|cost)|\d|≈|~|[^\x00-\x7f]|environmental|energy"
    r"|power|electricity|according|measured|using|with|based|assuming|at |as |so |thus|therefore|all )",
    re.I,
)
_OTHER_SUBJECT = re.compile(
    r"\W*(?:in (?:19|20)\d\d,? )?(?:[\w'’-]+ ){1,5}(?:emit|produc|releas|caus|generat)(?:s|es|e|ed|ted|d|ting|ing)?\b",
    re.I,
)
#: The words of a chat are not the authors'.
_CHAT = re.compile(r"\W*(?:user|assistant|human|question|q|system|bot)\s?:", re.I)
#: The sum at the end of a list about a training.
_BARE_TOTAL = re.compile(r"\W*(?:(?:grand|estimated) )?(?:total|sum|overall)\s*[:=]", re.I)
_TOTAL_AFTER = re.compile(
    r"^[^\w;.]*(?:in total|overall|altogether|in all|insgesamt|au total|en total|in totale|no total)\b", re.I
)
#: Before a quantity in the same clause: what follows is about a single run, or about each of an unknown number.
_OF_ONE_RUN = re.compile(r"\b(?:one|a single) (?:[\w-]+ )?(?:run|epoch|fold|trial)\b[^.;]{0,60}$", re.I)
_OF_EACH = re.compile(
    r"\b(?:each|every|per)[\s-](?:[\w-]+ ){0,2}(?:epoch|step|iteration|batch)\b[^.;,]{0,60}$"
    r"|\b(?:each|every|per)[\s-](?:[\w-]+ ){0,2}(?:hour|minute|second|day|month|year)\b[^.;,]{0,60}$"
    r"|\b(?:one|an?) (?:[\w-]+ )?(?:hour|minute|day) [^.;]{0,40}"
    r"\b(?:emits|corresponds|produces|costs|causes)\b[^.;]{0,20}$",
    re.I,
)
_OF_EACH_RUN = re.compile(
    r"\b(?:each|every|per)[\s-](?:[\w-]+ ){0,3}(?:runs?|folds?|trials?|seeds?)\b[^.;,]{0,60}$", re.I
)
_EACH_AFTER = re.compile(
    r"[^.;,]{0,40}?\b(?:per|each|every)\b (?:[\w-]+ ){0,3}(?:run|epoch|fold|trial|experiment)\b", re.I
)
#: What others said: a sentence in quotes, or an example of the training data.
_QUOTED = re.compile(r"[\"“„«](?=(?:[^\"“”„«»\s]+\s+){3})[^\"“”„«»]{0,300}$")
_EXAMPLE = re.compile(r"\b(?:sentences?|examples?|texts?|statements?|phrases?|claims?)[ ,]+(?:like|such as|as)\b", re.I)
_OF_THIS = re.compile(
    r"\bthis (?:model|version|checkpoint|release|adapter|run)\b[^.;,]{0,60}$|\(ours\)[^.;,\d]{0,20}$"
    r"|\bour (?:own )?(?:fine-?tuning|training|adapter|run|version|model)\b[^.;,\d]{0,60}$",
    re.I,
)
_FAMILY = re.compile(
    r"\bin aggregate\b|\ball (?:\d+|two|three|four|five|six|seven|eight|nine|ten|of the|the|our)\b.{0,40}\bmodels\b"
    r"|\bcumulative (?!of\b)|\b(?:model family|family of|suite of|all models|across (?:all|the) \w* ?models)\b",
    re.I,
)
_USE = re.compile(
    r"\binf[eé]renc|\bserving\b|\bhosting\b|\bdemo\b|\brunning (?:the|this|our) model\b"
    r"|\b(?:days?|weeks?|months?|years?) of (?:use|usage|operation|service)\b|\blifetime\b|推理|推論|추론"
    r"|\b(?:pro|par|por|per|chaque|une|eine|jede|cada|una|ogni|uma) (?:anfrage|requ[eê]te|consulta|richiesta"
    r"|pergunta)\b|\bdeploy|\bper (?:query|request|prompt|token)",
    re.I,
)


#: A label is shorter than this (letters), or it is a sentence.
LONGEST_LABEL = 60


def sentence_claims(lines: Sequence[Line], block_titles: Sequence[str], model_id: str | None = None) -> Iterator[Claim]:
    """The claims of the first `MOST_SENTENCES` sentences with figures; paragraphs wrapped over lines count as one."""
    looked_at = 0
    listed_at, is_of_training = -2, False
    for number, text in paragraphs(lines):
        if (
            not _DIGIT.search(text)
            or not _EMISSIONS.search(text)
            or _CHAT.match(text)
            or is_under_example(lines, number)
        ):
            continue
        around = _around(text[:LONGEST_PARAGRAPH], number, block_titles[number], model_id)
        # What a list begins to speak of, its next item goes on with: `GPU: 2 kg`, `Total: 3 kg`.
        if lines[number].kind == "item":
            goes_on = listed_at == number - 1 and is_of_training
            goes_on = goes_on or (_BARE_TOTAL.match(text) is not None and _is_list_of_training(lines, number))
            around = around._replace(is_about_training=around.is_about_training or goes_on)
            listed_at, is_of_training = number, around.is_about_training
        preceding = ""
        for sentence in sentences(text):
            if _DIGIT.search(sentence) and _EMISSIONS.search(sentence):
                looked_at += 1
                yield from _claims(sentence, around._replace(preceding=preceding))
            preceding = f"{preceding} {sentence}"[-LONGEST_PARAGRAPH:]
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


def _is_list_of_training(lines: Sequence[Line], number: int) -> bool:
    """Whether an item of the list that the line stands in speaks of a training."""
    near = range(max(number - LONGEST_LIST, 0), min(number + LONGEST_LIST, len(lines)))
    start = next((place for place in reversed(range(near.start, number)) if lines[place].kind != "item"), near.start)
    end = next((place for place in range(number, near.stop) if lines[place].kind != "item"), near.stop)
    return any(TRAINING.search(line.text) for line in lines[start:end] if line.kind == "item")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return _SENTENCE_END.split(text)


class _Around(NamedTuple):
    """What surrounds a sentence: its line's number, its block's title, what its paragraph is about, and whose card.

    `preceding`: what the paragraph says before the sentence; `untitled`: the title tells nothing of what it is about.
    """

    line: int
    title: str
    is_about_training: bool
    is_about_family: bool
    is_about_another: bool
    model_id: str | None
    preceding: str = ""
    untitled: bool = False


def _around(paragraph: str, line: int, title: str, model_id: str | None) -> _Around:
    titled = TRAINING.search(title) or _SETTING.search(title)
    training = titled or TRAINING.search(paragraph)
    family = _FAMILY.search(f"{title} {paragraph}") is not None
    another = is_label_of_another(title, model_id)
    return _Around(line, title, training is not None, family, another, model_id, untitled=titled is None)


def _claims(sentence: str, around: _Around) -> Iterator[Claim]:
    label = split_label(sentence)
    label = label if label and len(label[0]) <= LONGEST_LABEL else None
    if is_elsewhere(around.title) or (label and (is_of_other_amounts(label[0]) or is_still_to_come(label[1]))):
        return
    stated = without_market_based(sentence, find_quantities(sentence, lone_capitals=sentence.isupper()))
    members = sibling_names(sentence, stated, around.model_id)
    for found, member in zip(stated, members, strict=True):
        if is_elsewhere("", sentence[max(found.end - 2 * NEAR, 0) : found.end + 25]):
            return
        named = found.gas or _EMITTED.search(sentence[: found.start].rpartition(";")[2])
        listed = member is not None and any(one.gas for one in stated)
        named = named or listed or _GAS_BEHIND.match(sentence, found.end)
        own_words = sentence[: found.start].removeprefix(around.title)
        if named and not is_about_something_else(sentence, found) and not is_factor(own_words, sentence, found):
            rank = _rank(sentence, found, around)
            if rank is not None:
                unit, family = found.quantity.unit_written, around.is_about_family
                yield Claim(
                    found.quantity, rank, around.line, sentence, around.title, unit, family=family, member=member
                )


def _rank(sentence: str, found: Found, around: _Around) -> int | None:
    if around.is_about_another or is_of_another(sentence, found.start, found.end, around.model_id):
        return FOREIGN
    if _is_result(sentence, found):
        return FORMULA
    before, after = sentence[: found.start], sentence[found.end : found.end + 60]
    clause = before[-NEAR:].rpartition(";")[2] + sentence[found.start : found.end + NEAR].partition(";")[0]
    if _is_use(clause) or is_of_other_work(before[-NEAR:]):
        return None
    about = around.is_about_training and (not around.untitled or _speaks_of_it(sentence))
    if not (about or is_bare_statement(sentence, found, around.title, around.preceding)):
        return None
    if any(pattern.search(before) for pattern in (_OF_EACH, _QUOTED, _EXAMPLE)):
        return None
    return _rank_of_own(before, after)


@lru_cache(maxsize=4096)
def _is_use(clause: str) -> bool:
    return _USE.search(clause) is not None and not re.search(r"train|tun(?:ed|ing)", clause, re.I)


def _speaks_of_it(sentence: str) -> bool:
    """Whether a sentence beside one on a training is about it too, and does not begin with another subject."""
    if TRAINING.search(sentence) or _SAME_SUBJECT.match(sentence):
        return True
    return _OTHER_SUBJECT.match(sentence) is None


def _rank_of_own(before: str, after: str) -> int:
    if _OF_EACH_RUN.search(before) or _EACH_AFTER.match(after):
        return EACH_RUN
    if _OF_ONE_RUN.search(before):
        return PART
    if _TOTAL.search(before) or _TOTAL_AFTER.search(after):
        return SENTENCE_TOTAL
    return SENTENCE_OWN if _OF_THIS.search(before) or is_own_behind(after, 0) else SENTENCE


def _is_result(sentence: str, found: Found) -> bool:
    """Whether the quantity is what a formula comes to: `… = 6.8 kgCO2.`"""
    return found.gas and bool(re.search(r"=\s*[~≈]?\s*$", sentence[: found.start]))

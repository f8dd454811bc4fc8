"""Whose emissions a figure is: this model's, or those of its base, of another model or of a publication. Ranks none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from carbon.card.model_names import is_named_behind, named_before
from carbon.card.tool_names import tool_named

#: What the model that this one was made from is called.
_BASES = "base|original|parent|teacher|foundation|underlying|upstream|source|backbone|starting"
#: What the authors themselves did, or what the card is about: such words outrank all others.
_OWN = (
    r"\bwe (?:(?:have|then|also|only|further|additionally|subsequently|first|just|did) )*(?:pre-?)?"
    r"(?:fine-?tun|train|adapt|distil|merg|quanti[sz]|prun|emit|us(?:e|ing)\b|r[au]n\b|perform|track|measur|spen[dt]"
    r"|consum|record|continu|releas|generat|produc|caus|built|created)"
    r"|\bours\b"
    rf"|\bour\b(?! (?:{_BASES}|baseline)\b)|\bmy\b"
    r"|\bthis (?:model|adapter|q?lora|checkpoint|version|release|run|work|project|training|repo\w*|fine-?tun\w*"
    r"|merge|student|one)\b"
    r"|\bthe (?:resulting|present|fine-?tuned|adapted|distilled) model|\bstudent\b"
    r"|(?<!\ba )(?<!\bany )\bfine-?tun(?:ing|e[ds]?)\b|\bdistill?(?:ing|ation|ed)\b|\bcontinued pre-?training"
    r"|\bq?lora (?:training|adapter|run|fine)"
)
_MODEL = r"(?:models?|checkpoints?|llms?|networks?|weights|transformers?)\b"
#: The model that this one was made from, or others beside it.
_OTHER = (
    r"\bnot (?:ours|by us|our own)\b"
    rf"|(?<![\w-])(?:{_BASES}) (?:[\w-]+ )?{_MODEL}"
    r"|\b(?:original|upstream) (?:pre-?)?training\b|(?<![\w-])(?:base|original)(?: (?:llm|model))?\s*[:=)]"
    r"|\bthe original (?=[A-Z])|\bteachers?\b|\bbaselines?\b|\bcompetitors?\b|\bpredecessors?\b"
    r"|\b(?:other|larger|largest|bigger|biggest|previous|earlier|existing|comparable|competing|state-of-the-art)"
    rf" (?:[\w-]+ ){{0,2}}{_MODEL}|\b(?:previous|earlier|older|last) (?:versions?|releases?|generations?)\b"
    rf"|\b(?:a|an|one|any|most|many|some|typical) (?:single |large |big ){{0,2}}(?:[\w-]+ ){{0,2}}{_MODEL}"
    r"(?=[^.;]{0,30}\b(?:can |may )?(?:emits?|produces?|releases?|generates?|causes?)\b)"
)
#: What is said by others, or only for comparison.
_CITED = (
    r"\b(?:for|in|by) (?:comparison|contrast)\b|\bunlike\b|\bcompar(?:e|ed|ing|able) (?:\w+ )?(?:to|with|against)\b"
    r"|\bas opposed to\b|\brelative to\b|\bet al\b"
    r"|\baccording to (?:the |an? )?(?:[\w-]+[ '’]s? ?){0,4}(?:papers?|card|authors?|study|article|literature)\b"
    r"|\b(?:stud(?:y|ies)|researchers|articles?|reviews?|surveys?|literature|papers?)"
    r" (?:found|finds?|shows?|showed|estimated?|estimates|reports?|reported|says?|said)\b"
)
#: Before what an own training starts from, and after what is only named to leave it out: neither owns the figure.
_MATERIAL = re.compile(
    r"\b(?:(?:start\w*|initiali[sz]\w+|derived|continu\w+) from|on top of|based upon|on|with)"
    r" (?:the |a |its |our )?$",
    re.I,
)
_WHOSE, _WHICH = re.compile(r",? whose\b", re.I), re.compile(r",? (?:whose|which|that|of which)\b", re.I)
_LEFT_OUT = re.compile(r"\W*(?:(?:is|was|are|were|has|not|been) )*(?:not\b|excluded|left out|aside|apart)", re.I)
#: What names the method of the figure and not its origin.
_METHOD = re.compile(r"\busing|estimat|follow|method|calculat|measur|\btool|comput|formula|tracker|as described", re.I)
_MENTION = re.compile(rf"(?P<own>{_OWN})|(?P<other>{_OTHER})|(?P<cited>{_CITED})", re.I)
#: What an own training is made from is none of another: `fine-tuned the base model`, `our run on top of the teacher`.
_GOVERNS = re.compile(r"\W*(?:(?!that\b|whose\b|where\b|than\b|unlike\b|compar)[\w'’/-]+[\s(\"]+){0,6}", re.I)
_AFTER = re.compile(
    r"(?:\s*\(|\s+(?:(?:emitted|co2\w*|were|was) ){0,2}(?=(?:of|for|by|from|during|in)\b))"
    r"(?:(?:of|for|by|from|during|in|the|an?|(?:pre-?)?training) ){0,5}",
    re.I,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,80}")
_CITATION_AFTER = re.compile(r"[^.;]{0,40}[(\[][^()\[\]]{0,60}\bet al\b[^()\[\]]{0,20}[)\]]", re.I)
#: A size that stands for a model, and not for tokens or samples.
_SIZE = re.compile(
    r"(?<![\w.-])(\d+(?:\.\d+)?)([bm])"
    r"(?=(?: [\w-]+)? (?:models?|versions?|variants?|checkpoints?)\b| (?:emit|produc)|:|['’]s|\s*$)",
    re.I,
)
_ID_SIZE = re.compile(r"(?<![a-z0-9.])(\d+(?:\.\d+)?)([bm])(?![a-z0-9])")
_BARE_BASE = re.compile(r"base\s*[:=)]", re.I)
_BASE_MODEL, _OUR = re.compile(rf"base (?:[\w-]+ )?{_MODEL}", re.I), re.compile(r"\bour $", re.I)
#: So much of a text before and after a figure is looked at.
_BEFORE, _BEHIND = 300, 80


def is_of_another(text: str, start: int, end: int, model_id: str | None = None) -> bool:
    """Whether the words around the figure at `start` to `end` make it another model's, or one cited from elsewhere.

    The nearest owner before the figure in its clause decides, unless one stands right behind it. Names of models count
    where `model_id` is known and shares nothing with them.
    """
    before = text[max(start - _BEFORE, 0) : start].rpartition(";")[2]
    behind = _owner_behind(text[end : end + _BEHIND], model_id)
    if behind is not None:
        return behind
    owner = _owner(before, model_id)
    cited = _CITATION_AFTER.match(text, end, end + 160)
    return bool(owner) or (owner is None and cited is not None and _METHOD.search(cited[0]) is None)


def is_label_of_another(label: str, model_id: str | None = None) -> bool:
    """Whether a label or heading is about another model: `Base model emissions`, `GPT-3 emissions`."""
    return bool(_owner(label, model_id))


def names_another(words: str) -> bool:
    """Whether `words` speak of the base or another model at all, be it beside own words: `1,000 (base) + 2 (ours)`."""
    return any(foreign for _, _, foreign in _mentions(words, None))


def is_own_behind(text: str, end: int) -> bool:
    """Whether own words stand right behind the figure that ends there: `2 kg for this adapter`."""
    return _owner_behind(text[end : end + _BEHIND], None) is False


def is_own(words: str) -> bool:
    """Whether `words` speak of what the authors did or of this very model."""
    found = _MENTION.search(words)
    return found is not None and found["own"] is not None


@lru_cache(maxsize=4096)
def _owner(before: str, model_id: str | None) -> bool | None:
    """Whether the last owner that `before` mentions is another one; None where it mentions none."""
    another: bool | None = None
    own_end = -1
    for start, end, foreign in sorted(_mentions(before, model_id)):
        if not foreign:
            another, own_end = False, end
        elif own_end < 0 or _WHOSE.match(before, end) or not _GOVERNS.fullmatch(before, own_end, start):
            another, own_end = True, -1
    return another


def _mentions(before: str, model_id: str | None) -> Iterator[tuple[int, int, bool]]:
    for match in _MENTION.finditer(before):
        # `base:` is this very model where its name says so.
        if _BARE_BASE.fullmatch(match[0]) and model_id and "base" in _bare(model_id):
            continue
        if model_id and _bare(model_id).endswith("base") and _is_our_base(before, match):
            continue
        if match["own"] or not _is_aside(match, before):
            yield match.start(), match.end(), match["own"] is None
    if not model_id:
        return
    named = list(named_before(before, model_id))
    yield from named
    for size in _SIZE.finditer(before) if _ID_SIZE.search(_bare(model_id)) else ():
        # A size within another model's name is that model's: `Foo 2 7B emitted`.
        if not any(start <= size.start() < end and foreign for start, end, foreign in named):
            yield size.start(), size.end(), _is_another_size(size, model_id)


def _is_our_base(text: str, match: re.Match[str]) -> bool:
    """Whether `our base model` is this very model, as its name says."""
    return _BASE_MODEL.fullmatch(match[0]) is not None and _OUR.search(text[: match.start()]) is not None


def _is_aside(match: re.Match[str], text: str) -> bool:
    """Whether what belongs to others is only named: as what was built on, as left out, or for the method."""
    if match["cited"]:
        near = text[max(match.start() - 60, 0) : match.end() + 30]
        return _METHOD.search(near) is not None or tool_named([near]) is not None
    if _LEFT_OUT.match(text, match.end()):
        return True
    return bool(_MATERIAL.search(text[: match.start()])) and not _WHICH.match(text, match.end())


def _owner_behind(behind: str, model_id: str | None) -> bool | None:
    aside = _IN_BRACKETS.match(behind)
    if aside is not None and is_own(aside[0]):
        return False
    lead = _AFTER.match(behind)
    near = _MENTION.match(behind, lead.end()) if lead else None
    if near is not None and (near["own"] or not _is_aside(near, behind)):
        return near["own"] is None
    return True if model_id and is_named_behind(behind, model_id) else None


def _is_another_size(size: re.Match[str], model_id: str) -> bool:
    sizes = {(float(number), unit) for number, unit in _ID_SIZE.findall(_bare(model_id))}
    return (float(size[1]), size[2].lower()) not in sizes


def _bare(model_id: str) -> str:
    return model_id.rsplit("/", 1)[-1].lower()

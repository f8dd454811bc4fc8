"""Names of models before and behind a figure, held against the name of the card's own model. Knows no emissions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carbon.card.hardware import devices_of
from carbon.card.places import place_resolvable
from carbon.card.tool_names import tool_named

#: Names like a model's: a letter or a word with a number, or many capitals. They only count with an id to hold against.
_NAME = (
    r"(?<![\w/.-])(?P<name>[A-Z][A-Za-z]{0,30}[ -]?v?\d[\w.]{0,30}(?:-\w[\w.]{0,30}){0,6}(?: \d[\w.]{0,9}[BMbm]\b)?"
    r"|(?=[A-Za-z]{0,20}[A-Z]{2})[A-Za-z]{2,40}(?:-\w[\w.]{0,30}){0,6})(?![\w/])"
)
_SIZE_WORD = r"base|large|small|tiny|medium|mini|nano|x{1,3}l|huge|giant|uncased|cased|chat|instruct"
#: Names that can be told in any case: a size, a version or a variant behind a hyphen, or a well-known family's stem.
_SHAPED = (
    rf"(?<![\w/.-])(?P<name>[a-z]{{2,20}}\d{{0,3}}(?:[-_][a-z0-9.]{{1,15}}){{0,5}}?[-_](?:{_SIZE_WORD}|v?\d[\w.]{{0,8}})"
    r"(?:[-_][a-z0-9.]{1,15}){0,4}"
    r"|(?:\w{0,8}bert\w{0,4}|gpt-?\w{1,4}|\w{0,4}t5|(?:code)?llama|mistral|mixtral|qwen|falcon|bloom|pythia|gemma"
    r"|electra|whisper|wav2vec2?|m?bart|vicuna|olmo|deepseek|starcoder)"
    r"(?: ?v?\d[\w.]{0,6})?(?: \d[\d.]{0,5}[bm]\b)?(?:[-_][\w.]{1,15}){0,5})(?![\w/-])"
)
_NO_NAME = re.compile(
    r"[A-Za-z]{1,3}|[A-Za-z]\d+|(?:q?lora|peft|rlhf|[gtc]pus?|ram|nvidia|cuda|slurm|co2\w*|c02\w*|ghg\w*|.?wh|mlco2|flops?|json|usa"
    r"|stage|phase|step|run|epoch|version|fold|seed|trial|experiment|table|figure|section|part|scope|round|task|day"
    r"|model|checkpoint|python|nodes?|total|emissions?|training|adamw?|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)(?:[ -]?v?\d.*)?|.*[gt]pus?|.*-(?:based|like|style|type|sized?)"
    r"|(?:fp|bf|int|nf|stage|phase)\d+|(?:pre|fine|co|re|low|multi|single|full|carbon|net|sub|in)[-_].*",
    re.I,
)
_EMITTED = r"(?:emit\w*|produc\w+|releas\w+|caus\w+|generat\w+|had a (?:carbon )?footprint)"
#: In their usual case: among capitals a name cannot be told.
_POSSESSED = r"(?:[Pp]re-?)?(?:[Tt]raining|[Ee]missions?|[Cc]arbon|[Ff]ootprint|CO2|co2)\b"
_OF_NAME = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?i:train(?:ing|ed)?|emissions?|footprint)(?i: of| for| from| the| an?| training| teacher| model)*"
        rf"\s+{_NAME}",
        rf"{_NAME}(?:'s|’s)?(?: models?)?(?: \([^()]{{0,40}}\))?,? {_POSSESSED}",
        rf"{_NAME}(?: models?)?(?: \([^()]{{0,40}}\))?,? (?i:(?:(?:which|that|has|had|itself|alone) )*{_EMITTED})",
        rf"(?i:compar\w+ (?:to|with)|unlike) (?i:the )?{_NAME}",
        r"(?i:train(?:ing|ed)?)(?i: of| for| the| an?| model)*\s+(?P<name>[A-Z][a-z]{2,})(?: \(\w+\))?"
        r" (?:emit|produc|releas|caus|generat|with)",
    )
)
#: What somebody's training or emissions are: of any owner but the authors' own things.
_OWN_THING = (
    r"(?:model|adapter|checkpoint|network|system|encoder|decoder|classifier|detector|student|version|release|run"
    r"|experiment|project|job|work|it|that|this|today|library|tool|family|series|suite)"
)
_OF_SHAPED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"train(?:ing|ed)?(?: of| for| the| an?| model)*\s+{_SHAPED}",
        rf"(?:emissions?|footprint) (?:of|for|from) (?:the |training )*{_SHAPED}",
        rf"{_SHAPED}(?:'s|’s)?(?: models?)?,? (?:pre-?)?(?:training|emissions?|footprint)\b",
        rf"{_SHAPED}(?: models?)?,? (?:(?:which|that|has|had|itself|alone) )*{_EMITTED}",
        rf"(?:compar\w+ (?:to|with)|unlike) (?:the )?{_SHAPED}",
        rf"(?<![\w-])(?!{_OWN_THING}['’])(?P<name>[a-z][\w.-]{{2,30}})['’]s (?:(?:own|total|overall|estimated) )*"
        r"(?:(?:pre-?)?training|emissions?|(?:carbon )?footprint|carbon emissions?)\b"
        r"(?! (?:cluster|infra\w*|data\w*|sets?|code|scripts?|recipe|framework|library|tools?|calculator|dashboard"
        r"|reports?|tracker|run))",
    )
)
_AFTER_NAME = re.compile(
    rf"(?:\W*\(|[^.;,()]{{0,12}}\b(?:for|of|by)\b)(?i: ?(?:the|of|for|(?:pre-?)?training))*\s*{_NAME}"
)
#: Before a name of data, tools or places.
_PLACED = re.compile(r"\b(?:on|with|using|in|at|via|over|by) (?:the )?$", re.I)
#: Parts of names that many families share.
_SHARED = frozenset({*_SIZE_WORD.split("|"), "xl", "xxl", "model", "the"})


def named_before(text: str, model_id: str) -> Iterator[tuple[int, int, bool]]:
    """Where `text` names the owner of an emission, and whether that is another model than `model_id`."""
    for pattern in () if text.isupper() else _OF_NAME:
        for match in pattern.finditer(text):
            if not _PLACED.search(text[: match.start("name")]) and is_another_name(match["name"], model_id):
                yield match.start("name"), match.end("name"), True
    for pattern in _OF_SHAPED:
        for match in pattern.finditer(text):
            if not _PLACED.search(text[: match.start("name")]) and _is_name(match["name"]):
                yield match.start("name"), match.end("name"), is_another_name(match["name"], model_id)


def is_named_behind(text: str, model_id: str) -> bool:
    """Whether another model's name stands right behind a figure: `5 kg (Foo-7B)`."""
    named = None if text.isupper() else _AFTER_NAME.match(text)
    return named is not None and is_another_name(named["name"], model_id)


def is_another_name(name: str, model_id: str) -> bool:
    """Whether `name` is a model's and shares no telling word with `model_id`."""
    if not _is_name(name):
        return False
    squashed = re.sub(r"[^a-z0-9]", "", model_id.lower())
    words = [word for word in re.findall(r"[a-z]+|[a-z]\d+", name.lower()) if len(word) > 1]
    telling = [word for word in words if word not in _SHARED] or words
    return not any(word in squashed for word in telling)


def _is_name(name: str) -> bool:
    return not (_NO_NAME.fullmatch(name) or devices_of(name) or tool_named([name]) or place_resolvable(name))

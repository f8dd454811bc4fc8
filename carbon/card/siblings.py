"""Which member of a family each figure of a passage is about: `Foo-small emitted 1.1 kg, Foo-large 17 kg`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from carbon.card.claims import FOREIGN, OWN, PLAIN, SENTENCE, TOTAL, Claim
from carbon.card.family import meant_by
from carbon.units import Found

_VARIANT = r"(?:\d+(?:\.\d+)?[bm]|tiny|mini|nano|small|base|medium|large|huge|giant|x{1,3}[sl]|[sml])(?![\w-])"
_MODEL = r"(?:models?|versions?|variants?|checkpoints?|ones?)\b"
#: A member by its size alone: what follows must show that no batch and no tokens are meant.
_ALONE = (
    rf"(?<![\w.-])(?P<size>{_VARIANT})"
    rf"(?=\s+{_MODEL}|\s*[:=]|\s*\(|\s*[~≈]?\s*$|,?\s+(?:(?:which|that|has|had) )*(?:emit|produc|caus|releas|generat)"
    r"|,?\s+(?:we|it|is|was|took|required|needed|used)\b)"
)
#: A whole name in one word; its parts are held against the model's id.
_WHOLE = r"(?<![\w./-])(?P<whole>(?!(?:pre|fine|co|re|post)[-_])[a-z][\w.]{0,30}(?:[-_][\w.]{1,20}){1,6})(?![\w/-])"
_CALLED = r"\bthe (?P<called>[a-z]{3,20}) (?:model|version|variant|checkpoint)\b"
_BEFORE = re.compile(rf"{_WHOLE}|{_ALONE}|{_CALLED}", re.I)
#: Right behind its figure: `1.1 kg (small)`, `1.1 kg for the base and …`.
_BEHIND = re.compile(
    r"\s*(?:[(\[]\s*(?:for )?|,?\s*(?:for|of|by|with|in) |\s(?=\w+\s*[,;)]))(?:(?:the|our|training|its) ){0,3}"
    rf"(?P<name>[a-z][\w.]{{0,30}}(?:[-_][\w.]{{1,20}}){{1,6}}(?![\w-])|{_VARIANT})"
    rf"(?=\s+{_MODEL}|\s*[)\],;.]|\s+(?:and|while|but)\b|\s*$)",
    re.I,
)
_STEM = re.compile(r"(?<![\w-])(?P<stem>[a-z]{2,30})[ -]?(?:v?\d+(?:\.\d+)?)? $", re.I)
#: So much before a figure may name its member.
NEAR = 120


def sibling_names(text: str, stated: Sequence[Found], model_id: str | None) -> list[str | None]:
    """For every figure of `text` the member of a family that it is about by the words beside it; None for no member."""
    stems = _stems(model_id.rsplit("/", 1)[-1]) if model_id else frozenset()
    names: list[str | None] = []
    begin = 0
    for found in stated:
        behind = _BEHIND.match(text, found.end, found.end + NEAR)
        own = behind["name"] if behind and _is_member(behind["name"], stems) else None
        names.append(own or _last_before(text[max(begin, found.start - NEAR) : found.start], stems))
        begin = behind.end() if behind and own else found.end
    return names


def settled(claims: Sequence[Claim], model_id: str | None) -> list[Claim]:
    """The claims without those of other members, where one member means `model_id` by its name; else all of them."""
    names = list(dict.fromkeys(claim.member.lower() for claim in claims if claim.member))
    meant = meant_by(names, model_id) if len(names) > 1 else None
    if meant is None:
        return list(claims)
    return [_own(claim, names) for claim in claims if claim.member is None or claim.member.lower() == names[meant]]


def _own(claim: Claim, names: Sequence[str]) -> Claim:
    """The claim of the meant member: beside `base` it is none of a base model, in a list it outranks the sum."""
    if claim.member is None:
        return claim
    if claim.rank == FOREIGN and any("base" in name for name in names):
        return replace(claim, rank=SENTENCE)
    return replace(claim, rank=OWN) if claim.rank in {PLAIN, TOTAL} else claim


def _last_before(words: str, stems: frozenset[str]) -> str | None:
    return next((name for name in reversed(list(_members(words, stems))) if _is_member(name, stems)), None)


def _members(words: str, stems: frozenset[str]) -> Iterator[str]:
    for match in _BEFORE.finditer(words):
        # `Foo 2 7B`: the version before the size tells it from `Foo 3 7B`.
        stem = _STEM.search(words, 0, match.start()) if match["size"] else None
        lead = stem[0] if stem and stem["stem"].lower() in stems else ""
        yield lead + (match["whole"] or match["size"] or match["called"])


def _is_member(name: str, stems: frozenset[str]) -> bool:
    """A whole name shares a word with the model's; a size or a variant stands for itself."""
    return re.search(r"[-_ ]", name) is None or bool(stems & _stems(name))


def _stems(name: str) -> frozenset[str]:
    """The words of a name that sizes are not."""
    return frozenset(word for word in re.findall(r"[a-z]{2,}", name.lower()) if not re.fullmatch(_VARIANT, word))

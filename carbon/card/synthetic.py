"""Whether a card is course work about carbon accounting instead of a trained model. Precise rather than complete."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from carbon.card.files import has_weights

#: Of a longer card only this much is searched.
LONGEST_TEXT = 20_000

#: Words in the name or title of such cards; many honest models have them too, so they need the absence of all else.
_SUBJECT = re.compile(r"(?<![a-z])(?:carbon|co2|emissions?|audit\w*|ga8|tds|green[-_ ]?ai)(?![a-z])", re.I)
#: What only such course work says.
_PLAIN = re.compile(
    r"\bga8\b|(?<![a-z])tds[-_ ](?:ga|carbon|assignment|project|course)"
    r"|carbon[- ]accounting (?:audit|assignment|exercise)"
    r"|\b(?:dummy|mock|fictional|hypothetical) (?:public )?(?:model )?repository\b",
    re.I,
)
#: Words of an exercise that mean one only where its subject stands beside them: a role or a cluster is assigned too.
_EXERCISE = re.compile(
    r"\b(?:graded|university|college|school|class|course|student|audit|accounting|footprint|reporting) "
    r"(?:[\w-]+ ){0,2}(?:assignment|exercise|homework)\b|\bcoursework\b"
    r"|\b(?:dummy|mock|fictional|simulated|hypothetical) (?:public )?(?:model\b|training (?:run|job)\b)",
    re.I,
)
_EXERCISE_NAME = re.compile(r"(?<![a-z])(?:assignment|coursework|homework|exercise)(?![a-z])", re.I)
#: So many characters may lie between the two, within one sentence.
NEAR = 60
#: Of more such words no more are looked at.
MOST_FOUND = 50
_BESIDE = re.compile(
    r"carbon[- ](?:footprint|accounting|audit|emissions?|report\w*|impact|card)\b|\bco2\b|\bemissions?\b|\baudit\w*"
    r"|\bga8\b|\btds\b|\bgreen[- ]ai\b",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
#: A text that names the file of its weights, or loads them, is about a model.
_OF_WEIGHTS = re.compile(r"\w\.(?:safetensors|gguf|onnx|ckpt|pth?|bin|h5)\b|\bfrom_pretrained\b")
_TITLE = re.compile(r"^#{1,2} (.{1,200})$", re.M)


def synthetic_reason(
    model_id: str,
    *,
    files: Iterable[str] | None = None,
    library: str | None = None,
    task: str | None = None,
    body: str | None = None,
) -> str | None:
    """Why the card is course work, in words; None where it is not or where that cannot be told.

    Args:
        model_id: `owner/name`.
        files: names of the repository's files; None where they are not known, which then needs plainer words
        in the card.
        library: as the Hub or the card names it.
        task: the Hub's pipeline tag.
        body: the card's text, None where it is not known.
    """
    if library or task or (files is not None and has_weights(files)):
        return None
    name = model_id.rsplit("/", 1)[-1].replace("_", "-")
    text = (body or "")[:LONGEST_TEXT]
    if files is None and _OF_WEIGHTS.search(text):
        return None
    exercise = _exercise_in(name, text)
    if exercise:
        return f"no weights, library or task, and {exercise!r} in its name or text"
    if files is None:
        return None
    title = _TITLE.search(text)
    subject = _SUBJECT.search(name) or (_SUBJECT.search(title[1]) if title else None)
    return f"no weights, library or task, and {subject[0]!r} in its name or title" if subject else None


def _exercise_in(name: str, text: str) -> str | None:
    """The words of an exercise about emissions, as written."""
    plain = _PLAIN.search(name) or _PLAIN.search(text)
    if plain:
        return plain[0].strip()
    if _SUBJECT.search(name) and (named := _EXERCISE_NAME.search(name)):
        return named[0]
    found = islice(_EXERCISE.finditer(text), MOST_FOUND)
    return next((match[0].strip() for match in found if _has_subject_beside(text, match)), None)


def _has_subject_beside(text: str, match: re.Match[str]) -> bool:
    before = _SENTENCE_END.split(text[max(match.start() - NEAR, 0) : match.end()])[-1]
    after = _SENTENCE_END.split(text[match.end() : match.end() + NEAR])[0]
    return _SUBJECT.search(match[0]) is not None or _BESIDE.search(before + after) is not None

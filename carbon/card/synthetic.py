"""Whether a card is course work about carbon accounting instead of a trained model. Precise rather than complete."""

from __future__ import annotations

import re
from collections.abc import Iterable

from carbon.card.files import has_weights

#: Of a longer card only this much is searched.
LONGEST_TEXT = 20_000

#: Words in the name or title of such cards; many honest models have them too, so they need the absence of all else.
_SUBJECT = re.compile(r"(?<![a-z])(?:carbon|co2|emissions?|audit\w*|ga8|tds|green[-_ ]?ai)(?![a-z])", re.I)
#: Words that only an exercise uses.
_EXERCISE = re.compile(
    r"\bga8\b|(?<![a-z])tds[-_ ](?:ga|carbon|assignment|project|course)|carbon[- ]accounting audit"
    r"|\b(?:dummy|mock|fictional|simulated|hypothetical)"
    r" (?:public )?(?:model|training|repository)|\b(?:graded )?assignment\b|\bcoursework\b|\bcourse exercise\b"
    r"|(?:carbon|emissions?|green ai) audit\b",
    re.I,
)
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
    exercise = _EXERCISE.search(name) or _EXERCISE.search(text)
    if exercise:
        return f"no weights, library or task, and {exercise[0].strip()!r} in its name or text"
    if files is None:
        return None
    title = _TITLE.search(text)
    subject = _SUBJECT.search(name) or (_SUBJECT.search(title[1]) if title else None)
    return f"no weights, library or task, and {subject[0]!r} in its name or title" if subject else None

"""Ids that are probably meant by a misspelt text: its words mended one by one, then looked for together."""

from __future__ import annotations

import re

from carbon.store.reader import Snapshot
from carbon.store.schema import MENDED_NAMES
from carbon.store.signatures import letters_of, pairs_of

#: Shorter words are like too many others, longer ones stand in no table; of more words the longest count.
SHORTEST, LONGEST, MOST_WORDS = 4, 24, 3
#: From this length on two edits are mended, below it one.
TWO_EDITS_FROM = 6
#: More names than there can be.
_ALL = 2**62
_WORD = re.compile(r"[a-z0-9]+")
_LETTER = re.compile(r"[a-z]")


def similar(snapshot: Snapshot, text: str, limit: int) -> list[dict[str, object]]:
    """Models whose names are like `text` (lower case), most downloaded first: `id`, `downloads`, `reports`.

    Looks among the well-known ones, and where none is meant, among all. Empty where no word of `text` is like another
    one, or where no name holds all mended words.
    """
    words = sorted(set(_WORD.findall(text)), key=lambda word: (-len(word), word))[:MOST_WORDS]
    mended = [_mended(snapshot, word) for word in words]
    if mended == words:
        return []
    first, second, third = [*mended, "", "", ""][:3]
    pairs = pairs_of(first) | pairs_of(second) | pairs_of(third)
    params = {"first": first, "second": second, "third": third, "pairs": pairs, "limit": limit}
    well_known = snapshot.rows("search_words", {**params, "names": MENDED_NAMES})
    return well_known or snapshot.rows("search_words", {**params, "names": _ALL})


def _mended(snapshot: Snapshot, word: str) -> str:
    if not SHORTEST <= len(word) <= LONGEST or not _LETTER.search(word):
        return word
    edits = 2 if len(word) >= TWO_EDITS_FROM else 1
    rows = snapshot.rows("words_like", {"word": word, "letters": letters_of(word), "edits": edits})
    return next((str(row["word"]) for row in rows if int(str(row["edits"])) <= edits), word)

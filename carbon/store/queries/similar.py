"""Ids that are probably meant by a misspelt text: its words mended one by one, then looked for together."""

from __future__ import annotations

import re

from carbon.store.reader import Snapshot
from carbon.store.schema import MENDED_NAMES
from carbon.store.signatures import letters_of

#: Shorter words are like too many others, longer ones stand in no table; of more words the longest count.
SHORTEST, LONGEST, MOST_WORDS = 4, 24, 3
#: From this length on two edits are mended, below it one.
TWO_EDITS_FROM = 6
_WORD = re.compile(r"[a-z0-9]+")
_LETTER = re.compile(r"[a-z]")


def similar(snapshot: Snapshot, text: str, limit: int) -> list[dict[str, object]]:
    """Well-known models whose names are like `text` (lower case), most downloaded first: `id`, `downloads`, `reports`.

    Empty where no word of it is like another one, or where no name holds all mended words.
    """
    words = sorted(set(_WORD.findall(text)), key=lambda word: (-len(word), word))[:MOST_WORDS]
    mended = [_mended(snapshot, word) for word in words]
    if mended == words:
        return []
    first, second, third = [*mended, "", "", ""][:3]
    params = {"first": first, "second": second, "third": third, "names": MENDED_NAMES, "limit": limit}
    return snapshot.rows("search_words", params)


def _mended(snapshot: Snapshot, word: str) -> str:
    if not SHORTEST <= len(word) <= LONGEST or not _LETTER.search(word):
        return word
    edits = 2 if len(word) >= TWO_EDITS_FROM else 1
    rows = snapshot.rows("words_like", {"word": word, "letters": letters_of(word), "edits": edits})
    return next((str(row["word"]) for row in rows if int(str(row["edits"])) <= edits), word)

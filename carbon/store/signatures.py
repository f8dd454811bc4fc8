"""Which letters, and which pairs of neighbouring letters, a text holds: hashed to the bits of one number.

A text that contains another has all bits of its pairs, and texts that are few edits apart differ in few bits of their
letters, so that a search compares numbers first. Knows no database.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

#: Bits of a signature: those of a BIGINT without its sign.
BITS = 63
_SPREAD = 31


def letters_of(text: str) -> int:
    """The signature of the letters of one text."""
    bits = 0
    for letter in text.encode():
        bits |= 1 << (letter % BITS)
    return bits


def pairs_of(text: str) -> int:
    """The signature of the pairs of neighbouring letters of one text; 0 for a single letter."""
    letters = text.encode()
    bits = 0
    for left, right in pairwise(letters):
        bits |= 1 << ((left * _SPREAD + right) % BITS)
    return bits


def letters_of_all(texts: pa.Array) -> pa.Array:
    """`letters_of` every text of an Arrow array, none of them empty or missing."""
    letters, starts = _letters(texts)
    return pa.array(np.bitwise_or.reduceat(_bits(letters), starts))


def pairs_of_all(texts: pa.Array) -> pa.Array:
    """`pairs_of` every text of an Arrow array, none of them empty or missing."""
    letters, starts = _letters(texts)
    pairs = np.append(_bits(letters[:-1] * _SPREAD + letters[1:]), 0)
    # The pair of one text's last letter and the next text's first is none.
    pairs[starts[1:] - 1] = 0
    return pa.array(np.bitwise_or.reduceat(pairs, starts))


def _bits(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.left_shift(np.int64(1), numbers % BITS)
    return found


def _letters(texts: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The bytes of all texts together, and where each text begins."""
    joined = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    plain = joined.cast(pa.large_string())
    _, offsets, data = plain.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[plain.offset : plain.offset + len(plain) + 1]
    letters = np.frombuffer(data, dtype=np.uint8)[ends[0] : ends[-1]].astype(np.int64)
    return letters, ends[:-1] - ends[0]

"""Signatures of names: one by one and all at once they are the same, and they never hide a match."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.store.signatures import letters_of, letters_of_all, pairs_of, pairs_of_all

TEXTS = st.lists(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable()), min_size=1, max_size=20)


@pytest.mark.parametrize(("one", "all_"), [(letters_of, letters_of_all), (pairs_of, pairs_of_all)])
@given(TEXTS, st.integers(0, 5))
def test_one_by_one_and_all_at_once_are_the_same(one, all_, texts, cut) -> None:
    part = pa.array(texts)[min(cut, len(texts) - 1) :]
    assert all_(part).to_pylist() == [one(text) for text in part.to_pylist()]


@given(st.text(), st.text(min_size=1), st.text())
def test_a_text_has_all_bits_of_every_part_of_it(before: str, part: str, after: str) -> None:
    assert pairs_of(before + part + after) & pairs_of(part) == pairs_of(part)


@pytest.mark.parametrize(("typed", "meant"), [("distilbret", "distilbert"), ("lama", "llama"), ("gtp2", "gpt2")])
def test_one_edit_changes_at_most_two_bits_of_the_letters(typed: str, meant: str) -> None:
    assert (letters_of(typed) ^ letters_of(meant)).bit_count() <= 2

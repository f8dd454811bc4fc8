"""A few hundred of the generated cards: none raises, none reports what no grammar put there. Measures no time."""

import random

import pytest

from tests.fuzz_cards import Tally, try_card
from tests.fuzz_grammar import generate


@pytest.mark.parametrize("seed", ["first", "second", "third"])
def test_no_generated_card_raises_and_each_with_a_known_value_reads_as_it(seed):
    tally = Tally()

    for number in range(150):
        try_card(generate(random.Random(f"{seed}/{number}")), number, tally)

    assert (tally.failures, tally.wrong) == ([], [])
    assert tally.checked > 50
    assert len(tally.kinds) >= 6

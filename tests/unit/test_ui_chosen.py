"""The filters in words."""

from __future__ import annotations

from datetime import date

import pytest

from carbon.store.selection import Selection
from carbon.ui.chosen import in_words


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), ""),
        (Selection(domains=("NLP",), g_min=1000.0), "NLP · from 1 kg"),
        (Selection(month_from=date(2023, 3, 1), month_to=date(2023, 3, 1)), "created March 2023"),
        (Selection(month_from=date(2022, 3, 1), month_to=date(2023, 3, 1)), "created from March 2022 to March 2023"),
        (Selection(tasks=("a", "b"), owners=("x", "y", "z", "v", "w")), "a or b · x, y, z or 2 more"),
        (Selection(g_min=0.0, g_max=10.0), "from 0 g to 10 g"),
        (Selection(with_flagged=True, one_per_project=True), "with excluded reports · one model per project"),
    ],
)
def test_every_filter_that_is_set_is_named(selection: Selection, words: str) -> None:
    assert in_words(selection) == words

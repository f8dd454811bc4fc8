"""Filters as the API and the command line take them: all of a page's, and nothing that cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from carbon.answers.filters import MOST_NAMED, FilterError, selection_of
from carbon.store.queries.options import Options
from carbon.store.selection import EVERYTHING, Selection

FOUND = Options(
    months=(date(2022, 3, 1),),
    domains=("NLP", "Audio"),
    tasks=tuple(f"task-{number}" for number in range(40)),
    libraries=("transformers",),
    regimes=("fine-tuning", "not stated"),
    tools=("CodeCarbon",),
    owners=("ada",),
    excluding=(),
)


def test_no_filter_is_everything() -> None:
    assert selection_of({}, FOUND) == EVERYTHING


def test_every_filter_of_a_page_is_understood() -> None:
    query = {
        "domain": ["NLP", "Audio"], "task": ["task-1"], "library": ["transformers"], "regime": ["not stated"],
        "tool": ["CodeCarbon"], "org": ["ada"], "from": ["2021-01"], "to": ["2022-12"], "gmin": ["0.5"],
        "gmax": ["1e3"], "flagged": ["true"], "project": ["True"],
    }  # fmt: skip
    assert selection_of(query, FOUND) == Selection(
        month_from=date(2021, 1, 1), month_to=date(2022, 12, 1), domains=("NLP", "Audio"), tasks=("task-1",),
        libraries=("transformers",), regimes=("not stated",), tools=("CodeCarbon",), owners=("ada",), g_min=0.5,
        g_max=1000.0, with_flagged=True, one_per_project=True,
    )  # fmt: skip


def test_of_many_choices_those_spelt_alike_and_the_most_frequent_are_named_and_the_rest_is_counted() -> None:
    with pytest.raises(FilterError) as told:
        selection_of({"task": ["task-39x"]}, FOUND)
    message = str(told.value)
    assert message.startswith("task 'task-39x' is not among this snapshot's tasks. Did you mean task-39 or task-")
    assert " The most frequent are task-0, task-1, " in message
    assert message.endswith(f", task-{MOST_NAMED - 1}; there are {40 - MOST_NAMED} more.")


def test_where_nothing_is_spelt_alike_only_the_most_frequent_are_named() -> None:
    with pytest.raises(FilterError, match=r"this snapshot's tasks. The most frequent are task-0, "):
        selection_of({"task": ["?"]}, FOUND)


@pytest.mark.parametrize("key", ["flagged", "project"])
@pytest.mark.parametrize(
    ("word", "is_on"),
    [
        *((word, True) for word in ("1", "yes", "On", "TRUE")),
        *((word, False) for word in ("0", "No", "off", "False", "")),
    ],
)
def test_a_switch_takes_the_usual_words(key: str, word: str, is_on: bool) -> None:
    chosen = selection_of({key: [word]}, FOUND)
    assert (chosen.with_flagged if key == "flagged" else chosen.one_per_project) is is_on


def test_what_is_neither_on_nor_off_is_refused() -> None:
    with pytest.raises(FilterError, match="flagged 'maybe' is neither true nor false"):
        selection_of({"flagged": ["maybe"]}, FOUND)


@pytest.mark.parametrize("value", ["inf", "-0.1", "nan", "1 g", "1" * 400, ""])
def test_what_is_no_number_of_grams_is_refused_and_named_briefly(value: str) -> None:
    with pytest.raises(FilterError, match="is not a number of grams") as told:
        selection_of({"gmin": [value]}, FOUND)
    assert len(str(told.value)) < 140


@pytest.mark.parametrize("value", ["2022", "2022-3", "2022-00", "22-03", "2022-03-01", "٢٠٢٢-03"])
def test_what_is_no_month_is_refused(value: str) -> None:
    with pytest.raises(FilterError, match="write YYYY-MM"):
        selection_of({"from": [value]}, FOUND)

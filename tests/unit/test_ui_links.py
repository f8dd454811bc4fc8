"""What a link may ask for, and what is said where it asks for nonsense."""

from datetime import date

import pytest

from carbon.answers.filters import CHOICES
from carbon.store.queries.options import Options
from carbon.ui.links import problems_in, unknown_entry

ORGANISATION = next(choice for choice in CHOICES if choice.key == "org")
OPTIONS = Options(
    excluding=(),
    months=(date(2022, 3, 1), date(2022, 4, 1), date(2022, 5, 1)),
    domains=("NLP", "Audio"),
    tasks=("text-classification",),
    libraries=("transformers",),
    regimes=("fine-tuning", "not stated"),
    tools=("CodeCarbon",),
    owners=("someone",),
)


def test_a_link_that_names_what_there_is_has_no_problem() -> None:
    query = {
        "from": ["2022-03"],
        "to": ["2022-05"],
        "domain": ["NLP", "Audio"],
        "regime": ["not stated"],
        "gmin": ["0"],
        "gmax": ["1e3"],
        "flagged": ["true"],
        "project": ["false"],
    }
    assert problems_in(query, OPTIONS) == []


def test_upper_and_lower_case_are_the_same() -> None:
    assert problems_in({"org": ["SOMEONE"], "domain": ["nlp"]}, OPTIONS) == []


def test_what_a_reader_entered_is_told_as_such_with_what_is_spelt_like_it() -> None:
    told = unknown_entry(ORGANISATION, "somone", OPTIONS)
    assert told == (
        "Organisation “somone” is not among this snapshot's owners, so it was not added. Did you mean **someone**?"
    )
    assert "Did you mean" not in unknown_entry(ORGANISATION, "xyz", OPTIONS)


def test_a_cleared_filter_is_no_problem() -> None:
    assert problems_in({"domain": [""], "gmin": [""]}, OPTIONS) == []


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("domain", "Nix", "not among this snapshot's domains"),
        ("task", "NLP", "not among this snapshot's tasks"),
        ("org", "nobody", "not among this snapshot's owners"),
        ("from", "2022-13", "not a month of this snapshot, written YYYY-MM (2022-03 to 2022-05)"),
        ("to", "2022-03-01", "not a month of this snapshot, written YYYY-MM (2022-03 to 2022-05)"),
        ("gmin", "abc", "not a number of grams, 0 or more"),
        ("gmin", "-1", "not a number of grams, 0 or more"),
        ("gmax", "nan", "not a number of grams, 0 or more"),
        ("gmax", "inf", "not a number of grams, 0 or more"),
        ("flagged", "maybe", "neither true nor false"),
    ],
)
def test_nonsense_is_named_with_its_parameter_and_value(key: str, value: str, reason: str) -> None:
    (told,) = problems_in({key: [value]}, OPTIONS)
    assert f"**{key}**" in told
    assert value in told.replace("\\", "")
    assert reason in told


def test_only_the_wrong_one_of_two_values_is_named() -> None:
    (told,) = problems_in({"domain": ["NLP", "Nix"]}, OPTIONS)
    assert "Nix" in told
    assert "NLP" not in told


def test_an_impossible_span_is_told() -> None:
    (told,) = problems_in({"from": ["2022-05"], "to": ["2022-03"]}, OPTIONS)
    assert told == "The first month, 2022-05, is after the last, 2022-03: nothing fits both."


def test_an_impossible_range_of_grams_is_told() -> None:
    (told,) = problems_in({"gmin": ["10"], "gmax": ["9.5"]}, OPTIONS)
    assert told == "“Grams from” (10 g) is above “to” (9.5 g): nothing fits both."


def test_markup_in_a_link_is_shown_as_it_is_written_and_cut() -> None:
    (told,) = problems_in({"domain": ["[x](http://evil)" + "y" * 500]}, OPTIONS)
    assert r"\[x\]\(http\:" in told
    assert len(told) < 300

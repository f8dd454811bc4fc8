"""How many models change class, and how far."""

import pytest

from carbon.method.transitions import STATES, transitions, transitions_of


def test_changes_are_counted_by_both_letters():
    found = transitions([("A", "A"), ("A", "B"), ("C", "B"), ("E", "A"), ("B", None), (None, None), (None, "C")])

    assert found.matrix["A"] == {"A": 1, "B": 1, "C": 0, "D": 0, "E": 0, "not rated": 0}
    assert (found.matrix["B"]["not rated"], found.matrix["not rated"]["C"]) == (1, 1)
    assert (found.models, found.rated) == (7, 4)
    assert (found.same, found.better, found.worse, found.far) == (1, 2, 1, 1)


def test_counted_pairs_may_be_given():
    assert transitions_of({("A", "B"): 5, (None, "A"): 2}) == transitions([("A", "B")] * 5 + [(None, "A")] * 2)


def test_no_models_give_an_empty_matrix():
    nothing = transitions([])

    assert (nothing.models, nothing.rated) == (0, 0)
    assert list(nothing.matrix) == list(nothing.matrix["E"]) == list(STATES)


def test_what_is_no_class_is_refused():
    with pytest.raises(ValueError, match="'F' is no class"):
        transitions([("A", "F")])

"""Label v0 and the maker of references under all populations: the order of models does not matter, nothing is NaN."""

import json
import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.method.label_v0 import COMPONENTS, Population, efficiency, rate_all
from carbon.method.performance import Group, Result
from carbon.method.reference import parse_reference
from carbon.method.reference_build import Member, build
from carbon.method.transitions import transitions

amounts = st.none() | st.floats(0, 1e15)
odd = amounts | st.sampled_from([math.nan, math.inf, -1.0])
models = st.tuples(odd, amounts, amounts, odd, st.none() | st.floats(0, 1))
letters = st.sampled_from([*"ABCDE", None])


def population(rows: list[tuple]) -> Population:
    grams, size, dataset, downloads, performance = (
        np.array(column, dtype=np.float64) for column in (zip(*rows, strict=True) if rows else [[]] * 5)
    )
    return Population(grams, efficiency(size, grams), efficiency(dataset, grams), downloads, performance)


@given(st.lists(models, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_models_changes_no_letter_of_label_v0(rows, chance):
    order = list(range(len(rows)))
    chance.shuffle(order)
    before, after = rate_all(population(rows)), rate_all(population([rows[at] for at in order]))

    assert after.letters == [before.letters[at] for at in order]


@given(st.lists(models, max_size=20), st.booleans())
def test_every_population_is_rated_without_a_warning_and_ratings_are_0_to_4_or_missing(rows, same_scale):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rated = rate_all(population(rows), 0 if rows else None, same_scale=same_scale)

    for name in COMPONENTS:
        known = rated.ratings[name][~np.isnan(rated.ratings[name])]
        assert set(known.tolist()) <= {0, 1, 2, 3, 4}
    for letter, mean in zip(rated.letters, rated.means, strict=True):
        assert (letter is None) == math.isnan(mean)


@given(st.lists(models, min_size=1, max_size=20))
def test_less_emissions_never_worsen_the_emissions_rating_within_a_population(rows):
    rated = rate_all(population(rows))
    values, ratings = population(rows).values()["co2"], rated.ratings["co2"]
    pairs = sorted((value, rating) for value, rating in zip(values, ratings, strict=True) if not math.isnan(rating))

    assert [rating for _, rating in pairs] == sorted(rating for _, rating in pairs)


members = st.builds(
    Member,
    project=st.sampled_from(["a/1", "a/2", "a/3", "b/1"]),
    emissions_g=st.floats(1e-6, 1e12),
    regime=st.sampled_from(["fine-tuning", "pre-training", None]),
    modality=st.sampled_from(["nlp", "cv", None]),
    size_bytes=st.floats(1, 1e13),
    results=st.just(()) | st.builds(lambda value: (Result(Group("t", "d", "loss"), value),), st.floats(0, 9)),
)


@given(st.lists(members, min_size=3, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_a_population_changes_nothing_about_its_reference(some, chance):
    many = some * 40
    shuffled = list(many)
    chance.shuffle(shuffled)
    facts = {"version": "ref-test", "date": "2026-11-23"}

    first, second = (parse_reference(json.dumps(build(each, facts))) for each in (many, shuffled))

    assert first.categories.keys() == second.categories.keys()
    for name, category in first.categories.items():
        assert second.categories[name].percentiles_g == pytest.approx(category.percentiles_g, rel=1e-9)
    assert {group.n for group in first.groups.values()} == {group.n for group in second.groups.values()}


@given(st.lists(st.tuples(letters, letters)))
def test_every_model_is_in_one_cell_and_goes_one_way(pairs):
    found = transitions(pairs)

    assert found.models == len(pairs)
    assert found.same + found.better + found.worse == found.rated
    assert found.far <= found.better + found.worse

"""Label v1 under all inputs: more emissions or bytes never help, and nothing outside its inputs counts."""

import math
import warnings
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.method.classify import ReporterRow, classify
from carbon.method.domains import DOMAINS
from carbon.method.label import LETTERS, RatingInput, co2_percentile, rate
from carbon.method.label_many import rate_many
from carbon.method.performance import Group, Result
from carbon.method.reference import REFERENCE, PerformanceGroup

GROUP = Group("text-classification", "imdb", "accuracy")
LOSS = GROUP._replace(metric="loss")
EVEN = tuple(share / 100 for share in range(101))
WITH_GROUPS = replace(REFERENCE, groups={one: PerformanceGroup(one, 30, EVEN) for one in (GROUP, LOSS)})

grams = st.floats(1e-6, 1e12)
references = st.sampled_from([REFERENCE, WITH_GROUPS])
models = st.builds(
    RatingInput,
    emissions_g=grams,
    domain=st.sampled_from(DOMAINS),
    regime=st.sampled_from(["fine-tuning", "pre-training", None]),
    size_bytes=st.none() | st.floats(1, 1e15),
    results=st.just(()) | st.builds(lambda value: (Result(GROUP, value),), st.floats(-1, 1)),
    tool=st.sampled_from(["CodeCarbon", "AutoTrain", "ML CO2 Impact", None]),
    has_source=st.booleans(),
    has_hardware=st.booleans(),
    has_place=st.booleans(),
    flags=st.sampled_from([frozenset(), frozenset({"autotrain_low"}), frozenset({"implausible"})]),
)

NUMBERS = (
    *("score", "co2_score", "size_score", "performance_score"),
    *("likely_low_g", "likely_high_g", "completeness"),
)
odd = st.floats() | st.none() | st.sampled_from([*REFERENCE.categories["all"].percentiles_g, 5e-324, 1.7e308])
any_models = models | st.builds(RatingInput, emissions_g=odd, size_bytes=odd, flags=st.just(frozenset({"synthetic"})))
odd_models = any_models | st.builds(RatingInput, emissions_g=odd, size_bytes=odd, domain=st.just("NLP"))


def rank(letter: str | None) -> int:
    assert letter is not None
    return LETTERS.index(letter)


@given(models, st.floats(1, 1e6), references)
def test_more_grams_never_improve_the_letter(model, factor, reference):
    more = replace(model, emissions_g=model.emissions_g * factor)

    assert rank(rate(more, reference).letter) >= rank(rate(model, reference).letter)


@given(models, st.floats(1, 1e15), st.floats(1, 1e6), references)
def test_more_bytes_never_improve_the_letter(model, size, factor, reference):
    small, large = (replace(model, size_bytes=one) for one in (size, size * factor))

    assert rank(rate(large, reference).letter) >= rank(rate(small, reference).letter)


@given(models, st.floats(-1, 1), st.floats(-1, 1))
def test_a_better_performance_never_worsens_the_letter(model, one, other):
    for group in (GROUP, LOSS):
        worse, better = (replace(model, results=(Result(group, value),)) for value in sorted((one, other)))
        best, worst = (rank(rate(each, WITH_GROUPS).letter) for each in (better, worse))
        assert best <= worst if group is GROUP else worst <= best


@given(models)
def test_the_letter_is_within_one_class_of_the_emissions_alone(model):
    alone = replace(model, size_bytes=None, results=())

    assert abs(rank(rate(model).letter) - rank(rate(alone).letter)) <= 1


@given(models)
def test_the_range_holds_the_value_and_its_classes_hold_the_letter(model):
    label = rate(model)

    assert label.likely_low_g <= model.emissions_g <= label.likely_high_g
    assert rank(label.class_high) <= rank(label.letter) <= rank(label.class_low)


@given(models)
def test_scores_and_completeness_are_within_their_bounds(model):
    label = rate(model)

    scores = [label.score, label.co2_score, label.size_score, label.performance_score]
    assert all(score is None or 0 <= score <= 100 for score in scores)
    assert label.completeness is not None
    assert 0 < label.completeness <= 1
    assert label.confidence in {"high", "medium", "low"}


@given(st.sampled_from(sorted(REFERENCE.categories)), grams, st.floats(1, 1e6))
def test_percentiles_grow_with_the_emissions(category, value, factor):
    assert co2_percentile(category, value) <= co2_percentile(category, value * factor)


@given(st.floats(max_value=0, allow_nan=False) | st.sampled_from([math.nan, math.inf, -math.inf]) | st.none())
def test_without_a_value_above_zero_there_is_no_letter(value):
    label = rate(RatingInput(value))

    assert label.letter is None
    assert label.not_rated


@given(st.lists(odd_models, max_size=30), references)
def test_many_models_get_the_labels_that_each_gets_by_itself(some, reference):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        many = rate_many(some, reference)

    for place, model in enumerate(some):
        label = rate(model, reference)
        assert (many.letters[place], many.not_rated[place], many.category[place], many.confidence[place]) == (
            label.letter,
            label.not_rated,
            label.category,
            label.confidence,
        )
        assert (many.class_low[place], many.class_high[place]) == (label.class_low, label.class_high)
        for name in NUMBERS:
            one = getattr(label, name)
            assert getattr(many, name)[place] == (pytest.approx(math.nan, nan_ok=True) if one is None else one), name
    assert len(many.letters) == len(some)
    assert many.reference_version == reference.version


@given(st.none() | st.integers(0, 10**12), st.none() | st.integers(0, 10**6), grams)
def test_downloads_and_likes_change_nothing_about_the_label(downloads, likes, value):
    row = ReporterRow(id="me/model", card={"co2_eq_emissions": value}, task="fill-mask")

    plain, popular = classify(row), classify(replace(row, downloads=downloads, likes=likes))

    assert popular._replace(downloads=None, likes=None) == plain
    assert not {"downloads", "likes"} & {field.name for field in fields(RatingInput)}


@given(st.lists(models, max_size=5), models)
def test_other_models_change_nothing_about_the_label(others, model):
    before = rate(model)
    for other in others:
        rate(other)

    assert rate(model) == before

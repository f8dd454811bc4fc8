"""The A-E class of label v1 against its frozen reference."""

import json
import math
from collections import Counter
from dataclasses import replace

import pytest

from carbon.method.domains import DOMAINS
from carbon.method.label import (
    LETTERS,
    REFERENCE_VERSION,
    RatingInput,
    category_cuts_g,
    category_of,
    co2_percentile,
    rate,
    sigma,
)
from carbon.method.performance import Group, Result
from carbon.method.reference import REFERENCE, PerformanceGroup
from carbon.method.regime import training_regime
from tests.material import shared, table

TYPICAL = RatingInput(5.0, domain="NLP", regime="fine-tuning", size_bytes=737_766_370)
GROUP = Group("text-classification", "glue/sst2", "accuracy")
LOSS = GROUP._replace(metric="loss")
EVEN = tuple(share / 100 for share in range(101))
#: A reference with frozen scores: 0.90 is better than 90 % of its models.
WITH_GROUPS = replace(
    REFERENCE, groups={group: PerformanceGroup(group, 30, EVEN) for group in (GROUP, LOSS)}, version="ref-test"
)


def scored(value: float, group: Group = GROUP) -> tuple[Result, ...]:
    return (Result(group, value),)


def test_the_cuts_are_those_of_the_frozen_reference():
    assert category_cuts_g("all") == pytest.approx((0.265, 1.907, 6.217, 25.52), rel=2e-3)
    assert category_cuts_g("fine-tuning/nlp") == pytest.approx((0.327, 2.446, 8.666, 28.91), rel=2e-3)
    assert category_cuts_g("fine-tuning/cv") == pytest.approx((0.258, 0.846, 1.805, 3.473), rel=2e-3)


@pytest.mark.parametrize(
    ("domain", "regime", "category"),
    [
        ("NLP", "fine-tuning", "fine-tuning/nlp"),
        ("Computer Vision", "fine-tuning", "fine-tuning/cv"),
        ("Audio", "fine-tuning", "fine-tuning"),
        ("Not specified", "fine-tuning", "fine-tuning"),
        ("NLP", "pre-training", "all"),
        ("NLP", None, "all"),
        ("Not specified", None, "all"),
    ],
)
def test_the_narrowest_category_with_enough_models_counts(domain, regime, category):
    assert category_of(domain, regime) == category
    assert REFERENCE.categories[category].n >= 100


def test_a_median_model_is_in_the_middle():
    label = rate(RatingInput(4.710573976682259, domain="NLP", regime="fine-tuning", size_bytes=737766369.8561581))

    assert label.co2_score == pytest.approx(50)
    assert label.size_score == pytest.approx(50)
    assert label.score == pytest.approx(50)
    assert label.letter == "C"
    assert (label.category, label.category_n) == ("fine-tuning/nlp", 1126)
    assert label.reference_version == REFERENCE_VERSION == "ref-2023.04"


def test_scores_follow_the_percentiles_between_and_beyond_which_they_are_linear_and_flat():
    cuts = category_cuts_g("all")

    assert co2_percentile("all", cuts[0]) == pytest.approx(20)
    assert co2_percentile("all", math.sqrt(REFERENCE.categories["all"].percentiles_g[50] * 3.6702131303323164)) == (
        pytest.approx(50.5)
    )
    assert co2_percentile("all", 1e-9) == 0
    assert co2_percentile("all", 1e12) == 100


def test_half_the_median_size_scores_twenty_more_and_scores_stay_within_bounds():
    median = REFERENCE.categories["fine-tuning/nlp"].size_bytes_median

    assert rate(replace(TYPICAL, size_bytes=median / 2)).size_score == pytest.approx(70)
    assert rate(replace(TYPICAL, size_bytes=1)).size_score == 100
    assert rate(replace(TYPICAL, size_bytes=1e15)).size_score == 0


@pytest.mark.parametrize("size", [None, 0, 0.5, 5e-324, -1, math.nan, math.inf, 10**400])
def test_what_is_no_size_of_a_file_does_not_count(size):
    assert rate(replace(TYPICAL, size_bytes=size)).size_score is None
    assert rate(replace(TYPICAL, size_bytes=size)).letter == rate(replace(TYPICAL, size_bytes=None)).letter


def test_weights_are_renormalised_over_what_is_present():
    label = rate(replace(TYPICAL, size_bytes=1, results=scored(0.9)), WITH_GROUPS)

    assert dict(label.weights) == {"co2": 35, "size": 10, "performance": 20}
    assert label.score == pytest.approx((35 * label.co2_score + 10 * 100 + 20 * 90) / 65)
    assert label.completeness == 1
    assert rate(replace(TYPICAL, size_bytes=None)).score == rate(TYPICAL).co2_score
    assert rate(replace(TYPICAL, size_bytes=None)).completeness == pytest.approx(35 / 65)


def test_the_class_is_never_more_than_one_away_from_that_of_the_emissions():
    heavy = RatingInput(1e8, size_bytes=1, results=scored(1.0))
    light = replace(heavy, emissions_g=1e-6, size_bytes=1e15, results=scored(-1.0))

    assert rate(heavy, WITH_GROUPS).score == pytest.approx(100 * 30 / 65)
    assert rate(heavy, WITH_GROUPS).letter == "D"
    assert rate(light, WITH_GROUPS).letter == "B"


def test_performance_is_the_mean_rank_over_the_frozen_groups_that_a_model_has_a_score_in():
    other = Result(GROUP._replace(dataset="imdb"), 0.99)
    both = (*scored(0.9), *scored(0.2, LOSS), other)

    assert rate(replace(TYPICAL, results=both), WITH_GROUPS).performance_score == pytest.approx((90 + 80) / 2)
    assert rate(replace(TYPICAL, results=(other,)), WITH_GROUPS).performance_score is None


def test_performance_counts_only_where_the_reference_freezes_a_group_of_thirty():
    few = replace(WITH_GROUPS, groups={GROUP: PerformanceGroup(GROUP, 29, EVEN)})
    label = rate(replace(TYPICAL, results=scored(0.9)))

    assert (label.performance_score, label.reference_version) == (None, REFERENCE_VERSION)
    assert rate(replace(TYPICAL, results=scored(0.9)), few).performance_score is None
    assert rate(replace(TYPICAL, results=scored(0.9)), WITH_GROUPS).reference_version == "ref-test"


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        (RatingInput(None), "no emissions are reported as a single value"),
        (RatingInput(0.0), "the reported emissions are not above zero"),
        (RatingInput(-1.0), "the reported emissions are not above zero"),
        (RatingInput(float("nan")), "the reported emissions are not above zero"),
        (RatingInput(None, flags=frozenset({"declared_zero"})), "the card declares zero emissions"),
        (RatingInput(5.0, flags=frozenset({"synthetic"})), "the report looks like an exercise without a model"),
    ],
)
def test_without_a_valid_report_there_is_no_letter_but_a_reason(model, reason):
    label = rate(model)

    assert label.letter is None
    assert label.score is None
    assert label.not_rated == reason


@pytest.mark.parametrize(
    ("tool", "expected"),
    [
        ("CodeCarbon", 0.34),
        ("Cloud provider", 0.34),
        ("Paper", 0.34),
        ("AutoTrain", 0.5),
        ("ML CO2 Impact", 0.69),
        (None, 1.1),
    ],
)
def test_the_likely_range_depends_on_the_source(tool, expected):
    label = rate(replace(TYPICAL, tool=tool))

    assert sigma(tool) == expected
    assert label.likely_low_g == pytest.approx(5 * math.exp(-1.645 * expected))
    assert label.likely_high_g == pytest.approx(5 * math.exp(1.645 * expected))


def test_the_range_of_classes_is_that_of_the_likely_emissions():
    label = rate(replace(TYPICAL, tool=None))

    assert label.class_high == rate(replace(TYPICAL, emissions_g=label.likely_low_g)).letter == "B"
    assert label.class_low == rate(replace(TYPICAL, emissions_g=label.likely_high_g)).letter == "D"


def test_low_autotrain_values_may_be_far_too_low():
    low = RatingInput(0.05, tool="AutoTrain", flags=frozenset({"autotrain_low"}))
    label = rate(low)

    assert label.likely_high_g == pytest.approx(0.05 * math.exp(1.645 * 0.5) * 250)
    assert label.likely_low_g == pytest.approx(0.05 * math.exp(-1.645 * 0.5))
    assert (label.letter, label.class_high, label.class_low) == ("A", "A", "E")


@pytest.mark.parametrize(
    ("tool", "known", "confidence"),
    [
        ("CodeCarbon", 4, "high"),
        ("CodeCarbon", 3, "high"),
        ("CodeCarbon", 2, "medium"),
        ("CodeCarbon", 1, "low"),
        (None, 4, "medium"),
    ],
)
def test_confidence_needs_context_and_a_narrow_range(tool, known, confidence):
    facts = {"has_source": known >= 2, "has_hardware": known >= 3, "has_place": known >= 4}

    assert rate(replace(TYPICAL, tool=tool, **facts)).confidence == confidence


def test_a_range_over_many_classes_gives_low_confidence_whatever_is_known():
    known = RatingInput(
        0.05, regime="fine-tuning", tool="AutoTrain", has_source=True, has_hardware=True, has_place=True
    )

    assert rate(known).confidence == "high"
    assert rate(replace(known, flags=frozenset({"autotrain_low"}))).confidence == "low"


@pytest.mark.shared
def test_the_carried_reference_holds_the_published_figures():
    published = json.loads(shared("paper2023/label_reference_2023.04.json").read_text())

    assert dict(REFERENCE.weights) == published["weights"]
    assert list(REFERENCE.cuts) == published["cuts"]
    assert {
        name: {
            "n": category.n,
            "co2_g_percentiles_0_100": list(category.percentiles_g),
            "size_bytes_median": category.size_bytes_median,
        }
        for name, category in REFERENCE.categories.items()
    } == {name: {key: one[key] for key in one if key != "n_eff"} for name, one in published["categories"].items()}


@pytest.mark.shared
def test_the_studys_table_gets_the_published_letters():
    curated = {row["modelId"]: row["training_type"] for row in table("paper2023/HFClean.csv")}
    letters = Counter(
        rate(
            RatingInput(
                float(row["co2_eq_emissions"]),
                domain=row["domain"] if row["domain"] in DOMAINS else "Not specified",
                regime=training_regime(curated.get(row["modelId"], row["training_type"]), row["auto"] in {"True", "1"}),
                size_bytes=float(row["size"]) if row["size"] else None,
            )
        ).letter
        or "NR"
        for row in table("paper2023/HFCO2.csv")
    )

    assert letters == {"A": 195, "B": 375, "C": 295, "D": 306, "E": 247, "NR": 1}
    assert set(letters) == {*LETTERS, "NR"}

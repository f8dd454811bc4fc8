"""Emissions in everyday terms."""

import pytest

from carbon.method.equivalences import (
    CAR_KM,
    CAR_KM_US,
    FLIGHT,
    PHONE_CHARGE,
    SCALES,
    TREE_MONTH,
    equivalence,
    scale_for,
)


@pytest.mark.parametrize(
    ("grams", "words"),
    [
        (0.001, "less than 1 % of a phone charge"),
        (0.5, "4 % of a phone charge"),
        (3.1, "a quarter of a phone charge"),
        (6.2, "half a phone charge"),
        (12.4, "about a phone charge"),
        (50, "4 phone charges"),
        (1000, "6 km by car"),
        (149_200, "890 km by car"),
        (648_500, "about a one-way flight London-New York"),
        (24_700_000, "38 one-way flights London-New York"),
    ],
)
def test_the_scale_gives_a_number_that_people_can_picture(grams, words):
    assert equivalence(grams) == words


def test_a_scale_can_be_asked_for():
    assert equivalence(1000, TREE_MONTH) == "2 months of a growing tree's uptake"


@pytest.mark.parametrize("grams", [None, 0, -1, float("nan"), float("inf")])
def test_nothing_is_said_about_what_is_no_emission(grams):
    assert equivalence(grams) == ""


def test_scales_have_their_figures_and_sources():
    assert [scale.grams for scale in SCALES] == [12.4, 167.25, 244.2, 500.0, 648_500.0]
    assert all(scale.source and scale.year >= 2024 for scale in SCALES)


def test_figures_follow_from_what_their_sources_state():
    """EPA: 1.24e-5 t a charge, 393 g a mile, 60 kg in 120 months. DESNZ: distance times factor."""
    assert PHONE_CHARGE.grams == pytest.approx(1.24e-5 * 1e6)
    assert CAR_KM_US.grams == pytest.approx(393 / 1.609344, abs=0.05)
    assert TREE_MONTH.grams == 60_000 / 120
    assert FLIGHT.grams == pytest.approx(5541 * 117.04, abs=50)


def test_every_source_is_named_once_with_its_year():
    assert len({scale.key for scale in SCALES}) == len(SCALES)
    assert {(scale.source.split(",")[0], scale.year) for scale in SCALES} == {("US EPA", 2024), ("UK DESNZ", 2025)}


def test_scales_grow_with_the_emissions():
    assert [scale_for(grams) for grams in (1, 1000, 1e7)] == [PHONE_CHARGE, CAR_KM, FLIGHT]

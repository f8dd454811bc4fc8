"""The 2023 study's label, to the letter: its figures, its slip, and what it says of odd populations."""

import json
import warnings
from collections import Counter

import numpy as np
import pytest

from carbon.method.label_v0 import COMPONENTS, STUDY_REFERENCE, LabelsV0, Population, efficiency, rate_all
from tests.material import shared, table

MISSING = np.full(3, np.nan)


def study() -> Population:
    rows = table("paper2023/HFCO2.csv")

    def column(name: str) -> np.ndarray:
        return np.array([float(row[name] or "nan") for row in rows])

    return Population(**{name: column(component.column) for name, component in COMPONENTS.items()})


def published(figure: str) -> tuple[object, float]:
    figures = json.loads(shared("paper2023/reference.json").read_text())["figures"]
    (one,) = (each for each in figures if each["id"] == figure)
    return one["value"], one["tolerance"]["value"]


@pytest.fixture(scope="module")
def rated() -> LabelsV0:
    """`distilgpt2` stands in the table's first row."""
    return rate_all(study(), 0)


@pytest.mark.shared
def test_the_studys_table_gets_the_studys_letters(rated):
    assert Counter(rated.letters) == published("label_distribution")[0]


@pytest.mark.shared
def test_without_the_slip_the_letters_are_the_published_ones():
    assert Counter(rate_all(study(), 0, same_scale=True).letters) == published("label_fixed_sqrt_distribution")[0]


@pytest.mark.shared
def test_the_ratings_of_the_components_are_the_published_ones(rated):
    counts, _ = published("label_component_ratings")

    assert {
        component.column: {str(i): int(np.sum(rated.ratings[name] == i)) for i in range(5)}
        for name, component in COMPONENTS.items()
    } == counts


@pytest.mark.shared
def test_reference_values_and_boundaries_are_the_published_ones(rated):
    for figure, found in (
        ("label_reference_values", rated.reference),
        ("label_boundaries_index", rated.boundaries),
        ("label_boundaries_physical", rated.boundaries_in_units),
    ):
        expected, tolerance = published(figure)
        assert {key.removesuffix("_g") for key in expected} == {one.column for one in COMPONENTS.values()}
        for name, component in COMPONENTS.items():
            value = expected.get(component.column, expected.get(f"{component.column}_g"))
            np.testing.assert_allclose(found[name], value, rtol=tolerance)


@pytest.mark.shared
def test_the_studys_own_reference_values_are_carried(rated):
    assert rated.reference == pytest.approx(STUDY_REFERENCE, rel=1e-12)
    assert rate_all(study()).letters == rated.letters


def test_weights_are_renormalised_over_the_parts_that_are_there():
    co2 = np.array([1e9, 1.0, 1e-3])
    labels = rate_all(Population(co2, MISSING, MISSING, np.array([0.0, 10.0, 1e6]), MISSING), same_scale=True)

    assert [list(labels.ratings[name]) for name in ("co2", "downloads")] == [[4, 2, 0], [4, 4, 0]]
    assert labels.means == pytest.approx([4, (0.35 * 2 + 0.25 * 4) / 0.6, 0])
    assert labels.letters == ["E", "D", "A"]


def test_a_model_without_emissions_is_not_rated_and_changes_nothing():
    values = np.array([5.0, 40.0, 300.0])
    known = Population(values, efficiency(np.full(3, 1e8), values), MISSING, values, MISSING)
    before = rate_all(known)

    for nothing in (np.nan, -1.0, np.inf):
        more = Population(*(np.append(getattr(known, name), 9.0) for name in COMPONENTS))
        more.co2[-1] = nothing
        after = rate_all(more)
        assert after.letters == [*before.letters, None]
        assert np.isnan(after.means[-1])


@pytest.mark.parametrize("grams", [[], [1.0], [2.0, 2.0], [0.0, 0.0], [np.nan], [np.inf, -1.0]])
def test_odd_populations_are_rated_without_a_warning(grams):
    co2 = np.array(grams, dtype=float)
    nothing = np.full(len(co2), np.nan)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for row in (None, *range(len(co2))):
            labels = rate_all(Population(co2, efficiency(nothing, co2), nothing, np.zeros(len(co2)), nothing), row)
            compared = [bool(np.isfinite(one) and one >= 0 and (one > 0 or row is None)) for one in co2]
            assert [letter is not None for letter in labels.letters] == compared


def test_arrays_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="one entry a model"):
        Population(np.ones(2), MISSING, MISSING, MISSING, MISSING)

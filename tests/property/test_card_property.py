"""Cards under all inputs: whatever stands in them, reading stays safe and bounded."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.card.files import weight_bytes
from carbon.card.links import base_models_of, datasets_of
from carbon.card.metadata import read_front_matter, read_metadata
from carbon.card.model_index import MOST_METRICS, read_metrics
from carbon.card.project import project_of
from carbon.card.snippets import LONGEST_SNIPPET
from carbon.card.words import LONGEST_FIELD
from carbon.method.classify import Classified, ReporterRow, classify

KEYS = st.sampled_from(
    ["emissions", "source", "hardware_used", "hardware used", "geographical_location", "hours_used", "training_time"]
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50) | st.just(10**400)
json_values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS | st.text(max_size=8), inner, max_size=5)
)
cards = st.fixed_dictionaries(
    {"co2_eq_emissions": json_values}, optional={"datasets": json_values, "base_model": json_values}
)
indexes = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["results", "metrics", "task", "dataset", "type", "name", "value"]), inner, max_size=5
        )
    ),
)


@given(cards | json_values)
def test_no_metadata_breaks_the_reader_and_all_it_keeps_is_bounded(card):
    report = read_metadata(card)

    assert len(report.snippet or "") <= LONGEST_SNIPPET
    for field in (report.source, report.training_type, report.place, report.hardware, report.cloud_provider):
        assert field is None or 0 < len(field) <= LONGEST_FIELD
    for figure in (report.emissions_g, report.hours, report.energy_kwh, report.upper_bound_g):
        assert figure is None or math.isfinite(figure)
    assert report.reports == (report.emissions_g is not None)


@given(st.floats(1e-6, 1e12), st.sampled_from(["{}", "{} g", "{}g CO2eq"]), st.booleans(), st.booleans())
def test_one_value_reads_alike_in_every_shape(grams, spelling, as_object, as_list):
    stated: object = spelling.format(repr(grams))
    if as_object:
        stated = {"emissions": stated}
    if as_list:
        stated = [stated]

    assert read_metadata({"co2_eq_emissions": stated}).emissions_g == pytest.approx(grams)


@given(cards)
def test_metadata_reads_the_same_after_a_round_trip_through_json(card):
    assert read_metadata(json.loads(json.dumps(card))) == read_metadata(card)


@given(st.text(max_size=500) | st.text("co2_eq_emissions: \n-[]{}&*!|>'\"#%@`0123456789", max_size=500))
def test_no_front_matter_breaks_the_reader(text):
    for card in (text, f"co2_eq_emissions: {text}", f"---\nco2_eq_emissions:\n  emissions: {text}\n---\n"):
        report = read_front_matter(card)
        assert report.emissions_g is None or report.emissions_g > 0


@given(indexes)
def test_no_model_index_breaks_the_reader(index):
    metrics = read_metrics(index)

    assert len(metrics) <= MOST_METRICS
    assert all(math.isfinite(metric.value) and metric.metric for metric in metrics)


@given(st.lists(st.tuples(st.text(max_size=40), st.none() | st.integers(0, 10**15)), max_size=10))
def test_the_size_of_weights_is_never_more_than_that_of_all_files(files):
    size = weight_bytes(files)

    assert size is None or 0 < size <= sum(known or 0 for _, known in files)


@given(st.text(max_size=200))
def test_a_project_is_the_beginning_of_its_models_name(model_id):
    assert model_id.startswith(project_of(model_id))
    assert project_of(project_of(model_id)) == project_of(model_id)


@given(json_values)
def test_names_of_data_sets_and_base_models_are_texts(value):
    base, relation = base_models_of(value, {"base_model": value})

    assert all(isinstance(name, str) and name for name in [*datasets_of({"datasets": value}), *base])
    assert relation is None or relation


@given(card=cards, index=indexes, base=json_values)
def test_every_model_can_be_classified_and_stored(card, index, base):
    row = classify(ReporterRow(id="me/model", card=card, model_index=index, base_models=base))

    assert isinstance(row, Classified)
    assert (row.label_class is None) == (row.not_rated is not None) == (not row.reports)
    json.loads(row.metrics)
    json.dumps([one for one in row if not hasattr(one, "isoformat")], allow_nan=False)

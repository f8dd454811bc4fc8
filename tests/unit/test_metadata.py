"""What a card's metadata reports, in every shape that cards use."""

import pytest

from carbon.card.metadata import read_front_matter, read_metadata
from carbon.card.report import Report
from carbon.card.snippets import LONGEST_SNIPPET
from tests.material import json_lines


def card(emissions: object) -> dict[str, object]:
    return {"license": "mit", "co2_eq_emissions": emissions}


@pytest.mark.parametrize(
    ("stated", "grams"),
    [
        (890, 890),
        (0.0005889, 0.0005889),
        ("149200 g", 149_200),
        ("43,24", 43.24),
        ({"emissions": 24_700_000}, 24_700_000),
        ({"emissions": "17g"}, 17),
        ({"Emissions": "0.5 kg"}, 500),
        ([{"emissions": "1.2g CO2"}, {"source": "CodeCarbon"}], 1.2),
        ([12.5], 12.5),
    ],
)
def test_the_value_is_found_in_every_shape(stated, grams):
    report = read_metadata(card(stated))

    assert report.reports
    assert report.emissions_g == pytest.approx(grams)
    assert report.found_in == "metadata"


@pytest.mark.parametrize(
    "stated",
    [None, True, "", "TBD", "unknown", [], {}, {"emissions": None}, {"emissions": {"a": 1}}, -3, float("nan"), 10**400],
)
def test_what_states_no_value_is_no_report(stated):
    report = read_metadata(card(stated))

    assert not report.reports
    assert not report.declared_zero


@pytest.mark.parametrize("stated", [0, 0.0, "0", "0 kg", {"emissions": 0}])
def test_zero_is_declared_but_not_reported(stated):
    report = read_metadata(card(stated))

    assert report.declared_zero
    assert not report.reports
    assert report.emissions_g is None


def test_a_card_without_the_key_or_without_metadata_reports_nothing():
    for metadata in (None, [], "text", {}, {"license": "mit"}):
        assert read_metadata(metadata) == Report()


def test_all_fields_are_read_as_written():
    report = read_metadata(
        card(
            {
                "emissions": 232380,
                "source": "arXiv 2401.06466",
                "training_type": "fine-tuning",
                "geographical_location": "Tehran, Iran",
                "hardware_used": "4 RTX3090 24GB GPUs",
                "hours_used": 12.5,
                "energy_consumed": "1.2 MWh",
                "cloud_provider": "none of the big ones",
            }
        )
    )

    assert report.value_written == "232380"
    assert report.unit_written == "g (spec)"
    assert report.source == "arXiv 2401.06466"
    assert report.training_type == "fine-tuning"
    assert report.place == "Tehran, Iran"
    assert report.hardware == "4 RTX3090 24GB GPUs"
    assert report.hours == 12.5
    assert report.energy_kwh == 1200
    assert report.cloud_provider == "none of the big ones"


def test_misspelt_keys_are_understood():
    report = read_metadata(card({"emissions": 1, "hardware used": "T4", "geographic_location": "Denmark"}))

    assert (report.hardware, report.place) == ("T4", "Denmark")


def test_placeholders_are_not_values():
    fields = {"emissions": 1, "source": "Not Specified", "geographical_location": "[More Information Needed]"}
    report = read_metadata(card(fields | {"hardware_used": "-", "training_type": "TBD"}))

    assert (report.source, report.place, report.hardware, report.training_type) == (None, None, None, None)


def test_a_training_time_is_in_seconds_and_hours_used_in_hours():
    assert read_metadata(card({"training_time": 3600})).hours == 1
    assert read_metadata(card({"hours_used": 0.291})).hours == 0.291
    assert read_metadata(card({"training_time": "00:31:54"})).hours == pytest.approx(0.5317, abs=1e-4)


def test_ranges_and_bounds_are_kept_but_report_no_value():
    report = read_metadata(card("0.2-0.4 kg"))
    assert (report.emissions_g, report.range_g, report.found_in) == (None, (200, 400), "metadata")

    report = read_metadata(card({"emissions": "< 10 g"}))
    assert (report.emissions_g, report.upper_bound_g) == (None, 10)


def test_the_snippet_shows_the_key_as_the_card_has_it():
    report = read_metadata(card({"emissions": "17g", "source": "CodeCarbon"}))

    assert report.snippet == "co2_eq_emissions:\n  emissions: 17g\n  source: CodeCarbon"


def test_a_long_snippet_is_cut_visibly():
    snippet = read_metadata(card({"emissions": 1, "source": "x" * 5000})).snippet

    assert snippet is not None
    assert len(snippet) == LONGEST_SNIPPET
    assert snippet.endswith("…")


FRONT_MATTER = """---
tags: autonlp
widget:
- text: "costs 6,000 euros
co2_eq_emissions:
  emissions: 24_700_000
  source: "A paper: https://arxiv.org/abs/2211.02001"
---
co2_eq_emissions: 99
"""


def test_front_matter_is_read_even_where_other_keys_are_broken_and_the_body_is_not():
    report = read_front_matter(FRONT_MATTER)

    assert report.emissions_g == 24_700_000
    assert report.value_written == "24_700_000"
    assert report.source == "A paper: https://arxiv.org/abs/2211.02001"


def test_front_matter_without_readable_emissions_reports_nothing():
    nested = "co2_eq_emissions: " + "[" * 9000
    for text in ("", "no front matter", "co2_eq_emissions: {", "co2_eq_emissions:\n---\n", nested):
        assert not read_front_matter(text).reports


FIELDS = {
    "source": "source",
    "training_type": "training_type",
    "place": "geographical_location",
    "hardware": "hardware_used",
    "hours": "hours_used",
    "energy_kwh": "energy_kwh",
    "cloud_provider": "cloud_provider",
}
#: The front matter gives grams without a unit; that kilograms are meant stands in the text below it only.
DECIDED_BY_THE_TEXT = {65}


@pytest.mark.shared
def test_real_front_matter_gives_the_values_a_careful_reader_takes():
    wrong = {}
    for example in _yaml_examples():
        read, truth = read_front_matter(example["raw"]).emissions_g, example["expected"]["emissions_g"]
        if not _same(read, truth) and example["id"] not in DECIDED_BY_THE_TEXT:
            wrong[example["id"]] = (read, truth)

    assert wrong == {}


@pytest.mark.shared
def test_real_front_matter_gives_the_other_fields():
    examples = _yaml_examples()
    pairs = [
        (getattr(read_front_matter(example["raw"]), ours), example["expected"][theirs])
        for example in examples
        for ours, theirs in FIELDS.items()
    ]
    stated = [pair for pair in pairs if pair[1] is not None]

    assert sum(_same(*pair) for pair in stated) / len(stated) >= 0.90
    assert all(_same(*pair) for pair in pairs if pair[1] is None), "nothing is read where nothing is stated"


@pytest.mark.shared
def test_real_front_matter_gives_the_unit_as_written():
    for example in _yaml_examples():
        unit, truth = read_front_matter(example["raw"]).unit_written, example["expected"]["unit_as_written"]
        if example["id"] in DECIDED_BY_THE_TEXT:
            continue
        # The reader's own words for "no unit written" vary; all of them name the specification.
        assert unit == ("g (spec)" if truth and "spec" in truth else truth), example["id"]


def _yaml_examples():
    return [example for example in json_lines("card-formats/examples.jsonl") if example["kind"] == "yaml"]


def _same(read: object, truth: object) -> bool:
    return read == (pytest.approx(truth, rel=0.005) if isinstance(truth, float | int) else truth)


@pytest.mark.parametrize(
    ("stated", "doubts"),
    [
        ([12, 15], ("several_values",)),
        ([{"emissions": "3 kg"}, {"emissions": "4 kg"}], ("several_values",)),
        ([{"emissions": "3 kg"}, {"emissions": "3000 g"}, {"source": "CodeCarbon"}], ()),
        ([{"emissions": 7}, {"hardware_used": "T4"}], ()),
        ("10-20 kg", ("range",)),
        ({"emissions": "< 5 kg"}, ("upper_bound",)),
        ({"emissions": "up to 2 g", "training_time": 90}, ("upper_bound", "hours_unclear")),
    ],
)
def test_several_amounts_ranges_and_bounds_are_doubts_as_in_a_text(stated, doubts):
    assert read_metadata({"co2_eq_emissions": stated}).doubts == doubts


@pytest.mark.parametrize("stated", ["12 g per epoch", "3 gCO2eq/run", "0.2 g per step", "5 g / epoch"])
def test_a_rate_of_an_unknown_number_is_no_value(stated):
    assert read_metadata(card(stated)).emissions_g is None

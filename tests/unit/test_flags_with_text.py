"""Flags that come from comparing metadata with text, hardware with hours, and a card with its repository."""

import pytest

from carbon.card.mending import mended_yaml, suspected_grams
from carbon.card.reading import read_card
from carbon.card.synthetic import synthetic_reason
from carbon.method.classify import ReporterRow, classify, judge


def flags(metadata: object, body: str | None = None, **row: object) -> dict[str, object]:
    report = read_card({"co2_eq_emissions": metadata}, body, "me/model")
    row = {"library": "transformers", **row}
    return {flag.name: flag for flag in judge(report, ReporterRow(id="me/model", body=body, **row)).flags}


def test_the_same_digits_in_kg_in_the_text_are_kg_as_g():
    flag = flags(0.08, "- **Emissions:** 0.08 KgCO2")["kg_as_g"]

    assert (flag.excludes, flag.suspected_g) == (True, 80)
    assert "0.08 KgCO2" in flag.reason


def test_grams_and_kilograms_that_agree_are_not_flagged():
    assert flags(0.2, "- **Emissions:** 0.0002 KgCO2 (Canada)\n- **Total Energy Consumption:** 0.10 kWh") == {}
    assert flags(6.72, "- **Carbon Emitted**: 0.007 kg of CO2") == {}
    assert flags(12.1, "- **Carbon Emitted**: 0.01 kg of CO2") == {}
    assert flags("0.08 kg", "Carbon Emitted: 0.08 kg") == {}
    assert flags(0.2) == {}


def test_different_amounts_disagree_without_excluding():
    flag = flags(2530, "Carbon Emitted: 41.31 kg CO2eq")["metadata_text_disagree"]

    assert not flag.excludes
    assert flag.reason == "The metadata say 2.53 kg, the card's text 41.31 kg CO2eq."


def test_an_honest_small_model_with_its_hardware_is_not_flagged():
    small = {"emissions": 0.2, "hardware_used": "1 x NVIDIA T4", "hours_used": 0.01, "source": "CodeCarbon"}

    assert flags(small) == {}


def test_far_below_what_hardware_and_hours_make_likely_is_implausible():
    stated = {"emissions": 1.2, "hardware_used": "8 x A100", "hours_used": 100, "geographical_location": "Germany"}
    flag = flags(stated)["implausible"]

    assert flag.excludes
    assert "8 × A100 (400 W) for 100 h" in flag.reason


def test_kilograms_in_the_grams_field_are_suspected_where_they_would_fit():
    stated = {"emissions": 15.2, "hardware_used": "1 x A100", "hours_used": 100, "geographical_location": "Germany"}

    assert flags(stated)["implausible"].suspected_g == pytest.approx(15_200)


def test_far_above_what_hardware_and_hours_make_likely_is_implausible():
    assert "implausible" in flags({"emissions": 5e6, "hardware_used": "1 x T4", "hours_used": 2})


@pytest.mark.parametrize("grams", [3000, 30_000, 200_000])
def test_what_open_assumptions_allow_is_not_implausible(grams):
    assert flags({"emissions": grams, "hardware_used": "8 x A100", "hours_used": 100}) == {}


def test_course_work_is_flagged_and_its_like_with_weights_task_or_library_is_not():
    row = ReporterRow(id="me/co2-audit-card", card={"co2_eq_emissions": 5}, files=[("README.md", 9)])
    assert classify(row).flags == ["synthetic"]
    assert classify(row).excluded

    for extra in ({"files": [("model.safetensors", 5)]}, {"library": "keras"}, {"task": "fill-mask"}, {"id": "me/a"}):
        known = {"id": row.id, "card": row.card, "files": row.files, **extra}
        assert classify(ReporterRow(**known)).flags == []


def test_without_the_files_only_plain_words_make_course_work():
    assert synthetic_reason("me/carbon-model", body="# CO2 of a small model") is None
    assert synthetic_reason("me/x", body="# Card\nThis is a dummy public model repository.")
    assert synthetic_reason("me/tds-carbon-card")


def test_a_prose_only_report_counts():
    row = classify(ReporterRow(id="me/m", card={}, body="Carbon Emitted: 11250 kg CO2 eq.", library="diffusers"))

    assert (row.reports, row.emissions_g, row.found_in, row.flags) == (True, 11_250_000, "text", [])


def test_a_complete_and_likely_report_with_a_link_is_verifiable():
    stated = {
        "emissions": 15_200,
        "source": "CodeCarbon, https://example.org/emissions.csv",
        "training_type": "fine-tuning",
        "geographical_location": "Germany",
        "hardware_used": "1 x A100",
        "hours_used": 100,
    }
    levels = [
        classify(ReporterRow(id="me/m", card={"co2_eq_emissions": {**stated, "emissions": grams}})).level
        for grams in (15_200, 500_000)
    ]
    assert levels == ["R5", "R4"]


def test_the_mended_metadata_state_the_suspected_value():
    report = read_card({"co2_eq_emissions": {"emissions": 0.08, "source": "CodeCarbon"}}, "Emissions: 0.08 KgCO2")
    found = judge(report, ReporterRow(id="me/m")).flags

    assert suspected_grams(found) == 80
    assert mended_yaml(report, found) == "co2_eq_emissions:\n  emissions: 80\n  source: CodeCarbon\n"


def test_a_text_only_report_is_turned_into_metadata():
    report = read_card(None, "- Hardware Type: T4\n- Hours used: 5\n- Carbon Emitted: 0.01 kg eq.")

    assert mended_yaml(report) == "co2_eq_emissions:\n  emissions: 10\n  hardware_used: T4\n  hours_used: 5\n"
    assert mended_yaml(read_card(None, "nothing")) is None


@pytest.mark.parametrize(
    "text",
    [
        "## Reviewer assignment\nPapers are matched to reviewers.",
        "Cluster assignment is done by k-means over the embeddings.",
        "Assigns NMR peaks: carbon assignment of small molecules.",
        "Small BERT fine-tuned for the emissions audit reports of companies.",
        "Trained on hypothetical training dialogues and simulated training environments.",
        "I built this for my university assignment.\n\nCO2 emissions: 12 g",
        "Our university carbon assignment; the weights are in model.safetensors.",
        "Homework assistant: grades coursework about carbon chemistry.",
        "A dummy model that predicts the mean scores 0.31.",
    ],
)
def test_exercise_words_without_their_subject_are_no_course_work(text):
    assert synthetic_reason("me/x", body=text) is None
    assert synthetic_reason("me/x", body=text, files=["README.md", "model.safetensors"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "This card was made for a university assignment on carbon accounting.",
        "# CO2 audit exercise for GA8",
        "A mock public repository.",
        "The emissions below are of a hypothetical training run.",
    ],
)
def test_exercise_words_beside_their_subject_are_course_work(text):
    assert synthetic_reason("me/x", body=text)


def test_a_name_of_an_exercise_about_emissions_is_course_work():
    assert synthetic_reason("me/co2-assignment-2")
    assert synthetic_reason("me/role-assignment") is None

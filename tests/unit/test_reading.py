"""A whole card: which of its two sources counts, how it is split, which of several names means a model."""

import pytest

from carbon.card.family import meant_by
from carbon.card.reading import read_card, split_card

BODY = "- **Hardware Type:** T4\n- **Hours used:** 5\n- **Carbon Emitted:** 0.3 kg CO2eq\n"


def test_the_metadata_count_and_the_text_fills_their_gaps():
    report = read_card({"co2_eq_emissions": {"emissions": 300, "hardware_used": "1 x T4"}}, BODY)

    assert (report.emissions_g, report.found_in, report.hardware, report.hours) == (300, "metadata", "1 x T4", 5)
    assert (report.text_emissions_g, report.text_unit_written) == (300, "kg CO2eq")


def test_without_a_value_in_the_metadata_the_text_counts():
    for metadata in (None, {}, {"co2_eq_emissions": "TBD"}, {"co2_eq_emissions": 0}):
        report = read_card(metadata, BODY)
        assert (report.emissions_g, report.found_in) == (300, "text")


def test_what_the_metadata_say_of_the_training_is_kept_with_a_value_from_the_text():
    report = read_card({"co2_eq_emissions": {"emissions": "TBD", "source": "CarbonTracker"}}, BODY)

    assert (report.emissions_g, report.source, report.hardware) == (300, "CarbonTracker", "T4")


def test_a_declared_zero_stays_where_the_text_reports_nothing():
    assert read_card({"co2_eq_emissions": 0}, "Carbon Emitted: unknown").declared_zero


@pytest.mark.parametrize(
    ("text", "kind", "front", "body"),
    [
        ("---\na: 1\n---\n# B\n", None, "---\na: 1\n---", "\n# B\n"),
        ("\ufeff\n---\na: 1\n---\nB", None, "---\na: 1\n---", "\nB"),
        ("a: 1\n---\nB", "yaml", "a: 1\n---", "\nB"),
        ("a: 1\n...\nB", "yaml", "a: 1\n...", "\nB"),
        ("a: 1\n# B\n", "yaml", "a: 1\n# B\n", "# B\n"),
        ("# B\n---\nmore", None, None, "# B\n---\nmore"),
        ("---\nB", "prose", None, "---\nB"),
    ],
)
def test_front_matter_and_body_are_told_apart(text, kind, front, body):
    assert split_card(text, kind) == (front, body)


@pytest.mark.parametrize(
    ("card", "grams"),
    [
        ("co2_eq_emissions:\n  emissions: 0.5\n  unit: kg", 500),
        ("co2-eq-emissions: 7", 7),
        ("co2_emissions: 5 kg", 5000),
        ("co2_emissions: 5", None),
        ("environmental_impact:\n  carbon_emitted: 3 kg", 3000),
    ],
)
def test_other_keys_count_where_their_unit_is_known(card, grams):
    assert read_card(card).emissions_g == grams


@pytest.mark.parametrize(
    ("model", "row"),
    [
        ("x/Llama-3.2-1B", 0),
        ("x/Llama-3.2-1B-Instruct-SpinQuant", 1),
        ("x/llama-3.2-3b-instruct", 2),
        ("x/other-1b", None),
        ("1b", 0),
        ("x/llama-3.2-7b", None),
        (None, None),
    ],
)
def test_the_longest_row_whose_words_stand_in_the_id_is_meant(model, row):
    assert meant_by(["Llama 3.2 1B", "Llama 3.2 1B SpinQuant", "Llama 3.2 3B"], model) == row

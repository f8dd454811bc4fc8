"""What the text of a card reports: styles of real cards, and every mutation of them that means the same."""

from collections.abc import Callable, Sequence

import pytest

from carbon.answers.card import answer_line
from carbon.card.text import read_text
from tests.fixtures.card_text_traps import TRAPS
from tests.fixtures.card_texts import TEXTS, CardText
from tests.fixtures.more_card_texts import MORE_TEXTS
from tests.material import json_lines
from tests.mutations import CASE, DECORATION, METADATA

AMOUNTS = ("emissions_g", "range_g", "upper_bound_g", "flags")
ALL = [*TEXTS, *MORE_TEXTS, *TRAPS]


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.name)
def test_the_emissions_of_a_text_are_those_a_careful_reader_takes(card: CardText):
    report = read_text(card.text, card.model)

    assert report.emissions_g == (None if card.grams is None else pytest.approx(card.grams, rel=0.001))
    assert report.range_g == card.range_g
    assert report.upper_bound_g == card.upper_bound_g
    assert report.found_in in {None, "text"}


@pytest.mark.parametrize("mutate", [*DECORATION, *CASE], ids=lambda mutate: mutate.__name__)
def test_decoration_spacing_order_and_case_change_no_figure(mutate):
    changed = [card.name for card in ALL if _figures(mutate(card.text), card.model) != _figures(card.text, card.model)]

    assert changed == []


@pytest.mark.shared
@pytest.mark.parametrize("mutate", DECORATION, ids=lambda mutate: mutate.__name__)
def test_decoration_spacing_and_order_change_no_field_of_real_texts(mutate):
    assert _changed(mutate, "prose") == []


@pytest.mark.shared
@pytest.mark.parametrize("mutate", CASE, ids=lambda mutate: mutate.__name__)
def test_case_changes_no_amount_and_no_flag_of_real_texts(mutate):
    """Names and places are told by their capitals, and `1.3M` hours are others than `1.3m`."""
    assert _changed(mutate, "prose", AMOUNTS) == []


@pytest.mark.shared
@pytest.mark.parametrize("mutate", METADATA, ids=lambda mutate: mutate.__name__)
def test_spelling_and_order_of_yaml_change_no_field_of_real_metadata(mutate):
    assert _changed(mutate, "yaml") == []


def test_the_context_is_read_beside_the_emissions():
    report = read_text(TEXTS[0].text)

    assert (report.hardware, report.hours, report.cloud_provider, report.place) == (
        "A100 PCIe 40GB",
        120,
        "AWS",
        "us-east-1",
    )
    assert (report.value_written, report.unit_written, report.snippet) == (
        "11.25",
        "kg CO2 eq.",
        "Carbon Emitted: 11.25 kg CO2 eq.",
    )


def test_running_text_gives_the_context_of_the_calculators_paragraph():
    text = next(card.text for card in TEXTS if card.name == "boilerplate")
    report = read_text(text)

    assert (report.hardware, report.hours, report.cloud_provider, report.place) == (
        "A100 PCIe 40/80GB",
        300,
        "Amazon Web Services",
        "eu-west-3",
    )


def test_a_row_of_a_family_gives_its_own_hours():
    table = next(card.text for card in TEXTS if card.name == "location-based column")

    assert read_text(table, "vicuna/Vicuna-3.1-8B").hours == 1_500_000
    assert read_text(table, "vicuna/Vicuna-3.1-70B").hours == 7_100_000


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Carbon Emitted: 3.8", "unit_unclear"),
        ("Carbon Emitted: 2-3 kg", "range"),
        ("Carbon Emitted: < 3 kg", "upper_bound"),
        ("Carbon Emitted: unknown", "no_value"),
        ("### A\n- Carbon Emitted: 3 kg\n### B\n- Carbon Emitted: 9 kg", "several_values"),
        ("Training all 12 models together emitted 3 t CO2eq.", "family_total"),
    ],
)
def test_what_remains_doubtful_is_named(text, doubt):
    assert doubt in read_text(text).doubts


def test_an_amount_in_two_units_is_no_contradiction():
    assert read_text("Total CO2 Emissions: 0.241 g CO2eq (0.000241 kg CO2eq)").doubts == ()


def test_of_several_amounts_the_one_that_agrees_with_the_metadata_counts():
    text = "### A\n- Carbon Emitted: 3 kg\n### B\n- Carbon Emitted: 9 kg"

    assert read_text(text, witness_g=9000).emissions_g == 9000
    assert read_text(text, witness_g=9).emissions_g == 9000
    assert read_text(text, witness_g=70).emissions_g == 3000


def test_links_to_measurements_are_kept_and_links_to_tools_are_not():
    text = (
        "Carbon Emitted: 5 kg CO2eq, see https://example.org/emissions.csv and doi 10.1145/3381831\n"
        "as estimated with https://mlco2.github.io/impact"
    )

    assert read_text(text).links == ("https://example.org/emissions.csv", "10.1145/3381831")


def test_a_text_without_a_mention_is_not_read():
    assert read_text("# A model\n\nIt does something with 5 kg of text.").found_in is None


def _changed(mutate: Callable[[str], str], kind: str, names: Sequence[str] = ()) -> list[tuple[object, str]]:
    """The id and name of every field of an example that the mutation changes."""
    changed = []
    for example in json_lines("card-formats/examples.jsonl"):
        if example["kind"] == kind:
            before, after = answer_line(example), answer_line(example | {"raw": mutate(example["raw"])})
            changed += [
                (example["id"], name) for name in names or before if _plain(before[name]) != _plain(after[name])
            ]
    return changed


def _plain(value: object) -> object:
    """A text as it is compared: what is written counts, not its blanks and decoration."""
    return "".join(value.casefold().replace("*", "").split()) if isinstance(value, str) else value


def _figures(text: str, model: str | None) -> tuple[object, ...]:
    report = read_text(text, model)
    return report.emissions_g, report.range_g, report.upper_bound_g

"""A report before it is published: its YAML, the level and class it would get, and what is wrong about it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml

from carbon.card.reading import read_card
from carbon.method.classify import ReporterRow, classify
from carbon.method.draft import Draft, assess

FULL = Draft(
    value="1,2",
    unit="kg",
    source="CodeCarbon",
    link="https://example.org/log",
    training_type="fine-tuning",
    place="Paris, France",
    hardware="4 x NVIDIA A100 80GB",
    hours="20",
    energy="25 kWh",
    task="text-classification",
    size_mb=268.0,
)


def test_a_full_report_is_verifiable_and_rated_against_its_kind() -> None:
    found = assess(FULL)
    assert yaml.safe_load(found.yaml or "")["co2_eq_emissions"] == {
        "emissions": 1200,
        "source": "CodeCarbon, https://example.org/log",
        "training_type": "fine-tuning",
        "geographical_location": "Paris, France",
        "hardware_used": "4 x NVIDIA A100 80GB",
        "hours_used": 20.0,
        "energy_consumed": 25.0,
    }
    assert (found.level.code, found.row.label_class, found.row.category) == ("R5", "E", "fine-tuning/nlp")
    assert (found.problems, found.weaknesses, found.remarks) == ({}, {}, ())


def test_the_yaml_says_what_was_typed_when_a_card_holds_it() -> None:
    card = f"---\n{assess(FULL).yaml}---\n"
    assert read_card(card).emissions_g == 1200.0


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({"link": ""}, "R4"),
        ({"link": "", "place": ""}, "R3"),
        ({"source": "", "link": ""}, "R3"),
        ({"hardware": "GPU"}, "R2"),
        ({"value": ""}, "R1"),
    ],
)
def test_every_missing_part_costs_its_level(change: dict[str, str], level: str) -> None:
    assert assess(replace(FULL, **change)).level.code == level


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("twelve", "not one number"),
        ("-3", "not above zero"),
        ("0", "not above zero"),
        ("1e308", "not a possible amount"),
    ],
)
def test_an_unusable_amount_is_named_and_left_out(value: str, why: str) -> None:
    found = assess(replace(FULL, value=value, unit="t"))
    assert found.problems == {"value": f"“{value}” is {why}. Write for example 12.3."}
    assert found.row.label_class is None


def test_kilograms_typed_as_grams_are_noticed_by_hardware_and_hours() -> None:
    remark, of_energy = assess(replace(FULL, unit="g")).remarks
    assert "1.2 g is far below" in remark
    assert of_energy.startswith("1.2 g does not fit its energy: 25 kWh at 56 g/kWh (France)")


def test_what_counts_for_nothing_is_remarked() -> None:
    odd = Draft(value="5", source="my notes", place="the moon", hardware="a GPU", link="see there", hours="long")
    found = assess(odd)
    assert (set(found.weaknesses), found.remarks) == ({"source", "place", "hardware"}, ())
    assert found.problems == {
        "hours": "“long” is no time. Write for example 12.5, or 2 h 30 min. It is left out.",
        "link": "“see there” is no web address, DOI or arXiv id. It is left out.",
    }


def test_nothing_typed_is_no_report() -> None:
    found = assess(Draft())
    assert (found.yaml, found.level.code, found.row.label_class) == (None, "R0", None)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "a: b\n- c", "\u202e\u0000", "x" * 500, "'\"`{{%"])
def test_hostile_texts_stay_texts(hostile: str) -> None:
    found = assess(Draft(value="5", source=hostile, place=hostile, hardware=hostile, hours=hostile, energy=hostile))
    stated = yaml.safe_load(found.yaml or "")["co2_eq_emissions"]
    assert stated["emissions"] == 5
    assert set(stated) <= {"emissions", "source", "geographical_location", "hardware_used"}


@pytest.mark.parametrize("link", ["see there", "javascript:alert(1)", "ftp", "my notes"])
def test_a_link_that_leads_nowhere_is_named_and_left_out(link: str) -> None:
    found = assess(replace(FULL, link=link))
    assert yaml.safe_load(found.yaml or "")["co2_eq_emissions"]["source"] == "CodeCarbon"
    assert found.problems == {"link": f"“{link}” is no web address, DOI or arXiv id. It is left out."}
    assert assess(replace(FULL, source="", link=link)).row.source is None


@pytest.mark.parametrize("hours", ["5e-324", "1e-323", "1e308"])
@pytest.mark.parametrize("value", ["5", "5e-324"])
@pytest.mark.parametrize("energy", ["", "5e-324"])
def test_amounts_at_the_edge_of_what_a_number_can_hold_are_judged(hours: str, value: str, energy: str) -> None:
    assert assess(Draft(value, hardware="1 x A100", hours=hours, energy=energy)).row.reports


def test_what_cannot_be_seen_is_left_out_of_the_block() -> None:
    odd = "Pa\u202eris,\u200b\n France\u0000\u2066\ud83d"
    found = assess(Draft(value="5", source="Code\u200eCarbon", place=odd, hardware="\u202e\u0007"))
    assert found.yaml == (
        "co2_eq_emissions:\n  emissions: 5\n  source: CodeCarbon\n  geographical_location: Paris, France\n"
    )
    assert found.row.place == "Paris, France"


@pytest.mark.parametrize("draft", [Draft(value="120", unit="kg", source="CodeCarbon"), Draft("0.1", hardware="A100")])
def test_a_unit_that_was_chosen_is_not_called_missing(draft: Draft) -> None:
    (remark,) = assess(draft).remarks
    assert "no unit" not in remark
    amount = "120 kg" if draft.unit == "kg" else "100 mg"
    assert remark == (
        f"A card holds grams without a unit. So that readers can tell that {amount} is meant, state the energy, "
        "or the hours and the hardware."
    )


def test_energy_that_speaks_against_the_unit_is_told_once() -> None:
    (remark,) = assess(Draft(value="5", energy="100")).remarks
    assert remark.startswith("5 g for 100 kWh is 0.05 g per kWh, less than any grid emits;")


BOTH = Draft("12,5", source="CodeCarbon", place="Paris, France", hardware="4 x A100", hours="10", energy="12")


def test_every_basis_is_checked_by_itself_and_named_where_it_does_not_fit() -> None:
    assert assess(BOTH).remarks == (
        "12.5 g does not fit its hardware and hours: 4 × A100 (400 W) for 10 h at 56 g/kWh (France) make 67.2 g to "
        "1.42 kg likely, and it is 5.4 times below. Is the unit right?",
        "12.5 g does not fit its energy: 12 kWh at 56 g/kWh (France) make 672 g to 1.06 kg likely, and it is 54 times "
        "below. Is the unit right, or was the power cleaner than the grid?",
    )


@pytest.mark.parametrize(
    ("change", "remarked", "fitted"),
    [
        ({"value": "700"}, [], [("hardware", "hours"), ("energy",)]),
        ({"value": "60"}, ["energy"], [("hardware", "hours")]),
        ({"value": "700", "hours": "1000"}, ["hardware and hours"], [("energy",)]),
        ({"value": "700", "hours": ""}, [], [("energy",)]),
        ({"value": ""}, [], [("hardware", "hours"), ("energy",)]),
    ],
)
def test_a_basis_is_told_once_as_remark_or_as_yardstick(
    change: dict[str, str], remarked: list[str], fitted: list[tuple[str, ...]]
) -> None:
    found = assess(replace(BOTH, **change))
    assert [re.findall("does not fit its (.*?):", remark)[0] for remark in found.remarks] == remarked
    assert [likely.given for likely in found.likely] == fitted


def test_a_basis_that_a_flag_names_is_not_told_again() -> None:
    found = assess(replace(BOTH, value="1.5", energy=""))
    (remark,) = found.remarks
    assert (found.row.flags, found.likely) == (["implausible"], ())
    assert remark.startswith("1.5 g is far below the 67.2 g to 1.42 kg that 4 × A100")


@pytest.mark.parametrize("value", ["12.5", "1.5", "700", "0.00001"])
def test_a_draft_is_flagged_and_rated_as_its_published_card(value: str) -> None:
    found = assess(replace(BOTH, value=value))
    card = yaml.safe_load(found.yaml or "")
    assert classify(ReporterRow(id=found.row.id, card=card)) == found.row


def test_words_that_count_for_nothing_stay_with_a_comment_and_the_card_reads_the_same() -> None:
    found = assess(Draft("5", source="my notes", place="Atlantis", hardware="GPU", hours="long"))
    assert found.yaml == (
        "co2_eq_emissions:\n"
        "  emissions: 5\n"
        "  source: my notes  # names no known tool or paper\n"
        "  geographical_location: Atlantis  # no known place\n"
        "  hardware_used: GPU  # no known model of hardware\n"
    )
    read = read_card(f"---\n{found.yaml}---\n")
    assert (read.source, read.place, read.hardware) == ("my notes", "Atlantis", "GPU")


@pytest.mark.parametrize("words", ["a: b # c", "x" * 200, "'" * 200, '"' * 200, "\\ " * 100, "\U0001f600" * 200, "- #"])
def test_a_comment_never_gets_into_the_words(words: str) -> None:
    found = assess(Draft("5", source=words, place=words, hardware=words, link=f"https://example.org/{words}"))
    stated = yaml.safe_load(found.yaml or "")["co2_eq_emissions"]
    assert stated["geographical_location"] == stated["hardware_used"] == " ".join(words.split())

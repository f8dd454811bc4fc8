"""A figure of the metadata without a unit is doubted where there is ground for it, with both readings in grams."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from carbon.answers.card import answer, answer_line
from carbon.card.flags import Flag
from carbon.card.reading import read_card
from carbon.method.classify import classify, judge
from carbon.method.rows import ReporterRow
from carbon.method.unit_doubt import LARGE_G, LEAST_G_PER_KWH, MOST_G_PER_KWH
from tests.fixtures.unit_cards import DOUBTFUL, HONEST
from tests.material import json_lines

#: What nothing but the figure itself casts doubt on: told of one card, and no flag in a snapshot.
BY_SPELLING = {
    "two decimals by hand",
    "calculator's kilograms",
    "calculator's kilograms, with its card",
    "tool's kilograms, pre-training",
    "power without a unit",
    "grams as text",
    "a small model's TPU",
}
#: Where energy or hours bear out the other reading, it is the suspected one (g).
SUSPECTED = {
    "energy says kilograms": 4100,
    "energy says kilograms, all digits": 4117.2881923,
    "hundreds, but energy says kilograms": 310_000,
    "more than any grid": 3.6,
    "hours without hardware say kilograms": 900,
    "hours with hardware fit kilograms better": 2400,
}


def flag(body: str | None = None, **fields: object) -> Flag | None:
    report = read_card({"co2_eq_emissions": fields}, body)
    found = judge(report, ReporterRow(id="me/model")).flags
    return next((one for one in found if one.name == "unit_unclear"), None)


def told(**fields: object) -> dict[str, str]:
    """The flags that `parse-card` tells of a card with these fields, with their reasons."""
    return answer(f"---\n{yaml.safe_dump({'co2_eq_emissions': fields})}---\n")["reasons"]


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_figure_is_not_doubted(name: str) -> None:
    assert flag(**HONEST[name]) is None
    assert "unit_unclear" not in told(**HONEST[name])


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_figure_that_may_be_another_unit_s_is_doubted_with_a_reason_of_one_line(name: str) -> None:
    reason = told(**DOUBTFUL[name])["unit_unclear"]
    assert reason.endswith(".")
    assert "\n" not in reason


@pytest.mark.parametrize("name", DOUBTFUL)
def test_only_what_something_in_the_card_speaks_against_is_flagged_and_it_counts(name: str) -> None:
    found = flag(**DOUBTFUL[name])
    assert (found is None) == (name in BY_SPELLING)
    assert found is None or (found.excludes, found.suspected_g) == (False, pytest.approx(SUSPECTED.get(name)))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"emissions": 0.68},
            "0.68 has no unit: 0.68 g as the Hub documents it, 680 g if these are kilograms."
            " Nothing else in the card tells which.",
        ),
        (
            {"emissions": 230_000, "source": "CodeCarbon"},
            "230000 has no unit, and CodeCarbon counts in kilograms: 230,000 g if it was converted once,"
            " 230 g if twice. Nothing else in the card tells which.",
        ),
        (
            {"emissions": 4.1, "energy_consumed": 10.25},
            "4.1 g for 10.25 kWh is 0.4 g per kWh, less than any grid emits; 4,100 g would be 400 g per kWh.",
        ),
        (
            {"emissions": 0.9, "hours_used": 12},
            "0.9 g in 12 h is 0.75 W at 100 g per kWh, less than a computer draws in training; 900 g would be 750 W.",
        ),
        (
            {"emissions": 0.0163, "hardware_used": "1 Tesla T4"},
            "0.0163 has no unit: 0.0163 g would be 8.4 s of T4 at full power, 16.3 g, if these are kilograms, 2.3 h.",
        ),
    ],
)
def test_the_reason_holds_both_readings_in_grams(fields: dict[str, object], said: str) -> None:
    assert told(**fields)["unit_unclear"] == said


def test_hours_and_hardware_that_fit_kilograms_better_are_told() -> None:
    assert "2,400 g is closer" in told(**DOUBTFUL["hours with hardware fit kilograms better"])["unit_unclear"]


@pytest.mark.parametrize(
    "body", ["Training emitted 20 kg of CO2eq.", "Carbon emitted: 0.6 g CO2eq", "Training emitted 0.0006 kg CO2eq."]
)
def test_a_text_that_states_an_amount_leaves_the_comparison_to_the_other_flags(body: str) -> None:
    assert flag(body, emissions=0.6, source="CodeCarbon") is None


def test_energy_of_the_text_confirms_the_figure_of_the_metadata() -> None:
    assert flag("- **Total Energy Consumption:** 0.10 kWh", emissions=0.2, source="CodeCarbon") is None


def test_beside_a_flag_that_excludes_nothing_is_said_of_the_unit() -> None:
    stated = {"emissions": 4, "hardware_used": "8 x A100", "hours_used": 100, "geographical_location": "Germany"}
    row = classify(ReporterRow(id="me/m", card={"co2_eq_emissions": stated}, library="transformers"))
    assert row.flags == ["implausible"]


def test_a_model_of_autotrain_is_known_by_its_tags_too() -> None:
    row = ReporterRow(id="me/m", card={"co2_eq_emissions": {"emissions": 0.31}}, tags=["autotrain"])
    assert classify(row).flags == []


def test_the_flag_and_its_reason_are_stored_and_the_report_counts() -> None:
    stated = {"emissions": 0.0163, "hardware_used": "1 x T4"}
    row = classify(ReporterRow(id="me/m", card={"co2_eq_emissions": stated}, library="transformers"))
    assert (row.flags, row.excluded, row.suspected_g) == (["unit_unclear"], False, None)
    assert row.flag_reasons == [told(**stated)["unit_unclear"]]
    assert row.label_class is not None


def test_parse_card_names_the_flag_once_with_its_reason() -> None:
    found = answer("---\nco2_eq_emissions:\n  emissions: 0.68\n---\n# Card\n- **Carbon Emitted:** 3.8\n")
    assert found["flags"] == ["unit_unclear"]
    assert found["reasons"] == told(emissions=0.68)
    assert found["unit_as_written"] == "none (spec: g)"


@pytest.mark.parametrize(
    ("fields", "doubts"),
    [
        ({"power_consumption": 1.2}, ("energy_unclear",)),
        ({"power_consumption": "1.2"}, ("energy_unclear",)),
        ({"power_consumption": "1.2 kWh"}, ()),
        ({"training_time": 90}, ("hours_unclear",)),
        ({"training_time": "90"}, ("hours_unclear",)),
        ({"training_time": "90 s"}, ()),
        ({"duration": 90}, ()),
        ({"hours_used": 2, "training_time": 90}, ()),
    ],
)
def test_energy_and_time_under_names_without_a_unit_are_told(
    fields: dict[str, object], doubts: tuple[str, ...]
) -> None:
    assert read_card({"co2_eq_emissions": {"emissions": 312.25, **fields}}).doubts == doubts


@given(
    st.floats(1e-3, 1e9),
    st.floats(LEAST_G_PER_KWH * 1.01, MOST_G_PER_KWH * 0.99),
    st.sampled_from(["CodeCarbon", None]),
)
def test_an_energy_that_some_grid_explains_always_confirms(grams: float, each: float, source: str | None) -> None:
    assert flag(emissions=grams, energy_consumed=grams / each, source=source) is None


@given(
    st.floats(1e-4, 1e11),
    st.sampled_from([None, "CodeCarbon", "AutoTrain", "eco2AI", "a paper"]),
    st.none() | st.floats(1e-3, 1e4),
    st.none() | st.floats(1e-3, 1e4),
    st.sampled_from([None, "1 x T4", "8 x A100", "a GPU", "13th Gen i7-1355U"]),
)
def test_a_doubt_never_changes_or_excludes_a_value(grams, source, energy, hours, hardware) -> None:
    fields = {"emissions": grams, "source": source, "energy_consumed": energy, "hours_used": hours}
    report = read_card({"co2_eq_emissions": fields | {"hardware_used": hardware}})
    assert report.emissions_g == pytest.approx(grams)
    flags = judge(report, ReporterRow(id="a/b")).flags
    assert not any(one.excludes for one in flags if one.name == "unit_unclear")
    assert not ({"unit_unclear"} < {one.name for one in flags} and any(one.excludes for one in flags))


@given(st.floats(1e-4, 1e11), st.sampled_from(["g", "kg", "t", "lbs"]), st.sampled_from(["CodeCarbon", None]))
def test_a_written_unit_is_never_doubted(amount: float, unit: str, source: str | None) -> None:
    assert flag(emissions=f"{amount!r} {unit}", source=source) is None


@given(st.floats(100, LARGE_G * 0.99), st.sampled_from(["CodeCarbon", "ML CO2 Impact", None]))
def test_between_a_hundred_grams_and_a_hundred_kilograms_a_lone_figure_is_not_doubted(grams, source) -> None:
    assert flag(emissions=grams, source=source) is None


@pytest.mark.shared
def test_of_the_replay_few_are_flagged_and_each_would_be_seconds_of_its_hardware() -> None:
    doubted = []
    for model in json_lines("hub-replay/models.jsonl.gz"):
        if model["id"].startswith("study2023/"):
            row = classify(
                ReporterRow(id=model["id"], tags=model["tags"], card=model["cardData"], files=[("a.bin", 1)])
            )
            doubted += [row] if "unit_unclear" in row.flags else []
    assert len(doubted) == 5
    assert all(row.hardware and " s of " in row.flag_reasons[row.flags.index("unit_unclear")] for row in doubted)
    assert not any(row.excluded for row in doubted)


@pytest.mark.shared
def test_every_ambiguous_card_says_so_and_no_unambiguous_unit_is_doubted() -> None:
    read = [(one, answer_line(one)["flags"]) for one in json_lines("card-formats/examples.jsonl")]
    assert [one["id"] for one, flags in read if one.get("ambiguous") and not flags] == []
    assert [one["id"] for one, flags in read if not one.get("ambiguous") and "unit_unclear" in flags] == []

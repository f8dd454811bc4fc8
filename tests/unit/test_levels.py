"""Which reporting level a report reaches, and what lifts it to the next."""

from collections import Counter
from dataclasses import replace

import pytest

from carbon.card.names import hardware_recognised, place_resolvable, tool_of
from carbon.method.levels import LEVELS, Evidence, can_be_estimated, reporting_level, study_class
from tests.material import table

COMPLETE = Evidence(emissions=True, method=True, hardware=True, place=True, training_type=True)
VERIFIABLE = replace(COMPLETE, duration=True, link=True, within_estimate=True)


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (Evidence(), "R0"),
        (Evidence(method=True, training_type=True, link=True), "R0"),
        (Evidence(hardware=True), "R1"),
        (Evidence(place=True), "R1"),
        (Evidence(duration=True), "R1"),
        (Evidence(emissions=True), "R2"),
        (replace(VERIFIABLE, hardware=False), "R2"),
        (Evidence(emissions=True, hardware=True), "R3"),
        (replace(COMPLETE, method=False), "R3"),
        (replace(COMPLETE, place=False), "R3"),
        (replace(COMPLETE, training_type=False), "R3"),
        (COMPLETE, "R4"),
        (replace(VERIFIABLE, duration=False), "R4"),
        (replace(VERIFIABLE, link=False), "R4"),
        (replace(VERIFIABLE, within_estimate=None), "R4"),
        (replace(VERIFIABLE, within_estimate=False), "R4"),
        (VERIFIABLE, "R5"),
    ],
)
def test_the_highest_level_that_the_evidence_reaches(evidence, code):
    level = reporting_level(evidence)

    assert level.code == code
    assert level.name == LEVELS[code]


def test_the_next_step_names_what_is_missing():
    assert "co2_eq_emissions" in reporting_level(Evidence(hardware=True)).next_step
    assert "hardware" in reporting_level(Evidence(emissions=True)).next_step
    assert reporting_level(replace(COMPLETE, place=False)).next_step == (
        "Add the place of training (geographical_location)."
    )
    assert (
        reporting_level(COMPLETE).next_step == "Add the hours or the energy and a link to the measurements or a paper."
    )
    assert "estimate" in reporting_level(replace(VERIFIABLE, within_estimate=False)).next_step
    assert reporting_level(VERIFIABLE).next_step == ""


def test_unreported_emissions_can_be_estimated_from_hardware_and_hours():
    assert can_be_estimated(Evidence(hardware=True, duration=True))
    assert not can_be_estimated(Evidence(hardware=True))
    assert not can_be_estimated(replace(COMPLETE, duration=True))


def test_the_studys_class_follows_from_report_and_hardware():
    classes = [study_class(code) for code in LEVELS]

    assert classes == ["Unknown", "Context reporting", "Basic reporting", "Awareness", "Awareness", "Awareness"]


@pytest.mark.parametrize("reports", [False, True])
@pytest.mark.parametrize("hardware", [False, True])
def test_the_studys_class_is_derived_from_report_and_hardware_whatever_else_is_stated(reports, hardware):
    expected = {
        (False, False): {"Unknown", "Context reporting"},
        (False, True): {"Context reporting"},
        (True, False): {"Basic reporting"},
        (True, True): {"Awareness"},
    }[reports, hardware]
    rest = [replace(VERIFIABLE, emissions=reports, hardware=hardware), Evidence(emissions=reports, hardware=hardware)]

    assert {study_class(reporting_level(evidence).code) for evidence in rest} == expected


@pytest.mark.shared
def test_the_studys_models_reach_the_published_levels():
    """With the curated sources where the table says "AutoTrain" wrongly, and its one overwritten value as it is."""
    curated = {}
    for row in table("paper2023/HFClean.csv"):
        curated.setdefault(row["modelId"], row["source"])
    rows = [row for number, row in enumerate(table("paper2023/HFCO2.csv")) if number not in {374, 1039}]

    levels = Counter(
        reporting_level(
            Evidence(
                emissions=float(row["co2_eq_emissions"]) > 0,
                method=tool_of(curated.get(row["modelId"], row["source"])) is not None,
                hardware=hardware_recognised(row["environment"]),
                place=place_resolvable(row["geographical_location"]),
                training_type=row["training_type"] != "Not Specified",
            )
        ).code
        for row in rows
    )

    assert levels == {"R1": 1, "R2": 1334, "R3": 17, "R4": 65}

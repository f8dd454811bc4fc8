"""A figure without a unit is doubted where there is ground for it and nothing in the card confirms it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.card.choice import DOUBTS
from carbon.card.reading import read_card
from carbon.method.classify import judge
from carbon.method.rows import ReporterRow


def doubts(body: str | None = None, **fields: object) -> tuple[str, ...]:
    return read_card({"co2_eq_emissions": fields}, body).doubts


@pytest.mark.parametrize(
    "fields",
    [
        {"emissions": 0.2, "source": "AutoTrain"},
        {"emissions": 0.0182737, "source": "CodeCarbon"},
        {"emissions": 3.6081, "energy_consumed": 0.0093, "source": "CodeCarbon", "training_type": "fine-tuning"},
        {"emissions": 0.09, "energy_consumed": 0.0003, "source": "CodeCarbon"},
        {"emissions": 0.09, "power_consumption": "0.0003 kWh", "source": "CodeCarbon"},
        {"emissions": 0.5, "source": "own measurement with a power meter"},
        {"emissions": "0.5 g", "source": "CodeCarbon"},
        {"emissions": "52 kg", "source": "CodeCarbon"},
        {"emissions": 250, "source": "CodeCarbon"},
        {"emissions": 4100, "source": "CodeCarbon", "geographical_location": "Spain"},
        {"emissions": 52314.7, "source": "CodeCarbon"},
        {"emissions": 1843219, "source": "CodeCarbon", "geographical_location": "Canada"},
        {"emissions": 52000, "source": "CodeCarbon", "hours_used": 900, "hardware_used": "1 x A100"},
        {"emissions": 52000, "source": "CodeCarbon", "energy_consumed": 140},
        {"emissions": 52000, "source": "Google Cloud footprint"},
        {"emissions": "52000 g"},
        {"emissions": "200 kg", "power_consumption": "500 kWh"},
        {"emissions": 0},
    ],
)
def test_an_honest_or_confirmed_figure_is_not_doubted(fields: dict[str, object]) -> None:
    assert doubts(**fields) == ()


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"emissions": 0.09, "source": "CodeCarbon"}, "unit_unclear"),
        ({"emissions": 2.5}, "unit_unclear"),
        ({"emissions": 0.6, "source": "eco2AI", "training_type": "pre-training"}, "unit_unclear"),
        ({"emissions": 20000, "source": "CodeCarbon"}, "large_unconfirmed"),
        ({"emissions": 3500000, "source": "CodeCarbon", "geographical_location": "Brazil"}, "large_unconfirmed"),
        ({"emissions": 86000, "source": "ML CO2 Impact calculator", "hardware_used": "8 x V100"}, "large_unconfirmed"),
        ({"emissions": 150000}, "large_unconfirmed"),
        ({"emissions": 150000.0}, "large_unconfirmed"),
        ({"emissions": 61000, "source": "CodeCarbon", "hours_used": 300}, "large_unconfirmed"),
        ({"emissions": 312.25, "power_consumption": 1.2, "source": "CodeCarbon"}, "energy_unclear"),
        ({"emissions": 312.25, "power_consumption": "1.2", "source": "CodeCarbon"}, "energy_unclear"),
    ],
)
def test_a_figure_that_may_be_another_unit_s_is_doubted(fields: dict[str, object], doubt: str) -> None:
    assert doubts(**fields) == (doubt,)
    assert doubt in DOUBTS


def test_an_energy_of_unknown_unit_confirms_nothing() -> None:
    found = doubts(emissions=0.09, power_consumption=0.0003, source="CodeCarbon")
    assert found == ("energy_unclear", "unit_unclear")


@pytest.mark.parametrize(
    "body", ["Training emitted 20 kg of CO2eq.", "Carbon emitted: 0.02 t CO2eq", "Training emitted 19 kg CO2eq."]
)
def test_a_text_that_states_an_amount_leaves_the_comparison_to_the_flags(body: str) -> None:
    assert doubts(body, emissions=20000, source="CodeCarbon") == ()


@given(
    st.floats(1e-3, 1e9, allow_nan=False),
    st.sampled_from([None, "CodeCarbon", "AutoTrain", "eco2AI", "a paper"]),
    st.none() | st.floats(1e-3, 1e4),
)
def test_a_doubt_never_changes_or_excludes_a_value(grams: float, source: str | None, power: float | None) -> None:
    fields = {"emissions": grams, "source": source, "power_consumption": power}
    report = read_card({"co2_eq_emissions": fields})
    assert report.emissions_g == pytest.approx(grams)
    excluding = {flag.name for flag in judge(report, ReporterRow(id="a/b")).flags if flag.excludes}
    assert not excluding & set(DOUBTS)

"""Units under all inputs: what is written is read again, and no text breaks the reader."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.units import (
    format_bytes,
    format_count,
    format_grams,
    format_share,
    parse_quantity,
    read_energy_kwh,
    read_hours,
    read_number,
)

UNITS = {
    "g": 1,
    " g": 1,
    " grams": 1,
    "mg": 1e-3,
    " kg": 1e3,
    "Kg": 1e3,
    " kgs": 1e3,
    " KG": 1e3,
    " kilograms": 1e3,
    "t": 1e6,
    " tons": 1e6,
    " tonnes": 1e6,
    " lbs": 453.59237,
    " pounds": 453.59237,
    " metric tons": 1e6,
    " Metric Tonnes": 1e6,
    " short tons": 907_184.74,
    "kt": 1e9,
    " oz": 28.349523125,
    " µg": 1e-6,
    " milligrams": 1e-3,
    " grammes": 1,
    " Gramm": 1,
    " gramos": 1,
    " Tonnen": 1e6,
    " toneladas": 1e6,
    " kilogrammes": 1e3,
    " chilogrammi": 1e3,
    " quilogramas": 1e3,
    " кг": 1e3,
    " 千克": 1e3,
    " 公斤": 1e3,
    " 吨": 1e6,
    "": 1,
}
GASES = [
    "",
    " CO2",
    "CO2",
    "CO2eq",
    " CO2eq",
    " CO2e",
    " CO2 eq.",
    "CO₂e",
    " CO₂eq",
    " of CO2",
    "CO<sub>2</sub>eq",
    "CO$_2$eq",
    " CO2-eq",
    " CO2 Eq",
    " CO_2eq",
    "_CO2eq",
    " CO^2",
    " C02",
    " CO~2~eq",
    " eq. CO2",
    " of CO2 equivalents",
    " of carbon dioxide",
    " (CO2eq)",
    r" $\mathrm{CO_2}$eq",
]
BEFORE = ["", "~", "~ ", "≈ ", "about ", "approx. ", "appx. ", "Estimated ~", "Total: "]
AFTER = ["", " (estimated)", " per training run", ", measured", "."]

SPELLINGS = [
    lambda value: f"{value:.6f}",
    lambda value: f"{value:.6f}".replace(".", ","),
    lambda value: f"{value:,.6f}",
    lambda value: f"{value:_.6f}",
    lambda value: f"{value:.10e}",
    repr,
    lambda value: f"{value / 1e6!r}M ",
]

texts = st.text(max_size=3000) | st.text("0123456789.,-–~<>eE+kgtCO2lbs/ Wh()_'x^·", max_size=3000)


@given(
    value=st.floats(0.01, 1e9),
    spelling=st.sampled_from(SPELLINGS),
    unit=st.sampled_from(sorted(UNITS)),
    gas=st.sampled_from(GASES),
    before=st.sampled_from(BEFORE),
)
def test_number_unit_and_spelling_do_not_change_what_is_meant(value, spelling, unit, gas, before):
    quantity = parse_quantity(f"{before}{spelling(value)}{unit}{gas}")

    assert quantity is not None
    assert quantity.grams == pytest.approx(value * UNITS[unit], rel=1e-4)


@given(
    value=st.floats(0.01, 1e9),
    unit=st.sampled_from(sorted(set(UNITS) - {""})),
    gas=st.sampled_from(GASES),
    after=st.sampled_from(AFTER),
)
def test_words_after_the_unit_change_nothing(value, unit, gas, after):
    quantity = parse_quantity(f"{value!r}{unit}{gas}{after}")

    assert quantity is not None
    assert quantity.grams == pytest.approx(value * UNITS[unit])


@given(
    value=st.floats(0.01, 1e9),
    unit=st.sampled_from(sorted(UNITS)),
    gas=st.sampled_from(GASES),
    per=st.sampled_from(["/kWh", " / kWh", " per kWh", "/MWh", " per 1 kWh", "/kw-h"]),
)
def test_a_number_per_kwh_is_never_a_quantity_of_emissions(value, unit, gas, per):
    assert parse_quantity(f"{value!r}{unit}{gas}{per}") is None


@given(low=st.floats(0.01, 1e6), factor=st.floats(1.01, 100), dash=st.sampled_from(["-", "–", " - ", " to "]))
def test_a_range_is_never_a_value(low, factor, dash):
    quantity = parse_quantity(f"{low:.6f}{dash}{low * factor:.6f} kg CO2eq")

    assert quantity is not None
    assert quantity.grams is None
    assert quantity.range_g == pytest.approx((low * 1000, low * factor * 1000), rel=1e-3)


@given(texts)
def test_no_text_breaks_the_readers_and_every_figure_is_finite(text):
    quantity = parse_quantity(text)
    figures = [read_hours(text), read_energy_kwh(text), read_number(text[:60])]
    if quantity is not None:
        figures += [quantity.grams, quantity.upper_bound_g, *(quantity.range_g or ())]
        assert len(quantity.value_written) <= 2100

    assert all(figure is None or math.isfinite(figure) for figure in figures)


@given(texts)
def test_times_and_energies_are_never_negative(text):
    assert (read_hours(text) or 0) >= 0
    assert (read_energy_kwh(text) or 0) >= 0


@given(st.floats(1e-4, 1e14))
def test_what_is_written_for_readers_reads_back_within_its_digits(grams):
    quantity = parse_quantity(format_grams(grams))

    assert quantity is not None
    assert quantity.grams == pytest.approx(grams, rel=0.006)


@given(st.floats() | st.integers(-(10**300), 10**300))
def test_every_figure_can_be_written(value):
    for write in (format_grams, format_bytes, format_count, format_share):
        assert write(value)


@given(smaller=st.floats(1e-3, 1e9), factor=st.floats(1.02, 1e3))
def test_more_grams_never_read_back_as_fewer(smaller, factor):
    low, high = (parse_quantity(format_grams(grams)) for grams in (smaller, smaller * factor))

    assert low is not None
    assert high is not None
    assert (low.grams or 0) < (high.grams or 0)

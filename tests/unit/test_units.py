"""How emissions, times and energies are read, and how figures are written."""

import math

import pytest

from carbon.units import (
    format_bytes,
    format_count,
    format_grams,
    format_rough,
    format_share,
    format_shares,
    parse_quantity,
    read_energy_kwh,
    read_hours,
    read_number,
    to_grams,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("17", 17),
        ("43,24", 43.24),
        ("0,66", 0.66),
        ("0,125", 0.125),
        ("4,475", 4475),
        ("1,234,567", 1234567),
        ("1.234", 1.234),
        ("1.234.567", 1234567),
        ("1,234.56", 1234.56),
        ("1.234,56", 1234.56),
        ("24_700_000", 24_700_000),
        ("12 000", 12_000),
        ("1'234", 1234),
        ("1e-5", 1e-5),
        ("2.2E+05", 2.2e5),
        ("3 x 10^-3", 0.003),
        ("7.9·10^{-4}", 0.00079),
        ("1.3M", 1.3e6),
        ("1400K", 1.4e6),
        ("3.5 million", 3.5e6),
        ("-3", -3),
        (".5", 0.5),
    ],
)
def test_numbers_are_read_as_people_write_them(written, value):
    assert read_number(written) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("written", ["", "abc", "1,2,3.4.5", "12,34,5", "1e999", "nan", "inf", "5x", "1.2.3"])
def test_what_is_no_number_is_not_guessed(written):
    assert read_number(written) is None


@pytest.mark.parametrize(
    ("text", "grams", "unit"),
    [
        ("940", 940, None),
        ("~12", 12, None),
        ("940 (estimated)", 940, None),
        ("CO2: 17", 17, None),
        ("17 CO<sub>2</sub>eq", 17, None),
        ("17g", 17, "g"),
        ("149200 g", 149_200, "g"),
        ("1.2g CO2", 1.2, "g CO2"),
        ("12 mg", 0.012, "mg"),
        ("3 µg", 3e-6, "µg"),
        ("404.67 grams of CO2 eq", 404.67, "grams of CO2 eq"),
        ("0.1069 Kg", 106.9, "Kg"),
        ("64.52 kg CO2_2", 64_520, "kg CO2_2"),
        ("0.08 kgCO$_2$eq", 80, "kgCO$_2$eq"),
        ("0.08 kgCO^2", 80, "kgCO^2"),
        ("300 gCO<sub>2</sub>", 300, "gCO<sub>2</sub>"),
        ("7.901e-04 kg_co2", 0.7901, "kg_co2"),
        ("~5.3 kg CO₂eq (estimated)", 5300, "kg CO₂eq"),
        ("16,714 kgs of CO2eq", 16_714_000, "kgs of CO2eq"),
        ("0,66 kgCO2", 660, "kgCO2"),
        ("5.44 kg CO2 equivalent per model", 5440, "kg CO2 equivalent"),
        ("18t CO2eq", 18e6, "t CO2eq"),
        ("539 tCO2eq", 539e6, "tCO2eq"),
        ("0.381 tons CO2eq", 381_000, "tons CO2eq"),
        ("2 metric tons of CO2", 2e6, "metric tons of CO2"),
        ("1 short ton", 907_184.74, "short ton"),
        ("13.58 lbs CO2", 13.58 * 453.59237, "lbs CO2"),
        ("0.241 g CO2eq (0.000241 kg CO2eq)", 0.241, "g CO2eq"),
        ("12 ± 0.3 g", 12, "g"),
        ("Carbon efficiency 0.57 kg CO2/kWh, total 20.52 kg CO2", 20_520, "kg CO2"),
    ],
)
def test_emissions_are_read_in_grams_with_the_unit_as_written(text, grams, unit):
    quantity = parse_quantity(text)

    assert quantity is not None
    assert quantity.grams == pytest.approx(grams, rel=1e-12)
    assert quantity.unit_written == unit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TBD",
        "unknown",
        "12 %",
        "8 T4 GPUs",
        "41 epochs",
        "57g CO2eq/kWh",
        "0.03 kgCO2/kWh",
        "120 gCO2eq per kWh",
        "432 g · kWh",
        "0.5 g/h",
        "3 g per 1,000 inferences",
        "2023-04-05",
        "https://mlco2.github.io/impact",
        "5 Mg",
        "5 Mt CO2",
    ],
)
def test_what_is_no_total_of_emissions_is_not_read_as_one(text):
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("~0.2-0.4 kg CO2eq", 200, 400),
        ("≈ 0.3–0.5 kg CO2eq", 300, 500),
        ("0.5 to 1.0 kg", 500, 1000),
        ("between 1 and 2 kg", 1000, 2000),
        ("800 g - 1 kg", 800, 1000),
        ("10-20", 10, 20),
    ],
)
def test_a_range_is_kept_as_a_range_and_is_no_value(text, low, high):
    quantity = parse_quantity(text)

    assert quantity is not None
    assert quantity.range_g == pytest.approx((low, high))
    assert quantity.grams is None


@pytest.mark.parametrize("text", ["<10g CO2eq per training run", "less than 10 g", "up to 10g", "≤ 10", "max. 10 g"])
def test_an_upper_bound_is_kept_as_one_and_is_no_value(text):
    quantity = parse_quantity(text)

    assert quantity is not None
    assert quantity.upper_bound_g == 10
    assert quantity.grams is None


def test_a_lower_bound_and_an_impossible_range_give_no_value():
    for text in ("> 5 kg", "at least 5 kg", "20-10 g"):
        quantity = parse_quantity(text)
        assert quantity is not None
        assert (quantity.grams, quantity.range_g, quantity.upper_bound_g) == (None, None, None)


def test_negative_numbers_are_read_as_written():
    quantity = parse_quantity("-3 g")

    assert quantity is not None
    assert quantity.grams == -3


def test_units_convert_to_grams_and_others_do_not():
    assert to_grams(2, "kg") == 2000
    assert to_grams(1.5, "tCO2eq") == 1.5e6
    for unit in ("kWh", "Mg", "Mt", "miles", "", "g/kWh"):
        assert to_grams(1, unit) is None


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        (3, 3),
        ("0.291", 0.291),
        ("12 hours", 12),
        ("00:31:54", 1914 / 3600),
        ("30.16527 minutes", 0.5027545),
        ("2h 30min", 2.5),
        ("1 day, 6 hours", 30),
        ("72 (3 days)", 72),
        ("1344 hours (56 days)", 1344),
        ("16.15 seconds (0.0045 hours)", 16.15 / 3600),
        ("1,825 GPU hours", 1825),
        ("About 400 hours", 400),
        ("1.3M", 1.3e6),
    ],
)
def test_training_time_is_read_in_hours(value, hours):
    assert read_hours(value) == pytest.approx(hours)


def test_a_bare_training_time_is_in_the_unit_of_its_field():
    assert read_hours(107.9, "seconds") == pytest.approx(107.9 / 3600)
    assert read_hours("2 hours", "seconds") == 2


@pytest.mark.parametrize("value", ["~3-4 hours", "< 36", "more than 5 hours", "soon", "41 epochs", -1, True, None, [3]])
def test_unclear_training_times_are_not_read(value):
    assert read_hours(value) is None


def test_energy_is_read_in_kwh():
    assert read_energy_kwh(0.3) == 0.3
    assert read_energy_kwh("11,749 kWh") == 11_749
    assert read_energy_kwh("9.7 MWh") == 9700
    assert read_energy_kwh("250 Wh") == 0.25
    assert read_energy_kwh("3.6e3 kJ") == pytest.approx(1)
    for value in ("low", "1-2 kWh", float("nan"), 10**400, False):
        assert read_energy_kwh(value) is None


@pytest.mark.parametrize(
    ("grams", "written"),
    [
        (3.1, "3.1 g"),
        (3.14159, "3.14 g"),
        (0.012, "12 mg"),
        (3200, "3.2 kg"),
        (149_200, "149 kg"),
        (999.96, "1 kg"),
        (24_700_000, "24.7 t"),
        (2.29e9, "2,290 t"),
        (0, "0 g"),
        (-3.1, "−3.1 g"),
        (1e-9, "< 0.001 mg"),
        (None, "–"),
        (math.nan, "–"),
        (math.inf, "–"),
    ],
)
def test_grams_are_written_in_a_unit_that_fits(grams, written):
    assert format_grams(grams) == written


def test_bytes_and_counts_are_written_in_a_unit_that_fits():
    assert [format_bytes(size) for size in (10, 352_833_716, 1e10, None)] == ["10 B", "353 MB", "10 GB", "–"]
    assert [format_count(n) for n in (0, 417, 1200, 3_100_000)] == ["0", "417", "1.2 k", "3.1 M"]


def test_shares_are_written_in_percent():
    written = [format_share(share) for share in (0.00083, 0.000138, 0.0083, 0.0312, 0.123, 0.5, 1, 0, 1e-6, None)]

    assert written == ["0.083 %", "0.014 %", "0.83 %", "3.12 %", "12.3 %", "50 %", "100 %", "0 %", "< 0.01 %", "–"]


def test_a_figure_that_only_tells_its_size_has_two_digits() -> None:
    assert [format_rough(value) for value in (0.7512, 749.6, 1234.0, 19.4, 0.0)] == ["0.75", "750", "1,200", "19", "0"]


def test_shares_side_by_side_have_the_same_digits():
    assert format_shares(0.01501, 0.0152) == ("1.50 %", "1.52 %")
    assert format_shares(0.0999, 0.123) == ("9.99 %", "12.30 %")
    assert format_shares(0.01, float("nan")) == ("1 %", "–")
    assert format_shares(1e-6, 0.0152) == ("< 0.01 %", "1.52 %")

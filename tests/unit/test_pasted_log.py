"""Rows of a tracker's log in a card: kilograms and kilowatt-hours, runs added up, nothing from other tables."""

import pytest

from carbon.card.text import read_text

HEAD = "timestamp,run_id,duration,emissions,energy_consumed,country_name"


def read(*rows: str, head: str = HEAD):
    return read_text("## Emissions\n\n" + "\n".join([head, *rows]) + "\n")


def test_a_run_is_read_in_kilograms_with_its_facts():
    report = read("2024-01-01T00:00:00,a,7200,0.125,0.5,France")

    assert (report.emissions_g, report.unit_written) == (125, "kg (CodeCarbon)")
    assert (report.energy_kwh, report.hours, report.place) == (0.5, 2, "France")


def test_runs_are_added_up_and_each_counts_with_its_last_row():
    report = read("t,a,10,0.1,0.3,France", "t,a,20,0.2,0.6,France", "t,b,30,0.4,1.2,France")

    assert report.emissions_g == pytest.approx(600)
    assert report.energy_kwh == pytest.approx(1.8)


def test_what_runs_do_not_agree_on_is_left_open():
    report = read("t,a,10,0.1,0.3,France", "t,b,10,0.1,0.3,Spain")

    assert (report.emissions_g, report.place) == (200, None)


def test_more_kilograms_than_any_grid_emits_are_of_another_unit():
    report = read("t,a,10,125,0.5,France")

    assert report.emissions_g is None
    assert report.doubts == ("unit_unclear",)


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ("t,a,10,,0.3,France",),
        ("t,a,10,-1,0.3,France",),
        ("t,a,10,lots,0.3,France",),
        ("t,a,10,nan,0.3,France",),
        ("t,a,10",),
    ],
)
def test_rows_without_emissions_state_nothing(rows):
    assert read(*rows).emissions_g is None


def test_a_table_without_the_energy_column_is_no_log():
    assert read("Germany,2020,657", head="country,year,emissions").emissions_g is None


@pytest.mark.parametrize("head", ["emissions_kg,energy_consumed_kwh", "Emissions (kg),Energy_consumed (kWh)"])
def test_columns_may_name_their_units(head):
    report = read("0.2,0.5", head=head)

    assert (report.emissions_g, report.energy_kwh) == (200, 0.5)


@pytest.mark.parametrize("row", ['t,a,10,"0.1,0.3,France', "t,a,10,0.1&#13;,0.3,France", "t,a,1e999,0.1,0.3,\0"])
def test_broken_rows_do_no_harm(row):
    read(row)


def test_a_log_of_inference_is_none_of_a_training():
    text = f"## Inference\n\n{HEAD}\nt,a,10,0.1,0.3,France\n"

    assert read_text(text).emissions_g is None

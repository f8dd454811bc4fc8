"""CodeCarbon's emissions.csv: its runs together, in grams and hours, and a clear word where it cannot be used."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.card.codecarbon import MOST_ROWS, NotReadable, read_emissions_csv

HEAD = (
    "timestamp,project_name,run_id,duration,emissions,energy_consumed,country_name,country_iso_code,region,"
    "cloud_provider,cpu_count,cpu_model,gpu_count,gpu_model"
)


def row(run: str, seconds: float, kg: float, kwh: float = 1.0, gpu: str = "Tesla T4", country: str = "France") -> str:
    return f"2026-11-01T10:00:00,p,{run},{seconds},{kg},{kwh},{country},FRA,île-de-france,,8,Intel Xeon,2,{gpu}"


def test_one_run_is_read_in_grams_hours_and_words() -> None:
    found = read_emissions_csv("\n".join([HEAD, row("a", 7200, 0.25, 3.5)]))
    assert (found.count, found.rows) == (1, 1)
    assert (found.emissions_g, found.hours, found.energy_kwh) == (250.0, 2.0, 3.5)
    assert (found.hardware, found.place, found.differing) == ("2 x Tesla T4", "Île-De-France, France", ())


def test_a_run_counts_with_its_last_row_and_runs_add_up() -> None:
    text = "\n".join([HEAD, row("a", 3600, 0.1), row("a", 7200, 0.3), row("b", 3600, 0.2)])
    found = read_emissions_csv(text)
    assert (found.count, found.rows, found.hours) == (2, 3, 3.0)
    assert found.emissions_g == pytest.approx(500.0)


def test_a_count_in_the_name_is_not_written_twice() -> None:
    assert read_emissions_csv("\n".join([HEAD, row("a", 1, 1, gpu="2 x NVIDIA A100")])).hardware == "2 x NVIDIA A100"


def test_what_runs_do_not_agree_on_is_left_open() -> None:
    found = read_emissions_csv("\n".join([HEAD, row("a", 1, 1), row("b", 1, 1, country="Spain")]))
    assert (found.place, found.differing) == (None, ("place",))


def test_old_files_without_energy_are_read_too() -> None:
    found = read_emissions_csv("timestamp,emissions,duration\n2021,0.5,60\n")
    assert (found.emissions_g, found.energy_kwh, found.hardware) == (500.0, None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the columns emissions and duration are missing"),
        ("emissions,b\n1,2", "the column duration is missing"),
        ("\x89PNG\r\n\x1a\n\0\0", "it is not text in UTF-8"),
        ("\ufffdPNG", "it is not text in UTF-8"),
        ("a,b\n1,2", "the columns emissions and duration are missing"),
        (HEAD, "has a head but no rows"),
        ("\n".join([HEAD, row("a", -1, 1)]), "In the column duration stands “-1”"),
        ("emissions,duration\nnan,1", "In the column emissions stands “nan”"),
        ("emissions,duration\n1e999,1", "In the column emissions stands “1e999”"),
        ("emissions,duration\n=cmd|' /C calc'!A0,1", "In the column emissions stands"),
        ("emissions,duration\n" + "1,1\n" * (MOST_ROWS + 1), f"more than {MOST_ROWS:,} rows"),
        ("emissions,duration\n" + "x" * 1_000_000, "more than 1,000,000 characters"),
        ('emissions,duration\n"' + "x" * 200_000, "The file is not CSV"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, told: str) -> None:
    with pytest.raises(NotReadable, match=None) as caught:
        read_emissions_csv(text)
    assert told in str(caught.value)


@given(st.text(max_size=2_000))
def test_no_text_does_worse_than_a_clear_word(text: str) -> None:
    for tried in (text, f"emissions,duration\n{text}", f"{HEAD}\n{text}"):
        with contextlib.suppress(NotReadable):
            assert read_emissions_csv(tried).emissions_g >= 0

"""Texts of cards under all inputs: figures survive every spelling, and no text breaks the reader."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.card.family import meant_by
from carbon.card.hardware import devices_of
from carbon.card.places import country_of
from carbon.card.reading import read_card, split_card
from carbon.card.snippets import LONGEST_SNIPPET
from carbon.card.text import read_text
from carbon.method.classify import ReporterRow, classify
from tests.mutations import CASE, DECORATION

UNITS = {"kg": 1e3, "g": 1.0, "t": 1e6, "grams": 1.0, "kilograms": 1e3, "tonnes": 1e6, "lbs": 453.59237}
UNITS |= {"metric tons": 1e6, "kt": 1e9, "Kg": 1e3, "kgs": 1e3, "gramos": 1.0, "Tonnen": 1e6, "кг": 1e3, "公斤": 1e3}
GASES = ["", " CO2", " CO2eq", " of CO2", " CO<sub>2</sub>eq", "CO$_2$eq", " CO₂ eq.", " of CO2 equivalent"]
GASES += [" (CO2eq)", " CO^2", " C02", " of carbon dioxide", " éq. CO2", r" $\mathrm{CO_2}$eq"]
FORMS = [
    "- **Carbon Emitted:** {x}",
    "- CO2 emissions: {x} (estimated)",
    "* **Total emissions**: ~{x}",
    "| Metric | Value |\n|---|---|\n| Carbon emissions | {x} |",
    "Total emissions are estimated to be {x} of which 100 percents were directly offset by the cloud provider.",
    "Training the model emitted {x}.",
    "- **Empreinte carbone :** {x}",
    "- CO2-Emissionen: ca. {x}",
    "- **碳排放量：** {x}",
    "<table><tr><td><b>CO<sub>2</sub> emissions</b></td><td>{x}</td></tr><tr><td>Hours</td><td>3</td></tr></table>",
    "**Carbon Emitted**: *{x}* (measured)",
    "> Carbon footprint – {x}",
]
amounts = st.floats(0.01, 1e7).map(lambda value: float(f"{value:.5g}"))
spellings = st.sampled_from(["{:f}", "{:,.6f}", "{:.6e}", "{!r}"])
texts = st.text(max_size=2000) | st.text("carbon emted CO2kg:|-*_`#<>&()[]{}$\\^0123456789.,~\n", max_size=2000)


@given(amounts, spellings, st.sampled_from(sorted(UNITS)), st.sampled_from(GASES), st.sampled_from(FORMS))
def test_number_unit_and_spelling_are_read_in_every_form(value, spelling, unit, gas, form):
    report = read_text(form.format(x=f"{spelling.format(value)} {unit}{gas}"))

    assert report.emissions_g == pytest.approx(value * UNITS[unit], rel=1e-4)


@given(amounts, st.sampled_from(FORMS), st.sampled_from([*DECORATION, *CASE]), st.sampled_from([*DECORATION, *CASE]))
def test_grams_depend_on_no_decoration_case_or_blank(value, form, first, second):
    text = form.format(x=f"{value:f} kg CO2eq")

    assert read_text(second(first(text))).emissions_g == pytest.approx(value * 1000, rel=1e-4)


@given(amounts, st.sampled_from(["g", "kg"]), st.sampled_from(["/kWh", " per kWh", " / MWh"]), st.sampled_from(FORMS))
def test_a_grid_intensity_is_never_emissions(value, unit, per, form):
    assert read_text(form.format(x=f"{value:f} {unit} CO2eq{per}")).emissions_g is None


@given(texts, st.none() | st.text(max_size=30))
def test_no_text_breaks_the_reader_and_all_it_keeps_is_bounded(text, model_id):
    for card in (text, f"Carbon Emitted: {text}", f"| carbon (kg) | b |\n|---|---|\n| {text} | 2 |", f"---\n{text}"):
        report = read_card(*split_card(card), model_id)

        figures = (report.emissions_g, report.hours, report.energy_kwh, report.upper_bound_g, *(report.range_g or ()))
        assert all(figure is None or (math.isfinite(figure) and figure >= 0) for figure in figures)
        assert len(report.snippet or "") <= LONGEST_SNIPPET
        assert report.reports == (report.emissions_g is not None)


@given(texts)
def test_every_card_with_a_text_can_be_classified(text):
    row = classify(ReporterRow(id="me/model", card={"co2_eq_emissions": 5}, body=f"Carbon Emitted: 7 kg\n{text}"))

    assert row.emissions_g == 5


@given(st.text(max_size=300))
def test_no_name_breaks_its_reader(text):
    country = country_of(text)

    assert country is None or len(country) == 3
    assert all(device.count is None or device.count > 0 for device in devices_of(text))


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=30))
def test_a_row_is_meant_by_its_place_in_the_list(names, model_id):
    meant = meant_by(names, model_id)

    assert meant is None or 0 <= meant < len(names)

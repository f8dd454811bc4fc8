"""Which of several figures of one place counts, and figures in the spellings of LaTeX and of other tools."""

import pytest

from carbon.answers.card import answer_line
from carbon.card.text import read_text


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        # Formulas and sums
        ("Carbon Emitted: 0.4 kg × 3 h × 0.3 kW × 0.5 kg/kWh = 0.18 kg", 180),
        ("Carbon Emitted: 1.5 kg (GPU) + 0.5 kg (RAM) = 2 kg", 2000),
        ("- GPU: 1.5 kg CO2eq\n- CPU: 0.5 kg CO2eq\n- Total: 2 kg CO2eq", 2000),
        # Location-based before market-based
        ("Carbon emissions: 12 kgCO2e market-based / 40 kgCO2e location-based", 40_000),
        ("Carbon Emitted: market-based 0 t; location-based 4 t", 4e6),
        ("Carbon Emitted: location-based: 4 t, market-based: 1 t", 4e6),
        # What was measured before what was foreseen
        (
            "CarbonTracker: Predicted consumption for 9 epoch(s):\n\tEnergy: 4 kWh\n\tCO2eq: 900 g\n"
            "CarbonTracker: Actual consumption for 9 epoch(s):\n\tEnergy: 3 kWh\n\tCO2eq: 700 g",
            700,
        ),
        # Spellings
        ("Carbon emitted: 12 000 T", 12e9),
        ("Carbon emitted: 7.25 (kgCO2eq)", 7250),
        ("Carbon emissions: $4.1 \\times 10^{2}$ kg", 410_000),
        ("Carbon emissions: 4.1 x 10² kg CO2e", 410_000),
        ("Training emissions were 4.1 × 10⁻² t CO2e", 41_000),
        ("Carbon emitted: $7.5$ $\\mathrm{kgCO_2eq}$", 7500),
        ("Training emitted $\\mathbf{7.5}$ kgCO$_2$eq", 7500),
        ("The total carbon footprint was 1.5 metric tons of CO2.", 1.5e6),
        ("Treibhausgasemissionen: 1,5 t CO2e", 1.5e6),
        ("As emissões de treino foram de 1,5 kg CO2eq.", 1500),
        ("Carbon emitted: ٥٫٢ kg", None),
        ("Carbon emitted: 4 kgCO2eq/3 runs", None),
    ],
)
def test_the_amount_is_the_one_that_a_careful_reader_takes(text, grams):
    assert read_text(text).emissions_g == (None if grams is None else pytest.approx(grams))


@pytest.mark.parametrize(
    "text", ["Emissions estimates: low 2 kg, high 5 kg CO2eq", "Carbon Emitted: min. 2 kg / max. 5 kg"]
)
def test_a_low_and_a_high_end_are_a_range(text):
    read = read_text(text)

    assert (read.emissions_g, read.range_g, read.doubts) == (None, (2000, 5000), ("range",))


def test_a_list_of_amounts_by_device_names_no_hardware():
    read = read_text("- GPU: 1.5 kg CO2eq\n- CPU: 0.5 kg CO2eq\n- Total: 2 kg CO2eq")

    assert read.hardware is None


def test_energy_in_the_spelling_of_its_tool_is_read():
    table = "| project | power_consumption(kWTh) | CO2_emissions(kg) |\n|---|---|---|\n| a | 0.4 | 0.1 |"
    answer = answer_line({"id": 1, "kind": "prose", "raw": f"## Emissions\n{table}"})

    assert (answer["emissions_g"], answer["energy_kwh"]) == (pytest.approx(100), 0.4)


@pytest.mark.parametrize(
    "text",
    [
        "Pre-training of the base model took a cumulative of 1.46M GPU hours. Our fine-tuning emitted 3 kg CO2eq.",
        "A cumulative of 1.46M GPU hours for the base model. Our fine-tuning emitted 3 kg CO2eq.",
        "A cumulative of 1.46M GPU hours on A100-80GB for the base model. Our fine-tuning emitted 3 kg CO2eq.",
        "- **Hours used:** 1,000 (base model) + 2 (ours)\n- **Carbon Emitted:** 3 kg CO2eq",
        "- **Training time:** 1.5M GPU hours (Tern base)\n- **Carbon Emitted:** 3 kg CO2eq",
        "## Original model\n- **Hours used:** 1,000\n\n## Fine-tuning\n- **Carbon Emitted:** 3 kg CO2eq",
    ],
)
def test_hours_of_the_base_model_are_none_of_this_one(text):
    assert read_text(text).hours is None


@pytest.mark.parametrize(
    ("text", "hardware", "hours"),
    [
        ("The model was trained for 12 hours on 4 V100 GPUs in Paris, which emitted 3 kg CO2eq.", "4 V100 GPUs", 12),
        ("Fine-tuning took 90 minutes on one RTX 3090 and emitted 3 kg CO2eq.", "one RTX 3090", 1.5),
        ("The model was trained on TPUv5e. Training emitted 3 kg CO2eq.", "TPUv5e", None),
        ("The base model was trained for 500 hours on 64 A100 GPUs; our run emitted 3 kg CO2eq.", None, None),
        ("The model was trained on 680 hours of speech, which emitted 3 kg CO2eq.", None, None),
        ("Training emitted 3 kg CO2eq. It was trained on A100 and later trained on V100 cards.", None, None),
    ],
)
def test_a_sentence_on_the_training_tells_its_devices_and_time(text, hardware, hours):
    read = read_text(text)

    assert (read.hardware, read.hours) == (hardware, hours)


def test_a_cloud_region_in_brackets_is_a_place():
    assert read_text("Trained on AWS (us-east-1), training emitted 3 kg CO2eq.").place == "us-east-1"

"""Amounts that no training of the model emitted: plans, rates, factors, hardware's making, what others said."""

import pytest

from carbon.card.text import read_text

#: Under the heading of a card's own emissions, so that nothing but the words themselves tell.
HEADING = "## Environmental impact\n"

NONE = {
    "plans": [
        "- **Carbon Emitted:** TBD (about 400 kg are foreseen)",
        "- **Carbon Emitted:** to be measured, at most 40 kg",
        "- CO2 emissions: unknown, perhaps 2 kg",
        "Planned: about 12 kg CO2eq once training has ended.",
        "Projected emissions: 12 kg CO2eq",
        "Emissions limit: 12 kg CO2eq",
        "Allowed emissions: 12 kg CO2eq",
        "Another five epochs would add 2 kg CO2eq.",
        "The full training is expected to emit 12 kg CO2eq.",
        "Training on all the data will produce 12 kg CO2eq.",
    ],
    "rates": [
        "- Emissions per epoch: 12 g CO2eq",
        "- CO2 per training hour: 120 g",
        "- CO2 per 1M tokens: 0.5 g",
        "- CO2 per generation: 0.5 g",
        "- Carbon per optimizer step: 0.5 g",
        "Every training step emits 0.002 g CO2eq.",
        "An hour of training causes 0.12 kg CO2eq.",
        "Each GPU hour corresponds to 0.12 kg CO2eq.",
        "- **Carbon Emitted:** 1,800 gCO2eq/run (3 runs)",
        "- **Carbon Emitted:** 12 g CO2eq per epoch",
        "Training emits 12 g CO2eq per fold.",
        "Running this model for a month emits 4 kg CO2eq.",
        "Serving a thousand requests emits 3 g CO2eq; the model was trained on a GPU.",
    ],
    "equivalences": [
        "1 kg CO2eq = 8.3 km by car.",
        "One litre of petrol = 2.3 kg CO2.",
        "1 EUA = 1 t CO2.",
        "- Equivalent: 12 kg CO2 = 50 km by car",
        "- Equivalence: 12 kg CO2 for 3 trees",
    ],
    "hardware and offsets": [
        "The embodied carbon of an A100 is 150 kg CO2eq.",
        "- Hardware manufacturing: 500 kg CO2eq",
        "- Embodied emissions: 500 kg CO2eq",
        "- Trees planted: 12 (250 kg CO2)",
        "- Carbon removal: 250 kg CO2",
        "The data centre's yearly emissions are 1,200 t CO2eq.",
    ],
    "quotations and errors": [
        'We trained on texts like "Our plants emitted 12,300 tonnes of CO2e in 2020".',
        "The training data has sentences such as: we emitted 5,000 tonnes of CO2 last year.",
        "Training was stopped at a mean absolute error of 3.2 g CO2.",
    ],
}
#: Each tells 3 kg of the model's own training in words that come near.
OWN = [
    "The training of this model, planned for a week, emitted 3 kg CO2eq.",
    "As a first step, training emitted 3 kg CO2eq.",
    "Training emitted 3 kg CO2eq in one hour.",
    "Training for one epoch emitted 3 kg CO2eq.",
    "Emissions per epoch: 0.5 kg CO2eq\n\nTotal emissions: 3 kg CO2eq",
    "Per-epoch emissions: 0.5 kg CO2eq. Total for 6 epochs: 3 kg CO2eq.",
    "Each epoch emitted 0.5 kg CO2eq; the whole training emitted 3 kg CO2eq.",
    "- **Carbon Emitted:** 3 kg CO2eq = 18 km by car",
    "- **Carbon Emitted:** 3 kg CO2eq (embodied carbon left out)",
    '- **Carbon Emitted:** "3 kg CO2eq"',
    "The model reached an MAE of 0.3 and its training emitted 3 kg CO2eq.",
    "Training emitted 3 kg CO2eq, and each run of the model emits 0.2 g CO2eq.",
]


@pytest.mark.parametrize("text", [text for texts in NONE.values() for text in texts])
def test_what_no_training_emitted_is_no_report(text):
    read = read_text(HEADING + text, "lab/my-summariser")

    assert (read.emissions_g, read.range_g, read.upper_bound_g) == (None, None, None)


@pytest.mark.parametrize("text", OWN)
def test_the_training_s_own_amount_beside_such_words_is_read(text):
    assert read_text(HEADING + text, "lab/my-summariser").emissions_g == 3000


def test_each_run_of_an_unknown_number_casts_doubt_on_another_amount():
    read = read_text("We account for 300 g CO2eq per fine-tuning run. So far this model emitted 3300 g CO2eq.")

    assert (read.emissions_g, read.doubts) == (3300, ("several_values",))

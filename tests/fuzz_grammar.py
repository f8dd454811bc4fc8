"""Random cards: well-formed ones with a known value, ones that state nothing, mutated ones, noise and hostile ones."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from tests.fixtures.card_texts import TEXTS
from tests.mutations import DECORATION

UNITS = {
    "kg": 1e3,
    "g": 1.0,
    "t": 1e6,
    "kilograms": 1e3,
    "grams": 1.0,
    "tons": 1e6,
    "metric tons": 1e6,
    "lbs": 453.59237,
}
GASES = (
    "",
    " CO2",
    " CO2eq",
    " CO2 eq.",
    " of CO2",
    " CO<sub>2</sub>eq",
    " CO$_2$eq",
    " CO₂e",
    " CO2-eq",
    " of CO2 equivalents",
)
LABELS = (
    "Carbon Emitted",
    "CO2 Emissions",
    "Carbon emissions",
    "Total emissions",
    "Estimated carbon footprint",
    "Emissions",
    "Carbon Emitted (Power consumption x Time x Carbon produced based on location of power grid)",
    "CO₂ emissions",
    "CO2-Emissionen",
    "Émissions de carbone",
    "Emisiones de CO2",
    "碳排放量",
    "Training emissions (estimated)",
)
LEADS = ("", "~", "≈ ", "about ", "approx. ", "Estimated ", "around ")
TAILS = ("", " (estimated)", " (offset by the provider)", " in total", ", measured with CodeCarbon", " [1]")
NOTHING = (
    "[More Information Needed]",
    "Unknown",
    "TBD",
    "Not measured",
    "Negligible",
    "0.432 kg CO2eq/kWh grid",
    "N/A",
    "-",
    "see below",
    "unclear",
)
FIELDS = (
    "- **Hardware Type:** {n}x A100",
    "- **Hours used:** {n}",
    "- **Cloud Provider:** AWS",
    "- **Compute Region:** us-east-1",
    "- **Grid intensity:** {n} gCO2eq/kWh",
    "- TDP: {n} W",
    "- Batch size: {n}",
)
NOISE = "abc XYZ 019.,-–~<>|*_`#:/()[]{}$\\^²₂%&;=+\n\n\t\u00a0é碳carbon co2 kg emissions <td> <tr> <!-- --> ``` --- "
PIECES = (
    "carbon ",
    "co2 ",
    "5 kg ",
    "| ",
    "(",
    "[a](",
    "<!--",
    "```",
    "**",
    "_",
    "\n",
    "<td>",
    "$_2$",
    "1,",
    ": ",
    "e-5 ",
    "&amp;",
    "> ",
    "# ",
    "- ",
    "{",
    "total emissions ",
    "co2_eq_emissions: ",
    "  a: &a *a\n",
    "---\n",
    "~~",
    "\\text{",
    "<table>",
    "kwh ",
    "per ",
    "/",
    "if we would ",
    "et al. report ",
    "the base model ",
)


class Generated(NamedTuple):
    """A card; `expected` in grams, 0 where nothing is stated, None where it is not known."""

    kind: str
    text: str
    expected: float | None
    model_id: str = "me/model-7b"


def generate(chance: random.Random) -> Generated:
    """One card of a random kind."""
    kinds: list[tuple[Callable[[random.Random], Generated], float]] = [
        (_labelled, 30),
        (_metadata, 15),
        (_sentence, 15),
        (_table, 8),
        (_table_of_keys, 3),
        (_table_of_steps, 3),
        (_silent, 12),
        (_mutated, 8),
        (_noise, 6),
        (_repeated, 2),
        (_huge, 0.2),
    ]
    make = chance.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
    return make(chance)


def _amount(chance: random.Random) -> tuple[str, float]:
    value = float(f"{10 ** chance.uniform(-2, 4):.{chance.randint(2, 5)}g}")
    unit = chance.choice(list(UNITS))
    written = chance.choice([f"{value:.6f}".rstrip("0").rstrip("."), f"{value:.3e}", f"{value:,.4f}", str(value)])
    read = float(written.replace(",", ""))
    blank = chance.choice(["", " ", "\u00a0"]) if unit in {"kg", "g", "t"} else " "
    return f"{written}{blank}{unit}{chance.choice(GASES)}", read * UNITS[unit]


def _block(chance: random.Random, emitted: str) -> str:
    lines = [one.format(n=chance.randint(1, 999)) for one in chance.sample(FIELDS, chance.randint(0, len(FIELDS)))]
    label = chance.choice(
        [
            f"- **{chance.choice(LABELS)}:** ",
            f"- {chance.choice(LABELS)}: ",
            f"* **{chance.choice(LABELS)}**: ",
            f"{chance.choice(LABELS)}: ",
        ]
    )
    lines.insert(chance.randint(0, len(lines)), label + emitted)
    return "# Model\n\nSome words.\n\n## Environmental Impact\n\n" + "\n".join(lines) + "\n\n## Citation\n"


def _labelled(chance: random.Random) -> Generated:
    written, grams = _amount(chance)
    return Generated("labelled", _block(chance, chance.choice(LEADS) + written + chance.choice(TAILS)), grams)


def _metadata(chance: random.Random) -> Generated:
    written, grams = _amount(chance)
    value = chance.choice(
        [f'"{written}"', f'\n  emissions: "{written}"\n  source: CodeCarbon', f'\n- emissions: "{written}"']
    )
    return Generated("metadata", f"---\nlicense: mit\nco2_eq_emissions: {value}\ntags: [a]\n---\n# Model\n", grams)


def _sentence(chance: random.Random) -> Generated:
    written, grams = _amount(chance)
    form = chance.choice(
        [
            "Total emissions are estimated to be {x} of which 100 percents were directly offset by the cloud provider.",
            "Training the model emitted {x} of greenhouse gases.",
            "We estimate that fine-tuning caused CO2 emissions of {x}.",
            "Pre-training took {n} GPU hours on 8 A100 GPUs and emitted {x}.",
            "Training emissions amount to {x} (1x T4, {n} h, Spain).",
            "The emissions of the fine-tuning were {x}, on the German grid.",
            "Training ran for {n} hours on two RTX 3090 in Norway. It emitted {x}.",
            "Our carbon footprint for training this model was {x}, while evaluation is not included.",
            "We used {n} V100 GPUs for 3 weeks; the CO2 emissions were {x}.",
            "Experiments used a grid with 0.4 kgCO2eq/kWh. The carbon footprint of training was {x}.",
        ]
    )
    filled = form.format(x=written.replace(" eq.", " eq"), n=chance.randint(2, 900))
    return Generated("sentence", f"# Model\n\n{filled}\n", grams)


def _table(chance: random.Random) -> Generated:
    unit = chance.choice(["kg", "g", "t"])
    values = {name: round(chance.uniform(1, 9000), 2) for name in ("Model 7B", "Model 13B", "Model 70B")}
    rows = "".join(f"|{name}|{chance.randint(9, 9999)}|400|{value:,.2f}|\n" for name, value in values.items())
    total = f"|Total|||{sum(values.values()):,.2f}|\n" if chance.random() < 0.5 else ""
    size = chance.choice(["7B", "13B", "70B"])
    text = (
        f"## Training\n\n||Time (GPU hours)|Power (W)|Carbon Emitted ({unit}CO2eq)|\n|---|---|---|---|\n{rows}{total}"
    )
    return Generated("table", text, values[f"Model {size}"] * UNITS[unit], f"me/model-{size.lower()}-hf")


def _table_of_keys(chance: random.Random) -> Generated:
    written, grams = _amount(chance)
    rows = [
        f"|Hours|{chance.randint(1, 900)}|",
        "|Hardware|8 x A100|",
        "|Region|us-east-1|",
        f"|CO2 emissions|{written}|",
    ]
    chance.shuffle(rows)
    return Generated("table of keys", "## Impact\n\n|Fact|Value|\n|---|---|\n" + "\n".join(rows) + "\n", grams)


def _table_of_steps(chance: random.Random) -> Generated:
    """Steps of one training, of which the total counts."""
    unit = chance.choice(["kg", "g", "t"])
    steps = {name: chance.randint(1, 900) for name in ("Pre-training", "Fine-tuning", "Alignment")}
    rows = "".join(f"|{name}|{chance.randint(1, 99)}|{value}|\n" for name, value in steps.items())
    head = f"|Step|Hours|CO2 emissions ({unit})|\n|---|---|---|\n"
    total = sum(steps.values())
    return Generated("table of steps", f"## Impact\n\n{head}{rows}|Total||{total}|\n", total * UNITS[unit])


def _silent(chance: random.Random) -> Generated:
    return Generated("silent", _block(chance, chance.choice(NOTHING)), 0.0)


def _mutated(chance: random.Random) -> Generated:
    card = chance.choice(TEXTS)
    text = card.text
    for mutate in chance.sample(DECORATION, chance.randint(1, 3)):
        text = mutate(text)
    letters = list(text)
    for _ in range(chance.randint(0, 5)):
        letters[chance.randrange(len(letters))] = chance.choice(NOISE)
    return Generated("mutated", "".join(letters), None, card.model or "me/model")


def _noise(chance: random.Random) -> Generated:
    parts = [
        chance.choice(PIECES) if chance.random() < 0.5 else chance.choice(NOISE) for _ in range(chance.randint(1, 800))
    ]
    return Generated("noise", chance.choice(["", "---\n"]) + "".join(parts), None)


def _repeated(chance: random.Random) -> Generated:
    piece = "".join(chance.choices(PIECES, k=chance.randint(1, 4)))
    return Generated(
        "repeated", chance.choice(["carbon ", "co2_eq_emissions: ", ""]) + piece * chance.randint(10, 20_000), None
    )


def _huge(chance: random.Random) -> Generated:
    """Up to 10 MB of the same few words."""
    piece = "".join(chance.choices(PIECES, k=chance.randint(1, 6)))
    start = chance.choice(["", "---\n", "Carbon Emitted: ", "co2_eq_emissions:\n"])
    return Generated("huge", start + piece * (chance.randint(1, 10) * 1_000_000 // len(piece)), None)

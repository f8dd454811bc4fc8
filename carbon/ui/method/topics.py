"""The definitions behind every number, from the Markdown files beside the code, with the code's own figures in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template

from carbon.card.flags import AUTOTRAIN_LOW_G, HIGHEST_G, LOWEST_G, SAME
from carbon.method.dates import HUB_FLOOR
from carbon.method.equivalences import SCALES
from carbon.method.estimate import HIGHEST_PUE, LOWEST_LOAD, PLAUSIBLE, WITHIN, grid_of_the_world
from carbon.method.label import (
    LETTERS,
    REFERENCE_VERSION,
    SIGMA_AUTOTRAIN,
    SIGMA_CALCULATED,
    SIGMA_MEASURED,
    SIGMA_UNKNOWN,
)
from carbon.method.reference import REFERENCE, SMALLEST_CATEGORY
from carbon.method.unit_doubt import LARGE_G, SMALL_G
from carbon.units import format_grams

FOLDER = Path(__file__).with_name("texts")

#: Anchor and heading of every topic, in the order of the page.
TOPICS: Mapping[str, str] = {
    "reports": "What counts as a report",
    "flags": "Quality flags",
    "levels": "Reporting levels",
    "label": "The label and its versions",
    "statistics": "Statistics",
    "domains": "Domains, tasks, training and tools",
    "estimates": "Estimates and equivalents",
}


@cache
def text(topic: str) -> str:
    """The definition of one topic (Markdown of this app's own)."""
    return Template((FOLDER / f"{topic}.md").read_text(encoding="utf-8")).substitute(figures())


@cache
def figures() -> dict[str, str]:
    """The figures that the texts name, from the code that uses them."""
    weights = REFERENCE.weights
    cuts = [f"{letter} from {cut}" for letter, cut in zip(LETTERS, REFERENCE.cuts, strict=False)]
    return {
        "floor": f"{HUB_FLOOR.day} {HUB_FLOOR:%B %Y}",
        "same": f"{SAME:g}",
        "lowest": format_grams(LOWEST_G),
        "highest": format_grams(HIGHEST_G),
        "plausible": f"{PLAUSIBLE:g}",
        "within": f"{WITHIN:g}",
        "autotrain_low": format_grams(AUTOTRAIN_LOW_G),
        "small": format_grams(SMALL_G),
        "large": format_grams(LARGE_G),
        "load": f"{100 * LOWEST_LOAD:.0f} %",
        "pue": f"{HIGHEST_PUE:g}",
        "world": f"{grid_of_the_world():g}",
        "equivalents": "\n".join(
            f"- {scale.one}: {scale.grams:,.7g} g ({scale.source}, {scale.year})" for scale in SCALES
        ),
        "reference": REFERENCE_VERSION,
        "smallest": f"{SMALLEST_CATEGORY:,}",
        "w_co2": str(weights["co2"]),
        "w_size": str(weights["size"]),
        "w_performance": str(weights["performance"]),
        "cuts": f"{', '.join(cuts)} of 100 points, else {LETTERS[-1]}",
        "sigma_measured": f"{SIGMA_MEASURED:g}",
        "sigma_autotrain": f"{SIGMA_AUTOTRAIN:g}",
        "sigma_calculated": f"{SIGMA_CALCULATED:g}",
        "sigma_unknown": f"{SIGMA_UNKNOWN:g}",
    }

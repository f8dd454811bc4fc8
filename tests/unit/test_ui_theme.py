"""The tokens: what looks good must also be read, and Streamlit's own elements must use the same."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from carbon.method.domains import DOMAINS as METHOD_DOMAINS
from carbon.method.levels import LEVELS as METHOD_LEVELS
from carbon.ui.theme import BODY_PX, DARK, DOMAINS, HEADING_PX, LEVELS, LIGHT, SMALL_PX, TITLE_PX, Palette

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.mode)

#: Severity 1.0 of Machado, Oliveira & Fernandes (IEEE TVCG 15, 2009), on linear RGB.
DEFICIENCIES = {
    "none": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour: str) -> np.ndarray:
    encoded = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(light: np.ndarray) -> np.ndarray:
    relative = XYZ @ np.clip(light, 0, 1) / [0.95047, 1, 1.08883]
    x, y, z = np.where(relative > 0.008856, np.cbrt(relative), 7.787 * relative + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@PALETTES
def test_streamlits_own_elements_use_the_same_tokens(palette: Palette) -> None:
    section = CONFIG[palette.mode]
    assert section["textColor"] == palette.ink
    assert section["backgroundColor"] == palette.background
    assert section["secondaryBackgroundColor"] == palette.panel
    assert section["primaryColor"] == section["linkColor"] == palette.accent
    assert section["borderColor"] == section["sidebar"]["borderColor"] == palette.line
    assert section["sidebar"]["backgroundColor"] == palette.panel


def test_streamlits_own_elements_use_the_same_sizes() -> None:
    assert CONFIG["baseFontSize"] == BODY_PX
    assert CONFIG["headingFontSizes"][:3] == [f"{size}px" for size in (TITLE_PX, HEADING_PX, BODY_PX)]
    assert CONFIG["headingFontSizes"][-1] == f"{SMALL_PX}px"


@PALETTES
def test_text_reaches_contrast_aa_on_every_ground(palette: Palette) -> None:
    for ground, text in itertools.product(
        (palette.background, palette.panel), (palette.ink, palette.muted, palette.accent, palette.warning)
    ):
        assert contrast(ground, text) >= 4.5, (ground, text)


@PALETTES
def test_class_letters_reach_contrast_aa_on_their_colours(palette: Palette) -> None:
    for name, colour in palette.classes.items():
        assert contrast(colour, palette.class_letters[name]) >= 4.5, name


@PALETTES
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_class_colours_stay_19_apart_with_every_eye(palette: Palette, deficiency: str) -> None:
    seen = [lab(DEFICIENCIES[deficiency] @ linear(colour)) for colour in palette.classes.values()]
    assert min(np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2)) >= 19


def test_every_domain_and_level_of_the_method_has_a_colour() -> None:
    assert set(DOMAINS) == set(METHOD_DOMAINS)
    assert set(LEVELS) == set(METHOD_LEVELS)

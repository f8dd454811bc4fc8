"""The colours of the classes and of light paper, shared by pages and pictures; draws nothing."""

from __future__ import annotations

from collections.abc import Mapping

INK, MUTED, LINE, PANEL, PAPER = "#14202b", "#5b6875", "#dfe5ea", "#f5f7f8", "#ffffff"
WARNING = "#a62639"
#: Class and its colour; distinguishable with red-green blindness, and never without the letter.
CLASSES: Mapping[str, str] = {"A": "#00707a", "B": "#5aa469", "C": "#e6c229", "D": "#e8803a", "E": "#a62639"}
#: The letter's colour on its class.
LETTERS: Mapping[str, str] = {"A": "#ffffff", "B": INK, "C": INK, "D": INK, "E": "#ffffff"}

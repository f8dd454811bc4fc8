"""The badge of a model for its README: 20 pixels high, class, grams, label version and date. Looks nothing up."""

from __future__ import annotations

from dataclasses import dataclass

from carbon.drawing import svg
from carbon.drawing.colours import CLASSES, INK, LETTERS, LINE, MUTED, PANEL, PAPER
from carbon.method.rows import Classified
from carbon.units import format_grams

HEIGHT_PX = 20
_SIZE, _LETTER_SIZE, _BASELINE, _PAD = 12.0, 14.0, 14.0, 6.0
_UNSURE, _UNSURE_INK = "#8b97a3", INK
HEAD = "training CO₂e"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says: `letter` of a rated model, `state` of any other, `grams` where known, `small` print."""

    letter: str | None
    state: str
    grams: str
    small: str
    title: str


def badge_of(model_id: str, model: Classified | None, *, known: bool, label: str, dated: str) -> Badge:
    """The badge of a model.

    Args:
        model_id: as it is asked for.
        model: with its report; None where it has none.
        known: whether the snapshot holds the model at all.
        label: the label's version, such as `label v1`.
        dated: the day of the snapshot, such as `2026-11-23`.
    """
    reports = model is not None and model.reports
    grams = format_grams(model.emissions_g) if model is not None and reports else ""
    letter = model.label_class if model is not None else None
    state = "not rated" if reports else "not reported" if known else "unknown model"
    small = f"{label} · {dated}" if letter else dated
    doubt = " (doubtful)" if model is not None and model.flags and letter else ""
    said = f"class {letter} of A to E{doubt}" if letter else state
    parts = [f"{model_id}: {HEAD} {said}", grams, f"{label}, snapshot of {dated}"]
    return Badge(letter, state, f"{grams}?" if doubt else grams, small, ", ".join(filter(None, parts)))


def draw(badge: Badge) -> str:
    """The badge as SVG: dark head, the class on its colour or the state on grey, then grams, version and date."""
    shapes, x = _part(0, HEAD, fill=INK, ink=PAPER)
    if badge.letter:
        drawn, x = _part(
            x, badge.letter, fill=CLASSES[badge.letter], ink=LETTERS[badge.letter], size=_LETTER_SIZE, bold=True
        )
    else:
        drawn, x = _part(x, badge.state, fill=_UNSURE, ink=_UNSURE_INK, bold=True)
    tail, end = _tail(x, badge)
    frame = svg.box(0.5, 0.5, end - 1, HEIGHT_PX - 1, fill="none", edge=LINE)
    return svg.picture(end, HEIGHT_PX, title=badge.title, shapes=shapes + drawn + tail + frame)


def _part(x: float, words: str, *, fill: str, ink: str, size: float = _SIZE, bold: bool = False) -> tuple[str, float]:
    """A filled part with its words, and where the next one begins."""
    width = round(svg.width_px(words, size, bold=bold) + 2 * _PAD)
    ground = svg.box(x, 0, width, HEIGHT_PX, fill=fill)
    baseline = _BASELINE + (size - _SIZE) / 2.5
    return ground + svg.text(x + width / 2, baseline, words, size=size, fill=ink, bold=bold, middle=True), x + width


def _tail(x: float, badge: Badge) -> tuple[str, float]:
    drawn, at = "", x + _PAD
    for words, ink, bold in ((badge.grams, INK, True), (badge.small, MUTED, False)):
        if words:
            drawn += svg.text(at, _BASELINE, words, size=_SIZE, fill=ink, bold=bold)
            at += svg.width_px(words, _SIZE, bold=bold) + _PAD
    end = round(at)
    return svg.box(x, 0, end - x, HEIGHT_PX, fill=PANEL) + drawn, end

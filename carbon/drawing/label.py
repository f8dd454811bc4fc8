"""The large label of a model as SVG: scale with its letter, grams, category, range, versions. Looks nothing up."""

from __future__ import annotations

from carbon.answers.label import Words, doubt, likely, words_of
from carbon.drawing import svg
from carbon.drawing.colours import CLASSES, INK, LETTERS, LINE, MUTED, PAPER, WARNING
from carbon.method.rows import Classified
from carbon.units import format_grams

WIDTH_PX = 400
_EDGE, _INNER = 24.0, WIDTH_PX - 48.0
_ROW, _STEP, _TIP = 36.0, 44.0, 14.0
_SHORTEST, _LONGER = 0.36, 0.095
#: How strongly the arrows are drawn: the model's class, others that its likely emissions span, the rest.
_OWN, _LIKELY, _REST = 1.0, 0.7, 0.35


def draw(model: Classified, *, reference: str, dated: str) -> str:
    """The label of a model; `reference` and `dated` as in `words_of`."""
    paper = _Paper()
    paper.line("Training carbon", size=24, bold=True, below=12)
    paper.line(model.id, size=15, fill=MUTED, below=20)
    paper.add(_scale(model, paper.y), height=_STEP * len(CLASSES) + 12)
    grams = f"{format_grams(model.emissions_g)} CO₂e" if model.emissions_g else "Not rated"
    paper.line(grams, size=30, bold=True, below=16)
    if model.flags:
        paper.line(f"Doubtful: {doubt(model)}", size=15, fill=WARNING, bold=True, below=10)
    _write(paper, words_of(model, reference, dated))
    frame = svg.box(0.5, 0.5, WIDTH_PX - 1, paper.y + 7, fill=PAPER, edge=LINE, round_px=10)
    return svg.picture(WIDTH_PX, paper.y + 8, title=spoken(model), shapes=frame + paper.shapes)


def spoken(model: Classified) -> str:
    """What the picture says to whoever cannot see it."""
    rating = f"class {model.label_class} of A to E" if model.label_class else "not rated"
    told = (rating, format_grams(model.emissions_g) if model.emissions_g else "", "doubtful" if model.flags else "")
    return f"Training carbon of {model.id}: {', '.join(filter(None, (*told, likely(model))))}"


class _Paper:
    """Where the next line goes, and what is drawn so far."""

    def __init__(self) -> None:
        self.y = _EDGE
        self.shapes = ""

    def add(self, shapes: str, height: float) -> None:
        self.shapes += shapes
        self.y += height

    def line(self, words: str, *, size: float, fill: str = INK, bold: bool = False, below: float = 0) -> None:
        """A text in as many lines as it needs, with some room `below`, on top of the last line's own height."""
        for part in svg.wrapped(words, size, _INNER, bold=bold):
            self.y += size
            self.shapes += svg.text(_EDGE, self.y, part, size=size, fill=fill, bold=bold)
            self.y += size * 0.25
        self.y += below - size * 0.25


def _write(paper: _Paper, words: Words) -> None:
    for line in words.lines:
        paper.line(line, size=16, below=8)
    paper.add(svg.box(_EDGE, paper.y + 4, _INNER, 1, fill=LINE), height=14)
    for line in words.small:
        paper.line(line, size=13, fill=MUTED, below=6)


def _scale(model: Classified, top: float) -> str:
    shapes = "".join(_arrow(place, letter, model, top) for place, letter in enumerate(CLASSES))
    return shapes + (_tag(model.label_class, top) if model.label_class else "")


def _arrow(place: int, letter: str, model: Classified, top: float) -> str:
    y, end = top + place * _STEP, _end(place)
    corners = [(_EDGE, y), (end, y), (end + _TIP, y + _ROW / 2), (end, y + _ROW), (_EDGE, y + _ROW)]
    rated = model.label_class is not None
    fill = CLASSES[letter] if rated else LINE
    ink = LETTERS[letter] if letter == model.label_class else INK
    return svg.shape(corners, fill=fill, opacity=_strength(letter, model)) + svg.text(
        _EDGE + 14, y + _ROW / 2 + 6.5, letter, size=19, fill=ink, bold=True
    )


def _strength(letter: str, model: Classified) -> float:
    if model.label_class is None or letter == model.label_class:
        return _OWN
    return _LIKELY if (model.class_high or "") <= letter <= (model.class_low or "") else _REST


def _tag(letter: str, top: float) -> str:
    place = list(CLASSES).index(letter)
    middle, left, tall = top + place * _STEP + _ROW / 2, WIDTH_PX - _EDGE - 62.0, 27.0
    corners = [(left - _TIP, middle), (left, middle - tall), (left + 62, middle - tall)]
    corners += [(left + 62, middle + tall), (left, middle + tall)]
    return svg.shape(corners, fill=INK) + svg.text(
        left + 28, middle + 15, letter, size=42, fill=PAPER, bold=True, middle=True
    )


def _end(place: int) -> float:
    return _EDGE + (_SHORTEST + place * _LONGER) * (_INNER - _TIP)

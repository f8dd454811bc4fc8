"""Elements of an SVG picture as text; every text is escaped and set to a measured width. Knows no label.

Whoever lacks the font sees another one squeezed or stretched to that width, so nothing overlaps anywhere.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from pathlib import Path

from PIL import ImageFont

from carbon.visible import visible

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = FONTS / "SourceSansPro-Regular.ttf", FONTS / "SourceSansPro-Bold.ttf"
FAMILY = "'Source Sans Pro', 'Source Sans 3', Helvetica, Arial, sans-serif"
#: Between Source Sans, which the pictures are made for, and wider fonts that stand in for it.
ROOM = 1.06
_MEASURED_PX = 100
#: What a long name may be cut into.
_PARTS = re.compile(r"[^-/._]*[-/._]|[^-/._]+")


def plain(text: str) -> str:
    """`text` as one line without what XML cannot hold or what changes the order of letters; not yet escaped."""
    return " ".join(visible(text).split())


@lru_cache(maxsize=2000)
def width_px(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is set at a font size, in pixels."""
    return float(_font(bold).getlength(plain(text))) * size / _MEASURED_PX * ROOM


def picture(width: float, height: float, *, title: str, shapes: str) -> str:
    """A whole SVG; `title` is what screen readers say of it, `shapes` what this module made."""
    said = escape(plain(title))
    size = f'width="{_number(width)}" height="{_number(height)}" viewBox="0 0 {_number(width)} {_number(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{said}" font-family="{FAMILY}">'
        f"<title>{said}</title>{shapes}</svg>\n"
    )


def text(x: float, y: float, words: str, *, size: float, fill: str, bold: bool = False, middle: bool = False) -> str:
    """One line whose baseline begins (or has its middle) at `x`, `y`."""
    place = f'x="{_number(x)}" y="{_number(y)}"' + (' text-anchor="middle"' if middle else "")
    weight = ' font-weight="700"' if bold else ""
    length = f'textLength="{_number(width_px(words, size, bold=bold))}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text {place} font-size="{_number(size)}"{weight} fill="{fill}" {length if words else ""}>'
        f"{escape(plain(words))}</text>"
    )


def box(x: float, y: float, width: float, height: float, *, fill: str, edge: str = "", round_px: float = 0) -> str:
    """A rectangle, with an edge of one pixel where `edge` names its colour."""
    place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
    line = f' stroke="{edge}"' if edge else ""
    corner = f' rx="{_number(round_px)}"' if round_px else ""
    return f'<rect {place} fill="{fill}"{line}{corner}/>'


def shape(points: list[tuple[float, float]], *, fill: str, opacity: float = 1.0) -> str:
    """A filled polygon."""
    corners = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}" fill-opacity="{_number(opacity)}"/>'


def wrapped(words: str, size: float, most_px: float, *, bold: bool = False) -> list[str]:
    """`words` in lines of at most `most_px`; a longer word is cut, behind `/`, `-`, `.` or `_` if it can be."""
    lines = [""]
    for word in plain(words).split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if width_px(joined, size, bold=bold) <= most_px:
            lines[-1] = joined
        else:
            lines = [*filter(None, lines), *_pieces(word, size, most_px, bold)]
    return lines


def _pieces(word: str, size: float, most_px: float, bold: bool) -> list[str]:
    parts = _PARTS.findall(word)
    pieces = [""]
    for part in parts if all(width_px(one, size, bold=bold) <= most_px for one in parts) else word:
        if pieces[-1] and width_px(pieces[-1] + part, size, bold=bold) > most_px:
            pieces.append("")
        pieces[-1] += part
    return pieces


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BOLD if bold else REGULAR, _MEASURED_PX, layout_engine=ImageFont.Layout.BASIC)

"""An SVG of this app as PNG, drawn with the fonts that ship with it; takes no SVG from outside."""

from __future__ import annotations

from functools import lru_cache

import resvg_py

from carbon.drawing.svg import BOLD, REGULAR

ZOOM = 2.0
MOST_KEPT = 64


@lru_cache(maxsize=MOST_KEPT)
def png_of(svg: str) -> bytes:
    """The picture at twice its size, for screens with fine pixels and for print."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=ZOOM,
            skip_system_fonts=True,
            font_files=[str(REGULAR), str(BOLD)],
            sans_serif_family="Source Sans Pro",
        )
    )

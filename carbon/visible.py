"""Text from outside as it may be shown to a reader or a terminal; what is stored, CSV and JSON keep it as it is."""

from __future__ import annotations

import re

#: What XML cannot hold, what steers a terminal, and marks that turn the direction of a text. Letters that are read from
#: right to left need none of them.
_UNFIT = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def visible(text: str) -> str:
    """`text` with a visible sign in the place of every control that would change how the rest is read."""
    return _UNFIT.sub("\ufffd", text)

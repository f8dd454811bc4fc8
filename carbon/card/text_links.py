"""Links in a card's text that lead to measurements or to a paper on them. Follows none."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Of more links only this many are kept.
MOST_LINKS = 5

_LINK = re.compile(
    r"https?://[^\s()\[\]<>\"']{4,300}|\b10\.\d{4,9}/[^\s()\[\]<>\"']{2,100}|\barxiv[:\s]{1,2}\d{4}\.\d{4,5}", re.I
)
#: The tools' own pages: they say how anyone can measure, not what was measured here.
_TOOLS = re.compile(
    r"mlco2\.github\.io|codecarbon\.io|github\.com/mlco2|1910\.09700|calculator\.green-algorithms|huggingface\.co/docs",
    re.I,
)


def measurement_links(texts: Iterable[str]) -> tuple[str, ...]:
    """Web addresses, DOIs and arXiv ids in `texts`, each once."""
    found = (match[0].rstrip(".,;:") for text in texts for match in _LINK.finditer(text[:1000]))
    kept = dict.fromkeys(link for link in found if not _TOOLS.search(link))
    return tuple(list(kept)[:MOST_LINKS])

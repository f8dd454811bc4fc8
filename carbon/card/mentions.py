"""Which texts can report emissions at all, as patterns for a search through a million cards. Reads no report."""

from __future__ import annotations

import re

from carbon.card.body import MENTIONS

#: Mentions of the setting of a training; without one of emissions beside them no text reports any.
_SETTING = {"hardware type", "hours used", "compute region", "gpu hours", "gpu-hours", "training time"}

#: What every report in a text has in it, whatever its case.
MENTION = "(?i)" + "|".join(re.escape(mention) for mention in MENTIONS if mention not in _SETTING)

#: What the common template of a card says about emissions when nobody has filled it in, comments included.
UNFILLED = (
    r"(?i)<!--(?:[^-]|-[^-]|--[^>])*-->"
    r"|[^\n:]{0,60}:\**[ \t]*\[more information needed\]"
    r"|carbon emissions can be estimated using the \[machine learning impact calculator\]\([^()\n]{0,80}\)"
    r" presented in \[lacoste et al\. \(2019\)\]\([^()\n]{0,80}\)"
)


def may_report(text: str) -> bool:
    """Whether the text has a mention of emissions beside an unfilled template; the same search as the patterns'."""
    return re.search(MENTION, re.sub(UNFILLED, "", text)) is not None

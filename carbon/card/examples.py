"""Labels that make what follows an example and no report: `Example output: CO2 emissions: 189 g`. Reads no figure."""

from __future__ import annotations

import re

#: Words that stand before what only shows a form: `Example output: CO2 emissions: 189 g`.
_EXAMPLE = re.compile(
    r"(?:^|(?<=[\s(\[*_\"']))(?:(?:example|demo|sample) (?:[\w-]+ )?[\w-]+|examples?|e\.g\.)\s?:[^.!?]{0,100}$"
    r"|(?:^|(?<=[\s(\[*_\"'>]))(?:samples?|inputs?|outputs?|prompts?|response|predictions?|widget text|query"
    r"|question|answer|user|assistant)\s?:\W*$",
    re.I,
)


#: A line of its own that says so, with or without a colon.
_ANNOUNCED = re.compile(
    r"(?:(?:example|sample|demo) (?:[\w-]+ )?[\w-]+|examples?|inputs?|outputs?|predictions?|answer|response)\s?:?", re.I
)


def announces_example(line: str) -> bool:
    """Whether a line of its own makes what follows an example: `Sample output`."""
    return len(line) < 40 and _ANNOUNCED.fullmatch(line) is not None


def opens_example(before: str) -> bool:
    """Whether the words before a label make what follows an example: `Sample:`, `Example output:`."""
    return ":" in before and _EXAMPLE.search(before[-160:].rstrip()) is not None

"""The labelled values of a card, from lines, lists and two-column tables alike. Understands no figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carbon.card.basis import is_location_based_label
from carbon.card.body import Line
from carbon.card.examples import announces_example, opens_example
from carbon.card.labels import field_of, is_emissions_label, split_label
from carbon.card.other_gases import is_of_another_gas

#: Labels that are found in the middle of a line too, where line breaks were lost.
_INNER_LABEL = re.compile(
    r"(?<=\S)[\s,;|•·]+(?=(?:(?:Total |Compute |Cloud |Training |Grid |GPU |Hardware |Geographical )?"
    r"(?:Hardware Type|Hardware Used|Hardware|Hours Used|Hours|Cloud Provider|Compute Region|Region|Location"
    r"|Carbon Emitted"
    r"|Carbon Intensity|CO2 Emissions|CO2eq Emissions|Carbon Emissions|Emissions|Energy Consumed|Energy"
    r"|Power Usage Effectiveness"
    r"|Training Type|Type|Training Time|Time|Runtime|Duration|Elapsed Time|Wall[- ]?clock(?: Time)?|Country|GPU"
    r"|Training Duration"
    r"|CO2e?q?|CO₂e?q?|Number of GPUs|PUE|Source))(?:\s\([^()]{0,100}\))?\s?:\s)",
    re.I,
)
#: More labelled values than these are not read.
MOST_LABELLED = 100
LONGEST_TITLE = 200
#: So much before a label tells of another gas.
NEAR = 60

_MAY_BE_LABELLED = re.compile(
    r"c[o0][2₂_ <$]|carbon|emi|footprint|region|training type|country|hardware|cloud|empreinte|huella|hours", re.I
)
#: Where the figure begins in a short line without a colon: `Carbon emission 0.1069 Kg`.
_AFTER_LABEL = re.compile(r"\s(?=[~≈<]?\s?\d)|$")
#: A label without a colon is a few words; with one of these they are a sentence.
MOST_BARE_WORDS = 5
_SENTENCE = re.compile(
    r"\b(?:we|our|it|this|these|to|by|than|below|under|above|over|up|less|more|most|least|is|are|was|were|be|keep|and|or"
    r"|the|an?|weigh\w*)\b",
    re.I,
)
_DASHED = re.compile(r"\s[-–—=→]+>?\s")
#: How Carbontracker heads the blocks of its log, and what it puts before every line.
_LOG_TITLE = re.compile(r"(?:carbontracker:\s*)?(?:actual|predicted) consumption for [\d.,]+ epoch", re.I)
_LOG_NAME = re.compile(r"carbontracker:\s*(?=\w{2,10}:)", re.I)
_BARE_LABELS = re.compile(
    r"(training type|(?:compute )?region|country|hardware type|cloud provider)\s+(?=\S)([^:]{2,60})", re.I
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value and the field its label names, the title of its block, the number of its line; `row`: from a table."""

    field: str
    label: str
    value: str
    line: int
    title: str
    row: bool = False

    @property
    def snippet(self) -> str:
        """The line as the card has it, without decoration."""
        return f"{self.label} | {self.value}" if self.row else f"{self.label}: {self.value}"


def titles(lines: Sequence[Line]) -> list[str]:
    """For every line the title of its block: a heading, an emphasised line, or a line that ends in a colon."""
    found, title = [], ""
    for number, line in enumerate(lines):
        if line.kind in {"heading", "title"} or _announces(line, lines[number + 1 : number + 3]):
            title = line.text[:LONGEST_TITLE]
        found.append(title)
    return found


def _announces(line: Line, following: Sequence[Line]) -> bool:
    if line.kind not in {"plain", "item"} or not following or len(line.text) > 100 or not line.text:
        return False
    next_kind = next((one.kind for one in following if one.kind != "blank"), "")
    if _LOG_TITLE.match(line.text):
        return True
    if line.text.endswith(":"):
        deeper = following[0].kind == "plain" and following[0].indent > line.indent and ":" in following[0].text
        return (next_kind in {"item", "row"} or deeper) and field_of(line.text) in {None, "emissions"}
    return line.kind == "plain" and next_kind == "row" and ":" not in line.text and following[0].kind == "row"


def labelled(lines: Sequence[Line], block_titles: Sequence[str]) -> list[Labelled]:
    """All values in labelled lines (not in tables) whose label names a field."""
    found: list[Labelled] = []
    for number, line in enumerate(lines):
        if line.kind in {"blank", "row"} or not line.text:
            continue
        if len(found) >= MOST_LABELLED:
            break
        for part in () if is_under_example(lines, number) else _parts(line.text):
            pair = label_and_value(part) or _location_based(part, lines[max(number - 3, 0) : number + 4])
            if pair is not None:
                field, label, value = pair
                value = value or _below(lines, number)
                found.append(Labelled(field, label, value, number, block_titles[number]))
    return found


def is_under_example(lines: Sequence[Line], number: int) -> bool:
    """Whether the line above announces an example: `Example output:`."""
    above = next((line for line in reversed(lines[max(number - 2, 0) : number]) if line.kind != "blank"), None)
    return above is not None and above.kind == "plain" and announces_example(above.text)


def _parts(text: str) -> Iterator[str]:
    """The labelled values of one line; a new one begins at a known label once the one before has its colon."""
    start, text = 0, _LOG_NAME.sub("", text, count=1)
    if text.count(":") < 2:
        yield text
        return
    for match in _INNER_LABEL.finditer(text):
        if ":" in text[start : match.start()]:
            yield text[start : match.start()]
            start = match.end()
            # `NOx emissions: 3 g` is cut to no `Emissions: 3 g`.
            before = text[max(start - LONGEST_TITLE, 0) : match.start()]
            if opens_example(before) or is_of_another_gas(before[-NEAR:], ""):
                return
    yield text[start:]


def label_and_value(text: str) -> tuple[str, str, str] | None:
    """The field, label and value of a text that begins with a label; None for all other texts."""
    split = split_label(text) if ":" in text or "：" in text else None
    if split is not None:
        field = field_of(split[0])
        return None if field is None else (field, *split)
    if not _MAY_BE_LABELLED.search(text[:80]):
        return None
    dashed = _DASHED.search(text[:120])
    if dashed and (is_emissions_label(text[: dashed.start()]) or field_of(text[: dashed.start()]) is not None):
        return field_of(text[: dashed.start()]) or "emissions", text[: dashed.start()], text[dashed.end() :]
    figure = _AFTER_LABEL.search(text[:120])
    bare_label = text[: figure.start()] if figure and len(text) < 120 else ""
    if _is_bare_label(bare_label):
        return "emissions", bare_label, text[len(bare_label) :].strip()
    bare = _BARE_LABELS.match(text)
    field = field_of(bare[1]) if bare and len(bare[2].split()) <= 4 else None
    return (field, bare[1], bare[2]) if bare and field else None


def _location_based(text: str, around: Sequence[Line]) -> tuple[str, str, str] | None:
    split = split_label(text) if "based" in text.lower() and ":" in text else None
    if split is None or not is_location_based_label(split[0], [line.text for line in around]):
        return None
    return ("emissions", *split)


def _is_bare_label(words: str) -> bool:
    return len(words.split()) <= MOST_BARE_WORDS and not _SENTENCE.search(words) and is_emissions_label(words)


def _below(lines: Sequence[Line], number: int) -> str:
    """The items under a label without a value, as one line."""
    items = list(_items_below(lines, number))
    if items:
        return ", ".join(items)
    following = next((line for line in lines[number + 1 : number + 3] if line.kind != "blank"), None)
    begins = following is not None and following.kind == "plain" and re.match(r"[~≈<\s]*\d", following.text)
    return following.text if following is not None and begins else ""


def _items_below(lines: Sequence[Line], number: int) -> Iterator[str]:
    here = lines[number]
    for line in lines[number + 1 : number + 7]:
        deeper = line.kind == "item" and (line.indent > here.indent or here.kind != "item")
        if not deeper and not (line.kind == "plain" and line.indent > here.indent):
            return
        split = split_label(line.text)
        if split and field_of(split[0]) not in {None, "hardware", "cpu"}:
            return
        yield line.text

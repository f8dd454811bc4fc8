"""The body of a card as clean lines around all that may be about emissions. Understands no figures, never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from carbon.card.markdown import clean, code_and_comments_dropped, rows_from_html

#: Of a longer body only this much is read, of a longer line or paragraph only this much at a time.
LONGEST_BODY, LONGEST_LINE = 500_000, 1000
#: At most this many mentions are looked at, each with these lines around it, and this many characters in all.
MOST_MENTIONS, LINES_BEFORE, LINES_AFTER, MOST_READ = 200, 30, 16, 24_000
#: An HTML table that begins there is read to its end, if that is this near.
LONGEST_TABLE = 12_000

#: A card without any of these (lower case) says nothing about emissions, hardware or training time.
MENTIONS = (
    "carbon",
    "carbone",
    "co2",
    "co₂",
    "c02",
    "co_",
    "co<sub>",
    "co$",
    "co^",
    "co~",
    "co 2",
    "emission",
    "émission",
    "emitted",
    "emisi",
    "emissõ",
    "emissã",
    "footprint",
    "hardware type",
    "hours used",
    "compute region",
    "gpu hours",
    "gpu-hours",
    "training time",
    "energy consum",
    "kwh",
    "mwh",
    "karbon",
    "koldioxid",
    "kohlendioxid",
    "treibhaus",
    "greenhouse",
    "ghg",
    "effet de serre",
    "碳",
    "炭素",
    "排出量",
    "二酸化炭素",
    "탄소",
    "배출",
    "углерод",
    "выброс",
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_QUOTE = re.compile(r"^(?:\s{0,4}>){1,8} ?")
_ITEM = re.compile(r"\s*(?:[-*+•–]\s+|\d{1,2}[.)]\s+|-\s*(?=\*\*)|[-*•](?=[A-Z]))")
_ONLY_BOLD = re.compile(
    r"\s*(?:\*{1,3}|_{1,3}|<(?:b|strong|i|em)>)[^*<]{1,120}(?:\*{1,3}|_{1,3}|</[a-z]+>)\s*:?\s*", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` without decoration, `kind` one of heading, title (emphasised), item, row, plain, blank."""

    text: str
    kind: str
    indent: int = 0


def relevant_lines(body: str) -> list[Line]:
    """The lines around every mention of emissions or of what they are computed from; empty without a mention."""
    # The only letter whose lower case is longer than itself; places found in one text then hold in the other.
    text = body[:LONGEST_BODY].replace("\r\n", "\n").replace("\r", "\n").replace("İ", "I")
    if not _is_mentioned(text.lower()):
        return []
    text = code_and_comments_dropped(text)
    low = text.lower()
    lines: list[Line] = []
    for start, end in _passages(low):
        heading = _heading_before(text, low, start)
        lines.extend([Line("", "blank")] if heading is None else [Line("", "blank"), heading])
        lines.extend(_lines(text[start:end]))
    return lines


def _is_mentioned(low: str) -> bool:
    return any(mention in low for mention in MENTIONS)


def _passages(low: str) -> list[tuple[int, int]]:
    """Non-overlapping spans around the mentions, at most `MOST_READ` characters in all."""
    spans: list[tuple[int, int]] = []
    left = MOST_READ
    for mention in _mentions(low):
        if spans and mention < spans[-1][1] - 1:
            start, end = spans[-1][0], _after(low, mention)
            left -= max(end - spans[-1][1], 0)
            spans[-1] = (start, max(end, spans[-1][1]))
        else:
            start = max(_before(low, mention), spans[-1][1] if spans else 0)
            end = _after(low, mention)
            left -= end - start
            spans.append((start, end))
        if left <= 0:
            break
    return spans


def _mentions(low: str) -> list[int]:
    places: set[int] = set()
    for mention in MENTIONS:
        place = low.find(mention)
        for _ in range(MOST_MENTIONS):
            if place < 0:
                break
            places.add(place)
            # One mention in a line is enough, but a very long line is many.
            line_end = low.find("\n", place, place + LONGEST_LINE // 2)
            place = low.find(mention, place + LONGEST_LINE // 2 if line_end < 0 else line_end)
    return sorted(places)[:MOST_MENTIONS]


def _before(low: str, place: int) -> int:
    start = place
    for _ in range(LINES_BEFORE):
        previous = low.rfind("\n", max(start - LONGEST_LINE, 0), start)
        if previous < 0:
            return max(start - LONGEST_LINE // 2, 0)
        start = previous
    opened = low.rfind("<table", max(place - LONGEST_TABLE, 0), place)
    return min(start, opened) if opened >= 0 and low.find("</table", opened, place) < 0 else start


def _after(low: str, place: int) -> int:
    end = place
    for _ in range(LINES_AFTER):
        following = low.find("\n", end + 1, end + 1 + 2 * LONGEST_LINE)
        if following < 0:
            return min(end + 2 * LONGEST_LINE, len(low))
        end = following
    opened = low.rfind("<table", max(place - LONGEST_TABLE, 0), end)
    closed = low.find("</table", opened, opened + LONGEST_TABLE) if opened >= 0 else -1
    return max(end, closed)


def _heading_before(text: str, low: str, start: int) -> Line | None:
    place = low.rfind("\n#", max(start - 20_000, 0), start)
    if place < 0:
        return None
    line = text[place + 1 : place + 1 + LONGEST_LINE].split("\n", 1)[0]
    return Line(clean(line.lstrip("# ")), "heading") if _HEADING.match(line) else None


def _lines(passage: str) -> Iterator[Line]:
    if "<t" in passage or "<T" in passage:
        passage = rows_from_html(passage)
    for written in passage.split("\n"):
        # A line break is one, but in a cell.
        for part in [written] if "|" in written else _BREAK.split(written):
            for piece in _pieces(part):
                yield _line(piece)


def _pieces(written: str) -> Iterator[str]:
    """A very long line in parts that end with a sentence or at least with a word."""
    while len(written) > LONGEST_LINE:
        cut = max(written.rfind(". ", 0, LONGEST_LINE) + 1, 0) or written.rfind(" ", 0, LONGEST_LINE)
        cut = cut if cut > 0 else LONGEST_LINE
        yield written[:cut]
        written = written[cut:]
    yield written


def _line(written: str) -> Line:
    if not written.strip(" \t>"):
        return Line("", "blank")
    written = _QUOTE.sub("", written, count=1)
    indent = len(written) - len(written.lstrip())
    if _HEADING.match(written):
        return Line(clean(written.lstrip("# ")), "heading", indent)
    item = _ITEM.match(written)
    if "|" in written.replace("\\|", "") and "{{" not in written and not item:
        return Line(clean(written, keep_cells=True), "row", indent)
    if _ONLY_BOLD.fullmatch(written):
        return Line(clean(written), "title", indent)
    if item:
        return Line(clean(written[item.end() :]), "item", indent)
    return Line(clean(written), "plain", indent)

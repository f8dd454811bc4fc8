"""Pictures as text: escaping, measured widths, breaking of lines, and what the badge says."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.drawing import badge, label, svg
from carbon.drawing.colours import CLASSES, LETTERS
from carbon.drawing.png import png_of
from tests.http.content import FULL, HOSTILE, model

NAME = "{http://www.w3.org/2000/svg}"
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_any_text_stays_text(words: str) -> None:
    drawn = ET.fromstring(svg.picture(10, 10, title=words, shapes=svg.text(1, 1, words, size=12, fill="#000")))
    assert [each.tag for each in drawn] == [f"{NAME}title", f"{NAME}text"]
    assert drawn.findtext(f"{NAME}text") == svg.plain(words)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\ufffe"])
def test_marks_that_turn_or_break_a_text_are_replaced(mark: str) -> None:
    assert svg.plain(f"a{mark}b") == "a\ufffdb"


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert svg.width_px("", 12) == 0
    assert svg.width_px("WW", 12) == pytest.approx(2 * svg.width_px("W", 12))
    assert svg.width_px("i", 12) < svg.width_px("W", 12) < svg.width_px("W", 12, bold=True)
    assert svg.width_px("W", 24) == pytest.approx(2 * svg.width_px("W", 12))


def test_lines_break_between_words_and_names_behind_their_marks() -> None:
    assert svg.wrapped("one two three", 12, svg.width_px("one two", 12)) == ["one two", "three"]
    assert svg.wrapped("owner/long-name", 12, svg.width_px("owner/long-", 12)) == ["owner/long-", "name"]
    assert svg.wrapped("aaaa", 12, svg.width_px("aa", 12)) == ["aa", "aa"]
    assert svg.wrapped("", 12, 100) == [""]


@settings(max_examples=100, deadline=None)
@given(st.text("ab-/._ W", max_size=80), st.floats(20, 300))
def test_no_line_is_too_wide_and_nothing_is_lost(words: str, most_px: float) -> None:
    lines = svg.wrapped(words, 12, most_px)
    assert all(svg.width_px(line, 12) <= most_px for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def said(emissions: object, **facts: object) -> badge.Badge:
    one = model(emissions, "ada/lovelace", **facts)
    return badge.badge_of(one.id, one, known=True, label="label v1", dated="2026-11-23")


@pytest.mark.parametrize(
    ("grams", "letter", "shown"),
    [(0.001, "A", "1 mg"), (1.0, "B", "1 g"), (5.0, "C", "5 g"), (90.0, "D", "90 g"), (9e6, "E", "9 t")],
)
def test_a_badge_gives_the_letter_and_the_grams(grams: float, letter: str, shown: str) -> None:
    told = said({**FULL, "emissions": f"{grams} g"})
    assert (told.letter, told.grams, told.small) == (letter, shown, "label v1 · 2026-11-23")


def test_a_doubtful_report_is_marked_on_the_badge() -> None:
    told = said({"emissions": 0.05, "source": "AutoTrain"}, tags=("autotrain",))
    assert told.grams == "50 mg?"
    assert "doubtful" in told.title


def test_parts_of_a_badge_neither_overlap_nor_leave_it() -> None:
    drawn = ET.fromstring(badge.draw(said(FULL)))
    boxes = [each for each in drawn.iter(f"{NAME}rect") if each.get("fill") != "none"]
    ends = [float(each.get("x", "0")) + float(each.get("width", "0")) for each in boxes]
    assert [float(each.get("x", "0")) for each in boxes] == [0, *ends[:-1]]
    assert ends[-1] == float(drawn.get("width", "0"))
    last = list(drawn.iter(f"{NAME}text"))[-1]
    assert float(last.get("x", "0")) + float(last.get("textLength", "0")) <= ends[-1]


@pytest.mark.parametrize("letter", CLASSES)
def test_a_letter_can_be_read_on_its_colour(letter: str) -> None:
    light, dark = sorted((luminance(CLASSES[letter]), luminance(LETTERS[letter])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_hostile_card_is_drawn_as_text() -> None:
    drawn = label.draw(model(HOSTILE, "eve/hostile"), reference="<b>", dated='"><script>')
    names = {each.tag.removeprefix(NAME) for each in ET.fromstring(drawn).iter()}
    assert names == {"svg", "title", "text", "rect", "polygon"}
    assert png_of(drawn).startswith(b"\x89PNG")


def test_the_same_label_is_the_same_picture() -> None:
    drawn = label.draw(model(FULL, "ada/lovelace"), reference="ref", dated="today")
    png_of.cache_clear()
    first = png_of(drawn)
    png_of.cache_clear()
    assert png_of(drawn) == first

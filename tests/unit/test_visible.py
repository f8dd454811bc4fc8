"""What a reader sees of a text from outside: no mark turns it, real right-to-left scripts stay as they are."""

import pandas as pd
import pytest

from carbon.commands.terminal import answer
from carbon.ui.markup import escaped, html, in_cells, plain
from carbon.visible import visible

MARKS = [*map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))), "\0", "\x1b", "\x9b"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_shown_in_its_place_wherever_a_text_is(mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    text, shown = f"A100{mark}x", "A100\ufffdx"
    assert [visible(text), plain(text), escaped(text), html("$text", text=text)] == [shown] * 4
    assert in_cells(pd.DataFrame({"n": [1], "text": [text]})).to_dict("records") == [{"n": 1, "text": shown}]
    answer({"text": text}, False, lambda facts: [str(facts["text"])])
    assert capsys.readouterr().out == f"{shown}\n"


@pytest.mark.parametrize("text", ["نموذج عربي", "דגם עברי", "می‌شود", "👩‍🔬", "a\n\tb", "Ærø ✓ × CO₂"])
def test_scripts_and_signs_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


def test_data_for_programs_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    answer({"text": "\u202eA100"}, True, lambda _: [])
    assert "\u202eA100" in capsys.readouterr().out

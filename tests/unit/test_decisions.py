"""Decisions are numbered in order, each number once, in the name of the file and in its heading alike."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
DECISIONS = sorted((PROJECT / "docs" / "decisions").glob("*.md"))


def test_numbers_are_in_order_without_a_gap_or_a_double():
    assert [file.name[:5] for file in DECISIONS] == [f"{number:04d}-" for number in range(1, len(DECISIONS) + 1)]


def test_headings_carry_the_number_of_their_file():
    heads = {file.name: file.read_text(encoding="utf-8").split("\n", 1)[0] for file in DECISIONS}
    assert [name for name, head in heads.items() if not head.startswith(f"# {name[:4]} ")] == []


def test_what_refers_to_a_decision_refers_to_one():
    known = {file.name[:4] for file in DECISIONS}
    told = [number for file in DECISIONS for number in re.findall(r"(?<![\d.])00\d\d(?!\d)", file.read_text("utf-8"))]
    assert set(told) <= known

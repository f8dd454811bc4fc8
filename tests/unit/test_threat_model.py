"""Every row of the threat model names tests, and they exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "docs" / "decisions" / "0014-threat-model.md"
COLUMNS = 5


def rows() -> list[list[str]]:
    lines = [line for line in MODEL.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: " ".join(row[:2])[:60])
def test_a_row_is_held_by_tests_that_exist(row):
    assert len(row) == COLUMNS
    named = re.findall(r"`(tests/[^`]+)`", row[-1])
    assert named
    for each in named:
        path, _, test = each.partition("::")
        assert (ROOT / path).exists(), each
        if test:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), each

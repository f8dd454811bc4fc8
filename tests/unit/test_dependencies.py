"""What is installed is what was locked: nothing without an exact version, nothing that the app asks for left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def lines(file: str) -> list[str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith(("#", "-"))]


def names(file: str) -> set[str]:
    return {re.sub(r"[-_.]+", "-", NAME.match(line)[0]).lower() for line in lines(file)}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_an_exact_version(lock):
    assert [line for line in lines(lock) if "==" not in line] == []


@pytest.mark.parametrize(
    ("asked", "lock"), [("requirements.txt", "requirements.lock"), ("requirements-dev.txt", "requirements-dev.lock")]
)
def test_every_package_that_is_asked_for_is_locked(asked, lock):
    assert names(asked) <= names(lock)

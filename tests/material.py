"""Where the shared reference material stands; tests that need it skip, with the reason, where it is missing."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """The path of a file of the shared material; skips the test where it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs the reference material ../shared/{name}")
    return path


def json_lines(name: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file of the shared material, gzipped or not."""
    path = shared(name)
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        yield from map(json.loads, lines)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the shared material."""
    with shared(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))

"""Reads a folder of recorded or made-up Hub records (models, first commits, data sets) for the fake Hub."""

from __future__ import annotations

import gc
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def load(folder: Path) -> dict[str, Any]:
    """Arguments for FakeHub: models, commits and datasets of the folder's three `.jsonl.gz` files."""
    gc.disable()  # a million small objects that all stay: collecting takes longer than reading
    try:
        return {
            "models": list(_lines(folder / "models.jsonl.gz")),
            "commits": {line["id"]: line["commits"] for line in _lines(folder / "first_commits.jsonl.gz")},
            "datasets": {line["id"]: line for line in _lines(folder / "datasets.jsonl.gz")},
        }
    finally:
        gc.enable()
        gc.freeze()


def _lines(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rb") as file:
        for line in file:
            yield json.loads(line)

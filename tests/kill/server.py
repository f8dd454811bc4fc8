"""The fake Hub in a process of its own, so that it does not share the trial's time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(*content: str) -> Iterator[str]:
    """The address of a fake Hub; `content` is `--replay FOLDER` or `--synthetic N`."""
    command = [sys.executable, "-m", "tests.fakehub", *content]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as hub:
        try:
            yield hub.stdout.readline().strip() if hub.stdout else ""
        finally:
            hub.terminate()

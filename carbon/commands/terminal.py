"""How commands speak and end: facts on standard output, as lines or JSON; messages on standard error."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from carbon.store.chosen import store_in
from carbon.store.reader import Snapshot

if TYPE_CHECKING:
    Subparsers: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Subparsers = object

DONE, FAILED, USAGE = 0, 1, 2
NO_SNAPSHOT = "There is no snapshot in {folder} yet: run `python -m carbon ingest --once` to read the Hub."


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option that all commands with an answer share."""
    parser.add_argument("--json", action="store_true", help="print JSON for a program to read")


def current_snapshot(data_dir: Path) -> Snapshot | None:
    """The published snapshot; says on standard error what is wrong with it, or that there is none."""
    store = store_in(data_dir)
    snapshot = store.current()
    if store.problem:
        say(store.problem)
    if snapshot is None:
        say(NO_SNAPSHOT.format(folder=data_dir))
    return snapshot


def answer(facts: Mapping[str, object], as_json: bool, lines: Callable[[Mapping[str, object]], list[str]]) -> None:
    """Print `facts`: as JSON, or in the words of `lines`."""
    if as_json:
        print_json(facts)
    else:
        sys.stdout.write("\n".join(lines(facts)) + "\n")


def print_json(facts: object) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(facts, indent=2, default=str, ensure_ascii=False) + "\n")


def say(text: str) -> None:
    """One message for the person at the terminal."""
    sys.stderr.write(text + "\n")

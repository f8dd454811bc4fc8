"""How commands speak and end: facts on standard output, as lines or JSON; messages on standard error."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import textwrap
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypedDict, TypeVar

from carbon.commands import printing
from carbon.ingest.progress import ingest_state
from carbon.store.reader import UNREADABLE, Snapshot, Store
from carbon.visible import visible

if TYPE_CHECKING:
    Subparsers: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Subparsers = object

T = TypeVar("T")

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
WIDTH = 80
#: One meaning for all commands: 2 where what was given cannot be used, 1 where what was asked for was not done.
CODES = "0 done, 1 failed, 2 an option, setting or input file cannot be used"
NO_SNAPSHOT = "There is no snapshot in {folder} yet"


class Description(TypedDict):
    """The arguments of a command's parser."""

    description: str
    epilog: str
    formatter_class: type[argparse.HelpFormatter]


def describe(text: str, examples: str, codes: str = CODES) -> Description:
    """What `--help` says of a command: what it does, examples, exit codes."""
    return {
        "description": "\n".join(textwrap.fill(part, WIDTH) for part in text.split("\n")),
        "epilog": f"Examples:\n{examples}\n\nExit codes: {codes}.",
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option that all commands with an answer share."""
    parser.add_argument("--json", action="store_true", help="print JSON for a program to read")


def asked(data_dir: Path, ask: Callable[[Snapshot], T]) -> T | None:
    """What `ask` finds in the published snapshot, in one before it where that is damaged, or None where there is none.

    Says on standard error what is wrong with the published one, or that there is none.
    """
    store = _quiet_store(data_dir)
    while (snapshot := store.current()) is not None:
        try:
            found = ask(snapshot)
        except UNREADABLE as error:
            store.drop(snapshot, error)
            continue
        _say_problem(store)
        return found
    _say_problem(store, _no_snapshot(data_dir))
    return None


def current_snapshot(data_dir: Path) -> Snapshot | None:
    """The published snapshot, opened but not read; says on standard error what is wrong, or that there is none."""
    return asked(data_dir, lambda snapshot: snapshot)


def _quiet_store(data_dir: Path) -> Store:
    """The store; what it would log is said by the command."""
    logging.getLogger("carbon").addHandler(logging.NullHandler())
    return Store(data_dir)


def _no_snapshot(data_dir: Path) -> str:
    """That there is none yet; what the ingest at work does about it, or how to begin one."""
    none = NO_SNAPSHOT.format(folder=data_dir)
    state = ingest_state(data_dir)
    if state is None or not state["alive"]:
        return f"{none}: run `python -m carbon ingest --once` to read the Hub."
    told = f"{none}, but an ingest is at work: ask again when it has published its first."
    return "\n".join([told, *printing.ingest_lines(state)])


def _say_problem(store: Store, otherwise: str | None = None) -> None:
    text = store.problem or otherwise
    if text:
        say(text)


def answer(facts: Mapping[str, object], as_json: bool, lines: Callable[[Mapping[str, object]], list[str]]) -> None:
    """Print `facts`: as JSON, or in the words of `lines`."""
    if as_json:
        print_json(facts)
    else:
        sys.stdout.write(visible("\n".join(lines(facts))) + "\n")


def print_json(facts: object) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(facts, indent=2, default=_written, ensure_ascii=False) + "\n")


def not_written(path: Path, error: OSError) -> str:
    """Why a file could not be written, and what to do where its folder is not there: none is made unasked."""
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return f"{path} cannot be written: there is no folder {path.parent}. Make it first, or name another."
    return f"{path} cannot be written: {error.strerror or error}."


def _written(value: object) -> str:
    """Times of a snapshot are of UTC and say so."""
    return f"{value.isoformat(timespec='seconds')}Z" if isinstance(value, datetime) else str(value)


def say(text: str) -> None:
    """One message for the person at the terminal."""
    sys.stderr.write(visible(text) + "\n")

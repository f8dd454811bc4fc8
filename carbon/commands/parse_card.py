"""`carbon parse-card`: what a card reports, without asking the Hub."""

from __future__ import annotations

import argparse
import codecs
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, NoReturn

from carbon.answers import card as card_answers
from carbon.commands.terminal import DONE, FAILED, USAGE, Subparsers, add_json, answer, describe, say
from carbon.config import Settings

EXAMPLES = """\
  python -m carbon parse-card README.md
  python -m carbon parse-card - --model owner/name --json < README.md
  python -m carbon parse-card --jsonl cards.jsonl"""


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "parse-card",
        help="what a card reports, without asking the Hub",
        **describe("Read one model card, or many, and print the emissions that it states.", EXAMPLES),
    )
    parser.add_argument("file", metavar="FILE", help="the card (README.md), or - for standard input")
    parser.add_argument("--model", metavar="OWNER/NAME", help="whose card it is: tells its row in a table of a family")
    parser.add_argument(
        "--jsonl", action="store_true", help='read lines {"id", "kind", "raw"}, print one line for each'
    )
    add_json(parser)
    parser.set_defaults(command=run)


def run(_settings: Settings, options: argparse.Namespace) -> int:
    """Print what one card reports, or one JSON line for each line of `--jsonl`."""
    _escape_what_cannot_be_written()
    try:
        with _opened(options.file) as source:
            if options.jsonl:
                return _answer_lines(source)
            read = source.read()
    except BrokenPipeError:
        # Whoever read the answers has enough of them; what is left to write goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        say(f"{options.file} cannot be read: {error.strerror}.")
        return USAGE
    if b"\0" in read:
        say(f"{options.file} is no card: it holds a zero byte, which no text has. Name a README.md.")
        return USAGE
    text = read.decode("utf-8", "replace")
    facts = card_answers.answer(text, options.model)
    problem = facts["metadata_problem"]
    if isinstance(problem, Mapping):
        say(_unreadable(options.file, problem))
    answer(facts, options.json, card_answers.answer_lines)
    return DONE


def _unreadable(name: str, problem: Mapping[str, object]) -> str:
    where = "" if problem["line"] is None else f" from line {problem['line']} on"
    shown = "standard input" if name == "-" else name
    return f"warning: the metadata block of {shown} cannot be read{where}: {problem['reason']}. The rest was read."


def _opened(name: str) -> AbstractContextManager[IO[bytes]]:
    """The file, or standard input, which stays open."""
    return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")


def _escape_what_cannot_be_written() -> None:
    """Half of a surrogate pair is no UTF-8; written as `\\ud800` it is the same text to a reader of JSON."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _answer_lines(lines: Iterable[bytes]) -> int:
    failed = 0
    for number, written in enumerate(lines, 1):
        line = written.removeprefix(codecs.BOM_UTF8) if number == 1 else written
        if not line.strip():
            continue
        try:
            found = card_answers.answer_line(_card(line))
        except (ValueError, RecursionError) as error:
            failed += 1
            say(f"line {number} is no card ({error}): expected an object with a text under 'raw', in UTF-8.")
            continue
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return FAILED if failed else DONE


def _card(line: bytes) -> dict[str, object]:
    read = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    if not isinstance(read, dict):
        raise ValueError(f"it is a JSON {type(read).__name__}")
    return read


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")

"""`carbon parse-card`: what a card reports, without asking the Hub."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from carbon import card_answers
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
    try:
        text = (
            sys.stdin.read()
            if options.file == "-"
            else Path(options.file).read_text(encoding="utf-8", errors="replace")
        )
    except OSError as error:
        say(f"{options.file} cannot be read: {error.strerror}.")
        return USAGE
    if options.jsonl:
        return _answer_lines(text)
    answer(card_answers.answer(text, options.model), options.json, card_answers.answer_lines)
    return DONE


def _answer_lines(text: str) -> int:
    failed = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = card_answers.answer_line(json.loads(line))
        except (ValueError, AttributeError, RecursionError) as error:
            failed += 1
            say(f"line {number} is no card ({error}): expected an object with a text under 'raw'.")
            continue
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return FAILED if failed else DONE

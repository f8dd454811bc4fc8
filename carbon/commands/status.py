"""`carbon status`: what the store holds and what the ingest does."""

from __future__ import annotations

import argparse

from carbon.answers.dates import with_times
from carbon.commands import printing
from carbon.commands.terminal import DONE, FAILED, Subparsers, add_json, answer, asked, describe, print_json
from carbon.config import Settings
from carbon.ingest.progress import ingest_state
from carbon.store.queries.status import status

EXAMPLES = """\
  python -m carbon status
  python -m carbon status --json"""


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "status",
        help="what the store holds and what the ingest does",
        **describe("Print how many models and reports the snapshot holds, and how far the ingest is.", EXAMPLES),
    )
    add_json(parser)
    parser.set_defaults(command=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print what the current snapshot holds and what the ingest is doing."""
    facts = asked(settings.data_dir, status)
    state = ingest_state(settings.data_dir)
    if facts is None:
        if options.json:
            print_json({"snapshot": None, "ingest": state})
        return FAILED
    answer(with_times(facts) | {"ingest": state}, options.json, printing.status_lines)
    return DONE

"""`carbon lookup`: what is known of one model."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from carbon.commands import printing
from carbon.commands.terminal import DONE, FAILED, USAGE, Subparsers, add_json, answer, asked, describe, say
from carbon.config import Settings
from carbon.hub.record import is_model_id
from carbon.model_id import model_id_of
from carbon.store.queries.lookup import lookup, search
from carbon.store.reader import Snapshot

#: How many near ids are offered, and among how many of the owner's most downloaded models they are looked for.
OFFERED, MOST_OWNED = 5, 1000
EXAMPLES = """\
  python -m carbon lookup bigscience/bloom
  python -m carbon lookup https://huggingface.co/bigscience/bloom --json"""


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "lookup",
        help="what is known of one model",
        **describe("Print the emissions, class, level and flags of one model in the current snapshot.", EXAMPLES),
    )
    parser.add_argument("model", metavar="OWNER/NAME", help="a model's id, or the link to its page")
    add_json(parser)
    parser.set_defaults(command=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print what the current snapshot knows of one model."""
    model_id = model_id_of(options.model) or options.model.strip()
    answered = asked(settings.data_dir, lambda snapshot: _found_or_similar(snapshot, model_id))
    if answered is None:
        return FAILED
    found, similar = answered
    if found is None:
        say(_unknown(model_id, similar))
        return FAILED if is_model_id(model_id) else USAGE
    answer(found, options.json, printing.lookup_lines)
    return DONE


def _found_or_similar(snapshot: Snapshot, model_id: str) -> tuple[dict[str, object] | None, list[str]]:
    found = lookup(snapshot, model_id)
    if found is not None:
        return found, []
    return None, _near(snapshot, model_id)


def _near(snapshot: Snapshot, model_id: str) -> list[str]:
    """Ids like one that is not there: those with a name like it, and those of the same owner, the most alike first."""
    owner, _, name = model_id.rpartition("/")
    named = [hit.id for hit in search(snapshot, name, OFFERED)]
    owned = [hit.id for hit in search(snapshot, f"{owner}/", MOST_OWNED) if owner and not hit.similar]
    alike = get_close_matches(model_id, dict.fromkeys([*named, *owned]), OFFERED)
    return list(dict.fromkeys([*alike, *named]))[:OFFERED]


def _unknown(model_id: str, similar: list[str]) -> str:
    if similar:
        return f"No model {model_id!r} in the snapshot. Did you mean {', '.join(similar)}?"
    if not is_model_id(model_id):
        return f"{model_id!r} can be no model's id: write owner/name with letters, digits, '-', '_' and '.'."
    return f"No model {model_id!r} in the snapshot: it may be new, private, renamed or misspelt."

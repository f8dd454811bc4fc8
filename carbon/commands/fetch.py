"""`carbon fetch`: takes published snapshots into the data directory."""

from __future__ import annotations

import argparse

from carbon.commands.ingest import CODES, run_job, settings_text
from carbon.commands.terminal import USAGE, Subparsers, describe, say
from carbon.config import Settings

WHAT = (
    "Take the newest snapshot that somebody published on the Hub, or in a lake, into the data directory. "
    "Needs CARBON_SNAPSHOT_REPO or CARBON_STORE."
)
EXAMPLES = """\
  python -m carbon fetch --once
  CARBON_SNAPSHOT_REPO=owner/name python -m carbon fetch --once"""


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "fetch",
        help="take the newest published snapshot",
        **describe(WHAT, f"{EXAMPLES}\n\n{settings_text()}", CODES),
    )
    parser.add_argument("--once", action="store_true", help="look once instead of on schedule")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Look for a newer snapshot once or on schedule."""
    if settings.snapshot_repo is None and settings.lake is None:
        say("There is no repository to take a snapshot from: set CARBON_SNAPSHOT_REPO to owner/name of a data set.")
        return USAGE
    return run_job(settings, once=options.once, with_parent=options.with_parent, follow=True)

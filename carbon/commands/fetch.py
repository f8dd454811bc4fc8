"""`carbon fetch`: takes published snapshots into the data directory."""

from __future__ import annotations

import argparse

from carbon.commands.ingest import description, run_job
from carbon.commands.terminal import USAGE, Subparsers, say
from carbon.config import Settings


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "fetch",
        help="take the newest published snapshot",
        description=description(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--once", action="store_true", help="look once instead of on schedule")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Look for a newer snapshot once or on schedule."""
    if settings.snapshot_repo is None:
        say("There is no repository to take a snapshot from: set CARBON_SNAPSHOT_REPO to owner/name of a data set.")
        return USAGE
    return run_job(settings, options, follow=True)

"""`carbon ingest`: reads the Hub into the data directory."""

from __future__ import annotations

import argparse
import threading
from dataclasses import replace

from carbon.commands.terminal import Subparsers, describe
from carbon.config import VARIABLES, Settings

WHAT = "Read the Hub into the data directory and publish a snapshot. An interrupted ingest goes on where it was."
EXAMPLES = """\
  python -m carbon ingest
  python -m carbon ingest --once
  CARBON_DATA_DIR=/srv/carbon HF_TOKEN=... python -m carbon ingest"""
CODES = "0 done, 1 failed (the next one goes on), 2 wrong setting, 3 another ingest is at work, 130 interrupted"


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "ingest",
        help="read the Hub into the local store",
        **describe(WHAT, f"{EXAMPLES}\n\n{settings_text()}", CODES),
    )
    parser.add_argument("--once", action="store_true", help="read it once instead of on schedule")
    parser.add_argument("--cards", action="store_true", help="read it once, and after it the texts of all cards")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Ingest once or on schedule."""
    own = replace(settings, cards=settings.cards or options.cards, cards_now=options.cards)
    return run_job(own, once=options.once or options.cards, with_parent=options.with_parent)


def run_job(settings: Settings, *, once: bool, with_parent: bool, follow: bool = False) -> int:
    """Run the job to its end; return its exit code. With `follow` it takes published snapshots instead of reading."""
    # The other commands need neither the network libraries nor their start-up time.
    from carbon.ingest import log, signals  # noqa: PLC0415
    from carbon.ingest.clock import Clock  # noqa: PLC0415
    from carbon.ingest.job import Job  # noqa: PLC0415

    log.set_up()
    stop = threading.Event()
    job = Job(settings, Clock(), stop, follow=follow)
    signals.stop_on_signals(stop, job.last_words)
    if with_parent:
        signals.stop_with_parent()
    return job.run(once=once)


def settings_text() -> str:
    """The settings of the environment, for the help."""
    settings = "\n".join(f"  {name:<22}{meaning}" for name, meaning in VARIABLES.items())
    return f"Settings, from the environment:\n{settings}"

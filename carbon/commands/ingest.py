"""`carbon ingest`: reads the Hub into the data directory."""

from __future__ import annotations

import argparse
import threading

from carbon.commands.terminal import Subparsers
from carbon.config import VARIABLES, Settings


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "ingest",
        help="read the Hub into the local store",
        description=description(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--once", action="store_true", help="read it once instead of on schedule")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Ingest once or on schedule."""
    return run_job(settings, options, follow=False)


def run_job(settings: Settings, options: argparse.Namespace, *, follow: bool) -> int:
    """Run the job to its end; return its exit code."""
    # The other commands need neither the network libraries nor their start-up time.
    from carbon.ingest import log, signals  # noqa: PLC0415
    from carbon.ingest.clock import Clock  # noqa: PLC0415
    from carbon.ingest.job import Job  # noqa: PLC0415

    log.set_up()
    stop = threading.Event()
    job = Job(settings, Clock(), stop, follow=follow)
    signals.stop_on_signals(stop, job.last_words)
    if options.with_parent:
        signals.stop_with_parent()
    return job.run(once=options.once)


def description() -> str:
    """The settings and exit codes, for the help."""
    settings = "\n".join(f"  {name:<22}{meaning}" for name, meaning in VARIABLES.items())
    codes = "0 done, 1 failed (the next one goes on), 2 wrong setting, 3 another ingest is at work, 130 interrupted"
    return f"Settings, from the environment:\n{settings}\n\nExit codes: {codes}."

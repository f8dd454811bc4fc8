"""The command line: reads arguments, calls, prints; decides nothing."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from carbon import printing
from carbon.config import VARIABLES, ConfigError, Settings, unknown_variables
from carbon.ingest.progress import is_alive, read_progress
from carbon.model_id import model_id_of
from carbon.store.queries import lookup as models
from carbon.store.queries.status import status as read_status
from carbon.store.reader import Store

VERSION = "0.1.0"
DONE, FAILED, USAGE = 0, 1, 2
NO_SNAPSHOT = "There is no snapshot in {folder} yet: run `python -m carbon ingest --once` to read the Hub."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 failed, 2 wrong usage or setting, 3 locked, 130 interrupted."""
    options = _parser().parse_args(arguments)
    for name in unknown_variables():
        _say(f"warning: {name} is no setting of this app and does nothing. There are: {', '.join(VARIABLES)}.")
    try:
        settings = Settings.from_env()
    except ConfigError as error:
        _say(str(error))
        return USAGE
    return int(options.command(settings, options))


def ingest(settings: Settings, options: argparse.Namespace) -> int:
    """Read the Hub into the data directory, once or on schedule."""
    # The other commands need neither the network libraries nor their start-up time.
    from carbon.ingest import log, signals  # noqa: PLC0415
    from carbon.ingest.clock import Clock  # noqa: PLC0415
    from carbon.ingest.job import Job  # noqa: PLC0415

    log.set_up()
    stop = threading.Event()
    job = Job(settings, Clock(), stop)
    signals.stop_on_signals(stop, job.last_words)
    if options.with_parent:
        signals.stop_with_parent()
    return job.run(once=options.once)


def status(settings: Settings, options: argparse.Namespace) -> int:
    """Print what the current snapshot holds and what the ingest is doing."""
    store = Store(settings.data_dir)
    snapshot = store.current()
    if store.problem:
        _say(store.problem)
    progress = read_progress(settings.data_dir)
    state = None if progress is None else {**asdict(progress), "alive": is_alive(settings.data_dir)}
    if snapshot is None:
        _say(NO_SNAPSHOT.format(folder=settings.data_dir))
        if options.json:
            _print_json({"snapshot": None, "ingest": state})
        return FAILED
    facts = read_status(snapshot) | {"ingest": state}
    _print(facts, options.json, printing.status_lines)
    return DONE


def lookup(settings: Settings, options: argparse.Namespace) -> int:
    """Print what is known of one model."""
    store = Store(settings.data_dir)
    snapshot = store.current()
    if store.problem:
        _say(store.problem)
    if snapshot is None:
        _say(NO_SNAPSHOT.format(folder=settings.data_dir))
        return FAILED
    model_id = model_id_of(options.model) or options.model.strip()
    found = models.lookup(snapshot, model_id)
    if found is None:
        _say(_unknown(model_id, [hit.id for hit in models.search(snapshot, model_id.rpartition("/")[2], 5)]))
        return FAILED
    _print(found, options.json, printing.lookup_lines)
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carbon", description="The carbon footprint of models on the Hugging Face Hub."
    )
    parser.add_argument("--version", action="version", version=f"carbon {VERSION}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("ingest", help="read the Hub into the local store", description=_ingest_help())
    one.formatter_class = argparse.RawDescriptionHelpFormatter
    one.add_argument("--once", action="store_true", help="read it once instead of on schedule")
    one.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    one.set_defaults(command=ingest)
    two = commands.add_parser("status", help="what the store holds and what the ingest does")
    two.set_defaults(command=status)
    three = commands.add_parser("lookup", help="what is known of one model")
    three.add_argument("model", metavar="OWNER/NAME", help="a model's id, or the link to its page")
    three.set_defaults(command=lookup)
    for command in (two, three):
        command.add_argument("--json", action="store_true", help="print JSON for a program to read")
    return parser


def _ingest_help() -> str:
    settings = "\n".join(f"  {name:<22}{meaning}" for name, meaning in VARIABLES.items())
    codes = "0 done, 1 failed (the next one goes on), 2 wrong setting, 3 another ingest is at work, 130 interrupted"
    return f"Settings, from the environment:\n{settings}\n\nExit codes: {codes}."


def _unknown(model_id: str, similar: list[str]) -> str:
    if similar:
        return f"No model {model_id!r} in the snapshot. Did you mean {', '.join(similar)}?"
    return f"No model {model_id!r} in the snapshot: it may be new, private, renamed or misspelt."


def _print(facts: Mapping[str, object], as_json: bool, lines: Callable[[Mapping[str, object]], list[str]]) -> None:
    if as_json:
        _print_json(facts)
    else:
        sys.stdout.write("\n".join(lines(facts)) + "\n")


def _print_json(facts: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(facts, indent=2, default=str, ensure_ascii=False) + "\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")

"""The command line: reads arguments, calls, prints; decides nothing."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from carbon import card_answers, printing
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


def parse_card(settings: Settings, options: argparse.Namespace) -> int:
    """Print what one card reports, or one JSON line for each line of `--jsonl`."""
    try:
        text = (
            sys.stdin.read()
            if options.file == "-"
            else Path(options.file).read_text(encoding="utf-8", errors="replace")
        )
    except OSError as error:
        _say(f"{options.file} cannot be read: {error.strerror}.")
        return USAGE
    if options.jsonl:
        return _parse_lines(text)
    _print(card_answers.answer(text, options.model), options.json, card_answers.answer_lines)
    return DONE


def _parse_lines(text: str) -> int:
    failed = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            answer = card_answers.answer_line(json.loads(line))
        except (ValueError, AttributeError, RecursionError) as error:
            failed += 1
            _say(f"line {number} is no card ({error}): expected an object with a text under 'raw'.")
            continue
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return FAILED if failed else DONE


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
    four = commands.add_parser("parse-card", help="what a card reports, without asking the Hub")
    four.add_argument("file", metavar="FILE", help="the card (README.md), or - for standard input")
    four.add_argument("--model", metavar="OWNER/NAME", help="whose card it is: tells its row in a table of a family")
    four.add_argument("--jsonl", action="store_true", help='read lines {"id", "kind", "raw"}, print one line for each')
    four.set_defaults(command=parse_card)
    for command in (two, three, four):
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

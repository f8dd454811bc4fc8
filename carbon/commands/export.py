"""`carbon export`: reports or models of the current snapshot as CSV, Parquet or JSON, filtered as the pages are."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from carbon.answers.filters import CHOICES, GRAMS, KEYS, MONTHS, SWITCHES, FilterError, selection_of
from carbon.commands.terminal import (
    DONE,
    FAILED,
    USAGE,
    WIDTH,
    Subparsers,
    current_snapshot,
    describe,
    not_written,
    say,
)
from carbon.config import Settings
from carbon.store import export
from carbon.store.queries.options import options

FORMATS = tuple(export.FORMATS)
#: Filters that only reports can answer; asked of all models they would leave out all others unseen.
ONLY_REPORTS = ("regime", "tool", *GRAMS, *SWITCHES)
STANDARD_OUTPUT = "-"
#: Other names of a filter, for whoever does not know them from the address of a page.
ALSO = {"org": "--owner", "project": "--one-per-project"}
FILTERS = (
    "The same names and values as in the address of a page. A NAME that the snapshot does not have, such as "
    "--task any, is answered with those that are spelt like it and the most frequent ones."
)
EXAMPLE = {
    "domain": "NLP",
    "task": "text-generation",
    "library": "transformers",
    "regime": "fine-tuning",
    "tool": "CodeCarbon",
    "org": "bigscience",
    "from": "2022-03",
    "to": "2022-12",
    "gmin": "0.5",
    "gmax": "1e6",
}
EXAMPLES = """\
  python -m carbon export reports.csv
  python -m carbon export nlp.parquet --domain NLP --from 2022-03 --to 2022-12
  python -m carbon export - --format json --task text-generation --gmin 1000 | head
  python -m carbon export models.parquet --all-models"""


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "export",
        help="reports or all models as CSV, Parquet or JSON",
        **describe(
            "Write the reports of the current snapshot to a file. Without a filter all that count in headline figures; "
            "with --flagged also those that a flag excludes. Emissions are grams, sizes bytes, times UTC.",
            EXAMPLES,
        ),
    )
    parser.add_argument("file", metavar="FILE", help="where to write, or - for standard output")
    parser.add_argument("--format", choices=FORMATS, help="default: by the ending of FILE; csv for standard output")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    parser.add_argument("--all-models", action="store_true", help="every model, whether it reports or not")
    _add_filters(parser)
    parser.set_defaults(command=run)


def _add_filters(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("filters", textwrap.fill(FILTERS, WIDTH - 2))
    for choice in CHOICES:
        _add_values(group, choice.key, "NAME", f"{choice.label}, such as {EXAMPLE[choice.key]}; may be repeated")
    for key, words in zip(MONTHS, ("first", "last"), strict=True):
        _add_values(group, key, "YYYY-MM", f"{words} month of creation, such as {EXAMPLE[key]}")
    for key, words in zip(GRAMS, ("fewest", "most"), strict=True):
        _add_values(group, key, "G", f"{words} grams reported, such as {EXAMPLE[key]}")
    told = ("also reports that a flag excludes", "numbered siblings count once")
    for key, words in zip(SWITCHES, told, strict=True):
        group.add_argument(*_names(key), dest=key, action="store_const", const=["true"], default=[], help=words)


def _add_values(group: argparse._ArgumentGroup, key: str, metavar: str, words: str) -> None:
    group.add_argument(*_names(key), dest=key, action="append", default=[], metavar=metavar, help=words)


def _names(key: str) -> list[str]:
    return [f"--{key}", *([ALSO[key]] if key in ALSO else [])]


def run(settings: Settings, options_: argparse.Namespace) -> int:
    """Write the file; 2 for a filter or a format that cannot be, with what can."""
    query = {key: values for key in KEYS if (values := getattr(options_, key))}
    wrong = _misused(options_, query)
    if wrong:
        say(wrong)
        return USAGE
    snapshot = current_snapshot(settings.data_dir)
    if snapshot is None:
        return FAILED
    try:
        selection = selection_of(query, options(snapshot))
    except FilterError as error:
        say(f"--{error}")
        return USAGE
    if (ending := _ending(options_.file)) in FORMATS and ending != _format(options_):
        say(f"{options_.file} will hold {_format(options_)}, as --format says, and not {ending}.")
    rows = export.models if options_.all_models else export.reports
    return _write(rows(snapshot, selection), _format(options_), options_.file)


def _misused(options_: argparse.Namespace, query: dict[str, list[str]]) -> str | None:
    if _format(options_) not in FORMATS:
        return f"{options_.file} does not end in .{', .'.join(FORMATS)}: say which with --format."
    useless = [f"--{key}" for key in query if key in ONLY_REPORTS]
    if options_.all_models and useless:
        return f"{', '.join(useless)}: only reports have that, not all models. Leave it out, or --all-models."
    return None


def _format(options_: argparse.Namespace) -> str:
    if options_.format:
        return str(options_.format)
    return "csv" if options_.file == STANDARD_OUTPUT else _ending(options_.file)


def _ending(name: str) -> str:
    return Path(name).suffix.removeprefix(".").lower()


def _write(rows: export.Export, form: str, target: str) -> int:
    progress = _Progress()
    try:
        with _open(target) as file:
            export.FORMATS[form](rows, file, progress.tell)
    except BrokenPipeError:
        # Whoever read along has seen enough. Python would complain again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        say(not_written(Path(target), error))
        return FAILED
    finally:
        progress.end()
    if target != STANDARD_OUTPUT:
        say(f"{progress.written:,} rows written to {target}.")
    return DONE


@contextmanager
def _open(target: str) -> Iterator[IO[bytes]]:
    """Standard output, a pipe or device, or a file that stands under its name, or that of its link, only when whole."""
    if target == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    named = Path(target)
    if named.exists() and not named.is_file():
        # A pipe or a device is written to, never replaced.
        with named.open("wb") as file:
            yield file
        return
    path = named.resolve()
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


class _Progress:
    """Rows written so far, on a terminal only, in one line that is written over."""

    def __init__(self) -> None:
        self.written = 0
        self._shown = sys.stderr.isatty()

    def tell(self, written: int) -> None:
        self.written = written
        if self._shown:
            sys.stderr.write(f"\r{written:,} rows ...")
            sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")

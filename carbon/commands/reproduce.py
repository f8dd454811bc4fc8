"""`carbon reproduce`: the 2023 study's figures, computed anew from its published tables."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from carbon.commands.terminal import DONE, FAILED, USAGE, Subparsers, add_json, answer, describe, not_written, say
from carbon.config import Settings

WHAT = "Compute every figure of the 2023 study (arXiv 2305.11164) anew from its two published tables."
EXAMPLES = """\
  python -m carbon reproduce --data tables --json
  python -m carbon reproduce --data tables --labels labels.csv"""


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "reproduce",
        help="the figures of the 2023 study, from its published tables",
        **describe(WHAT, EXAMPLES),
    )
    parser.add_argument(
        "--data", metavar="DIR", type=Path, required=True, help="the folder with HFCO2.csv and HFClean.csv"
    )
    parser.add_argument(
        "--labels", metavar="FILE.csv", type=Path, help="also write both labels of every row of HFCO2.csv"
    )
    add_json(parser)
    parser.set_defaults(command=run)


def run(_settings: Settings, options: argparse.Namespace) -> int:
    """Print every figure by its id; a figure that the tables cannot tell is null."""
    # The other commands need neither these libraries nor their start-up time.
    from carbon.method.reproduction.figures import reproduce  # noqa: PLC0415
    from carbon.method.reproduction.labels import Labels, labelled  # noqa: PLC0415
    from carbon.method.reproduction.tables import TablesError, read_tables  # noqa: PLC0415

    try:
        tables = read_tables(options.data)
    except TablesError as error:
        say(f"{error} Name with --data the folder that holds the study's HFCO2.csv and HFClean.csv.")
        return USAGE
    if options.labels is not None and not _write(options.labels, Labels._fields, labelled(tables)):
        return FAILED
    answer(reproduce(tables), options.json, _lines)
    return DONE


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> bool:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    except OSError as error:
        say(not_written(path, error))
        return False
    return True


def _lines(figures: Mapping[str, object]) -> list[str]:
    width = max(map(len, figures)) + 2
    return [f"{name:<{width}}{_words(value)}" for name, value in figures.items()]


def _words(value: object) -> str:
    if value is None:
        return "not in the published tables"
    return f"{value:.6g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)

"""`carbon reference`: makes a new frozen reference of label v1, and tells what it would change."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from carbon.commands import printing
from carbon.commands.terminal import (
    DONE,
    FAILED,
    USAGE,
    Subparsers,
    add_json,
    answer,
    current_snapshot,
    describe,
    not_written,
    say,
)
from carbon.config import Settings

if TYPE_CHECKING:
    from carbon.method.reference import Reference
    from carbon.store.reader import Snapshot

WHAT = "Make a new frozen reference of the label, or tell which models would change class by one."
BUILD = (
    "Make a new reference of label v1 from the current snapshot and write it to FILE, which must not exist yet. "
    "Nothing changes by that: copy the file into carbon/method/data, name it in carbon/method/reference.py (FILE), "
    "and publish it with the matrix that `reference compare` prints."
)
COMPARE = "Rate the snapshot's reports by two references and print how many models change class."
BUILDING = "  python -m carbon reference build label_reference_2026.11.json"
COMPARING = "  python -m carbon reference compare ref-2023.04 label_reference_2026.11.json --json"


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "reference", help="make or compare references of the label", **describe(WHAT, f"{BUILDING}\n{COMPARING}")
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    build = actions.add_parser(
        "build", help="make a new reference from the current snapshot", **describe(BUILD, BUILDING)
    )
    build.add_argument("file", metavar="FILE", type=Path, help="where to write it")
    build.add_argument("--version", metavar="NAME", help="its version (default: ref-YEAR.MONTH of the snapshot)")
    build.set_defaults(command=run_build)
    compare = actions.add_parser(
        "compare", help="how many models change class between two references", **describe(COMPARE, COMPARING)
    )
    for name in ("old", "new"):
        compare.add_argument(name, metavar=name.upper(), help="a version that comes with the app, or a file")
    compare.set_defaults(command=run_compare)
    for action in (build, compare):
        action.add_argument("--data-dir", metavar="DIR", type=Path, help="the store (default: CARBON_DATA_DIR)")
        add_json(action)


def run_build(settings: Settings, options: argparse.Namespace) -> int:
    """Write a reference made from the current snapshot, and say what is in it."""
    from carbon.method import reference_build  # noqa: PLC0415
    from carbon.method.reference import carried_versions  # noqa: PLC0415
    from carbon.store.queries.rating import population  # noqa: PLC0415

    snapshot = current_snapshot(options.data_dir or settings.data_dir)
    if snapshot is None:
        return FAILED
    facts = _facts(snapshot, options.version)
    if facts["version"] in carried_versions():
        say(f"There is a reference {facts['version']} already: give this one another name with --version.")
        return USAGE
    members = population(snapshot)
    try:
        built = reference_build.build(members, facts)
        _write_new(options.file, built)
    except reference_build.NotEnoughDataError as error:
        say(f"{error}.")
        return FAILED
    except OSError as error:
        say(_not_written(options.file, error))
        return FAILED
    left_out = reference_build.left_out(members)
    answer({"file": str(options.file), "left_out": left_out, **built}, options.json, printing.reference_lines)
    return DONE


def run_compare(settings: Settings, options: argparse.Namespace) -> int:
    """Rate the snapshot's reports by two references and print how many change class."""
    from carbon.method.label_many import rate_many  # noqa: PLC0415
    from carbon.method.reference import ReferenceFileError  # noqa: PLC0415
    from carbon.method.transitions import transitions  # noqa: PLC0415
    from carbon.store.queries.rating import rating_inputs  # noqa: PLC0415

    try:
        old, new = _reference(options.old), _reference(options.new)
    except ReferenceFileError as error:
        say(str(error))
        return USAGE
    snapshot = current_snapshot(options.data_dir or settings.data_dir)
    if snapshot is None:
        return FAILED
    models = rating_inputs(snapshot)
    found = transitions(zip(rate_many(models, old).letters, rate_many(models, new).letters, strict=True))
    facts = {"old": old.version, "new": new.version, "snapshot": snapshot.id, "sample": snapshot.is_sample}
    answer({**facts, "models": found.models, **asdict(found)}, options.json, printing.comparison_lines)
    return DONE


def _facts(snapshot: Snapshot, version: str | None) -> dict[str, str]:
    day = snapshot.meta["built_at"][:10]
    facts = {"version": version or f"ref-{day[:4]}.{day[5:7]}", "date": day, "snapshot": snapshot.id}
    return facts | {"endpoint": snapshot.meta["endpoint"], "sample": str(snapshot.is_sample).lower()}


def _reference(name: str) -> Reference:
    from carbon.method.reference import carried, read_reference  # noqa: PLC0415

    return carried(name) or read_reference(Path(name))


def _not_written(path: Path, error: OSError) -> str:
    if isinstance(error, FileExistsError):
        return f"{path} exists already and is never overwritten: give another name."
    return not_written(path, error)


def _write_new(path: Path, reference: Mapping[str, object]) -> None:
    """Write a file that must not exist yet; it appears whole or not at all."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(reference, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(0o644)
        os.link(aside, path)
    finally:
        Path(aside).unlink()

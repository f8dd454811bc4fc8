"""The statements of schema.sql, part by part, and their version; never opens a database."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SCHEMA_VERSION = 2
#: The most downloaded models, whose names a misspelt search is mended with and looks among.
MENDED_NAMES = 300_000
SQL = Path(__file__).parent / "sql"
MARK = "-- part: "


@cache
def parts() -> dict[str, str]:
    """Every part of schema.sql by its name: `staging`, `snapshot`."""
    blocks = (SQL / "schema.sql").read_text(encoding="utf-8").split(f"\n{MARK}")
    return {name: statements for name, _, statements in (block.partition("\n") for block in blocks[1:])}


def part(name: str) -> str:
    """The CREATE statements of one part; raise KeyError for an unknown name."""
    return parts()[name]


@cache
def statement(name: str) -> str:
    """The query in `sql/<name>.sql`; raise FileNotFoundError where there is none."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")

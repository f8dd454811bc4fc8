"""Who may import whom, so that rules stay free of databases and pages, and queries out of pages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
FORBIDDEN = {
    "carbon/method": {"streamlit", "duckdb", "carbon.store", "carbon.ui", "carbon.ingest", "carbon.hub"},
    "carbon/card": {"streamlit", "duckdb", "carbon.store", "carbon.ui", "carbon.ingest", "carbon.hub"},
    "carbon/units": {"streamlit", "duckdb", "carbon.store", "carbon.ui", "carbon.ingest", "carbon.hub"},
    "carbon/drawing": {"streamlit", "duckdb", "carbon.store", "carbon.ui", "carbon.ingest", "carbon.hub"},
    "carbon/hub": {"streamlit", "duckdb", "carbon.store", "carbon.ui", "carbon.ingest"},
    "carbon/store": {"streamlit", "carbon.ui", "carbon.ingest", "carbon.hub.client", "carbon.answers"},
    "carbon/ingest": {"streamlit", "carbon.ui"},
    "carbon/sharing": {"streamlit", "duckdb", "carbon.ui"},
    "carbon/answers": {"streamlit", "duckdb", "carbon.ui", "carbon.http", "carbon.commands", "carbon.ingest"},
    "carbon/http": {"streamlit", "duckdb", "carbon.ui", "carbon.ingest"},
    "carbon/commands": {"streamlit", "duckdb", "carbon.ui"},
    "carbon/ui": {"duckdb", "carbon.hub", "carbon.ingest.job"},
    "pages": {"duckdb", "carbon.hub", "carbon.ingest"},
}
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT\s+INTO|CREATE\s+TABLE)\b", re.DOTALL)
WITHOUT_SQL = (
    "pages",
    "carbon/ui",
    "carbon/answers",
    "carbon/http",
    "carbon/ingest",
    "carbon/sharing",
    "carbon/method",
    "carbon/card",
    "carbon/drawing",
    "carbon/hub",
    "carbon/commands",
)


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("folder", sorted(FORBIDDEN))
def test_a_folder_imports_nothing_it_must_not_know(folder):
    found = [
        f"{file.relative_to(PROJECT)} imports {name}"
        for file in sorted((PROJECT / folder).rglob("*.py"))
        for name in imported(file)
        if any(within(name, package) for package in FORBIDDEN[folder])
    ]
    assert found == []


@pytest.mark.parametrize("folder", WITHOUT_SQL)
def test_only_the_store_holds_sql(folder):
    texts = [
        f"{file.relative_to(PROJECT)}:{node.lineno}"
        for file in sorted((PROJECT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert texts == []

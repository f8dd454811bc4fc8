"""The 2023 study's figures, computed anew from its tables: all of them, each within its tolerance."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from carbon.cli import main
from carbon.method.reproduction.figures import NOT_RECOMPUTABLE, reproduce
from carbon.method.reproduction.tables import TablesError, read_tables
from tests.material import shared

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    return reproduce(read_tables(shared("paper2023")))


def reference() -> list[dict[str, Any]]:
    figures: list[dict[str, Any]] = json.loads(shared("paper2023/reference.json").read_text())["figures"]
    return figures


def assert_within(found: Any, value: Any, tolerance: dict[str, Any], name: str) -> None:
    if isinstance(value, dict):
        assert set(found) == set(value), name
        for key in value:
            assert_within(found[key], value[key], tolerance, f"{name}.{key}")
    elif isinstance(value, list):
        assert len(found) == len(value), name
        for at, each in enumerate(value):
            assert_within(found[at], each, tolerance, f"{name}[{at}]")
    else:
        scale = abs(value) if tolerance["type"] == "relative" else 1
        assert abs(found - value) <= tolerance["value"] * scale, f"{name}: {found}, not {value}"


def test_every_given_figure_comes_out(found):
    for figure in reference():
        if figure["value"] is not None and figure["tolerance"] is not None:
            assert_within(found[figure["id"]], figure["value"], figure["tolerance"], figure["id"])


def test_all_figures_are_told_but_those_that_need_what_was_not_published(found):
    assert set(found) == {figure["id"] for figure in reference()}
    marked = {figure["id"] for figure in reference() if figure["population"].startswith("not recomputable")}
    assert {name for name, value in found.items() if value is None} == marked == set(NOT_RECOMPUTABLE)


def test_the_command_prints_json_and_writes_both_labels_of_every_row(tmp_path: Path, capsys):
    labels = tmp_path / "labels.csv"
    assert main(["reproduce", "--data", str(shared("paper2023")), "--json", "--labels", str(labels)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["reporters_total"] == 1417
    with labels.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["row"]) for row in rows] == list(range(1419))
    assert Counter(row["label_v0"] for row in rows) == printed["label_distribution"]
    assert Counter(row["label_v1"] for row in rows) == {"A": 195, "B": 375, "C": 295, "D": 306, "E": 247, "NR": 1}


def test_the_command_prints_a_figure_a_line(capsys):
    assert main(["reproduce", "--data", str(shared("paper2023"))]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert (lines["pt_ft_U"], lines["models_total"]) == ("333", "not in the published tables")


def test_tables_that_are_missing_or_others_are_named(tmp_path: Path, capsys):
    assert main(["reproduce", "--data", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "HFCO2.csv cannot be read" in told
    assert told.endswith(" Name with --data the folder that holds the study's HFCO2.csv and HFClean.csv.\n")
    (tmp_path / "HFCO2.csv").write_text("a,b\n1,2\n")
    with pytest.raises(TablesError, match="not the study's table: it has no column 'modelId'"):
        read_tables(tmp_path)
    text = shared("paper2023/HFCO2.csv").read_text().splitlines()
    (tmp_path / "HFCO2.csv").write_text("\n".join(text[:100]))
    (tmp_path / "HFClean.csv").write_text(shared("paper2023/HFClean.csv").read_text())
    with pytest.raises(TablesError, match="has 99 rows, row 374 is wanted"):
        read_tables(tmp_path)


def test_labels_that_cannot_be_written_are_named(tmp_path: Path, capsys):
    target = tmp_path / "none" / "labels.csv"
    assert main(["reproduce", "--data", str(shared("paper2023")), "--labels", str(target)]) == 1
    assert "labels.csv cannot be written: there is no folder" in capsys.readouterr().err

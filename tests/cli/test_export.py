"""The command `carbon export`, as its users run it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from carbon import cli
from tests.http.content import FULL, HOSTILE, LONG_ID, model, publish

PROJECT = Path(__file__).parents[2]
HEADLINE = {"ada/lovelace", "ada/small", "ada/giant", "gpt2", "eve/hostile", LONG_ID}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "store"
    monkeypatch.setenv("CARBON_DATA_DIR", str(folder))
    flagged = model({"emissions": 5e15, "source": "CodeCarbon"}, "ada/implausible")
    publish(folder, *[model(FULL, "ada/lovelace"), model({**FULL, "emissions": 0.002}, "ada/small"),
                      model({**FULL, "emissions": 2e6}, "ada/giant", task="text-generation"), model(1.5, "gpt2"),
                      model(HOSTILE, "eve/hostile"), model(FULL, LONG_ID), flagged])  # fmt: skip
    return folder


def exported(tmp_path: Path, *arguments: str, name: str = "out.csv") -> Path:
    path = tmp_path / name
    assert cli.main(["export", str(path), *arguments]) == 0
    return path


def ids(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def test_without_a_filter_all_headline_reports_are_written(tmp_path: Path, capsys) -> None:
    path = exported(tmp_path)
    assert ids(path) == HEADLINE
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"6 rows written to {path}.\n")


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (["--flagged"], {*HEADLINE, "ada/implausible"}),
        (["--owner", "ada"], {"ada/lovelace", "ada/small", "ada/giant"}),
        (["--org", "ada", "--gmin", "1", "--gmax", "1000"], {"ada/lovelace"}),
        (["--task", "text-generation"], {"ada/giant"}),
        (["--task", "text-generation", "--task", "text-classification"], HEADLINE),
        (["--from", "2023-06"], set()),
        (["--from", "2023-05", "--to", "2023-05", "--regime", "not stated"], {"gpt2", "eve/hostile"}),
        (["--one-per-project", "--domain", "NLP"], HEADLINE),
    ],
)
def test_filters_are_those_of_the_pages(tmp_path: Path, filters: list[str], left: set[str]) -> None:
    assert ids(exported(tmp_path, *filters)) == left


def test_the_ending_of_the_file_says_the_format(tmp_path: Path) -> None:
    facts = json.loads(exported(tmp_path, "--gmin", "1e6", name="out.json").read_text(encoding="utf-8"))
    assert [(row["id"], row["emissions_g"], row["created_at"]) for row in facts] == [
        ("ada/giant", 2e6, "2023-05-04T00:00:00Z")
    ]
    table = pq.read_table(exported(tmp_path, name="out.parquet"))
    assert set(table["id"].to_pylist()) == HEADLINE


def test_nothing_that_fits_is_an_empty_file_and_no_error(tmp_path: Path) -> None:
    assert json.loads(exported(tmp_path, "--gmin", "1e9", name="out.json").read_text()) == []
    assert exported(tmp_path, "--gmin", "1e9").read_text().startswith("id,project,")


def test_all_models_are_written_with_what_each_has(tmp_path: Path) -> None:
    found = ids(exported(tmp_path, "--all-models"))
    assert {"bob/silent", "bob/gone", "ada/implausible", "gpt2"} <= found
    assert ids(exported(tmp_path, "--all-models", "--owner", "eve")) == {"eve/hostile"}


def test_a_cell_of_the_csv_is_never_a_formula(tmp_path: Path) -> None:
    with exported(tmp_path).open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r")] == []


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_standard_output_gets_the_rows_and_nothing_else(form: str) -> None:
    command = [sys.executable, "-m", "carbon", "export", "-", "--format", form]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
    assert done.stderr == b""
    if form == "parquet":
        assert pq.read_table(io.BytesIO(done.stdout)).num_rows == 6
    else:
        assert done.stdout.count(b"ada/lovelace") >= 1


def test_a_reader_that_has_seen_enough_ends_it_without_a_word() -> None:
    command = f"{sys.executable} -m carbon export - --json | head -c 100"
    done = subprocess.run(["sh", "-c", command], cwd=PROJECT, capture_output=True, check=True)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--domain", "nlpp"], "--domain 'nlpp' is not among this snapshot's domains: NLP."),
        (["--tool", "CodeCarbn"], "--tool 'CodeCarbn' is not among this snapshot's tools: CodeCarbon, not stated."),
        (["--from", "May"], "--from 'May' is not a month: write YYYY-MM, such as 2022-03."),
        (["--gmin", "much"], "--gmin 'much' is not a number of grams, 0 or more."),
        (["--all-models", "--gmin", "1"], "--gmin: only reports have that, not all models."),
    ],
)
def test_a_filter_that_cannot_be_is_an_error_that_names_the_choices(
    tmp_path: Path, capsys, arguments: list[str], message: str
) -> None:
    path = tmp_path / "out.csv"
    assert cli.main(["export", str(path), *arguments]) == 2
    assert capsys.readouterr().err.startswith(message)
    assert not path.exists()


def test_an_ending_that_is_no_format_is_an_error(tmp_path: Path, capsys) -> None:
    assert cli.main(["export", str(tmp_path / "out.xlsx")]) == 2
    assert capsys.readouterr().err.endswith("does not end in .csv, .json, .parquet: say which with --format.\n")


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path, capsys) -> None:
    path = tmp_path / "nowhere" / "out.csv"
    assert cli.main(["export", str(path)]) == 1
    assert capsys.readouterr().err == (
        f"{path} cannot be written: there is no folder {path.parent}. Make it first, or name another.\n"
    )
    assert not path.parent.exists()


def test_a_link_leads_to_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "target.csv").write_text("before")
    link = tmp_path / "link.csv"
    link.symlink_to("target.csv")
    exported(tmp_path, name="link.csv")
    assert link.is_symlink()
    assert ids(tmp_path / "target.csv") == HEADLINE


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-m", "carbon", "export", str(pipe)], cwd=PROJECT) as export:
        assert ids(pipe) == HEADLINE
    assert export.returncode == 0
    assert pipe.is_fifo()
    assert list(tmp_path.glob(".*.part")) == []


def test_a_format_that_the_name_does_not_end_in_is_told(tmp_path: Path, capsys) -> None:
    path = tmp_path / "out.parquet"
    assert cli.main(["export", str(path), "--format", "csv"]) == 0
    assert capsys.readouterr().err.startswith(f"{path} will hold csv, as --format says, and not parquet.\n")
    assert path.read_bytes().startswith(b"id,")
    assert cli.main(["export", str(tmp_path / "out.txt"), "--format", "csv"]) == 0
    assert "will hold" not in capsys.readouterr().err


def test_a_terminal_is_told_how_far_it_is_and_nothing_else_is(tmp_path: Path, monkeypatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    path = exported(tmp_path)
    assert terminal.getvalue() == f"\r6 rows ...\r\x1b[K6 rows written to {path}.\n"


def test_without_a_snapshot_it_says_what_to_do(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("CARBON_DATA_DIR", str(tmp_path / "empty"))
    assert cli.main(["export", str(tmp_path / "out.csv")]) == 1
    assert "run `python -m carbon ingest --once`" in capsys.readouterr().err


def test_a_file_that_is_there_stays_whole_when_the_export_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("the one before")
    code = (
        "import os, signal; from carbon import cli; from carbon.store import export\n"
        "def half(rows, file, tell): file.write(b'half'); file.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
        "export.FORMATS = {**export.FORMATS, 'csv': half}\n"
        f"cli.main(['export', {str(path)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=PROJECT, capture_output=True, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text() == "the one before"
    assert ids(exported(tmp_path)) == HEADLINE


def test_an_interruption_ends_it_with_130_and_leaves_nothing(tmp_path: Path, monkeypatch, capsys) -> None:
    from carbon.store import export

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "FORMATS", {**export.FORMATS, "csv": interrupted})
    assert cli.main(["export", str(tmp_path / "out.csv")]) == 130
    assert capsys.readouterr().err == "Interrupted.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["store"]

"""The command `carbon reference`, as its users run it."""

import json
from pathlib import Path

import pytest

from carbon.cli import main
from carbon.method.reference import read_reference
from tests.pages.snapshots import write

METRICS = json.dumps([{"task": None, "dataset": "imdb", "metric": "accuracy", "value": 0.5, "config": None}])
ROWS = [
    {
        "emissions_g": 1.0 + n,
        "size_bytes": 1_000_000 * (n + 1),
        "label_class": "ABCDE"[n // 30],
        "metrics": METRICS if n < 40 else None,
        "project": f"a/{n}",
    }
    for n in range(150)
]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    write(tmp_path, reports=[*ROWS, {"label_class": None, "not_rated": "why", "flags": ["synthetic"]}])
    return tmp_path


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    code = main(["reference", *map(str, arguments)])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_reference_is_written_once_and_can_be_read(capsys, data_dir, tmp_path):
    path = tmp_path / "new.json"
    code, out, _ = run(capsys, "build", path, "--data-dir", data_dir)
    written = path.read_bytes()

    assert code == 0
    assert "Version     ref-2026.11, from snapshot" in out
    assert "Performance 1 groups" in out
    read = read_reference(path)
    assert (read.version, read.categories["fine-tuning/nlp"].n) == ("ref-2026.11", 150)
    assert [group.n for group in read.groups.values()] == [40]
    assert [one.name for one in tmp_path.glob("*new.json*")] == ["new.json"]

    code, _, err = run(capsys, "build", path, "--data-dir", data_dir)
    assert (code, path.read_bytes()) == (1, written)
    assert "exists already and is never overwritten" in err


def test_two_references_are_compared_on_the_snapshots_reports(capsys, data_dir, tmp_path):
    path = tmp_path / "new.json"
    assert run(capsys, "build", path, "--data-dir", data_dir, "--json")[0] == 0
    code, out, _ = run(capsys, "compare", "ref-2023.04", path, "--data-dir", data_dir, "--json")
    facts = json.loads(out)

    assert code == 0
    assert (facts["old"], facts["new"], facts["models"], facts["rated"]) == ("ref-2023.04", "ref-2026.11", 151, 150)
    assert facts["matrix"]["not rated"]["not rated"] == 1
    assert sum(map(sum, (row.values() for row in facts["matrix"].values()))) == 151
    assert facts["better"] > facts["worse"]
    code, out, _ = run(capsys, "compare", "ref-2023.04", "ref-2023.04", "--data-dir", data_dir)
    assert "Same class  150 of 150 rated both times" in out


def test_too_few_models_are_refused(capsys, tmp_path):
    write(tmp_path, reports=ROWS[:99])
    code, _, err = run(capsys, "build", tmp_path / "new.json", "--data-dir", tmp_path)

    assert code == 1
    assert "n = 99, needs 100" in err
    assert not list(tmp_path.glob("*.json"))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("build", "{tmp}/none/new.json"), 1, "cannot be written: there is no folder"),
        (("build", "{tmp}/new.json", "--version", "ref-2023.04"), 2, "There is a reference ref-2023.04 already"),
        (("compare", "ref-2023.04", "{tmp}/none.json"), 2, "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said(capsys, data_dir, tmp_path, arguments, code, message):
    filled = [argument.format(tmp=tmp_path) for argument in arguments]
    ended, _, err = run(capsys, *filled, "--data-dir", data_dir)

    assert (ended, message in err) == (code, True)


def test_without_a_snapshot_it_says_what_to_do(capsys, tmp_path):
    code, _, err = run(capsys, "build", tmp_path / "new.json", "--data-dir", tmp_path / "empty")

    assert code == 1
    assert "ingest --once" in err

"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from carbon import cli
from carbon.ingest.lock import IngestLock
from carbon.ingest.progress import FILE, Progress
from carbon.store.reader import Snapshot
from tests.ingest.world import content


@pytest.fixture(autouse=True)
def data(monkeypatch, settings):
    monkeypatch.setenv("CARBON_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("HF_ENDPOINT", settings.endpoint)
    return settings.data_dir


def test_the_version_is_that_of_the_project(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert capsys.readouterr().out == f"carbon {project['version']}\n"


def test_status_before_any_ingest_says_what_to_do(capsys):
    assert cli.main(["status"]) == 1
    assert "run `python -m carbon ingest --once`" in capsys.readouterr().err


LISTING = Progress(stage="reporters", stage_done=400, models=400, requests=2)
WAITING = replace(
    LISTING,
    note="The Hub cannot be reached; next try",
    note_until="2026-01-01T00:00:00Z",
    note_details="ConnectError: [Errno -2]; waiting 41.2 s",
)
FAILED = Progress(state="waiting", last_error="Gave up on https://hub.test", next_run_at="2026-11-23T04:11:00Z")


@pytest.mark.parametrize("command", [["status"], ["lookup", "owner/m-5"], ["export", "-"]])
@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (LISTING, ["Ingest     running, listing models that report: 400"]),
        (
            WAITING,
            [
                "Ingest     running, listing models that report: 400",
                "Waits      The Hub cannot be reached; next try now (ConnectError: [Errno -2]; waiting 41.2 s)",
            ],
        ),
        (
            FAILED,
            ["Ingest     waiting", "Next       2026-11-23T04:11:00Z", "Error      Gave up on https://hub.test"],
        ),
    ],
    ids=["at work", "waiting for the Hub", "failed"],
)
def test_before_the_first_snapshot_an_ingest_at_work_is_told_of(data, capsys, command, progress, told):
    with IngestLock(data):
        (data / FILE).write_text(json.dumps(asdict(progress)))
        assert cli.main(command) == 1
    first, *lines = capsys.readouterr().err.splitlines()
    assert first == (
        f"There is no snapshot in {data} yet, but an ingest is at work: ask again when it has published its first."
    )
    assert lines == told


def test_an_ingest_that_is_dead_brings_no_snapshot(data, capsys):
    data.mkdir()
    (data / FILE).write_text(json.dumps(asdict(LISTING)))
    assert cli.main(["status", "--json"]) == 1
    answered, told = capsys.readouterr()
    assert told == f"There is no snapshot in {data} yet: run `python -m carbon ingest --once` to read the Hub.\n"
    assert json.loads(answered)["ingest"]["alive"] is False


def test_status_tells_the_figures_and_the_ingest(hub, ingest, capsys):
    hub.reset(content(range(20)))
    ingest()
    assert cli.main(["status", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["models"], facts["reporting"], facts["rejected"]) == (20, 4, 0)
    assert facts["by_month"] == [{"month": "2026-11", "models": 20, "reporting": 4}]
    assert facts["by_domain"] == {"NLP": {"models": 20, "reporting": 4}}
    assert (facts["ingest"]["state"], facts["ingest"]["alive"]) == ("finished", False)
    assert cli.main(["status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Models     20 listed, 20 % of them report emissions"
    assert lines[-1] == "Ingest     finished"


@pytest.mark.parametrize("name", ["owner/m-5", "OWNER/M-5", "https://huggingface.co/owner/m-5/tree/main?x=1"])
def test_lookup_finds_a_model_by_id_or_link(hub, ingest, capsys, name):
    hub.reset(content(range(20)))
    ingest()
    assert cli.main(["lookup", name, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["id"], facts["grams"], facts["level"]) == ("owner/m-5", 100.0, "R2")
    assert cli.main(["lookup", name]) == 0
    assert "Emissions   100 g" in capsys.readouterr().out


def test_lookup_of_what_can_be_no_id_says_so(hub, ingest, capsys):
    hub.reset(content(range(20)))
    ingest()
    assert cli.main(["lookup", "z z"]) == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert told == "'z z' can be no model's id: write owner/name with letters, digits, '-', '_' and '.'."


def test_lookup_of_an_unknown_model_suggests_similar_ones(hub, ingest, capsys):
    hub.reset(content(range(3)))
    ingest()
    assert cli.main(["lookup", "ownr/m-2"]) == 1
    assert capsys.readouterr().err == "No model 'ownr/m-2' in the snapshot. Did you mean owner/m-2?\n"
    assert cli.main(["lookup", "owner/mm-2"]) == 1
    assert "Did you mean owner/m-2, " in capsys.readouterr().err
    assert cli.main(["lookup", "nobody/nothing"]) == 1
    assert "may be new, private, renamed or misspelt" in capsys.readouterr().err


def test_a_setting_that_cannot_be_used_is_one_line_and_exit_code_2(monkeypatch, capsys):
    monkeypatch.setenv("CARBON_REFRESH_HOURS", "soon")
    assert cli.main(["status"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_unknown_setting_is_warned_of(monkeypatch, capsys):
    monkeypatch.setenv("CARBON_DATADIR", "elsewhere")
    cli.main(["status"])
    assert "warning: CARBON_DATADIR is no setting of this app" in capsys.readouterr().err


def test_a_broken_snapshot_is_told(data, capsys):
    (data / "snapshots").mkdir(parents=True)
    (data / "snapshots" / "20260101T000000Z.duckdb").write_bytes(b"garbage" * 1000)
    (data / "CURRENT").write_text("20260101T000000Z\n")
    assert cli.main(["status"]) == 1
    told = capsys.readouterr().err
    assert "cannot be read" in told
    assert "run the ingest" in told


@pytest.mark.parametrize("command", [["status", "--json"], ["lookup", "owner/m-5", "--json"]])
def test_where_the_snapshot_is_damaged_inside_the_one_before_answers(hub, ingest, clock, damage, capsys, command):
    hub.reset(content(range(20)))
    ingest()
    clock.time += timedelta(days=1)
    ingest()
    *_, before, newest = damage(1)
    capsys.readouterr()
    assert cli.main(command) == 0
    answered, told = capsys.readouterr()
    assert json.loads(answered)["snapshot"] == before
    assert told.count(f"{newest}.duckdb was damaged (computed checksum does not match)") == 1
    assert "run the ingest" in told


def test_where_every_snapshot_is_damaged_inside_that_is_told(hub, ingest, damage, capsys):
    hub.reset(content(range(20)))
    ingest()
    *_, newest = damage(3)
    capsys.readouterr()
    assert cli.main(["status"]) == 1
    assert f"{newest}.duckdb was damaged" in capsys.readouterr().err


@pytest.fixture
def damage(data, monkeypatch):
    """Makes all queries of the newest so many snapshots fail; returns the names of all from old to new."""

    def run(count: int) -> list[str]:
        names = sorted(path.stem for path in (data / "snapshots").glob("*.duckdb"))
        intact = Snapshot._cursor

        def cursor(snapshot: Snapshot, name: str, params: Mapping[str, object] | None) -> duckdb.DuckDBPyConnection:
            if snapshot.id in names[-count:]:
                raise duckdb.IOException("computed checksum does not match")
            return intact(snapshot, name, params)

        monkeypatch.setattr(Snapshot, "_cursor", cursor)
        return names

    return run

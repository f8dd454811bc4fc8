"""What goes wrong is told in one line, leaves published data as it was, and is gone on with later."""

from __future__ import annotations

import json

import pytest

from carbon.ingest import job as ingest_job
from carbon.ingest.progress import read_progress
from carbon.store import runs
from tests.ingest.world import content, figures, staged, totals


def failure(settings, capsys) -> str:
    """The line that stands on stderr, the same as in the progress."""
    lines = capsys.readouterr().err.strip().splitlines()
    progress = read_progress(settings.data_dir)
    assert progress.state == "failed"
    assert lines == [progress.last_error]
    return lines[0]


def test_a_list_that_breaks_off_goes_on_where_it_was(hub, ingest, settings, capsys):
    hub.reset(content(range(60)))
    hub.faults.status(503, path="/api/models", skip=2 + 12 + 1 + 3, times=None)
    assert ingest() == 1
    assert "status 503" in failure(settings, capsys)
    assert read_progress(settings.data_dir).failure == "the Hub did not give the answer that was asked for"
    [(pages, models)] = staged(settings.data_dir, "SELECT pages, models FROM runs WHERE kind = 'full'")
    assert 0 < models < 60
    assert models == 10 * pages
    assert totals(settings.data_dir)[:2] == (models + 12 - models // 5, 12)
    assert figures(settings.data_dir)["census"] == "partial"
    hub.faults.clear()
    hub.requests.clear()
    assert ingest() == 0
    assert read_progress(settings.data_dir).failure is None
    assert totals(settings.data_dir) == (60, 12, 0, 0)
    assert staged(settings.data_dir, "SELECT pages, models FROM runs WHERE kind = 'full'") == [(6, 60)]
    census = [r for r in hub.requests if r.path == "/api/models" and ("filter", "co2_eq_emissions") not in r.params]
    shown_to_be_the_last = 2
    assert len(census) == 6 - pages + shown_to_be_the_last


@pytest.mark.parametrize("status", [400, 404, 410])
def test_a_cursor_that_is_refused_on_resume_begins_the_list_anew(hub, ingest, settings, status):
    hub.reset(content(range(60)))
    hub.faults.status(503, path="/api/models", skip=2 + 12 + 1 + 3, times=None)
    ingest()
    hub.faults.clear()
    hub.faults.status(status, b'{"error":"bad cursor"}', path="/api/models", skip=2, times=1)
    assert ingest() == 0
    assert totals(settings.data_dir) == (60, 12, 0, 0)
    assert "read anew" in read_progress(settings.data_dir).warnings[0]
    rows = staged(
        settings.data_dir, "SELECT finished_at IS NOT NULL, problem IS NOT NULL FROM runs WHERE kind = 'full'"
    )
    assert sorted(rows) == [(False, True), (True, False)]


def break_off(hub) -> None:
    """A full census of 60 models that fails behind its third page."""
    hub.reset(content(range(60)))
    hub.faults.status(503, path="/api/models", skip=2 + 12 + 1 + 3, times=None)


def fail_beyond_the_reporters(hub, status: int) -> None:
    """The page where the census was left fails, the two pages of reporters before it do not."""
    hub.faults.clear()
    hub.faults.status(status, path="/api/models", skip=2, times=1)


@pytest.mark.parametrize("status", [403, 501])
def test_a_cursor_that_keeps_failing_is_given_up_when_the_hub_answers_otherwise(hub, ingest, settings, status):
    break_off(hub)
    assert ingest() == 1
    for _ in range(2):
        fail_beyond_the_reporters(hub, status)
        code = ingest()
    assert code == 0
    assert totals(settings.data_dir) == (60, 12, 0, 0)
    assert "read anew" in read_progress(settings.data_dir).warnings[0]


def test_a_cursor_is_kept_as_long_as_the_hub_answers_nothing_else_either(hub, ingest, settings):
    break_off(hub)
    for _ in range(5):
        assert ingest() == 1
        hub.faults.clear()
        hub.faults.status(503, path="/api/models", skip=2, times=None)
    hub.faults.clear()
    assert ingest() == 0
    assert staged(settings.data_dir, "SELECT count(*) FROM runs WHERE kind = 'full'") == [(1,)]


def test_an_unreachable_hub_leaves_what_was_published(hub, ingest, settings, capsys):
    hub.reset(content(range(20)))
    ingest()
    before = figures(settings.data_dir)
    hub.faults.dropped(times=None)
    capsys.readouterr()
    assert ingest() == 1
    assert "Gave up on" in failure(settings, capsys)
    assert figures(settings.data_dir) == before


def test_an_unreachable_hub_and_nothing_known_publishes_nothing(hub, ingest, settings, capsys):
    hub.faults.html(times=None)
    assert ingest() == 1
    assert "not JSON" in failure(settings, capsys)
    assert figures(settings.data_dir) is None


def test_a_link_to_another_host_is_not_followed(hub, ingest, settings, capsys):
    hub.reset(content(range(60)))
    hub.faults.link('<https://elsewhere.example/api/models?cursor=1>; rel="next"', path="/api/models", times=1)
    assert ingest() == 1
    assert "elsewhere.example" in failure(settings, capsys)


def test_a_proxy_that_takes_the_next_pages_out_ends_no_first_census(hub, ingest, settings, capsys):
    hub.reset(content(range(60)))
    hub.faults.no_link(path="/api/models", times=None)
    assert ingest() == 1
    assert "Link header" in failure(settings, capsys)
    hub.faults.clear()
    assert ingest() == 0
    assert totals(settings.data_dir) == (60, 12, 0, 0)


def test_a_bad_token_is_named_but_never_shown(hub, ingest, settings, capsys, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_secretsecretsecret")
    hub.reset(content(range(20)))
    assert ingest() == 1
    assert "does not accept the token" in failure(settings, capsys)
    files = [path for path in settings.data_dir.rglob("*") if path.is_file()]
    assert all(b"hf_secret" not in path.read_bytes() for path in files)


def test_offline_nothing_is_asked_and_only_the_terminal_is_told(hub, ingest, settings, capsys):
    assert ingest(offline=True) == 2
    told = capsys.readouterr().err
    assert told == "HF_HUB_OFFLINE is set, so the Hub is not asked: unset it to ingest.\n"
    assert hub.requests == []
    assert read_progress(settings.data_dir) is None


def test_a_data_directory_that_cannot_be_written_is_named(hub, ingest, settings, tmp_path, capsys):
    (tmp_path / "file").write_text("no folder")
    assert ingest(data_dir=tmp_path / "file" / "data") == 1
    [line] = capsys.readouterr().err.strip().splitlines()
    assert str(tmp_path / "file") in line
    assert "CARBON_DATA_DIR" in line


def test_a_full_disk_is_told_and_what_was_published_stays(hub, ingest, settings, capsys, monkeypatch):
    hub.reset(content(range(20)))
    ingest()
    before = figures(settings.data_dir)

    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device", "staging.duckdb")

    monkeypatch.setattr(runs, "store_page", full)
    capsys.readouterr()
    assert ingest() == 1
    line = failure(settings, capsys)
    assert "No space left on device" in line
    assert "Free space" in line
    assert figures(settings.data_dir) == before


def test_a_damaged_staging_is_rebuilt_and_takes_nothing_published_away(hub, ingest, settings):
    hub.reset(content(range(60)))
    ingest()
    before = figures(settings.data_dir)
    (settings.data_dir / "staging.duckdb").write_bytes(b"garbage" * 10_000)
    hub.faults.status(503, path="/api/models", skip=2 + 12 + 1 + 3, times=None)
    assert ingest() == 1
    assert figures(settings.data_dir) == before
    hub.faults.clear()
    assert ingest() == 0
    after = figures(settings.data_dir)
    assert after["snapshot"] != before["snapshot"]
    assert (after["models"], after["reporting"]) == (60, 12)


def test_damage_found_on_the_way_is_met_by_starting_anew(hub, ingest, settings, monkeypatch):
    import duckdb

    hub.reset(content(range(20)))
    ingest()
    real, failed = ingest_job.run_cycle, []

    def damaged_once(work) -> None:
        if not failed:
            failed.append(True)
            raise duckdb.IOException("Corrupt database file: computed checksum 1 does not match stored checksum 2")
        real(work)

    monkeypatch.setattr(ingest_job, "run_cycle", damaged_once)
    assert ingest() == 0
    assert "all is read from the Hub anew" in read_progress(settings.data_dir).warnings[0]
    assert totals(settings.data_dir) == (20, 4, 0, 0)


def test_another_hub_is_published_although_it_knows_less(hub, ingest, settings):
    from tests.fakehub import FakeHub

    hub.reset(content(range(30)))
    ingest()
    with FakeHub(content(range(10))) as other:
        assert ingest(endpoint=other.url) == 0
    assert totals(settings.data_dir) == (10, 2, 0, 0)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", json.dumps({"state": "dancing"}), '{"state": "running", "models": "x"}']
)
def test_a_progress_that_cannot_be_read_is_no_progress(tmp_path, text):
    (tmp_path / "progress.json").write_text(text)
    progress = read_progress(tmp_path)
    assert progress is None or progress.models == 0

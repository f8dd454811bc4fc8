"""The fetch as a process beside the app: killed in the middle, started again, followed by a page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from carbon.ingest.progress import read_progress
from carbon.ingest.supervisor import IngestProcess
from carbon.store.reader import read_pointer
from tests.ingest.test_process import ROOT, environment, until
from tests.ingest.world import totals
from tests.sharing.conftest import REPO


@pytest.fixture
def env(settings, monkeypatch):
    given = environment(settings) | {"CARBON_SNAPSHOT_REPO": REPO, "CARBON_INGEST": "off"}
    for name in [name for name in os.environ if name.startswith(("CARBON_", "HF_"))]:
        monkeypatch.delenv(name)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return given


@pytest.fixture
def beside(settings, env) -> Iterator[IngestProcess]:
    process = IngestProcess(settings)
    yield process
    process.stop()


def parts(settings):
    return list((settings.data_dir / "snapshots").glob("*.part"))


def test_killed_in_the_middle_it_shows_nothing_and_goes_on(hub, cdn, settings, build, publish, env):
    whole = build(3).path.stat().st_size
    publish()
    cdn.faults.dripping(path="/lfs/down")
    process = subprocess.Popen([sys.executable, "-m", "carbon", "fetch", "--once"], cwd=ROOT, env=env)
    until(lambda: any(part.stat().st_size > 0 for part in parts(settings)))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert read_pointer(settings.data_dir) is None
    have = parts(settings)[0].stat().st_size
    assert 0 < have < whole
    cdn.requests.clear()
    again = subprocess.run([sys.executable, "-m", "carbon", "fetch", "--once"], cwd=ROOT, env=env, check=False)
    assert again.returncode == 0
    assert [request.headers.get("range") for request in cdn.requests] == [f"bytes={have}-"]
    assert totals(settings.data_dir) == (4, 1, 0, 0)


def test_the_app_keeps_it_running_where_the_ingest_is_off(hub, settings, build, publish, beside):
    build(3)
    publish()
    assert beside.start()
    until(lambda: (told := read_progress(settings.data_dir)) is not None and told.state == "waiting")
    assert totals(settings.data_dir) == (4, 1, 0, 0)


@pytest.mark.parametrize("changes", [{"snapshot_repo": None}, {"offline": True}])
def test_the_app_starts_none_where_there_is_nothing_to_take(settings, changes):
    assert not IngestProcess(replace(settings, **changes)).start()


def test_a_folder_that_cannot_be_written_is_said(hub, settings, build, publish, env, tmp_path):
    build(3)
    publish()
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-m", "carbon", "fetch", "--once"]
    env["CARBON_DATA_DIR"] = str(tmp_path / "file" / "data")
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "A file could not be used" in result.stderr
    assert "Traceback" not in result.stderr

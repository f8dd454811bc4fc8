"""The ingest as a process: signals, its parent's death, the lock, and the app's watch over it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from carbon.config import Settings
from carbon.ingest import signals
from carbon.ingest.clock import Clock
from carbon.ingest.lock import IngestLock, is_held
from carbon.ingest.progress import ProgressFile, read_progress
from carbon.ingest.supervisor import IngestProcess
from tests.ingest.world import content

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "carbon", "ingest"]


def environment(settings: Settings) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARBON_", "HF_"))}
    return kept | {
        "HF_ENDPOINT": settings.endpoint,
        "CARBON_DATA_DIR": str(settings.data_dir),
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }


def until(met: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def is_waiting(settings: Settings) -> bool:
    progress = read_progress(settings.data_dir)
    return progress is not None and progress.state == "waiting"


@pytest.fixture
def start(settings: Settings) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def run(*more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*COMMAND, *more],
            cwd=ROOT,
            env=environment(settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_while_it_waits_for_the_hub(hub, settings, start, number):
    hub.reset(content(range(20)))
    hub.faults.hanging(times=None)
    process = start("--once")
    until(lambda: len(hub.requests) > 0)
    process.send_signal(number)
    assert process.wait(10) == 130
    assert read_progress(settings.data_dir).state == "stopped"
    assert not is_held(settings.data_dir)


@pytest.fixture
def signals_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Signals of this process end it hard at once: instead of ending it, the event is set."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    ended = threading.Event()
    monkeypatch.setattr(signals, "GRACE_S", 0.01)
    monkeypatch.setattr(signals, "LAST_WORDS_S", 0.01)
    monkeypatch.setattr(signals, "os", SimpleNamespace(_exit=lambda _code: ended.set()))
    yield ended
    for number, handler in before.items():
        signal.signal(number, handler)


def test_it_ends_although_its_last_words_cannot_be_written(signals_at_once, tmp_path):
    progress = ProgressFile(tmp_path, Clock())
    with progress._lock:  # a writer that the disk does not answer
        signals.stop_on_signals(threading.Event(), lambda: progress.update(force=True, state="stopped"))
        signal.raise_signal(signal.SIGTERM)
        assert signals_at_once.wait(10)


def test_on_schedule_it_waits_after_an_ingest_and_ends_on_a_signal(hub, settings, start):
    hub.reset(content(range(20)))
    process = start()
    until(lambda: is_waiting(settings))
    assert is_held(settings.data_dir)
    process.terminate()
    assert process.wait(10) == 130


def test_a_second_ingest_leaves_the_first_alone(hub, settings, start):
    with IngestLock(settings.data_dir):
        process = start("--once")
        _, told = process.communicate(timeout=20)
    assert process.returncode == 3
    assert f"another ingest (process {os.getpid()})" in told


def test_it_ends_when_its_parent_does(hub, settings, start):
    process = start("--with-parent")
    until(lambda: is_waiting(settings))
    process.stdin.close()
    assert process.wait(10) == 130


@pytest.fixture
def app(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[IngestProcess]:
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    process = IngestProcess(settings)
    yield process
    process.stop()


def test_the_app_starts_an_ingest_and_ends_it(hub, settings, app, capfd):
    hub.reset(content(range(20)))
    assert app.start()
    until(lambda: is_waiting(settings))
    assert app.pid == read_progress(settings.data_dir).pid
    app.stop()
    assert app.pid is None
    assert not is_held(settings.data_dir)
    assert '"event": "ingest finished"' in (settings.data_dir / "ingest.log").read_text()


def test_an_ingest_that_died_is_started_again(hub, settings, app):
    assert app.start()
    until(lambda: is_waiting(settings))
    first = app.pid
    os.kill(first, signal.SIGKILL)
    until(lambda: app.pid not in {None, first} and is_held(settings.data_dir))


def test_the_app_does_not_fight_another_ingest(hub, settings, app):
    with IngestLock(settings.data_dir):
        assert app.start()
        app.stop()
    assert not (settings.data_dir / "ingest.log").exists()


@pytest.mark.parametrize("off", [{"ingest": False}, {"offline": True}])
def test_the_app_starts_none_where_the_settings_say_so(settings, off):
    assert not IngestProcess(replace(settings, **off)).start()


def test_the_log_of_the_ingest_stays_small(hub, settings, capfd):
    settings.data_dir.mkdir()
    code = "import sys\nfor n in range(3000): sys.stderr.write(f'{n:0999}\\n')\nsys.stdin.read()"
    process = IngestProcess(settings, [sys.executable, "-c", code])
    process.start()
    log = settings.data_dir / "ingest.log"
    until(lambda: log.exists() and f"{2999:0999}" in log.read_text())
    process.stop()
    assert log.stat().st_size <= 1_000_000
    assert (settings.data_dir / "ingest.log.1").stat().st_size <= 1_000_000

"""Runs the app as users do, as its own process on a free port; knows nothing of browsers."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 60.0
STOP_LIMIT_S = 10.0


@dataclass(frozen=True, slots=True)
class AppServer:
    """A running app: its address, its log and its process."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the app and whatever it started; harmless when it has ended already."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_LIMIT_S)
        # What it started may outlive it; usually nobody of the group is left.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start(data_dir: Path, log: Path, *, script: Path = PROJECT / "app.py", **env: str) -> AppServer:
    """Start the app on `data_dir` and wait until it answers.

    Without other word in `env` it makes no request to the Hub and starts no ingest. None of the caller's own
    settings reach it.

    Raises:
        RuntimeError: the app ended or did not answer in time; with the end of its log.
    """
    port = free_port()
    settings = {"CARBON_DATA_DIR": str(data_dir), "CARBON_INGEST": "off", "HF_HUB_OFFLINE": "1", **env}
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command(script, port),
            cwd=PROJECT,
            env={**neutral_environment(), **settings},
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    base = env.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    server = AppServer(f"http://127.0.0.1:{port}{f'/{base}' if base else ''}", log, process)
    await_health(server)
    return server


def command(script: Path, port: int) -> list[str]:
    """The command line that serves `script` on `port` of this machine only."""
    flags = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    return [sys.executable, "-m", "streamlit", "run", str(script), *flags]


def neutral_environment() -> dict[str, str]:
    """Our environment without any setting of the app."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("CARBON_", "HF_", "STREAMLIT_"))}


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_health(server: AppServer) -> None:
    """Return once the server answers; stop it and raise RuntimeError if it does not."""
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and server.process.poll() is None:
        if healthy(server.url):
            return
        time.sleep(0.05)
    server.stop()
    tail = server.log.read_text(encoding="utf-8", errors="replace")[-4000:]
    raise RuntimeError(f"The app at {server.url} did not come up. The end of its log:\n{tail}")


def healthy(url: str) -> bool:
    """Whether Streamlit's health check answers with 200."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False

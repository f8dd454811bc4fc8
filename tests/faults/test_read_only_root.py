"""The app and its ingest as a container runs them at its strictest: user 1000, nothing to write on but data and /tmp.

The same with Docker: docker run --read-only --tmpfs /tmp -v hub-carbon:/data -p 8501:8501 hub-carbon
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.session import Session
from tests.browser import server
from tests.fakehub import FakeHub
from tests.ingest.test_process import until
from tests.ingest.world import content, figures
from tests.running import run

#: The data folder, in a namespace of its own; what stood there is not seen from inside.
DATA = "/mnt"
USER = 1000
#: Of this process and its children only: everything read-only but the data and a fresh /tmp; then user 1000.
CLOSED = f"""
python=$2
case $python in /root/*)  # of root's home the user sees the Python and nothing else
    mount --bind "$python" /srv && mount -t tmpfs -o mode=755 tmpfs /root && mkdir -p "$python" &&
    mount --bind /srv "$python" && mount -o remount,ro /root || exit 96
esac
mount --bind "$1" {DATA} && mount -o remount,bind,ro / && mount -t tmpfs -o mode=1777 tmpfs /tmp || exit 97
touch /etc/written 2>/dev/null && exit 98
shift 2
exec setpriv --reuid {USER} --regid {USER} --clear-groups --no-new-privs --bounding-set=-all "$@"
"""


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        served.reset(content(range(40)))
        yield served


@pytest.fixture
def app(hub, tmp_path: Path) -> Iterator[server.AppServer]:
    if not may_close_the_root(tmp_path):
        pytest.skip("only root may close the file system for a process, and not everywhere")
    data, port = tmp_path / "data", server.free_port()
    data.mkdir()
    os.chown(data, USER, USER)
    settings = {"CARBON_DATA_DIR": DATA, "HF_ENDPOINT": hub.url, "HOME": "/", "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["unshare", "--mount", "sh", "-c", CLOSED, "sh", str(data), sys.base_prefix]
    with (tmp_path / "app.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *server.command(server.PROJECT / "app.py", port)],
            cwd=server.PROJECT,
            env={**server.neutral_environment(), **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = server.AppServer(f"http://127.0.0.1:{port}", tmp_path / "app.log", process)
    server.await_health(running)
    yield running
    running.stop()


def may_close_the_root(folder: Path) -> bool:
    """Root may, where it has all its rights; and user 1000 has to be able to read this checkout and its Python."""
    command = ["unshare", "--mount", "sh", "-c", CLOSED, "sh", str(folder), sys.base_prefix]
    # By way of a shell: what setpriv starts itself still has root's rights to read.
    tried = [*command, "sh", "-c", f"{sys.executable} -c 'import carbon, duckdb'; exit $?"]
    try:
        subprocess.run(tried, check=True, capture_output=True, cwd=server.PROJECT)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


async def look_around(url: str) -> None:
    async with Session(url) as visitor:
        for page in ("", "trends", "domains", "correlations", "efficiency", "method"):
            await visitor.run(page)


def test_the_app_and_its_ingest_need_no_other_place_to_write(app, tmp_path):
    until(lambda: models_in(tmp_path) == 40, 60)
    assert facts(app)["snapshot"]["models"] == 40
    run(look_around(app.url))
    for path in ("/data/models.parquet", "/data/reports.csv", "/label/owner/m-5.png"):
        with urllib.request.urlopen(app.url + path, timeout=30) as answer:
            assert answer.status == 200
    assert "Traceback" not in app.log.read_text()
    assert {path.stat().st_uid for path in (tmp_path / "data").rglob("*")} == {USER}


def facts(app: server.AppServer) -> dict[str, dict[str, object]]:
    with urllib.request.urlopen(f"{app.url}/api/health", timeout=20) as answer:
        found: dict[str, dict[str, object]] = json.load(answer)
    return found


def models_in(tmp_path: Path) -> int | None:
    found = figures(tmp_path / "data")
    return None if found is None else int(found["models"])

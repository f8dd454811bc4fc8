"""The real server over a small snapshot, for the routes beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser import server
from tests.http.asking import Client
from tests.http.content import publish

TOKEN = "hf_" + "S3cretOfThisServer" * 2


@pytest.fixture(scope="session")
def start_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Client]]:
    """Start apps: `start_app(data_dir, CARBON_RATE="5")`; all are ended after the last test."""
    started: list[server.AppServer] = []

    def start(data_dir: Path, **env: str) -> Client:
        log = tmp_path_factory.mktemp("log") / "app.log"
        started.append(server.start(data_dir, log, **{"CARBON_RATE": "100000", **env}))
        return Client(started[-1].url, log)

    yield start
    for each in started:
        each.stop()


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the shared app's snapshot."""
    folder = tmp_path_factory.mktemp("http-data")
    publish(folder)
    return folder


@pytest.fixture(scope="session")
def ask(start_app: Callable[..., Client], data_dir: Path) -> Client:
    """The shared app: `ask("/api/health")`; it holds a token that must never be seen."""
    return start_app(data_dir, HF_TOKEN=TOKEN)

"""One fake Hub for all wire tests, emptied before each; a clock that only moves when someone sleeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from carbon.hub.client import HubClient
from carbon.hub.events import WireEvent
from tests.fakehub import FakeHub

FIXTURES = Path(__file__).parents[1] / "fixtures" / "hub"
SHARED = Path(__file__).parents[2] / ".." / "shared"


class Clock:
    """Seconds that pass only in `sleep`."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert 0 < seconds <= 1, "a stop must be able to interrupt every second"
        self.now += seconds
        self.slept += seconds


@pytest.fixture(scope="session")
def _hub() -> Iterator[FakeHub]:
    with FakeHub() as hub:
        yield hub


@pytest.fixture(scope="session")
def _other_hub() -> Iterator[FakeHub]:
    with FakeHub() as hub:
        yield hub


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def models() -> list[dict[str, Any]]:
    """A dozen models: four that carry the emissions key, three that share the Hub's floor date."""
    return json.loads((FIXTURES / "models.json").read_text())


@pytest.fixture
def hub(_hub: FakeHub, clock: Clock, models: list[dict[str, Any]]) -> FakeHub:
    """A fake Hub with those models."""
    _hub.reset(models, clock=clock)
    return _hub


@pytest.fixture
def other_hub(_other_hub: FakeHub, clock: Clock, models: list[dict[str, Any]]) -> FakeHub:
    """A second fake Hub on another port, with the same models."""
    _other_hub.reset(models, clock=clock)
    return _other_hub


@pytest.fixture
def events() -> list[WireEvent]:
    """What the clients made by `connect` told their listener."""
    return []


@pytest.fixture
def connect(hub: FakeHub, clock: Clock, events: list[WireEvent]) -> Callable[..., HubClient]:
    """Makes clients of the fake Hub that never really wait."""

    def make(token: str | bool = False, endpoint: str = "", **settings: Any) -> HubClient:
        defaults: dict[str, Any] = {"clock": clock, "sleep": clock.sleep, "on_event": events.append}
        return HubClient(endpoint or hub.url, token, **(defaults | settings))

    return make


@pytest.fixture
def shared() -> Path:
    """The reference material beside the project."""
    if not SHARED.is_dir():
        pytest.skip(f"no reference material at {SHARED}")
    return SHARED

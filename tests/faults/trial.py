"""One fault at one stage: what was published stays, nothing is left lying about, and all is well once it has passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carbon.ingest.lock import is_held
from tests.fakehub import FakeHub
from tests.faults.stages import StageFaults
from tests.faults.table import FAULTS
from tests.ingest.world import FLOOR, content, figures, model, reporter

#: Runs an ingest of the data directory against the Hub; returns its exit code and all it said.
Ingest = Callable[[], tuple[int, str]]
MOVING = {"snapshot", "built_at", "census_at", "reporters_at", "statistics_at"}
DATASETS = {"owner/data": {"id": "owner/data", "mainSize": 7}}
SECRET = "hf_thisIsASecretToken"


@dataclass(frozen=True, slots=True)
class Met:
    """How often a fault struck, how the ingest ended, and in words what should not have happened."""

    times: int
    code: int
    faults: tuple[str, ...]


def before(hub: FakeHub) -> None:
    """The Hub as it was when it was read last."""
    hub.reset(_models(range(20), changed="a1"), commits=_commits(), datasets=DATASETS)
    hub.tokens.add(SECRET)


def after(hub: FakeHub) -> None:
    """The Hub as it is now: more models, all of them changed, so that every stage has something to ask for."""
    hub.reset(_models(range(40), changed="b2"), commits=_commits(), datasets=DATASETS | {"owner/new": {"mainSize": 8}})
    hub.tokens.add(SECRET)


def meet(hub: FakeHub, data_dir: Path, ingest: Ingest, stage: str, fault: str, times: int | None) -> Met:
    """Read the Hub, change it, meet the fault so many times (None: until it is mended), then read the mended Hub."""
    before(hub)
    wrong = ended("the first ingest", ingest(), {0})
    known = figures_in(data_dir)
    after(hub)
    faults = StageFaults(stage)
    hub.faults = faults
    FAULTS[fault](faults, times)
    code, said = ingest()
    wrong += ended("the ingest that met it", (code, said), {0, 1})
    wrong += left_over(data_dir)
    if figures_in(data_dir)["models"] < known["models"]:
        wrong.append(f"models fell from {known['models']} to {figures_in(data_dir)['models']}")
    faults.clear()
    wrong += ended("the ingest of the mended Hub", ingest(), {0})
    wrong += changed_to(figures_in(data_dir))
    return Met(faults.met, code, tuple(wrong))


def changed_to(met: dict[str, Any]) -> list[str]:
    """What is wrong with figures that must be those of the changed Hub, whatever was met on the way."""
    wanted = met | {"models": 43, "reporting": 10, "rejected": 0, "gone": 0, "census": "complete"}
    return [] if met == wanted else [f"ended with {met}"]


def figures_in(data_dir: Path) -> dict[str, Any]:
    """What `status` says of the current snapshot, but for the names and times of this very run."""
    found = figures(data_dir)
    assert found is not None, "nothing is published"
    return {name: value for name, value in found.items() if name not in MOVING}


def ended(what: str, ending: tuple[int, str], allowed: set[int]) -> list[str]:
    """What is wrong with how an ingest ended and with what it said."""
    code, said = ending
    wrong = [] if code in allowed else [f"{what} ended with {code}: {said.strip()[-300:]}"]
    if "Traceback" in said:
        wrong.append(f"{what} shows a traceback: {said.strip()[-600:]}")
    return [*wrong, f"{what} tells the token"] if SECRET in said else wrong


def left_over(data_dir: Path) -> list[str]:
    """What an ingest must not leave behind."""
    names = sorted(path.name for path in data_dir.rglob("*"))
    wrong = [f"{name} is left over" for name in names if "building" in name or ".bad-" in name]
    wrong += ["the lock is held"] if is_held(data_dir) else []
    told = (path for path in data_dir.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes())
    return wrong + [f"{path.name} holds the token" for path in told]


def _models(numbers: range, changed: str) -> list[dict[str, Any]]:
    newest = max(numbers)
    reporters = {"sha": changed, "lastModified": f"2026-11-{newest // 2:02d}T00:00:00.000Z"}
    listed = [each | (reporters if "cardData" in each else {}) for each in content(numbers)]
    more = {"datasets": ["owner/data", "owner/new"]} if changed == "b2" else {}
    floors = [900] if changed == "a1" else [900, 902]
    return [*listed, model(901), *(reporter(number, createdAt=FLOOR, cardData=more, **reporters) for number in floors)]


def _commits() -> dict[str, list[Any]]:
    first = [{"id": "c0", "date": "2021-05-01T00:00:00.000Z"}]
    return {"owner/m-900": first, "owner/m-902": first}

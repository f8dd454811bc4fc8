"""The recipes for a scheduled refresh do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from carbon.config import VARIABLES, Settings
from tests.ingest.world import content
from tests.sharing.conftest import REPO, TOKEN

PROJECT = Path(__file__).parents[2]
RECIPES = PROJECT / "docs" / "recipes"


def environment(hub, data_dir):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARBON_", "HF_"))}
    return kept | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HF_ENDPOINT": hub.url,
        "HF_TOKEN": TOKEN,
        "HF_HUB_DISABLE_XET": "1",
        "CARBON_DATA_DIR": str(data_dir),
        "CARBON_SNAPSHOT_REPO": REPO,
    }


def refresh(hub, data_dir):
    command, env = ["sh", "scripts/refresh"], environment(hub, data_dir)
    return subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False)


def test_a_refresh_reads_the_hub_publishes_and_carries_the_history_on(hub, tmp_path):
    hub.models = type(hub.models)(content(range(20)))
    first = refresh(hub, tmp_path / "first")
    assert first.returncode == 0, first.stderr
    hub.models = type(hub.models)(content(range(25)))
    second = refresh(hub, tmp_path / "second")
    assert second.returncode == 0, second.stderr
    assert hub.repos.commits[0] != hub.repos.commits[1]
    rows = history(tmp_path / "second")
    assert [models for models in rows if models in {20, 25}] == [20, 25]


def history(data_dir):
    from carbon.store.reader import Store

    snapshot = Store(data_dir).current()
    found = snapshot.rows("history")
    snapshot.close()
    return [row["models"] for row in found if row["dimension"] == "all" and row["census"] == "complete"]


def test_a_refresh_that_cannot_read_the_hub_publishes_nothing(hub, tmp_path):
    hub.faults.status(403, path="/api/models", times=None)
    assert refresh(hub, tmp_path / "data").returncode == 1
    assert hub.repos.commits == []


def test_the_job_is_scheduled_as_the_client_takes_it():
    command = ["sh", str(RECIPES / "hub-job"), "ada/space", REPO, "--dry-run", "--namespace", "ada"]
    env = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HF_TOKEN": TOKEN, "HOME": "/nonexistent"}
    shown = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    for text in ("hf.co/spaces/ada/space", f"CARBON_SNAPSHOT_REPO={REPO}", "0 3 * * *", "scripts/refresh"):
        assert text.split("=")[-1] in shown.stdout
    assert TOKEN not in shown.stdout


@pytest.mark.parametrize(
    ("name", "expected"), [("compose.yaml", {"refresh", "app"}), ("lake.yaml", {"catalog", "worker", "app"})]
)
def test_the_containers_name_settings_that_exist(name, expected):
    text = (RECIPES / name).read_text()
    services = yaml.safe_load(text)["services"]
    assert set(services) == expected
    assert set(re.findall(r"\b(?:CARBON|HF)_[A-Z_]+\b", text)) <= set(VARIABLES)
    given = {key: str(value) for key, value in services["app"]["environment"].items() if key in VARIABLES}
    settings = Settings.from_env({key: "ada/hub" if value.startswith("${") else value for key, value in given.items()})
    assert not settings.ingest
    assert (settings.lake is not None) == (name == "lake.yaml")


def test_the_files_that_recipes_name_are_in_the_image():
    services = yaml.safe_load((RECIPES / "compose.yaml").read_text())["services"]
    assert "sh scripts/refresh" in services["refresh"]["command"][2]
    worker = yaml.safe_load((RECIPES / "lake.yaml").read_text())["services"]["worker"]
    assert f"!{worker['build']['args']['REQUIREMENTS']}" in (PROJECT / ".dockerignore").read_text()
    assert "!scripts/refresh" in (PROJECT / ".dockerignore").read_text()

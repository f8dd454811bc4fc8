"""The README, the settings, the command line and the Makefile name the same things."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from carbon.config import VARIABLES

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
START = (PROJECT / "scripts" / "container-start").read_text(encoding="utf-8")


def front_matter() -> dict[str, object]:
    return yaml.safe_load(README.split("---\n")[1])


def commands_of_the_program() -> set[str]:
    shown = subprocess.run(
        [sys.executable, "-m", "carbon", "--help"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    names = set(re.findall(r"^ {4}([a-z][a-z-]*)(?: |$)", shown, flags=re.MULTILINE))
    assert names, f"the help lists no commands: {shown}"
    return names


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_every_setting_is_documented_in_the_words_of_the_program(name):
    assert f"| `{name}` | {VARIABLES[name]} |" in README


@pytest.mark.parametrize("text", [README, DOCKERFILE, START], ids=["README", "Dockerfile", "container-start"])
def test_no_setting_is_named_that_does_not_exist(text):
    assert set(re.findall(r"\b(?:CARBON|HF)_[A-Z_]+\b", text)) <= set(VARIABLES)


def test_every_command_is_documented_and_no_other():
    documented = set(re.findall(r"python -m carbon ([a-z-]+)", README))
    assert documented == commands_of_the_program()


def test_every_make_target_is_real():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, flags=re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_every_relative_link_leads_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", README)
    missing = [link for link in links if "://" not in link and not (PROJECT / link).exists()]
    assert missing == []


def test_the_head_configures_a_space_as_the_dockerfile_serves_it():
    head = front_matter()
    assert head["sdk"] == "docker"
    assert f"EXPOSE {head['app_port']}\n" in DOCKERFILE
    assert f'"--server.port", "{head["app_port"]}"' in DOCKERFILE
    assert len(str(head["short_description"])) <= 60

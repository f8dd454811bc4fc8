"""Help that a newcomer can follow: every command says what it does, with examples that can be run and exit codes."""

from __future__ import annotations

import argparse
import shlex
from datetime import datetime

import pytest

from carbon import cli
from carbon.answers.filters import KEYS, SWITCHES
from carbon.commands.terminal import describe, print_json

NAMES = [command.__name__.rpartition(".")[2].replace("_", "-") for command in cli.COMMANDS]

#: They tell how they go on while they run, and end with an exit code.
WITHOUT_ANSWER = {"ingest", "fetch", "publish"}


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([*arguments, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_first_help_names_every_command_and_where_to_begin(capsys) -> None:
    told = shown(capsys)
    assert "Begin with: python -m carbon ingest --once" in told
    assert all(name in told for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_commands_help_says_what_it_does_with_examples_and_exit_codes(capsys, name: str) -> None:
    told = shown(capsys, name)
    assert told.startswith(f"usage: python -m carbon {name}")
    assert "Examples:\n  python -m carbon" in told
    assert "Exit codes: 0 done" in told
    assert max(len(line) for line in told.splitlines()) <= 120


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_understood(capsys, name: str) -> None:
    for line in shown(capsys, name).splitlines():
        if "python -m carbon" not in line or not line.startswith("  "):
            continue
        words = shlex.split(line.split("python -m carbon ")[1].split("|")[0].split("<")[0])
        options = cli._parser().parse_args(words)
        assert callable(options.command)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT_ANSWER])
def test_every_command_with_an_answer_can_give_it_as_json(capsys, name: str) -> None:
    words = ["reference", "build"] if name == "reference" else [name]
    assert "--json" in shown(capsys, *words)


def test_every_filter_of_the_export_has_an_example(capsys) -> None:
    told = " ".join(shown(capsys, "export").split())
    options = cli.COMMANDS[NAMES.index("export")]
    assert [key for key, value in options.EXAMPLE.items() if f", such as {value}" not in told] == []
    assert set(options.EXAMPLE) == set(KEYS) - set(SWITCHES)


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["lookup"], ["export"], ["status", "--yaml"]])
def test_wrong_usage_is_2_and_says_so(capsys, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m carbon")


def test_long_descriptions_are_wrapped() -> None:
    parser = argparse.ArgumentParser(**describe("word " * 60, "  none"))
    assert max(len(line) for line in parser.format_help().splitlines()) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse-card", "nowhere/README.md"],
        ["reproduce", "--data", "nowhere"],
        ["reference", "compare", "nowhere.json", "ref-2023.04"],
    ],
)
def test_a_file_to_read_that_is_not_there_is_2_in_every_command(capsys, arguments: list[str]) -> None:
    assert cli.main(arguments) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert "2 an option, setting or input file cannot be used" in shown(capsys, arguments[0])


def test_a_time_in_json_says_that_it_is_of_utc(capsys) -> None:
    print_json({"created_at": datetime(2022, 7, 11, 12)})
    assert '"created_at": "2022-07-11T12:00:00Z"' in capsys.readouterr().out

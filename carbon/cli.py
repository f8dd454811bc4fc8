"""The command line: reads arguments, calls a command; decides nothing."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from carbon.commands import export, fetch, ingest, lookup, parse_card, publish, reference, reproduce, status
from carbon.commands.terminal import FAILED, INTERRUPTED, USAGE, say
from carbon.config import VARIABLES, ConfigError, Settings, unknown_variables
from carbon.store.reader import UNREADABLE

VERSION = "0.1.0"
COMMANDS = (ingest, fetch, publish, status, lookup, export, parse_card, reference, reproduce)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 failed, 2 wrong usage or setting, 3 locked, 130 interrupted."""
    options = _parser().parse_args(arguments)
    for name in unknown_variables():
        say(f"warning: {name} is no setting of this app and does nothing. There are: {', '.join(VARIABLES)}.")
    try:
        settings = Settings.from_env()
    except ConfigError as error:
        say(str(error))
        return USAGE
    try:
        return int(options.command(settings, options))
    except UNREADABLE as error:
        say(f"The snapshot cannot be read ({str(error).splitlines()[0][:200]}): run the ingest to build a new one.")
        return FAILED
    except KeyboardInterrupt:
        say("Interrupted.")
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m carbon",
        description="The carbon footprint of models on the Hugging Face Hub.",
        epilog="Begin with: python -m carbon ingest --once\nThen: python -m carbon status\n"
        "python -m carbon COMMAND --help tells more of a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"carbon {VERSION}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser

"""`carbon publish`: puts the current snapshot into a data set on the Hub, for others to start from."""

from __future__ import annotations

import argparse

from carbon.commands.terminal import DONE, FAILED, USAGE, Subparsers, current_snapshot, describe, say
from carbon.config import ConfigError, Settings, repo_id

WHAT = "Put the current snapshot and a manifest into a data set on the Hub, for others to start from. Needs HF_TOKEN."
EXAMPLES = """\
  python -m carbon publish --repo owner/name
  CARBON_SNAPSHOT_REPO=owner/name HF_TOKEN=... python -m carbon publish"""


def add(commands: Subparsers) -> None:
    """Tell the parser of it."""
    parser = commands.add_parser(
        "publish", help="put the current snapshot into a data set on the Hub", **describe(WHAT, EXAMPLES)
    )
    parser.add_argument("--repo", metavar="OWNER/NAME", help="the data set (default: CARBON_SNAPSHOT_REPO)")
    parser.set_defaults(command=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Upload the current snapshot and its manifest."""
    # The other commands need neither the network libraries nor their start-up time.
    from carbon.ingest.failures import STOPS, OfflineError, message  # noqa: PLC0415
    from carbon.ingest.log import redact  # noqa: PLC0415
    from carbon.sharing.upload import upload  # noqa: PLC0415

    try:
        repo = repo_id(options.repo.strip(), "--repo") if options.repo else settings.snapshot_repo
    except ConfigError as error:
        say(str(error))
        return USAGE
    if repo is None:
        say("There is no repository to publish to: give --repo OWNER/NAME or set CARBON_SNAPSHOT_REPO.")
        return USAGE
    snapshot = current_snapshot(settings.data_dir)
    if snapshot is None:
        return FAILED
    try:
        say(redact(upload(snapshot, repo, settings)))
    except OfflineError as error:
        say(f"Not published: {error}")
        return USAGE
    except STOPS as error:
        say(redact(f"Not published: {message(error)}"))
        return FAILED
    return DONE

"""Serves a fake Hub until it is ended: `python -m tests.fakehub --synthetic 3100000`; prints its address first."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.fakehub.replay import load
from tests.fakehub.server import FakeHub
from tests.fakehub.synthetic import SyntheticCatalog


def main() -> None:
    """Read the arguments, print the address, serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.fakehub", description=__doc__)
    content = parser.add_mutually_exclusive_group(required=True)
    content.add_argument("--replay", type=Path, help="folder with models.jsonl.gz and its companions")
    content.add_argument("--synthetic", type=int, metavar="N", help="N generated models")
    parser.add_argument("--port", type=int, default=0, help="0 (default) picks a free one")
    parser.add_argument("--quota", type=int, help="requests a window; unlimited by default")
    parser.add_argument("--window", type=int, default=300, help="seconds of a window (default: 300)")
    parser.add_argument("--dataset", nargs=2, metavar=("REPO", "FOLDER"), help="a data set with the files of a folder")
    parser.add_argument("--pause-ms", type=int, default=0, help="how long a page of models takes (default: 0)")
    args = parser.parse_args()
    content_of = load(args.replay) if args.replay else {"models": SyntheticCatalog(args.synthetic)}
    hub = FakeHub(**content_of, quota=args.quota, window_s=args.window, port=args.port)
    hub.pause_s = args.pause_ms / 1000
    if args.dataset:
        folder = Path(args.dataset[1])
        hub.add_dataset(args.dataset[0], {str(p.relative_to(folder)): p for p in folder.rglob("*.parquet")})
    print(hub.url, flush=True)
    hub.serve_forever()


main()

"""Takes a picture of a page once it stands, and says whether it is sound.

For example: `python -m tests.browser.look URL --width 390 --dark --full --out phone.png`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium, view


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.look", description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--width", type=int, default=1400, help="of the window in pixels (default: 1400)")
    parser.add_argument("--height", type=int, default=1000, help="of the window in pixels (default: 1000)")
    parser.add_argument("--dark", action="store_true", help="the dark theme")
    parser.add_argument("--full", action="store_true", help="the whole page, not only the window")
    parser.add_argument("--out", type=Path, default=view.SCREENSHOTS / "look.png", help="the picture's file")
    return parser.parse_args()


def main() -> int:
    """Take the picture; exit code 1 if the page shows an exception or scrolls sideways."""
    args = arguments()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        page = browser.new_page(
            viewport={"width": args.width, "height": args.height},
            color_scheme="dark" if args.dark else "light",
        )
        page.on("console", lambda message: message.type == "error" and print("console:", message.text))
        view.visit(page, args.url)
        view.save(page, args.out, full=args.full)
        print(args.out)
        try:
            view.assert_sound(page)
        except AssertionError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

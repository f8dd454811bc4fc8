"""Finds a Chromium for the browser tests, or gets one: Debian's package, else Playwright's own.

`python -m tests.browser.chromium` makes sure that there is one, and fails with what to do if none can be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page must stand without any other host: fonts and scripts come with the app.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
HELP = """There is no Chromium for the browser tests.
Do one of these, then run make test again:
  - Debian, as root:  apt-get install chromium
  - any system:       .venv/bin/python -m playwright install --with-deps chromium
  - name your own:    make test CHROMIUM=/path/to/chromium"""


class NoBrowserError(RuntimeError):
    """There is no usable Chromium; the message says how to get one."""


def find() -> str:
    """Path of the Chromium to use: $CHROMIUM, one on the PATH, or Playwright's own.

    Raises:
        NoBrowserError: none of them is there, or $CHROMIUM does not start.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if starts(named):
            return named
        raise NoBrowserError(f"CHROMIUM={named!r} does not start. Name a Chromium or Chrome, or unset it.")
    for path in candidates():
        if starts(path):
            return path
    raise NoBrowserError(HELP)


def candidates() -> Iterator[str]:
    """Every Chromium that may be on this machine, in the order they are tried."""
    yield from filter(None, map(shutil.which, NAMES))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Whether the program is there and has all the libraries it needs."""
    if not shutil.which(path):
        return False
    return run(path, "--version", quiet=True)


def install() -> None:
    """Install Chromium by Debian's package where we may, otherwise Playwright's own build."""
    if may_use_apt() and apt_install():
        return
    run(sys.executable, "-m", "playwright", "install", "chromium")


def may_use_apt() -> bool:
    """Whether this is Debian and we are root."""
    release = Path("/etc/os-release")
    debian = release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    return debian and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install() -> bool:
    """Install Debian's chromium; False if that failed, after apt has said why."""
    return run("apt-get", "update", "-qq") and run(
        "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"
    )


def run(*command: str, quiet: bool = False) -> bool:
    """Run a command without input; whether it succeeded."""
    sink = subprocess.DEVNULL if quiet else None
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, check=False)
    return done.returncode == 0


def main() -> int:
    """Make sure there is a Chromium; exit code 1 with a message if there can be none."""
    try:
        try:
            path = find()
        except NoBrowserError:
            if os.environ.get("CHROMIUM"):
                raise
            print("No Chromium found; installing one for the browser tests ...", flush=True)
            install()
            path = find()
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Browser tests use {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

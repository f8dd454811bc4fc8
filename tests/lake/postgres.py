"""PostgreSQL for the tests of the lake: found, installed where that can be done, run on a free port.

`python -m tests.lake.postgres` installs it where it is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.server import free_port

SYSTEM_USER = "postgres"
USER = "carbon"


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, the newest one there is; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[4]))
    on_path = shutil.which("pg_ctl")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path and shutil.which("initdb") else None


def install() -> None:
    """Install Debian's package; nothing is done where PostgreSQL is there, or this is not root on Debian."""
    if programs() is not None or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"]):
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


class Postgres:
    """A server of its own on a free port of this machine, its data in a temporary folder."""

    def __init__(self, bin_dir: Path) -> None:
        self.bin_dir = bin_dir
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="hub-carbon-pg-"))
        self._made = 0

    def start(self) -> None:
        """Make and start it; it answers when this returns."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, SYSTEM_USER)
        self._run("initdb", "-D", str(self.folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        self.go_on()

    def go_on(self) -> None:
        """Start it, on the port that it has."""
        data = str(self.folder / "data")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "-D", data, "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def break_off(self) -> None:
        """End it as a crash would; its data stays."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop", check=False)

    def stop(self) -> None:
        """End it and remove its data."""
        self.break_off()
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self) -> str:
        """The libpq address of a new, empty database."""
        self._made += 1
        name = f"lake{self._made}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, name)
        return f"host=127.0.0.1 port={self.port} user={USER} dbname={name}"

    def reader_of(self, address: str) -> str:
        """The address of the same database for a role that may only read what is there now."""
        name = address.split("dbname=")[1].split(maxsplit=1)[0]
        statements = (
            f"CREATE ROLE reader_{name} LOGIN",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{name}",
        )
        for each in statements:
            self._run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-d", name, "-c", each)
        return address.replace(f"user={USER}", f"user=reader_{name}")

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        # PostgreSQL refuses to run as root.
        account = SYSTEM_USER if os.geteuid() == 0 else None
        subprocess.run(
            [str(self.bin_dir / program), *arguments],
            check=check,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=account,
            group=account,
            extra_groups=[] if account else None,
        )


if __name__ == "__main__":
    install()
    if programs() is None:
        sys.exit("PostgreSQL is not installed: the tests of the lake need its server (Debian: apt install postgresql).")

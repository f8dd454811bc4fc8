"""A small disk of its own, which can be filled and closed to writers; Linux, as root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE_MB = 64


class Disk:
    """A mounted tmpfs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, left_kb: int) -> None:
        """Leave so many kB free."""
        free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free - left_kb * 1024))

    def empty(self) -> None:
        """Free what was filled."""
        self._ballast.unlink()

    def writable(self, *, yes: bool) -> None:
        """Close the disk to writers, or open it again."""
        _mount("-o", f"remount,{'rw' if yes else 'ro'}", str(self.folder))


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk mounted at a folder, which is made; gone afterwards."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(folder))
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def can_mount(folder: Path) -> bool:
    """Whether this process may mount one."""
    try:
        with small_disk(folder / "try"):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, stderr=subprocess.DEVNULL)

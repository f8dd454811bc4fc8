"""Memory of a running process, read from the system; Linux only."""

from __future__ import annotations

from pathlib import Path


def rss_mb(pid: int) -> float:
    """Resident memory of a process in MB now; 0 when it has ended."""
    return _status_kb(pid, "VmRSS") / 1024


def peak_mb(pid: int) -> float:
    """The most resident memory a process has had, in MB; 0 when it has ended."""
    return _status_kb(pid, "VmHWM") / 1024


def peak_with_helpers_mb(pid: int) -> float:
    """The most that a process alone has had, or what it has now and its helpers add to that, in MB."""
    return max(peak_mb(pid), rss_mb(pid) + sum(own_mb(child) for child in children(pid)))


def own_mb(pid: int) -> float:
    """Memory that a process shares with no other, in MB; 0 when it has ended.

    Its resident memory also counts the libraries that its parent has loaded already.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def children(pid: int) -> list[int]:
    """The processes that a process has started and that live."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    return [int(child) for child in told.split()]


def _status_kb(pid: int, key: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{key}:")), 0)

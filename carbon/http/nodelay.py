"""Has the server send small messages at once instead of holding each back until the one before is acknowledged.

asyncio asks for this only on sockets that name their protocol, which the listening socket of Streamlit's server does
not: without it the last messages of every rerun wait some 40 ms (Nagle's algorithm and delayed acknowledgements).
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

OPEN_FILES = Path("/proc/self/fd")


def send_at_once() -> None:
    """Set it on this process's listening TCP sockets, whose connections inherit it; does nothing but on Linux."""
    for sock in _sockets():
        with sock:
            if sock.family in {socket.AF_INET, socket.AF_INET6} and sock.type == socket.SOCK_STREAM:
                with contextlib.suppress(OSError):  # it was closed meanwhile
                    if sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _sockets() -> Iterator[socket.socket]:
    """The open sockets of this process, each once more: to close it closes nothing else."""
    files = list(OPEN_FILES.iterdir()) if OPEN_FILES.is_dir() else []
    for file in files:
        try:
            copy = os.dup(int(file.name))
        except OSError:  # closed meanwhile, as the folder's own is
            continue
        try:
            yield socket.socket(fileno=copy)
        except OSError:  # another kind of file
            os.close(copy)

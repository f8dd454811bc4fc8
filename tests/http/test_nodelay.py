"""Connections that the server accepts send small messages at once."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from carbon.http.nodelay import send_at_once

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lists a process's open files")


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def no_delay(listening: socket.socket) -> bool:
    with socket.create_connection(listening.getsockname()[:2]), listening.accept()[0] as accepted:
        return bool(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_what_is_accepted_sends_at_once(family: socket.AddressFamily) -> None:
    with socket.socket(family) as listening:
        listening.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        listening.listen()
        assert not no_delay(listening)
        send_at_once()
        assert no_delay(listening)


def test_other_files_stay_as_they_are_and_none_is_left_open() -> None:
    one, other = socket.socketpair()
    with one, other, socket.socket() as plain:
        before = open_files()
        send_at_once()
        assert open_files() == before
        assert plain.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        one.send(b"still there")
        assert other.recv(20) == b"still there"

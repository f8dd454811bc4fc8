"""Files made from a snapshot: once, whole or not at all, and no heap of old ones."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from carbon.store import prepared as module
from carbon.store.prepared import BUILDING, FOLDER, RUBBISH_S, Busy, prepared
from tests.pages.snapshots import write


def fill(text: bytes):
    return lambda file: file.write(text)


def test_a_file_is_made_once(tmp_path: Path) -> None:
    snapshot = write(tmp_path)
    first = prepared(snapshot, "a.csv", fill(b"one"))
    assert prepared(snapshot, "a.csv", fill(b"two")) == first
    assert first.read_bytes() == b"one"
    assert first.parent == tmp_path / FOLDER


def test_many_at_once_make_it_once(tmp_path: Path) -> None:
    snapshot, made = write(tmp_path), []

    def slowly(file) -> None:
        made.append(1)
        file.write(b"whole")

    crowd = [threading.Thread(target=prepared, args=(snapshot, "a.csv", slowly)) for _ in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert made == [1]


def test_a_failure_leaves_nothing_half(tmp_path: Path) -> None:
    snapshot = write(tmp_path)

    def fails(file) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        prepared(snapshot, "a.csv", fails)
    assert list((tmp_path / FOLDER).iterdir()) == []
    assert prepared(snapshot, "a.csv", fill(b"whole")).read_bytes() == b"whole"


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.01)
    snapshot = write(tmp_path)
    with module._making, pytest.raises(Busy):
        prepared(snapshot, "a.csv", fill(b""))


def test_files_of_older_snapshots_are_removed(tmp_path: Path) -> None:
    made = [prepared(write(tmp_path), "a.csv", fill(b"x")) for _ in range(5)]
    assert [path.exists() for path in made] == [False, False, True, True, True]


def test_what_a_killed_process_left_is_swept_but_not_what_another_makes_now(tmp_path: Path) -> None:
    snapshot = write(tmp_path)
    folder = tmp_path / FOLDER
    folder.mkdir()
    old, new = folder / f"{snapshot.id}.1.a.csv.1{BUILDING}", folder / f"{snapshot.id}.1.a.csv.2{BUILDING}"
    for path in (old, new):
        path.write_bytes(b"half")
    long_ago = time.time() - RUBBISH_S - 60
    os.utime(old, (long_ago, long_ago))
    prepared(snapshot, "b.csv", fill(b"x"))
    assert (old.exists(), new.exists()) == (False, True)

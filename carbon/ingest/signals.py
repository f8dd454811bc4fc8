"""Ends an ingest when it is told to, or when the process that started it has died; loses nothing stored."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

GRACE_S = 1.5
LAST_WORDS_S = 1.0
INTERRUPTED = 130


def stop_on_signals(stop: threading.Event, last_words: Callable[[], None]) -> None:
    """Set `stop` on SIGTERM and SIGINT; end the process if it has not ended by itself after `GRACE_S`.

    Args:
        stop: what the ingest looks at.
        last_words: called before the hard end, which does not wait for it longer than `LAST_WORDS_S`: the disk may
            not answer. The store needs none, it is whole at any moment.
    """

    def end_hard() -> None:
        speaker = threading.Thread(target=last_words, name="last words", daemon=True)
        speaker.start()
        speaker.join(LAST_WORDS_S)
        os._exit(INTERRUPTED)

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            return
        stop.set()
        timer = threading.Timer(GRACE_S, end_hard)
        timer.daemon = True
        timer.start()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)


def stop_with_parent() -> None:
    """Stop this process when its stdin closes: the parent holds the other end and has ended, however it did."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()

"""Asks the Hub for one thing after the other; one that fails is passed over, many in a row are the Hub's failure."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Generic, Self, TypeVar

from huggingface_hub.errors import HfHubHTTPError

from carbon.hub.errors import AnswerTooLarge, ForeignLink, HubGaveUp, HubRefused, StuckPaging, UnusableAnswer
from carbon.ingest.log import event
from carbon.ingest.work import Work
from carbon.store.details import PASSING

MAX_IN_A_ROW = 3
#: So many answers, or those of so many seconds, are stored together: a commit takes as long as an answer. A killed
#: ingest asks for no more than these again.
TOGETHER, TOGETHER_S = 20, 2.0
NOT_SHOWN = {401, 403, 404, 410, 451}
PASSED_OVER = (HfHubHTTPError, HubGaveUp, HubRefused, ForeignLink, UnusableAnswer, AnswerTooLarge, StuckPaging)

T = TypeVar("T")
F = TypeVar("F")


def ask_each(
    work: Work,
    things: Sequence[T],
    *,
    name: Callable[[T], str],
    ask: Callable[[T], F],
    store: Callable[[T, F | None, str | None], None],
) -> None:
    """Ask for each thing and store the answer, or None and why there is none; `store` runs within a transaction.

    What the Hub does not show (gone, private, disabled) is stored for good; what fails otherwise is stored with a
    problem that begins with `PASSING`, and is asked for again by the next ingest.

    Raises:
        HubError, HfHubHTTPError: `MAX_IN_A_ROW` things in a row failed, or the token is not accepted.
    """
    in_a_row = 0
    with _Answers(work, store) as answers:
        for number, thing in enumerate(things, start=1):
            try:
                answers.add(thing, ask(thing), None)
                in_a_row = 0
            except PASSED_OVER as error:
                not_shown = _not_shown(error)
                answers.add(thing, None, not_shown or f"{PASSING}{error}"[:500])
                if not_shown is None:
                    in_a_row += 1
                    event(logging.WARNING, "passed over", id=name(thing), error=str(error))
                if in_a_row == MAX_IN_A_ROW:
                    raise
            work.progress.advance(number, **work.wire_state())
            if answers.are_due():
                answers.keep()
                work.publisher.publish_if_due()


class _Answers(Generic[T, F]):
    """Answers that wait to be stored in one transaction; on leaving all are stored, also where an error leads out."""

    def __init__(self, work: Work, store: Callable[[T, F | None, str | None], None]) -> None:
        self._work, self._store = work, store
        self._waiting: list[tuple[T, F | None, str | None]] = []
        self._kept_at = work.clock.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.keep()

    def add(self, thing: T, found: F | None, problem: str | None) -> None:
        """Let one more wait."""
        self._waiting.append((thing, found, problem))

    def are_due(self) -> bool:
        """Whether there are enough, or they have waited long enough."""
        return len(self._waiting) >= TOGETHER or self._work.clock.monotonic() - self._kept_at >= TOGETHER_S

    def keep(self) -> None:
        """Store what waits; what cannot be stored is asked for again by the next ingest."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            with self._work.staging.transaction():
                for answer in waiting:
                    self._store(*answer)
        self._kept_at = self._work.clock.monotonic()


def _not_shown(error: Exception) -> str | None:
    if not isinstance(error, HfHubHTTPError) or error.response.status_code not in NOT_SHOWN:
        return None
    return f"the Hub does not show it ({error.response.status_code})"

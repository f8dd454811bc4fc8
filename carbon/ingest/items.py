"""Asks the Hub for one thing after the other; one that fails is passed over, many in a row are the Hub's failure."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from huggingface_hub.errors import HfHubHTTPError

from carbon.hub.errors import AnswerTooLarge, ForeignLink, HubGaveUp, HubRefused, StuckPaging, UnusableAnswer
from carbon.ingest.log import event
from carbon.ingest.work import Work
from carbon.store.details import PASSING

MAX_IN_A_ROW = 3
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
    """Ask for each thing and store the answer, or None and why there is none.

    What the Hub does not show (gone, private, disabled) is stored for good; what fails otherwise is stored with a
    problem that begins with `PASSING`, and is asked for again by the next ingest.

    Raises:
        HubError, HfHubHTTPError: `MAX_IN_A_ROW` things in a row failed, or the token is not accepted.
    """
    in_a_row = 0
    for number, thing in enumerate(things, start=1):
        try:
            store(thing, ask(thing), None)
            in_a_row = 0
        except PASSED_OVER as error:
            not_shown = _not_shown(error)
            store(thing, None, not_shown or f"{PASSING}{error}"[:500])
            if not_shown is None:
                in_a_row += 1
                event(logging.WARNING, "passed over", id=name(thing), error=str(error))
            if in_a_row == MAX_IN_A_ROW:
                raise
        work.progress.advance(number, **work.wire_state())
        work.publisher.publish_if_due()


def _not_shown(error: Exception) -> str | None:
    if not isinstance(error, HfHubHTTPError) or error.response.status_code not in NOT_SHOWN:
        return None
    return f"the Hub does not show it ({error.response.status_code})"

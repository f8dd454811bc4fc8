"""Sizes of the data sets that the cards name, each asked for once; never reads a data set."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

from huggingface_hub.errors import HfHubHTTPError

from carbon.hub.details import dataset_size
from carbon.hub.errors import HubGaveUp
from carbon.ingest.details import MAX_IN_A_ROW, UNKNOWN
from carbon.ingest.log import event
from carbon.ingest.work import Work
from carbon.store import details

HUB_ID = re.compile(r"(?:[\w.-]{1,96}/)?[\w.-]{1,96}", re.ASCII)


def size_datasets(work: Work) -> None:
    """Ask for the size of every data set that a reporter's card names and that is not known yet.

    Raises:
        HubGaveUp: the Hub does not answer; what was fetched is stored.
    """
    named = {name for card in details.cards(work.staging) for name in named_datasets(card)}
    unknown = details.unknown_datasets(work.staging, named)
    work.progress.begin_stage("datasets", 0, len(unknown))
    in_a_row = 0
    for number, name in enumerate(unknown, start=1):
        try:
            size, problem = _ask(work, name)
            in_a_row = 0
        except HubGaveUp as error:
            in_a_row += 1
            if in_a_row == MAX_IN_A_ROW:
                raise
            size, problem = None, f"{details.PASSING}{error}"[:500]
            event(logging.WARNING, "data set skipped", id=name, error=str(error))
        details.store_dataset(work.staging, name, size, problem, work.clock.now())
        work.progress.advance(number, **work.wire_state())
        work.publisher.publish_if_due()


def named_datasets(card: Mapping[str, object]) -> list[str]:
    """The names under `datasets` of a card, as written; one or many, other things left out."""
    value = card.get("datasets")
    names = value if isinstance(value, list) else [value]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]


def _ask(work: Work, name: str) -> tuple[int | None, str | None]:
    if not HUB_ID.fullmatch(name) or name.strip(".") == "" or "/." in name:
        return None, "not the id of a data set on the Hub"
    try:
        return dataset_size(work.item_client, name), None
    except HfHubHTTPError as error:
        status = error.response.status_code
        if status not in UNKNOWN | {400}:
            raise
        return None, f"the Hub does not show it ({status})"

"""Finds the cards that report emissions in their text only; pure, and run in processes of its own."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Sequence
from datetime import datetime
from multiprocessing import parent_process
from typing import NamedTuple

from carbon.card.front_facts import front_facts
from carbon.card.reading import read_card, split_card
from carbon.hub.card_body import body_of
from carbon.hub.fields import storable
from carbon.hub.record import is_model_id


class Card(NamedTuple):
    """A card of the bulk data set: its model's id, time of the last change and tags, and its text."""

    id: str
    last_modified: datetime | None
    tags: list[str] | None
    text: str


class CardReport(NamedTuple):
    """A row of `card_reports`, but for its scan."""

    id: str
    last_modified: datetime | None
    tags: list[str] | None
    card: str | None
    body: str
    cut: bool


def prose_reports(cards: Sequence[Card]) -> list[CardReport]:
    """Those of the cards whose text states emissions and whose metadata do not; a card of no model is left out."""
    return [found for card in cards if is_model_id(card.id) and (found := _prose_report(card)) is not None]


def _prose_report(card: Card) -> CardReport | None:
    front_matter, whole = split_card(card.text)
    report = read_card(front_matter, whole, card.id)
    if not report.reports or report.found_in != "text":
        return None
    body, cut = body_of(card.text)
    stated = front_facts(front_matter)
    written = None if stated is None else storable(json.dumps(stated, ensure_ascii=False))
    tags = None if card.tags is None else [storable(tag) for tag in card.tags if tag is not None]
    return CardReport(card.id, card.last_modified, tags, written, body, cut)


def begin_worker() -> None:
    """End this process when its parent dies, however it does; leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

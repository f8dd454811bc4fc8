"""Sizes of the data sets that the cards name, each asked for once a census; never reads a data set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from carbon.hub.models import dataset_size
from carbon.ingest.items import ask_each
from carbon.ingest.work import Work
from carbon.store import details

NO_SIZE = "the Hub tells no size"
DAY_S = 86_400.0


def size_datasets(work: Work) -> None:
    """Ask for the size of every data set that a reporter's card names and that is not known, or not lately.

    Raises:
        HubGaveUp: the Hub does not answer; what was fetched is stored.
    """
    _size_each(work, details.cards(work.staging))


def size_datasets_of_texts(work: Work) -> None:
    """The same for the cards of models that report in their text only; errors as `size_datasets`."""
    _size_each(work, details.cards_of_texts(work.staging))


def _size_each(work: Work, cards: Iterable[Mapping[str, object]]) -> None:
    named = {name for card in cards for name in named_datasets(card)}
    max_age_s = work.settings.census_days * DAY_S
    wanted = details.wanted_datasets(work.staging, named, work.clock.now(), max_age_s)
    work.progress.begin_stage("datasets", 0, len(wanted))

    def store(name: str, size_bytes: int | None, problem: str | None) -> None:
        problem = problem or (NO_SIZE if size_bytes is None else None)
        details.store_dataset(work.staging, name, size_bytes, problem, work.clock.now())

    ask_each(work, wanted, name=str, ask=lambda name: dataset_size(work.item_client, name), store=store)


def named_datasets(card: Mapping[str, object]) -> list[str]:
    """The names under `datasets` of a card, as written; one or many, other things left out."""
    value = card.get("datasets")
    names = value if isinstance(value, list) else [value]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]

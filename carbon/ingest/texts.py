"""The text of every reporter's card, for the check of its metadata; only what changed is fetched again."""

from __future__ import annotations

import logging

from carbon.hub.readme import README, readme
from carbon.ingest.items import ask_each
from carbon.ingest.log import event
from carbon.ingest.work import Work
from carbon.store import texts
from carbon.store.texts import Text, WantedText

NO_README = f"there is no {README}"


def fetch_texts(work: Work) -> None:
    """Fetch what is missing or may be out of date, the most downloaded models first, stored as they come.

    Raises:
        HubGaveUp: the Hub does not answer; what was fetched is stored.
    """
    models = texts.wanted(work.staging, README)
    work.progress.begin_stage("texts", 0, len(models))

    def store(model: WantedText, found: Text | None, problem: str | None) -> None:
        found = found or Text(problem=problem)
        texts.store(work.staging, model, found, work.clock.now())
        if found.cut:
            event(logging.INFO, "text cut", id=model.id)

    ask_each(work, models, name=lambda model: model.id, ask=lambda model: _fetch(work, model), store=store)


def _fetch(work: Work, model: WantedText) -> Text:
    if not model.has_readme:
        return Text(problem=NO_README)
    found = readme(work.item_client, model.id, model.etag)
    return Text(found.body, found.cut, found.etag, unchanged=found.body is None)

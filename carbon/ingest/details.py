"""What lists cannot give of reporting models, one by one: sizes of files, and first commits where there is no date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carbon.card.files import has_weights
from carbon.hub.models import first_commit, model_detail
from carbon.ingest.items import ask_each
from carbon.ingest.work import Work
from carbon.store import details
from carbon.store.details import Details, Wanted


def fetch_details(work: Work) -> None:
    """Fetch what is missing or out of date of the reporters, the most downloaded first, stored as they come.

    Raises:
        HubGaveUp: the Hub does not answer; what was fetched is stored.
    """
    _fetch_each(work, details.wanted(work.staging))


def fetch_details_of_texts(work: Work) -> None:
    """The same of the models that report in their text only; errors as `fetch_details`."""
    _fetch_each(work, details.wanted_of_texts(work.staging))


def _fetch_each(work: Work, models: Sequence[Wanted]) -> None:
    work.progress.begin_stage("details", 0, len(models))

    def store(model: Wanted, found: Details | None, problem: str | None) -> None:
        found = found or Details(None, model.first_commit, problem)
        details.store(work.staging, model, found, work.clock.now())

    ask_each(work, models, name=lambda model: model.id, ask=lambda model: _fetch(work, model), store=store)


def _fetch(work: Work, model: Wanted) -> Details:
    sized = None
    if model.files is None or has_weights(model.files):
        sized = sizes_of(model_detail(work.item_client, model.id))
    commit = model.first_commit
    if model.at_floor and commit is None:
        commit = first_commit(work.item_client, model.id)
    return Details(sized, commit, None)


def sizes_of(model: Mapping[str, object]) -> list[dict[str, object]] | None:
    """Names and sizes (bytes, None where not told) of a model's files; None where it lists none."""
    siblings = model.get("siblings")
    if not isinstance(siblings, list):
        return None
    files = [file for file in siblings if isinstance(file, dict) and isinstance(file.get("rfilename"), str)]
    return [{"name": file["rfilename"], "size": _bytes(file.get("size"))} for file in files]


def _bytes(value: object) -> int | None:
    return value if type(value) is int and value >= 0 else None

"""What the list of reporters cannot give, model by model: sizes of files, and first commits where there is no date."""

from __future__ import annotations

import logging

from huggingface_hub.errors import HfHubHTTPError

from carbon.card.files import has_weights
from carbon.hub.details import first_commit, model_detail
from carbon.hub.errors import HubGaveUp
from carbon.ingest.log import event
from carbon.ingest.work import Work
from carbon.store import details
from carbon.store.details import Details, Wanted

#: So many models in a row that the Hub does not answer for are the Hub's failure, not theirs.
MAX_IN_A_ROW = 3
UNKNOWN = {401, 403, 404, 410}


def fetch_details(work: Work) -> None:
    """Fetch what is missing or out of date, the most downloaded models first, each stored at once.

    Raises:
        HubGaveUp: the Hub does not answer; what was fetched is stored.
    """
    models = details.wanted(work.staging)
    work.progress.begin_stage("details", 0, len(models))
    in_a_row = 0
    for number, model in enumerate(models, start=1):
        try:
            found = _fetch(work, model)
            in_a_row = 0
        except HubGaveUp as error:
            in_a_row += 1
            if in_a_row == MAX_IN_A_ROW:
                raise
            found = Details(None, model.first_commit, f"{details.PASSING}{error}"[:500])
            event(logging.WARNING, "model skipped", id=model.id, error=str(error))
        details.store(work.staging, model, found, work.clock.now())
        work.progress.advance(number, **work.wire_state())
        work.publisher.publish_if_due()


def _fetch(work: Work, model: Wanted) -> Details:
    try:
        files = model_detail(work.item_client, model.id) if has_weights(model.files or []) else None
        commit = model.first_commit
        if model.at_floor and commit is None:
            commit = first_commit(work.item_client, model.id)
    except HfHubHTTPError as error:
        status = error.response.status_code
        if status not in UNKNOWN:
            raise
        return Details(None, model.first_commit, f"the Hub does not show it ({status})")
    return Details(files, commit, None)

"""`GET /api/models/{owner}/{name}`: everything the model page knows of a model in the snapshot; asks no Hub."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.answers.model import facts_of
from carbon.http.answers import json_answer
from carbon.http.reading import model_id, only, read
from carbon.store.queries import lookup
from carbon.store.reader import Snapshot

SUGGESTED = 5


def answer(request: Request) -> Response:
    """The model; 404 with similar ids where the snapshot does not hold it."""
    only(request, [], "There is only the id in the path.")
    asked = model_id(request)
    return json_answer(request, read(lambda snapshot: _facts(snapshot, asked)))


def _facts(snapshot: Snapshot, asked: str) -> dict[str, object]:
    facts = facts_of(snapshot, asked)
    if facts is None:
        raise HTTPException(404, _unknown(snapshot, asked))
    return facts


def _unknown(snapshot: Snapshot, asked: str) -> str:
    similar = [hit.id for hit in lookup.search(snapshot, asked.rpartition("/")[2], SUGGESTED)]
    hint = f" Did you mean {', '.join(similar)}?" if similar else " It may be new, private, renamed or misspelt."
    return f"No model {asked} in the snapshot.{hint}"


route = Route("/api/models/{model:path}", answer, methods=["GET"])

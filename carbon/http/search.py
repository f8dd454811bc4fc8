"""`GET /api/search?q=…`: the ids that match what someone types, as JSON; reads the current snapshot only."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from carbon.model_id import model_id_of
from carbon.serving import current_snapshot, pass_over
from carbon.store.queries.lookup import MAX_QUERY, Hit, search
from carbon.store.reader import UNREADABLE

LIMIT = 10


def answer(request: Request) -> JSONResponse:
    """At most ten models as `{"query", "models": [{"id", "downloads", "reports", "similar"}]}`.

    400 for an overlong query.
    """
    text = request.query_params.get("q", "").strip()
    if len(text) > MAX_QUERY:
        return JSONResponse({"error": f"q has {len(text)} characters; at most {MAX_QUERY} are allowed."}, 400)
    hits = _hits(model_id_of(text) or text) if text else []
    return JSONResponse({"query": text, "models": [asdict(hit) for hit in hits]}, headers={"Cache-Control": "no-store"})


def _hits(text: str) -> list[Hit]:
    """The hits in the newest snapshot that can be read."""
    snapshot = current_snapshot()
    if snapshot is None:
        return []
    try:
        return search(snapshot, text, limit=LIMIT)
    except UNREADABLE as error:
        pass_over(snapshot, error)
    return _hits(text)


route = Route("/api/search", answer, methods=["GET"])

"""`GET /api/search?q=…`: the ids that match what someone types, as JSON; reads the current snapshot only."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from carbon.model_id import model_id_of
from carbon.serving import current_snapshot
from carbon.store.queries.lookup import MAX_QUERY, search

LIMIT = 10


def answer(request: Request) -> JSONResponse:
    """At most ten models as `{"query", "models": [{"id", "downloads", "reports"}]}`; 400 for an overlong query."""
    text = request.query_params.get("q", "").strip()
    if len(text) > MAX_QUERY:
        return JSONResponse({"error": f"q has {len(text)} characters; at most {MAX_QUERY} are allowed."}, 400)
    snapshot = current_snapshot()
    hits = search(snapshot, model_id_of(text) or text, limit=LIMIT) if snapshot and text else []
    return JSONResponse({"query": text, "models": [asdict(hit) for hit in hits]}, headers={"Cache-Control": "no-store"})


route = Route("/api/search", answer, methods=["GET"])

"""`GET /api/search?q=…`: the ids that match what someone types, as JSON; reads the current snapshot only."""

from __future__ import annotations

from dataclasses import asdict

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.http.answers import NEVER_KEEP, json_answer
from carbon.http.reading import only, read
from carbon.model_id import model_id_of
from carbon.store.queries.lookup import MAX_QUERY, search

LIMIT = 10


def answer(request: Request) -> Response:
    """At most ten models as `{"query", "models": [{"id", "downloads", "reports", "similar"}]}`.

    400 for an overlong query, for more than one and for any other parameter.
    """
    text = _asked(request).strip()
    if len(text) > MAX_QUERY:
        raise HTTPException(400, f"q has {len(text)} characters; at most {MAX_QUERY} are allowed.")
    wanted = model_id_of(text) or text
    hits = read(lambda snapshot: search(snapshot, wanted, limit=LIMIT)) if wanted else []
    return json_answer(request, {"query": text, "models": [asdict(hit) for hit in hits]}, cache=NEVER_KEEP)


def _asked(request: Request) -> str:
    only(request, ["q"], "There is only q.")
    texts = request.query_params.getlist("q")
    if len(texts) > 1:
        raise HTTPException(400, f"q is given {len(texts)} times; once is allowed.")
    return texts[0] if texts else ""


route = Route("/api/search", answer, methods=["GET"])

"""`GET /badge/{owner}/{name}.svg`: the badge of a model; also of one that is not rated or not known."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.answers.label import LABEL_VERSION
from carbon.drawing.badge import badge_of, draw
from carbon.http.answers import svg_answer
from carbon.http.reading import model_id, read
from carbon.store.queries import lookup
from carbon.store.queries.model import classified
from carbon.store.reader import Snapshot

ENDING = ".svg"
#: A picture in a README may be an hour old, and a day while a newer one is fetched.
CACHE = "public, max-age=3600, stale-while-revalidate=86400"
CACHE_UNKNOWN = "public, max-age=300"


def answer(request: Request) -> Response:
    """The badge; 200 also for an unknown model, because image proxies show no picture of a 404."""
    asked = model_id(request, ending=ENDING)
    svg, known = read(lambda snapshot: _drawn(snapshot, asked))
    return svg_answer(request, svg, cache=CACHE if known else CACHE_UNKNOWN)


def _drawn(snapshot: Snapshot, asked: str) -> tuple[str, bool]:
    row = lookup.model(snapshot, asked)
    known = row is not None and not row["gone"]
    model = classified(snapshot, str(row["id"])) if row is not None and known else None
    dated = snapshot.meta.get("built_at", "")[:10]
    name = str(row["id"]) if row is not None else asked
    return draw(badge_of(name, model, known=known, label=f"label {LABEL_VERSION}", dated=dated)), known


route = Route("/badge/{model:path}", answer, methods=["GET"])

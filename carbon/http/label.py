"""`GET /label/{owner}/{name}.svg` and `.png`: the large label of a model that carries the emissions key."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.answers.dates import day
from carbon.drawing.label import draw
from carbon.drawing.png import png_of
from carbon.http import answers
from carbon.http.badge import CACHE
from carbon.http.reading import model_id, read
from carbon.store.queries import lookup
from carbon.store.queries.model import classified
from carbon.store.reader import Snapshot

SVG, PNG = ".svg", ".png"


def answer(request: Request) -> Response:
    """The label; with `?download` to be saved rather than shown."""
    ending = PNG if str(request.path_params["model"]).endswith(PNG) else SVG
    asked = model_id(request, ending=ending)
    svg = read(lambda snapshot: _drawn(snapshot, asked))
    saved = {"Content-Disposition": _file_name(request, asked, ending)}
    if ending == SVG:
        return answers.svg_answer(request, svg, cache=CACHE, headers=saved)
    return answers.answer(request, png_of(svg), "image/png", cache=CACHE, headers=saved)


def _drawn(snapshot: Snapshot, asked: str) -> str:
    row = lookup.model(snapshot, asked)
    if row is None or row["gone"]:
        raise HTTPException(404, f"No model {asked} in the snapshot.")
    model = classified(snapshot, str(row["id"]))
    if model is None:
        raise HTTPException(404, f"{row['id']} reports no emissions, so it has no label.")
    reference = snapshot.meta.get("reference", "")
    return draw(model, reference=reference, dated=f"snapshot of {day(snapshot.meta.get('built_at', ''))}")


def _file_name(request: Request, asked: str, ending: str) -> str:
    kind = "attachment" if "download" in request.query_params else "inline"
    safe = re.sub(r"[^A-Za-z0-9._-]", "-", asked)
    return f'{kind}; filename="{safe}-label{ending}"'


route = Route("/label/{model:path}", answer, methods=["GET"])

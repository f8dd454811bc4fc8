"""`GET /api`: the names of all routes, for whoever looks around; the description of the whole is /api/openapi.json."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.http import openapi
from carbon.http.answers import json_answer


def answer(request: Request) -> Response:
    """Every route with what it answers."""
    paths = openapi.document()["paths"]
    routes = [{"path": path, "summary": node["get"]["summary"]} for path, node in sorted(paths.items())]
    return json_answer(request, {"openapi": openapi.route.path, "routes": routes})


route = Route("/api", answer, methods=["GET"])
below = Route("/api/", answer, methods=["GET"])

"""All routes beside the pages, in the order in which they are tried; answers none itself."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.http import badge, downloads, health, label, models, openapi, search, summary
from carbon.http.gate import PREFIXES

ROUTES = [each.route for each in (badge, label, models, summary, health, search, downloads, openapi)]


def nothing(_: Request) -> Response:
    """The answer to any other address under the prefixes of the routes, which is no page either."""
    raise HTTPException(404, "There is nothing here. All that there is stands in /api/openapi.json.")


ALL = [*ROUTES, *(Route(prefix + "{rest:path}", nothing, methods=["GET"]) for prefix in PREFIXES)]

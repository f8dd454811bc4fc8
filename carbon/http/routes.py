"""All routes beside the pages, in the order in which they are tried; answers none itself."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.http import badge, downloads, health, index, label, models, openapi, search, summary
from carbon.http.gate import PLACES, PREFIXES

_MODULES = (badge, label, models, summary, health, search, downloads, openapi, index)
ROUTES = [*(each.route for each in _MODULES), *downloads.above, index.below, openapi.at_root]


def nothing(_: Request) -> Response:
    """The answer to any other address under the prefixes of the routes, which is no page either."""
    raise HTTPException(404, "There is nothing here. All that there is stands in /api/openapi.json.")


_ELSEWHERE = [*(prefix + "{rest:path}" for prefix in PREFIXES), *sorted(PLACES)]
ALL = [*ROUTES, *(Route(path, nothing, methods=["GET"]) for path in _ELSEWHERE)]

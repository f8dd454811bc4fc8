"""`GET /api/summary`: the snapshot in figures, of all models or of those that the pages' filters leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.answers.dates import with_times
from carbon.answers.filters import KEYS, FilterError, selection_of
from carbon.http.answers import json_answer
from carbon.http.reading import only, read
from carbon.method.intervals import median_interval, wilson
from carbon.store.queries import summary as queries
from carbon.store.queries.census import is_complete
from carbon.store.queries.options import options
from carbon.store.queries.status import status
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection


def answer(request: Request) -> Response:
    """The figures; 400 naming a filter that cannot be used."""
    only(request, KEYS, f"There are the filters {', '.join(KEYS)}.")
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    return json_answer(request, read(lambda snapshot: _facts(snapshot, query)))


def _facts(snapshot: Snapshot, query: Mapping[str, list[str]]) -> dict[str, object]:
    try:
        selection = selection_of(query, options(snapshot))
    except FilterError as error:
        raise HTTPException(400, str(error)) from error
    return {"filters": query, "figures": _figures(snapshot, selection), "snapshot": with_times(status(snapshot))}


def _figures(snapshot: Snapshot, selection: Selection) -> dict[str, object]:
    totals = queries.summary(snapshot, selection)
    grams = queries.emissions(snapshot, selection)
    return {
        "models": totals.models,
        "models_a_year_before": totals.models_before,
        "reporting": totals.reporting,
        "reporting_a_year_before": totals.reporting_before,
        "share_reporting": _share(snapshot, totals),
        "median_g": float(np.median(grams)) if grams.size else None,
        "median_interval_g": list(median_interval(grams)),
        "emissions_g": totals.emissions_g,
        "largest": {"id": totals.largest_id, "emissions_g": totals.largest_g} if totals.largest_id else None,
        "excluded_by_flag": dict(queries.excluded(snapshot, selection).by_flag),
        "doubtful_by_flag": dict(queries.doubtful(snapshot, selection).by_flag),
    }


def _share(snapshot: Snapshot, totals: queries.Summary) -> dict[str, Any] | None:
    """The share of models that report, of one, with its 95 % Wilson interval; None before the census is complete."""
    if not is_complete(snapshot) or not totals.models:
        return None
    low, high = wilson(totals.reporting_dated, totals.models)
    return {
        "value": totals.reporting_dated / totals.models,
        "interval": [float(low), float(high)],
        "reporting": totals.reporting_dated,
        "models": totals.models,
    }


route = Route("/api/summary", answer, methods=["GET"])

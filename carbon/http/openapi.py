"""`GET /api/openapi.json`, and `/openapi.json`: what every route takes and answers (OpenAPI 3.1); a test asks them."""

from __future__ import annotations

from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.answers.filters import CHOICES, GRAMS, MONTHS, SWITCHES
from carbon.http.answers import json_answer
from carbon.http.schemas import SCHEMAS, UNIT_WRITTEN

Node = dict[str, Any]
VERSION = "1"
TEXT: Node = {"type": "string"}
REASONS = {
    400: "An id, a filter or a parameter that cannot be; the reason names it",
    404: "Not in the snapshot, or nothing here",
    405: "Another method than GET, HEAD or OPTIONS",
    413: "Something was sent along",
    414: "The address is too long",
    429: "Too many requests or downloads at once; Retry-After says how many seconds to wait",
    503: "No data yet, or the file cannot be made here or now",
}
ANYWHERE = (405, 413, 414, 429, 503)


def answer(request: Request) -> Response:
    """The description."""
    return json_answer(request, document())


@cache
def document() -> Node:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hub carbon",
            "version": VERSION,
            "summary": "What models on the Hugging Face Hub report about the CO2 emitted by their training.",
            "description": "All answers are of the published snapshot that they name. Emissions are grams of "
            "CO2-equivalent, sizes bytes, energy kWh, times UTC; what is not known is null. GET from any site is "
            "allowed. Answers carry an ETag: ask again with If-None-Match. Errors are JSON with their reason.",
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "paths": {**_of_models(), **_of_all(), **_files()},
        "components": {"schemas": SCHEMAS},
    }


def _of_models() -> Node:
    """Every address that holds a model's id stands twice: old models have ids of one part."""
    kinds = {
        ("/badge/", ".svg"): _get("The badge of a model, 20 pixels high", {"image/svg+xml": TEXT}, 400, 404),
        ("/label/", ".svg"): _get("The large label as SVG", {"image/svg+xml": TEXT}, 400, 404, extra=[_DOWNLOAD]),
        ("/label/", ".png"): _get("The large label as PNG", {"image/png": {}}, 400, 404, extra=[_DOWNLOAD]),
        ("/api/models/", ""): _get("Everything known of a model", _json("Model"), 400, 404),
    }
    paths = {}
    for (start, ending), get in kinds.items():
        for names in (("owner", "name"), ("name",)):
            path = start + "/".join(f"{{{name}}}" for name in names) + ending
            named = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names]
            paths[path] = {"get": get, "parameters": named}
    return paths


def _of_all() -> Node:
    query = {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 200}}
    description = {"application/json": {"schema": {"type": "object"}}}
    figures = _get("Figures of all models or of a selection", _json("Summary"), 400, extra=_filters())
    index = {"get": _get("The names of all routes", _json("Index"))}
    described = {"get": _get("This description", description)}
    return {
        "/api": index,
        "/openapi.json": described,
        "/api/summary": {"get": figures},
        "/api/health": {"get": _get("Whether what is served is current and whole", _json("Health"))},
        "/api/search": {"get": _get("Ids that match what someone types", _json("Search"), 400, extra=[query])},
        "/api/openapi.json": described,
    }


def _files() -> Node:
    parquet = _get("Every model of the snapshot", {"application/vnd.apache.parquet": {}}, 400)
    reports = _get("Every report of the snapshot, flagged ones too", {"text/csv": TEXT}, 400)
    reports["description"] = f"unit_written: {UNIT_WRITTEN[0].lower()}{UNIT_WRITTEN[1:]}."
    for one in (parquet, reports):
        one["responses"] |= {"206": {"description": "A range of it"}, "416": _error("A range that it does not have")}
    return {"/data/models.parquet": {"get": parquet}, "/data/reports.csv": {"get": reports}}


def _get(summary: str, content: Node, *errors: int, extra: list[Node] | None = None) -> Node:
    found = {media: schema if "schema" in schema else {"schema": schema} for media, schema in content.items()}
    responses = {
        "200": {"description": summary, "content": found},
        "304": {"description": "Unchanged since the version in If-None-Match"},
        **{str(status): _error(REASONS[status]) for status in sorted({*errors, *ANYWHERE})},
    }
    return {"summary": summary, "parameters": extra or [], "responses": responses}


def _json(name: str) -> Node:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _error(reason: str) -> Node:
    return {"description": reason, "content": _json("Error")}


def _filters() -> list[Node]:
    texts, month = {"type": "array", "items": TEXT}, {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
    grams, yes_no = {"type": "number", "minimum": 0}, {"type": "boolean"}
    first, last = MONTHS
    least, most = GRAMS
    flagged, project = SWITCHES
    return [
        *(_filter(choice.key, texts, f"{choice.label}: any of these") for choice in CHOICES),
        _filter(first, month, "First month of creation"),
        _filter(last, month, "Last month of creation"),
        _filter(least, grams, "Fewest grams reported"),
        _filter(most, grams, "Most grams reported"),
        _filter(flagged, yes_no, "Include reports that flags exclude"),
        _filter(project, yes_no, "Numbered siblings count once"),
    ]


def _filter(name: str, schema: Node, description: str) -> Node:
    return {"name": name, "in": "query", "schema": schema, "description": description}


_DOWNLOAD: Node = {
    "name": "download",
    "in": "query",
    "allowEmptyValue": True,
    "schema": TEXT,
    "description": "To be saved rather than shown",
}
route = Route("/api/openapi.json", answer, methods=["GET"])
at_root = Route("/openapi.json", answer, methods=["GET"])

"""The shapes of the API's JSON answers, made from the types of what is answered; describes no route."""

from __future__ import annotations

from datetime import date, datetime
from types import NoneType
from typing import Any, get_args, get_type_hints

from carbon.answers.model import ELSEWHERE, EVIDENCE, LABEL, PLAIN, REPORT
from carbon.card.report import GRAMS_BY_SPECIFICATION
from carbon.method.rows import Classified

Node = dict[str, Any]

TEXT: Node = {"type": "string"}
WHOLE: Node = {"type": "integer"}
NUMBER: Node = {"type": "number"}
YES_NO: Node = {"type": "boolean"}
_KINDS: dict[Any, Node] = {
    str: TEXT,
    int: WHOLE,
    float: NUMBER,
    bool: YES_NO,
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    list[str]: {"type": "array", "items": TEXT},
}
_FIELDS = get_type_hints(Classified)
UNIT_WRITTEN = (
    f"The unit as the card writes it; '{GRAMS_BY_SPECIFICATION}' where it writes none, so that the number is of grams, "
    "as the Hub documents"
)


def _of(hint: Any) -> Node:
    """The schema of a field's type; of one that may be None, the kind or null."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] if hint not in _KINDS else [hint]
    schema = _KINDS[kinds[0]]
    return schema if hint in _KINDS else _or_null(schema)


def _or_null(schema: Node) -> Node:
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _object(optional: tuple[str, ...] = (), /, **fields: Node) -> Node:
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def _fields(*names: str) -> dict[str, Node]:
    return {name: _of(_FIELDS[name]) for name in names}


def _many(schema: Node) -> Node:
    return {"type": "array", "items": schema}


def _counts() -> Node:
    return {"type": "object", "additionalProperties": WHOLE}


def _model() -> Node:
    known = {name: _of(_FIELDS[name]) for name in PLAIN if name in _FIELDS}
    of_reports = _fields(*(name for name in _FIELDS if name not in ELSEWHERE and name not in PLAIN))
    of_reports["metrics"] = _many(_metric())
    groups = {
        "report": _or_null(_object(**_report())),
        "level": _object(code=TEXT, name=TEXT, next_step=_or_null(TEXT)),
        "evidence": _object(**{name.removeprefix("has_"): YES_NO for name in EVIDENCE}),
        "flags": _many(_object(name=TEXT, reason=TEXT)),
        "label": _or_null(_label()),
        "equivalent": _or_null(_object(in_words=TEXT, unit=TEXT, grams_each=NUMBER, source=TEXT, year=WHOLE)),
        "grams_per_download_30_days": _or_null(NUMBER),
        "better_alternatives": _many(_alternative()),
        "links": _object(page=TEXT, badge=TEXT, label_svg=TEXT, label_png=TEXT),
        "snapshot": _object(id=TEXT, built_at=_or_null(TEXT), sample=YES_NO),
    }
    only_reported = (*of_reports, "evidence", "equivalent", "grams_per_download_30_days")
    more: dict[str, Node] = {
        "downloads_30_days": _or_null(WHOLE),
        "url": _or_null(TEXT),
        "disabled": YES_NO,
        "gone": YES_NO,
    }
    return _object(only_reported, **known, **more, **of_reports, **groups)


def _report() -> dict[str, Node]:
    fields = {**_fields(*REPORT), "where": TEXT}
    return fields | {"unit_written": {**fields["unit_written"], "description": UNIT_WRITTEN}}


def _metric() -> Node:
    named = {name: _or_null(TEXT) for name in ("task", "dataset", "config")}
    return _object(("config",), metric=TEXT, value=NUMBER, **named)


def _label() -> Node:
    rating = {name: _of(_FIELDS[name]) for name in LABEL}
    letter: Node = {"enum": ["A", "B", "C", "D", "E", None]}
    words = {"in_words": _or_null(TEXT), "range_in_words": _or_null(TEXT)}
    return _object(**{"version": TEXT, "reference": _or_null(TEXT), "class": letter, **rating, **words})


def _alternative() -> Node:
    shown = _fields("id", "label_class", "emissions_g", "size_bytes", "confidence")
    return _object(**shown, downloads_30_days=_or_null(WHOLE))


def _summary() -> Node:
    share = _object(value=NUMBER, interval=_many(NUMBER), reporting=WHOLE, models=WHOLE)
    figures = _object(
        models=WHOLE,
        models_a_year_before=WHOLE,
        reporting=WHOLE,
        reporting_a_year_before=WHOLE,
        share_reporting=_or_null(share),
        median_g=_or_null(NUMBER),
        median_interval_g=_many(_or_null(NUMBER)),
        emissions_g=NUMBER,
        largest=_or_null(_object(id=TEXT, emissions_g=NUMBER)),
        excluded_by_flag=_counts(),
        doubtful_by_flag=_counts(),
    )
    filters = {"type": "object", "additionalProperties": _many(TEXT)}
    return _object(filters=filters, figures=figures, snapshot={"type": "object"})


def _health() -> Node:
    numbers = {"models": WHOLE, "reporting": WHOLE, "age_s": _or_null(NUMBER)}
    snapshot = _object(id=TEXT, built_at=_or_null(TEXT), sample=YES_NO, census=_or_null(TEXT), **numbers)
    told = ("stage", "stage_done", "stage_total", "eta_s", "started_at", "updated_at", "next_run_at")
    kinds = {"stage_done": WHOLE, "stage_total": _or_null(WHOLE), "eta_s": _or_null(NUMBER)}
    ingest = _object(
        told, on=YES_NO, alive=YES_NO, state=_or_null(TEXT), **{name: kinds.get(name, _or_null(TEXT)) for name in told}
    )
    return _object(status={"enum": ["ok", "degraded"]}, reasons=_many(TEXT), snapshot=_or_null(snapshot), ingest=ingest)


def _search() -> Node:
    hit = _object(id=TEXT, downloads=_or_null(WHOLE), reports=YES_NO)
    return _object(query=TEXT, models=_many(hit))


def _index() -> Node:
    return _object(openapi=TEXT, routes=_many(_object(path=TEXT, summary=TEXT)))


#: Every shape by its name in the description.
SCHEMAS: dict[str, Node] = {
    "Error": _object(error=TEXT),
    "Model": _model(),
    "Summary": _summary(),
    "Health": _health(),
    "Search": _search(),
    "Index": _index(),
}

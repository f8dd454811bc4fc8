"""Everything known of one model as plain values with units in their names, for programs; draws nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping

from carbon.answers.dates import in_utc
from carbon.answers.evidence import evidence_of, flag_reasons, where_found
from carbon.answers.label import LABEL_VERSION, comparison, likely
from carbon.method.equivalences import equivalence, scale_for
from carbon.method.levels import LEVELS, Evidence, reporting_level
from carbon.method.rows import Classified
from carbon.store.queries import lookup
from carbon.store.queries import model as queries
from carbon.store.reader import Snapshot

REPORT = (
    *("emissions_g", "value_written", "unit_written", "range_low_g", "range_high_g", "upper_bound_g", "found_in"),
    *("snippet", "source", "tool", "training_type", "regime", "place", "hardware", "hours", "energy_kwh"),
    "cloud_provider",
)
LABEL = (
    *("not_rated", "score", "co2_score", "size_score", "performance_score", "category", "category_n", "class_low"),
    *("class_high", "likely_low_g", "likely_high_g", "confidence", "completeness"),
)
EVIDENCE = ("has_method", "has_hardware", "has_place", "has_training_type", "has_duration", "has_link")
#: Fields of a report that stand under another name or in a group of their own.
ELSEWHERE = {*REPORT, *LABEL, *EVIDENCE, "level", "flags", "label_class", "downloads"}
#: What is known of every model, whether it reports or not.
PLAIN = ("id", "created_at", "likes", "library", "task", "domain", "parameters", "gated", "disabled", "gone", "reports")

ALTERNATIVES = 8


def facts_of(snapshot: Snapshot, model_id: str) -> dict[str, object] | None:
    """All facts of a model; None where the snapshot does not know it. What is not known is None."""
    row = lookup.model(snapshot, model_id)
    if row is None:
        return None
    model = None if row["gone"] else queries.classified(snapshot, str(row["id"]))
    return {
        **{name: row[name] for name in PLAIN},
        "downloads_30_days": row["downloads"],
        "url": None if snapshot.is_sample else f"{snapshot.meta.get('endpoint', '')}/{row['id']}",
        **(_of_report(snapshot, model) if model else _unreported()),
        "better_alternatives": _alternatives(snapshot, row, model),
        "links": _links(str(row["id"])),
        "snapshot": _snapshot(snapshot),
    }


def _snapshot(snapshot: Snapshot) -> dict[str, object]:
    return {"id": snapshot.id, "built_at": in_utc(snapshot.meta.get("built_at")), "sample": snapshot.is_sample}


def _of_report(snapshot: Snapshot, model: Classified) -> dict[str, object]:
    values = model._asdict()
    return {
        **{name: value for name, value in values.items() if name not in ELSEWHERE},
        "metrics": json.loads(model.metrics or "[]"),
        "report": {name: values[name] for name in REPORT} | {"where": where_found(model)},
        "level": _level(model.level, evidence_of(model)),
        "evidence": {name.removeprefix("has_"): values[name] for name in EVIDENCE},
        "flags": [{"name": name, "reason": reason} for name, reason in flag_reasons(model)],
        "label": _label(snapshot, model),
        "equivalent": _equivalent(model.emissions_g),
        "grams_per_download_30_days": _each(model.emissions_g, model.downloads),
    }


def _unreported() -> dict[str, object]:
    nothing = Evidence()
    return {"report": None, "level": _level(reporting_level(nothing).code, nothing), "flags": [], "label": None}


def _level(code: str, evidence: Evidence) -> dict[str, object]:
    return {"code": code, "name": LEVELS[code], "next_step": reporting_level(evidence).next_step or None}


def _label(snapshot: Snapshot, model: Classified) -> dict[str, object]:
    rated = model.label_class is not None
    return {
        "version": LABEL_VERSION,
        "reference": snapshot.meta.get("reference"),
        "class": model.label_class,
        **{name: getattr(model, name) for name in LABEL},
        "in_words": comparison(model) if rated else None,
        "range_in_words": likely(model) or None if rated else None,
    }


def _equivalent(grams: float | None) -> dict[str, object] | None:
    if not grams or not equivalence(grams):
        return None
    scale = scale_for(grams)
    return {
        "in_words": equivalence(grams, scale),
        "unit": scale.one,
        "grams_each": scale.grams,
        "source": scale.source,
        "year": scale.year,
    }


def _each(grams: float | None, downloads: int | None) -> float | None:
    return grams / downloads if grams and downloads else None


def _alternatives(snapshot: Snapshot, row: Mapping[str, object], model: Classified | None) -> list[dict[str, object]]:
    """Lower-emission models as the model page lists them; none where the task is not known."""
    if row["task"] is None:
        return []
    compared = ("size_bytes", "regime", "emissions_g", "label_class")
    wanted = {name: getattr(model, name, None) for name in compared}
    found = snapshot.rows("alternatives", {"id": row["id"], "task": row["task"], "limit": ALTERNATIVES, **wanted})
    return [{"downloads_30_days": one.pop("downloads"), **one} for one in found]


def _links(model_id: str) -> dict[str, str]:
    return {
        "page": f"/model?id={model_id}",
        "badge": f"/badge/{model_id}.svg",
        "label_svg": f"/label/{model_id}.svg",
        "label_png": f"/label/{model_id}.png",
    }

"""One model by its id, and the ids that match what someone types."""

from __future__ import annotations

from dataclasses import dataclass

from carbon.store.queries.similar import similar
from carbon.store.reader import Snapshot
from carbon.store.signatures import pairs_of

MAX_QUERY = 200
#: Where fewer ids contain what was typed, it may be misspelt: similar ones follow.
FEW = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A model that matches a search: its id, downloads in 30 days, whether it reports, whether it is only similar."""

    id: str
    downloads: int | None
    reports: bool
    similar: bool = False


def model(snapshot: Snapshot, model_id: str) -> dict[str, object] | None:
    """The row of `models` for an id, upper and lower case being the same; None where there is none.

    Of several, the one spelt exactly so, then one that is still there.
    """
    rows = snapshot.rows("model_by_id", {"id": model_id})
    return min(rows, key=lambda row: (row["id"] != model_id, bool(row["gone"])), default=None)


def report(snapshot: Snapshot, model_id: str) -> dict[str, object] | None:
    """The row of `reports` for an id spelt as in `models`; None where there is none."""
    return next(iter(snapshot.rows("report_by_id", {"id": model_id})), None)


def search(snapshot: Snapshot, text: str, limit: int = 10) -> list[Hit]:
    """Ids that contain `text`: the whole id, ids that start with it, then the most downloaded of the others.

    Where hardly any does, well-known ids that are like it follow, marked as similar.
    """
    wanted = text.strip().lower()[:MAX_QUERY]
    if not wanted:
        return []
    params = {"text": wanted, "limit": limit}
    rows = snapshot.rows("search_starting", params)
    rows += snapshot.rows("search_containing", {**params, "pairs": pairs_of(wanted)})
    hits: dict[object, Hit] = {}
    for row in rows:
        hits.setdefault(row["id"], Hit(**row))  # type: ignore[arg-type]
    if len(hits) < FEW:
        for row in similar(snapshot, wanted, limit):
            hits.setdefault(row["id"], Hit(**row, similar=True))  # type: ignore[arg-type]
    return list(hits.values())[:limit]


def lookup(snapshot: Snapshot, model_id: str) -> dict[str, object] | None:
    """What `lookup --json` prints of one model; None where the snapshot does not know it.

    A model without the emissions key has its level and `"class": None`.
    """
    row = model(snapshot, model_id)
    if row is None:
        return None
    rated = report(snapshot, str(row["id"])) or {}
    return {
        "id": row["id"],
        "reports": row["reports"],
        "grams": rated.get("emissions_g"),
        "class": rated.get("label_class"),
        "not_rated": rated.get("not_rated", "it reports no emissions"),
        "category": rated.get("category"),
        "category_n": rated.get("category_n"),
        "range": _range(rated),
        "confidence": rated.get("confidence"),
        "completeness": rated.get("completeness"),
        "level": rated.get("level", "R0"),
        "flags": rated.get("flags", []),
        "score": rated.get("score"),
        "domain": row["domain"],
        "task": row["task"],
        "created_at": rated.get("created_at", row["created_at"]),
        "gone": row["gone"],
        "reference": snapshot.meta.get("reference"),
        "snapshot": snapshot.id,
        "sample": snapshot.is_sample,
    }


def _range(rated: dict[str, object]) -> dict[str, object] | None:
    if rated.get("label_class") is None:
        return None
    return {
        "class_low": rated["class_low"],
        "class_high": rated["class_high"],
        "likely_low_g": rated["likely_low_g"],
        "likely_high_g": rated["likely_high_g"],
    }

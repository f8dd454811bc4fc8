"""`GET /api/health`: whether what is served is current and whole; tells nothing of the machine or of errors' texts."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbon.answers.dates import in_utc
from carbon.config import Settings
from carbon.http.answers import NEVER_KEEP, json_answer
from carbon.serving import current_snapshot, current_store, ingest_is_on, ingest_progress
from carbon.store.reader import Snapshot

#: A snapshot that is older than so many refreshes is out of date.
OVERDUE = 3


def answer(request: Request) -> Response:
    """`ok`, or `degraded` with its reasons; 503 only where there is nothing to serve at all."""
    snapshot = current_snapshot()
    age_s = None if snapshot is None else _age_s(snapshot)
    reasons = _reasons(snapshot, age_s)
    facts = {
        "status": "degraded" if reasons else "ok",
        "reasons": reasons,
        "snapshot": None if snapshot is None else _snapshot(snapshot, age_s),
        "ingest": _ingest(),
    }
    return json_answer(request, facts, cache=NEVER_KEEP, status=503 if snapshot is None else 200)


def _reasons(snapshot: Snapshot | None, age_s: float | None) -> list[str]:
    if snapshot is None:
        return ["There is no data, and the data directory cannot be written."]
    told = ["The data is a generated sample."] if snapshot.is_sample else []
    if current_store().problem:
        told.append("The newest snapshot cannot be read; an older one is served.")
    if not snapshot.is_sample and (age_s is None or age_s > OVERDUE * Settings.from_env().refresh_hours * 3600):
        told.append(f"The snapshot is older than {OVERDUE} refreshes.")
    progress, alive = ingest_progress()
    if ingest_is_on() and (not alive or (progress is not None and progress.state == "failed")):
        told.append("The ingest has failed." if alive else "The ingest is not running.")
    return told


def _snapshot(snapshot: Snapshot, age_s: float | None) -> dict[str, object]:
    return {
        "id": snapshot.id,
        "built_at": in_utc(snapshot.meta.get("built_at")),
        "age_s": age_s,
        "sample": snapshot.is_sample,
        "census": snapshot.meta.get("census"),
        "models": int(snapshot.meta.get("models", "0")),
        "reporting": int(snapshot.meta.get("reporting", "0")),
    }


def _ingest() -> dict[str, object]:
    progress, alive = ingest_progress()
    facts: dict[str, object] = {"on": ingest_is_on(), "alive": alive}
    if progress is None:
        return facts | {"state": None}
    told = ("state", "stage", "stage_done", "stage_total", "eta_s", "started_at", "updated_at", "next_run_at")
    return facts | {name: getattr(progress, name) for name in told}


def _age_s(snapshot: Snapshot) -> float | None:
    try:
        built = datetime.fromisoformat(snapshot.meta.get("built_at", ""))
    except ValueError:
        return None
    return max(0.0, round((datetime.now(UTC).replace(tzinfo=None) - built).total_seconds(), 1))


route = Route("/api/health", answer, methods=["GET"])

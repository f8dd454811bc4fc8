"""A small snapshot for the routes: a model of every kind, and one whose card is hostile in every field."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from carbon.card.files import File
from carbon.method.classify import ReporterRow, classify
from carbon.method.rows import Classified
from tests.pages.snapshots import write

WEIGHTS: list[File] = [("model.safetensors", 268_000_000)]
FULL = {
    "emissions": 5.0,
    "source": "codecarbon",
    "training_type": "fine-tuning",
    "geographical_location": "Girona, Spain",
    "hardware_used": "1 x NVIDIA T4",
}
SCRIPT = "<script>alert(1)</script>"
RIGHT_TO_LEFT = "\u202eevil\u202c"
HOSTILE = {
    "emissions": 7.0,
    "source": f'=HYPERLINK("http://evil.test","{SCRIPT}")',
    "training_type": "@SUM(1+1)*cmd|' /C calc'!A0",
    "geographical_location": f"+{RIGHT_TO_LEFT}'; DROP TABLE reports; --",
    "hardware_used": f'-1"]]>&amp;{SCRIPT}\r\nSet-Cookie: a=b ' + "long " * 100,
}
LONG_ID = "an-organisation/" + "long-" * 36 + "name"


def model(emissions: object, model_id: str, **facts: object) -> Classified:
    """A model of the text classification task whose card states `emissions`."""
    plain = {"task": "text-classification", "downloads": 50, "files": WEIGHTS, "created_at": datetime(2023, 5, 4)}
    return classify(ReporterRow(id=model_id, card={"co2_eq_emissions": emissions}, **{**plain, **facts}))


REPORTING = [
    model(FULL, "ada/lovelace"),
    model({**FULL, "emissions": "0.002 g"}, "ada/small"),
    model({**FULL, "emissions": 2e6}, "ada/giant", task="text-generation"),
    model(1.5, "gpt2"),
    model(HOSTILE, "eve/hostile"),
    model({**FULL, "emissions": 3.0}, LONG_ID),
]
ZERO = model({**FULL, "emissions": 0}, "ada/zero")


def publish(data_dir: Path, *reported: Classified, **meta: str) -> Path:
    """A snapshot of these reports (all, without other word), a model without one and one that is gone; its file."""
    rows = [*(reported or (*REPORTING, ZERO))]
    tasks = [*(one.task for one in rows), "text-classification"]
    shared = ("id", "reports", "task", "downloads", "created_at")
    known = [{name: getattr(one, name) for name in shared} for one in rows]
    others = [{"id": "bob/silent", "downloads": 9}, {"id": "bob/gone", "gone": True}]
    snapshot = write(
        data_dir,
        reports=[{**one._asdict(), "project_first": True} for one in rows],
        counts=[{"task": task, "models": number} for task, number in Counter(tasks).items()],
        models=[*known, *others],
        listed=len(known) + 1,
        **{"reference": "ref-2023.04", "reporting": str(len(rows)), **meta},
    )
    snapshot.close()
    return snapshot.path

"""The texts of reporters' cards: which are wanted, and what was learnt; asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carbon.store.details import PASSING
from carbon.store.staging import Staging


@dataclass(frozen=True, slots=True)
class WantedText:
    """A reporter whose text is missing or may be out of date; `etag` is that of the text that is known."""

    hub_id: bytes
    id: str
    sha: str | None
    last_modified: datetime | None
    has_readme: bool
    etag: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """What was learnt of one card: its text, `cut` where there is more, or that it is `unchanged`, or the problem."""

    body: str | None = None
    cut: bool = False
    etag: str | None = None
    unchanged: bool = False
    problem: str | None = None


def wanted(staging: Staging, readme: str) -> list[WantedText]:
    """Reporters whose text is to be asked for, the most downloaded first; `readme` is the name of its file."""
    return [WantedText(*row) for row in staging.run("texts_pending", readme=readme, passing=PASSING)]


def store(staging: Staging, model: WantedText, text: Text, now: datetime) -> None:
    """Store what was learnt of a model's text, for the state that the model had; to be called in a transaction."""
    passing = (text.problem or "").startswith(PASSING)
    staging.run(
        "texts_store",
        hub_id=model.hub_id,
        sha=model.sha,
        last_modified=model.last_modified,
        etag=text.etag,
        body=text.body,
        cut=text.cut,
        problem=text.problem,
        fetched_at=now,
        keep=passing or text.unchanged,
    )

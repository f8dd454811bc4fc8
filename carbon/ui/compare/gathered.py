"""The models to compare, each from the snapshot, else from the Hub this moment, else why it cannot be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carbon.config import Settings
from carbon.live import NotShown, Why
from carbon.method.rows import Classified
from carbon.store.reader import Snapshot
from carbon.ui.model import found
from carbon.ui.model.found import Shown

#: What holds for every model, not only for the one that was asked for.
_FOR_ALL = {Why.OFFLINE, Why.BUSY, Why.UNREACHABLE}


@dataclass(frozen=True, slots=True)
class Missing:
    """A model that cannot be shown, and why."""

    asked: str
    answer: NotShown


@dataclass(frozen=True, slots=True)
class Gathered:
    """The models that can be shown, in the order they were asked for, and the others; the ids all of them have now."""

    shown: tuple[Shown, ...]
    missing: tuple[Missing, ...]
    ids: tuple[str, ...]

    @property
    def models(self) -> list[Classified]:
        """What can be shown, as the method sees it."""
        return [one.model for one in self.shown]


def gather(snapshot: Snapshot, ids: Sequence[str], settings: Settings) -> Gathered:
    """Find all of them; once the Hub cannot be asked, it is not asked again for the rest."""
    shown: list[Shown] = []
    missing: list[Missing] = []
    now: list[str] = []
    for model_id in ids:
        silent = next((one.answer for one in missing if one.answer.why in _FOR_ALL), None)
        one = _find(snapshot, model_id, settings, silent)
        if isinstance(one, Shown):
            shown.append(one)
        else:
            missing.append(one)
        now.append(one.model.id if isinstance(one, Shown) else model_id)
    return Gathered(tuple(shown), tuple(missing), tuple(dict.fromkeys(now)))


def _find(snapshot: Snapshot, model_id: str, settings: Settings, silent: NotShown | None) -> Shown | Missing:
    known = found.in_snapshot(snapshot, model_id)
    if known is not None:
        return known
    if silent is not None:
        return Missing(model_id, silent)
    try:
        return found.live(model_id, settings)
    except NotShown as answer:
        return Missing(model_id, answer)

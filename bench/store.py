"""Look-ups and type-ahead, against the raw DuckDB query in the same run; the statistics, stored and worked out anew."""

from __future__ import annotations

import random
import statistics
from pathlib import Path

from bench.figures import Figure, at_most, time_ms
from carbon.store.queries import lookup
from carbon.store.queries.correlations import rank_correlations
from carbon.store.reader import Snapshot, Store
from carbon.store.selection import Selection

TIMES = 200
#: As someone types them before two letters are swapped.
PARTS = ("distilbert", "llama-7b", "mistral", "stable-diffusion", "whisper-large", "sentiment", "roberta-base", "qwen")


def measure(data_dir: Path) -> list[Figure]:
    """Time a look-up by id and the type-ahead on the current snapshot."""
    snapshot = Store(data_dir).current()
    assert snapshot is not None
    ids = _some_ids(snapshot, TIMES)
    return [
        _lookup(snapshot, ids),
        _type_ahead(snapshot, ids),
        _misspelt(snapshot),
        _statistics(snapshot),
        _anew(snapshot),
    ]


def _some_ids(snapshot: Snapshot, number: int) -> list[str]:
    chance = random.Random(7)
    with snapshot.cursor() as cursor:
        (models,) = cursor.execute("SELECT count(*) FROM models").fetchall()[0]
        rowids = [chance.randrange(models) for _ in range(number)]
        return [
            row[0]
            for row in cursor.execute("SELECT id FROM models WHERE rowid IN (SELECT unnest(?))", [rowids]).fetchall()
        ]


def _lookup(snapshot: Snapshot, ids: list[str]) -> Figure:
    waiting, asked = list(ids), list(ids)
    with snapshot.cursor() as cursor:
        raw = time_ms(
            lambda: cursor.execute("SELECT id FROM models WHERE id_key = lower(?)", [asked.pop()]).fetchall(),
            len(ids),
        )
    whole = time_ms(lambda: lookup.model(snapshot, waiting.pop()), len(ids))
    ratio = statistics.median(whole) / statistics.median(raw)
    return at_most("look-up by id", whole, 5, f"{ratio:.1f} × the raw query")


def _type_ahead(snapshot: Snapshot, ids: list[str]) -> Figure:
    chance = random.Random(8)
    typed = [_part(chance, each) for each in ids]
    return at_most("type-ahead over all ids", time_ms(lambda: lookup.search(snapshot, typed.pop()), len(ids)), 50)


def _statistics(snapshot: Snapshot) -> Figure:
    """How long they took when the snapshot was built, or why it has none."""
    seconds = float(snapshot.meta.get("statistics_seconds", "inf"))
    told = snapshot.meta.get("statistics_problem") or f"{seconds} s"
    reports = f"{int(snapshot.meta['reporting']):,} reports"
    return Figure("… statistics in it", "≤ 60 s", f"{told} · {reports}", seconds <= 60, seconds)


def _anew(snapshot: Snapshot) -> Figure:
    """What the Correlations page works out after a change of filters."""
    selection = Selection(with_flagged=True, g_min=1e-9)
    return at_most("… rank correlations anew", time_ms(lambda: rank_correlations(snapshot, selection), 20), 300)


def _misspelt(snapshot: Snapshot) -> Figure:
    """Parts of names with two letters swapped: nothing contains them, so all is read, then similar names are."""
    chance = random.Random(9)
    typed = [_swapped(chance, chance.choice(PARTS)) for _ in range(TIMES)]
    found = [bool(lookup.search(snapshot, text)) for text in typed]
    taken = time_ms(lambda: lookup.search(snapshot, typed.pop()), len(typed))
    return at_most("type-ahead of a misspelt name", taken, 50, f"{100 * statistics.mean(found):.0f} % found")


def _swapped(chance: random.Random, text: str) -> str:
    at = chance.randrange(1, len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _part(chance: random.Random, model_id: str) -> str:
    start = chance.randrange(len(model_id) - 2)
    return model_id[start : start + chance.randint(2, 12)]

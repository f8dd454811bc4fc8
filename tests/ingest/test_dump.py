"""The census from the daily dump: the same as from the Hub's list, whatever the dump's shape; newer models follow."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from carbon.ingest import dump
from carbon.ingest.dump import FILE, REPO
from carbon.ingest.progress import read_progress
from tests.ingest.world import FLOOR, content, figures, model, reporter, staged, totals

#: What the full run saw, without what a refresh has seen again.
FULL = "(FROM census WHERE run = (SELECT max(run) FROM runs WHERE kind = 'full'))"
CENSUS = f"SELECT * EXCLUDE run FROM {FULL} ORDER BY hub_id"
KEYS = ("_id", "id", "createdAt", "lastModified", "downloads", "likes", "library_name", "pipeline_tag", "gated")
KEYS += ("private", "safetensors")


def row(item: dict[str, Any]) -> dict[str, Any]:
    """A model as the dump has it: times as such, `gated` as text, every type of parameters in each row."""
    found = {key: item.get(key) for key in KEYS}
    for key in ("createdAt", "lastModified"):
        found[key] = datetime.fromisoformat(found[key]) if found[key] else None
    found["gated"] = None if item.get("gated") is None else str(item["gated"])
    return found


def parquet(rows: Sequence[dict[str, Any]], **change: Any) -> bytes:
    """The rows as the dump's file; `change` renames columns, to None takes them out."""
    table = pa.Table.from_pylist(list(rows))
    for name, new in change.items():
        column = table.column(name)
        table = table.drop_columns([name])
        table = table if new is None else table.append_column(new, column)
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=10)
    return out.getvalue()


def offer(hub, models: Sequence[dict[str, Any]], sha: str = "c" * 40, **change: Any) -> None:
    rows = [row(each) for each in sorted(models, key=lambda item: item["_id"])]
    hub.add_dataset(REPO, {FILE: parquet(rows, **change), "datasets.parquet": parquet(rows[:1])}, sha)


def world() -> list[dict[str, Any]]:
    """Models with everything that the census keeps, and without."""
    odd = [
        model(100, createdAt=FLOOR, gated="manual", safetensors={"parameters": {"F32": 5, "BF16": 7}, "total": 1}),
        model(101, safetensors={"parameters": {"I8": 3}, "total": 3}, pipeline_tag=None, library_name="peft"),
        model(102, lastModified=None, downloads=None, likes=None, gated=None),
        model(103, private=True),
        model(104, id="no id at all"),
        model(105, createdAt="2999-01-01T00:00:00.000Z"),
    ]
    return [*content(range(30)), *odd]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "PAGE", 7)


def lists_asked(hub) -> int:
    """Pages of the list of all models."""
    asked = [r for r in hub.requests if r.path == "/api/models"]
    return len([r for r in asked if ("filter", "co2_eq_emissions") not in r.params])


def test_it_finds_what_the_list_finds(hub, ingest, settings, tmp_path):
    hub.reset(world())
    offer(hub, world())
    listed, dumped = tmp_path / "listed", tmp_path / "dumped"
    assert ingest(data_dir=listed) == 0
    hub.requests.clear()
    assert ingest(data_dir=dumped, census="bulk") == 0
    assert lists_asked(hub) == 2
    assert staged(dumped, CENSUS) == staged(listed, CENSUS)
    assert totals(dumped) == totals(listed) == (34, 6, 1, 0)
    same = {"snapshot", "built_at", "census_at", "reporters_at"}
    one, other = figures(listed), figures(dumped)
    assert {k: v for k, v in one.items() if k not in same} == {k: v for k, v in other.items() if k not in same}


@pytest.mark.parametrize(
    "change",
    [
        {"createdAt": "created_at", "lastModified": "last_modified"},
        {"id": "modelId", "library_name": "libraryName", "pipeline_tag": "pipelineTag"},
        {"private": None},
    ],
)
def test_columns_may_be_renamed_or_missing_where_all_models_lack_them(hub, ingest, settings, tmp_path, change):
    models = [each for each in world() if not each.get("private")]
    hub.reset(models)
    offer(hub, models, **change)
    ingest(data_dir=tmp_path / "listed")
    assert ingest(data_dir=tmp_path / "dumped", census="bulk") == 0
    assert staged(tmp_path / "dumped", CENSUS) == staged(tmp_path / "listed", CENSUS)


def test_a_missing_column_is_warned_of_and_unknown(hub, ingest, settings):
    hub.reset(content(range(30)))
    offer(hub, content(range(30)), downloads=None)
    assert ingest(census="bulk") == 0
    assert read_progress(settings.data_dir).warnings == [
        f"{FILE} of {REPO} lacks the columns downloads; going on without them"
    ]
    assert staged(settings.data_dir, f"SELECT count(*), count(downloads) FROM {FULL}") == [(30, 0)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"_id": None, "createdAt": "made"}, "it lacks _id, createdAt"),
        ({"id": "name"}, "it lacks id"),
        ({"_id": "key", "downloads": "_id"}, "_id is BIGINT, not VARCHAR"),
    ],
)
def test_a_dump_without_what_a_census_needs_is_refused_by_name(hub, ingest, settings, change, problem):
    hub.reset(content(range(30)))
    offer(hub, content(range(30)), **change)
    assert ingest(census="bulk") == 1
    assert problem in read_progress(settings.data_dir).last_error
    assert totals(settings.data_dir)[:2] == (6, 6)


def test_times_as_text_and_numbers_with_gaps_are_read(hub, ingest, settings):
    models = content(range(12))
    rows = [row(each) for each in models]
    for each, item in zip(rows, models, strict=True):
        each |= {"createdAt": item["createdAt"], "lastModified": item["lastModified"].replace("T", " ")}
        each |= {"downloads": float(each["downloads"]), "likes": 1.0}
    rows[3] |= {"downloads": float("nan"), "gated": "False", "safetensors": '{"parameters": {"F32": 9}, "total": 1}'}
    hub.reset(models)
    hub.add_dataset(REPO, {FILE: parquet(rows)})
    assert ingest(census="bulk") == 0
    facts = staged(
        settings.data_dir,
        f"SELECT downloads, likes, gated, parameters, created_at::VARCHAR FROM {FULL} ORDER BY hub_id",
    )
    assert facts[3] == (None, 1, None, 9, "2026-11-01 03:00:00")
    assert facts[0] == (0, 1, None, None, "2026-11-01 00:00:00")


def test_of_a_model_that_stands_twice_the_later_state_counts(hub, ingest, settings):
    later = model(1, likes=9, lastModified="2026-11-20T00:00:00.000Z")
    hub.reset([])
    offer(hub, [later, model(1), model(2)])
    assert ingest(census="bulk") == 0
    assert staged(settings.data_dir, "SELECT id, likes FROM census ORDER BY id") == [("owner/m-1", 9), ("owner/m-2", 1)]


def test_models_that_are_newer_than_the_dump_are_read_from_the_list(hub, ingest, settings, clock):
    hub.reset(content(range(30)))
    ingest()
    for number in range(30, 50):
        hub.models.add(model(number))
    ingest()
    clock.move(days=8)
    offer(hub, content(range(40)))
    for number in range(50, 60):
        hub.models.add(model(number))
    assert ingest(census="bulk") == 0
    assert totals(settings.data_dir) == (60, 6, 0, 0)


def test_models_that_the_dump_no_longer_holds_are_gone(hub, ingest, settings, clock):
    hub.reset(content(range(30)))
    ingest()
    hub.models.remove("owner/m-7")
    offer(hub, [each for each in content(range(30)) if each["id"] != "owner/m-7"])
    clock.move(days=8)
    assert ingest(census="bulk") == 0
    assert totals(settings.data_dir) == (29, 6, 0, 1)


def break_off(hub, ingest, monkeypatch) -> None:
    """An ingest that ends behind the third batch of the dump."""
    store = dump.store_items
    left = [3]

    def store_three(*arguments):
        if left[0] == 0:
            raise OSError(28, "No space left on device")
        left[0] -= 1
        return store(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(dump, "store_items", store_three)
        assert ingest(census="bulk") == 1


def test_a_dump_that_breaks_off_goes_on_where_it_was_without_another_download(hub, ingest, settings, monkeypatch):
    hub.reset(content(range(60)))
    offer(hub, content(range(60)))
    break_off(hub, ingest, monkeypatch)
    assert staged(settings.data_dir, "SELECT next_path, models FROM runs WHERE kind = 'full'") == [
        (f"dump:{'c' * 40}:21", 21)
    ]
    hub.requests.clear()
    assert ingest(census="bulk") == 0
    assert not [request for request in hub.requests if "/datasets/" in request.path and "/resolve/" in request.path]
    assert staged(settings.data_dir, "SELECT models FROM runs WHERE kind = 'full'") == [(60,)]
    assert totals(settings.data_dir) == (60, 12, 0, 0)
    assert [path for path in (settings.data_dir / "downloads").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("census", ["api", "bulk"])
def test_a_change_of_the_setting_begins_the_census_anew(hub, ingest, settings, monkeypatch, census):
    hub.reset(content(range(60)))
    offer(hub, content(range(60)))
    if census == "api":
        break_off(hub, ingest, monkeypatch)
    else:
        hub.faults.status(503, path="/api/models", skip=2 + 12 + 1 + 3, times=None)
        assert ingest() == 1
        hub.faults.clear()
    assert ingest(census=census) == 0
    assert totals(settings.data_dir) == (60, 12, 0, 0)
    problems = staged(settings.data_dir, "SELECT problem FROM runs WHERE kind = 'full' ORDER BY run")
    assert problems == [(f"CARBON_CENSUS was changed to {census}",), (None,)]


def test_a_commit_that_is_gone_begins_the_dump_anew_next_time(hub, ingest, settings, monkeypatch):
    hub.reset(content(range(60)))
    offer(hub, content(range(60)))
    break_off(hub, ingest, monkeypatch)
    offer(hub, content(range(60)), sha="d" * 40)
    assert ingest(census="bulk") == 1
    assert ingest(census="bulk") == 0
    assert totals(settings.data_dir) == (60, 12, 0, 0)


def test_a_dump_that_shrank_is_not_believed(hub, ingest, settings, clock):
    hub.reset(content(range(60)))
    offer(hub, content(range(60)))
    ingest(census="bulk")
    clock.move(days=8)
    offer(hub, content(range(30)), sha="d" * 40)
    assert ingest(census="bulk") == 1
    assert "shrank from 60 to 30" in read_progress(settings.data_dir).last_error
    assert totals(settings.data_dir) == (60, 12, 0, 0)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"datasets.parquet": b"x"}, f"{REPO} has no file {FILE} any more: set CARBON_CENSUS to api"),
        ({FILE: b"<!doctype html>"}, f"{FILE} of {REPO} cannot be read"),
    ],
)
def test_a_dump_that_cannot_be_used_is_named(hub, ingest, settings, files, told):
    hub.reset([*content(range(10)), reporter(50)])
    hub.add_dataset(REPO, files)
    assert ingest(census="bulk") == 1
    assert told in read_progress(settings.data_dir).last_error


def test_settings_of_the_api_ask_for_no_dump(hub, ingest, settings):
    hub.reset(content(range(10)))
    assert ingest(**{"census": replace(settings).census}) == 0
    assert not [request for request in hub.requests if REPO in request.path]

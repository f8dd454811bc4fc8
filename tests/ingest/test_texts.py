"""The texts of reporters' cards in an ingest: fetched once, again when they change, and read beside the metadata."""

from __future__ import annotations

import duckdb
import pytest

from carbon.ingest import items
from carbon.ingest.progress import read_progress
from carbon.store.reader import Store
from carbon.store.staging import Staging
from tests.ingest.world import StillClock, content, figures, reporter, staged, totals

IN_KG = "---\nlicense: mit\n---\n## Environmental impact\n- **Carbon Emitted:** 100 kg CO2eq\n"


def asked(hub) -> list[str]:
    """The models whose README was asked for."""
    end = "/resolve/main/README.md"
    return [r.path.removesuffix(end).strip("/") for r in hub.requests if r.path.endswith(end)]


def reports(settings) -> dict[str, dict[str, object]]:
    snapshot = Store(settings.data_dir).current()
    with snapshot.cursor() as cursor:
        rows = cursor.execute("FROM reports ORDER BY id").to_arrow_table().to_pylist()
    snapshot.close()
    return {row["id"]: row for row in rows}


def test_a_text_in_kilograms_flags_the_same_digits_without_a_unit(hub, ingest, settings):
    hub.reset([reporter(1), reporter(2), reporter(3)])
    hub.readmes |= {"owner/m-1": IN_KG, "owner/m-2": "It emitted 7 kg of CO2eq in training.", "owner/m-3": "# No word"}
    assert ingest() == 0
    found = {name.removeprefix("owner/"): row["flags"] for name, row in reports(settings).items()}
    assert found == {"m-1": ["kg_as_g"], "m-2": ["metadata_text_disagree"], "m-3": []}
    assert [row["excluded"] for row in reports(settings).values()] == [True, False, False]


def test_a_card_whose_metadata_have_no_value_reports_by_its_text(hub, ingest, settings, clock):
    hub.reset([reporter(1, None)])
    hub.readmes["owner/m-1"] = IN_KG
    ingest()
    row = reports(settings)["owner/m-1"]
    assert (row["emissions_g"], row["found_in"], row["unit_written"][:2]) == (100_000, "text", "kg")
    assert (row["text_from"], row["text_at"]) == ("README.md", clock.now())
    assert row["snippet"] == "Carbon Emitted: 100 kg CO2eq"


def test_only_what_changed_is_fetched_again(hub, ingest, settings):
    hub.reset([reporter(number) for number in range(4)])
    hub.readmes |= {f"owner/m-{number}": f"# Card {number}" for number in range(4)}
    ingest()
    assert sorted(asked(hub)) == [f"owner/m-{number}" for number in range(4)]
    hub.requests.clear()
    ingest()
    assert asked(hub) == []
    hub.models.update("owner/m-2", sha="b2")
    hub.models.update("owner/m-3", sha="b3")
    hub.readmes["owner/m-3"] = "# Another card"
    ingest()
    assert sorted(asked(hub)) == ["owner/m-2", "owner/m-3"]
    cached = [request for request in hub.requests if request.path.startswith("/api/resolve-cache/")]
    assert all("if-none-match" in request.headers for request in cached)
    rows = staged(settings.data_dir, "SELECT body, sha FROM texts JOIN reporters USING (hub_id, sha) ORDER BY id")
    assert rows == [("# Card 0", "a1"), ("# Card 1", "a1"), ("# Card 2", "b2"), ("# Another card", "b3")]


def test_a_model_without_the_file_costs_no_request(hub, ingest, settings):
    hub.reset([reporter(1, siblings=[{"rfilename": "model.safetensors", "size": 5}])])
    ingest()
    assert asked(hub) == []
    assert staged(settings.data_dir, "SELECT body, problem FROM texts") == [(None, "there is no README.md")]


def test_what_is_gone_or_gated_is_noted_and_not_asked_for_again(hub, ingest, settings):
    hub.reset([reporter(1), reporter(2, gated="auto")])
    assert ingest() == 0
    rows = staged(settings.data_dir, "SELECT problem FROM texts ORDER BY problem")
    assert rows == [("the Hub does not show it (401)",), ("the Hub does not show it (404)",)]
    hub.requests.clear()
    ingest()
    assert asked(hub) == []
    assert totals(settings.data_dir) == (2, 2, 0, 0)


def test_a_failure_that_may_pass_is_asked_for_again_and_keeps_the_text_that_was_known(hub, ingest, settings):
    hub.reset([reporter(1), reporter(2)])
    hub.readmes |= {"owner/m-1": "# One", "owner/m-2": "# Two"}
    ingest()
    hub.models.update("owner/m-1", sha="b2")
    hub.readmes["owner/m-1"] = "# New"
    hub.faults.status(500, path="/owner/m-1/resolve", times=None)
    assert ingest() == 0
    query = "SELECT body, starts_with(problem, 'for now: ') FROM texts JOIN reporters USING (hub_id) ORDER BY id"
    assert staged(settings.data_dir, query) == [("# One", True), ("# Two", None)]
    hub.faults.clear()
    hub.requests.clear()
    ingest()
    assert asked(hub) == ["owner/m-1"]
    assert staged(settings.data_dir, query) == [("# New", None), ("# Two", None)]


def test_three_failures_in_a_row_end_the_stage_and_not_the_ingest(hub, ingest, settings):
    hub.reset(content(range(30)))
    hub.faults.status(503, path="/owner/", times=None)
    assert ingest() == 1
    assert len(set(asked(hub))) == items.MAX_IN_A_ROW
    assert totals(settings.data_dir) == (30, 6, 0, 0)
    assert figures(settings.data_dir)["census"] == "complete"
    assert "README.md" in read_progress(settings.data_dir).last_error
    hub.faults.clear()
    assert ingest() == 0
    assert staged(settings.data_dir, "SELECT count(*) FROM texts WHERE problem NOT LIKE 'for now%'") == [(6,)]


def test_what_was_fetched_before_a_stage_ends_early_is_stored(hub, ingest, settings):
    numbers = range(1, 31)
    hub.reset([reporter(number) for number in numbers])
    hub.readmes |= {f"owner/m-{number}": f"# {number}" for number in numbers}
    for number in (1, 2, 3):  # the least downloaded: asked for last
        hub.faults.status(503, path=f"/owner/m-{number}/resolve", times=None)
    assert ingest() == 1
    assert staged(settings.data_dir, "SELECT count(body), count(problem) FROM texts") == [(27, 3)]
    hub.faults.clear()
    hub.requests.clear()
    assert ingest() == 0
    assert asked(hub) == ["owner/m-3", "owner/m-2", "owner/m-1"]
    assert staged(settings.data_dir, "SELECT count(body), count(problem) FROM texts") == [(30, 0)]


def test_a_huge_text_is_cut_and_said_to_be(hub, ingest, settings):
    hub.reset([reporter(1)])
    hub.readmes["owner/m-1"] = IN_KG + "x" * 10 * 2**20
    ingest()
    assert staged(settings.data_dir, "SELECT len(body), cut FROM texts") == [(500_000, True)]
    assert reports(settings)["owner/m-1"]["flags"] == ["kg_as_g"]
    meta = Store(settings.data_dir).current().meta
    assert (meta["texts"], meta["texts_cut"]) == ("1", "1")


def test_the_quota_that_is_shown_is_that_of_files(hub, ingest, settings, monkeypatch):
    hub.reset([reporter(1)], quota=50)
    hub.readmes["owner/m-1"] = "# Card"
    seen = []
    ask_each = items.ask_each

    def look(work, *arguments, **more):
        ask_each(work, *arguments, **more)
        seen.append((work.progress.now.stage, work.progress.now.quota["remaining"]))

    monkeypatch.setattr("carbon.ingest.texts.ask_each", look)
    ingest()
    assert seen == [("texts", 48)]


@pytest.mark.parametrize("version", ["1"])
def test_a_staging_from_before_texts_is_carried_over(hub, ingest, settings, version):
    hub.reset(content(range(20)))
    ingest()
    with duckdb.connect(settings.data_dir / "staging.duckdb") as old:
        for table in ("texts", "card_scans", "card_shards", "card_reports"):
            old.execute(f"DROP TABLE {table}")
        old.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [version])
    staging = Staging.open(settings.data_dir, endpoint=settings.endpoint, now=StillClock().now())
    assert (staging.notes, staging.unpublished) == ([], True)
    assert staging.run("staged_counts") == [(20, 4, 0)]
    staging.close()
    hub.requests.clear()
    assert ingest() == 0
    assert len(asked(hub)) == 4
    assert totals(settings.data_dir) == (20, 4, 0, 0)

"""One ingest of a small Hub over HTTP: what it publishes, what it asks for again, what it tells."""

from __future__ import annotations

import pytest

from carbon.ingest.progress import read_progress
from carbon.store.reader import Store
from tests.ingest.world import FLOOR, content, figures, model, reporter, staged, totals


def test_an_ingest_finds_every_model_and_every_report(hub, ingest, settings):
    hub.reset(content(range(47)), datasets={"owner/data": {"id": "owner/data", "mainSize": 77}})
    assert ingest() == 0
    assert totals(settings.data_dir) == (47, 10, 0, 0)
    assert figures(settings.data_dir)["census"] == "complete"
    assert staged(settings.data_dir, "SELECT * EXCLUDE fetched_at FROM datasets") == [("owner/data", 77, None)]


def test_reporters_are_published_before_the_census_and_again_with_it(hub, ingest, settings):
    hub.reset(content(range(25)))
    ingest()
    names = sorted(path.stem for path in (settings.data_dir / "snapshots").glob("*.duckdb"))
    history = Store(settings.data_dir).current().rows("history")
    assert len(names) == 3
    assert [row["models"] for row in history if row["dimension"] == "all"] == [5, 5, 5, 5, 25]


def test_details_are_file_sizes_and_first_commits_where_the_hub_has_no_date(hub, ingest, settings):
    old = reporter(1, createdAt=FLOOR)
    commits = [{"date": "2021-05-01T00:00:00.000Z"}, {"date": "2020-02-01T12:00:00.000Z"}]
    hub.reset([old, reporter(2)], commits={"owner/m-1": commits})
    ingest()
    rows = staged(
        settings.data_dir,
        "SELECT id, first_commit::VARCHAR, json_extract(details.files, '$[*].size')::VARCHAR, problem"
        " FROM details JOIN reporters USING (hub_id) ORDER BY id",
    )
    assert rows == [
        ("owner/m-1", "2020-02-01 12:00:00", "[5, 1]", None),
        ("owner/m-2", None, "[5, 1]", None),
    ]
    asked = [request.path for request in hub.requests if "/commits/" in request.path]
    assert asked == ["/api/models/owner/m-1/commits/main"]


def test_a_model_without_weight_files_is_not_asked_for_sizes(hub, ingest):
    hub.reset([reporter(1, siblings=[{"rfilename": "README.md"}])])
    ingest()
    assert not [request for request in hub.requests if request.path == "/api/models/owner/m-1"]


def detail_requests(hub) -> list[str]:
    return [r.path for r in hub.requests if r.path.startswith(("/api/models/", "/api/datasets/"))]


def test_details_are_fetched_again_only_for_what_changed(hub, ingest):
    hub.reset([reporter(1), reporter(2), reporter(3)], datasets={"owner/data": {"id": "owner/data"}})
    ingest()
    assert len(detail_requests(hub)) == 4
    hub.requests.clear()
    hub.models.update("owner/m-2", sha="b2")
    hub.models.update("owner/m-3", lastModified="2026-11-20T00:00:00.000Z")
    ingest()
    assert sorted(detail_requests(hub)) == ["/api/models/owner/m-2", "/api/models/owner/m-3"]


def test_a_model_that_vanished_meanwhile_is_noted_and_not_asked_for_again(hub, ingest, settings):
    hub.reset([reporter(1), reporter(2)])
    hub.faults.status(404, headers={"x-error-code": "RepoNotFound"}, path="/api/models/owner/m-2", times=None)
    assert ingest() == 0
    rows = staged(settings.data_dir, "SELECT files IS NULL, problem FROM details ORDER BY problem NULLS LAST")
    assert rows == [(True, "the Hub does not show it (404)"), (False, None)]
    hub.requests.clear()
    ingest()
    assert detail_requests(hub) == []


def test_a_model_that_fails_for_now_is_passed_over_and_asked_for_again(hub, ingest, settings):
    hub.reset([reporter(number) for number in range(4)])
    hub.faults.status(500, path="/api/models/owner/m-2", times=None)
    assert ingest() == 0
    assert totals(settings.data_dir) == (4, 4, 0, 0)
    hub.faults.clear()
    hub.requests.clear()
    ingest()
    assert detail_requests(hub) == ["/api/models/owner/m-2"]
    assert staged(settings.data_dir, "SELECT count(*) FROM details WHERE problem IS NOT NULL") == [(0,)]


def sizes(settings) -> list[tuple[str | None, bool]]:
    """Sizes of the first model's files, and whether something of it is missing for now."""
    return staged(
        settings.data_dir,
        "SELECT json_extract(files, '$[*].size')::VARCHAR, coalesce(starts_with(problem, 'for now: '), false)"
        " FROM details",
    )


def test_a_failure_that_may_pass_leaves_the_sizes_that_were_known(hub, ingest, settings):
    hub.reset([reporter(1)])
    ingest()
    hub.models.update("owner/m-1", sha="b2", siblings=[{"rfilename": "model.safetensors", "size": 9}])
    hub.faults.status(500, path="/api/models/owner/m-1", times=None)
    ingest()
    assert sizes(settings) == [("[5, 1]", True)]
    hub.faults.clear()
    ingest()
    assert sizes(settings) == [("[9]", False)]
    hub.models.update("owner/m-1", sha="c3")
    hub.faults.status(404, path="/api/models/owner/m-1", times=None)
    ingest()
    assert sizes(settings) == [(None, False)]


def test_sizes_of_data_sets_are_asked_for_again_as_often_as_the_census(hub, ingest, settings, clock):
    hub.reset([reporter(1)], datasets={"owner/data": {"id": "owner/data"}})
    query = "SELECT size_bytes, problem FROM datasets"
    ingest()
    assert staged(settings.data_dir, query) == [(None, "the Hub tells no size")]
    hub.datasets["owner/data"]["mainSize"] = 77
    clock.move(days=6)
    ingest()
    assert staged(settings.data_dir, query) == [(None, "the Hub tells no size")]
    clock.move(days=1)
    ingest()
    assert staged(settings.data_dir, query) == [(77, None)]
    hub.faults.status(500, path="/api/datasets/", times=None)
    clock.move(days=7)
    ingest()
    [(size, problem)] = staged(settings.data_dir, query)
    assert (size, problem[:9]) == (77, "for now: ")


@pytest.mark.parametrize("status", [400, 405, 409])
def test_one_model_that_the_hub_refuses_is_passed_over(hub, ingest, settings, status):
    hub.reset([reporter(number) for number in range(4)])
    hub.faults.status(status, path="/api/models/owner/m-2", times=None)
    assert ingest() == 0
    assert figures(settings.data_dir)["census"] == "complete"
    [(problem,)] = staged(settings.data_dir, "SELECT problem FROM details WHERE problem IS NOT NULL")
    assert problem.startswith("for now: ")


def test_commits_that_never_end_cost_one_model_its_first_commit_only(hub, ingest, settings):
    hub.reset([reporter(1, createdAt=FLOOR), reporter(2)])
    hub.faults.stuck_link(path="/api/models/owner/m-1/commits", times=None)
    assert ingest() == 0
    assert figures(settings.data_dir)["census"] == "complete"


@pytest.mark.parametrize("status", [400, 503])
def test_details_that_keep_failing_do_not_keep_the_census_from_being_read(hub, ingest, settings, status):
    hub.reset(content(range(30)))
    hub.faults.status(status, path="/api/models/", times=None)
    assert ingest() == 1
    assert totals(settings.data_dir) == (30, 6, 0, 0)
    assert "scripted" in read_progress(settings.data_dir).last_error


def test_models_that_always_fail_are_asked_for_after_all_others(hub, ingest, settings):
    hub.reset([reporter(number) for number in range(6)])
    for number in (3, 4, 5):
        hub.faults.status(409, path=f"/api/models/owner/m-{number}", times=None)
    assert ingest() == 1
    assert ingest() == 1
    assert staged(settings.data_dir, "SELECT count(*) FROM details WHERE problem IS NULL") == [(3,)]


def test_a_token_that_is_not_accepted_for_details_ends_the_ingest(hub, ingest, settings):
    hub.reset(content(range(30)))
    refused = b'{"error":"Invalid credentials in Authorization header"}'
    hub.faults.status(401, refused, path="/api/models/", times=None)
    assert ingest() == 1
    assert "does not accept the token" in read_progress(settings.data_dir).last_error
    assert figures(settings.data_dir)["census"] == "none"


def test_a_model_that_no_longer_carries_the_key_stays_in_the_census(hub, ingest, settings):
    hub.reset(content(range(20)))
    ingest()
    hub.models.update("owner/m-5", tags=[], cardData={})
    ingest()
    assert totals(settings.data_dir) == (20, 3, 0, 0)


def test_malformed_items_are_kept_with_their_reason_and_stop_nothing(hub, ingest, settings):
    broken = [
        "not an object",
        {"id": "owner/no-key"},
        model(3, id=None),
        model(4, createdAt="yesterday"),
        model(5, likes="many"),
    ]
    hub.reset([*content(range(10, 20)), *broken])
    assert ingest() == 0
    rows = staged(
        settings.data_dir, "SELECT stage, id, field, reason LIKE '%' || 'many' || '%' FROM rejects ORDER BY ALL"
    )
    assert rows == [
        ("census", "owner/m-4", None, False),
        ("census", "owner/m-5", "likes", True),
        ("census", "owner/no-key", None, False),
        ("census", None, None, False),
        ("census", None, None, False),
    ]
    assert totals(settings.data_dir) == (11, 2, 4, 0)
    assert figures(settings.data_dir)["fields_rejected"] == 1
    assert read_progress(settings.data_dir).rejected == 5


def test_after_the_first_census_an_ingest_publishes_once(hub, ingest, settings, clock):
    hub.reset([model(1), reporter(2)])
    ingest()
    clock.move(days=1)
    ingest()
    built = [row for row in Store(settings.data_dir).current().rows("history") if row["dimension"] == "all"]
    assert len(built) == 5 + 1


def test_the_progress_of_a_finished_ingest(hub, ingest, settings):
    hub.reset(content(range(25)), quota=500)
    ingest()
    progress = read_progress(settings.data_dir)
    assert (progress.state, progress.stage, progress.last_error) == ("finished", None, None)
    assert (progress.models, progress.reporting, progress.rejected) == (25, 5, 0)
    assert progress.snapshot == Store(settings.data_dir).current().id
    assert progress.requests == len(hub.requests)
    assert progress.quota["limit"] == 500
    assert progress.quota["remaining"] == 500 - len([r for r in hub.requests if r.path.startswith("/api/")])


def test_keys_that_the_hub_refuses_are_dropped_with_a_warning(hub, ingest, settings):
    hub.reset(content(range(12)))
    hub.refused_keys = {"safetensors"}
    assert ingest() == 0
    assert totals(settings.data_dir) == (12, 3, 0, 0)
    assert "safetensors" in read_progress(settings.data_dir).warnings[0]

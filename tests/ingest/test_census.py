"""Which census is due, where it stops, what is gone after it, and what is not believed."""

from __future__ import annotations

from carbon.ingest.progress import read_progress
from tests.ingest.world import PAGE, content, figures, model, reporter, staged, totals


def census_pages(hub) -> int:
    lists = [r for r in hub.requests if r.path == "/api/models"]
    return len([r for r in lists if not any(name == "filter" for name, _ in r.params)])


def kinds(settings) -> list[str]:
    rows = staged(settings.data_dir, "SELECT kind FROM runs WHERE kind <> 'reporters' ORDER BY run")
    return [kind for (kind,) in rows]


def test_a_young_census_is_refreshed_from_its_newest_end(hub, ingest, settings):
    hub.reset(content(range(100)))
    ingest()
    shown_to_be_the_last = 2
    assert census_pages(hub) == 10 + shown_to_be_the_last
    hub.requests.clear()
    for number in range(100, 105):
        hub.models.add(model(number))
    ingest()
    assert kinds(settings) == ["full", "refresh"]
    assert census_pages(hub) == 2
    assert totals(settings.data_dir) == (105, 20, 0, 0)


def test_a_refresh_reads_on_while_there_are_models_as_new_as_the_newest_known(hub, ingest, settings):
    hub.reset(content(range(3)))
    ingest()
    same_moment = model(2)["createdAt"]
    for number in range(100, 100 + 3 * PAGE):
        hub.models.add(model(number, createdAt=same_moment))
    ingest()
    assert totals(settings.data_dir) == (3 + 3 * PAGE, 1, 0, 0)


def test_a_refresh_finds_a_model_that_entered_the_list_late(hub, ingest, settings):
    hub.reset(content(range(60)))
    ingest()
    hub.models.add(model(500, createdAt="2026-11-03T10:40:00.000Z"))  # 20 minutes before the newest known
    ingest()
    assert kinds(settings) == ["full", "refresh"]
    assert totals(settings.data_dir)[0] == 61


def test_an_old_census_is_read_anew_and_what_vanished_is_gone(hub, ingest, settings, clock):
    hub.reset(content(range(50)))
    ingest()
    hub.models.remove("owner/m-7")
    hub.models.remove("owner/m-10")
    clock.move(days=6)
    ingest()
    assert totals(settings.data_dir) == (50, 9, 0, 0)
    clock.move(days=2)
    ingest()
    assert kinds(settings) == ["full", "refresh", "full"]
    assert totals(settings.data_dir) == (48, 9, 0, 2)
    assert staged(settings.data_dir, "SELECT count(*), count(DISTINCT hub_id) FROM census") == [(50, 50)]


def test_a_renamed_model_is_one_model(hub, ingest, settings, clock):
    hub.reset(content(range(30)))
    ingest()
    hub.models.update("owner/m-3", id="owner/new-name")
    clock.move(days=8)
    ingest()
    assert totals(settings.data_dir) == (30, 6, 0, 0)
    assert staged(settings.data_dir, "SELECT id FROM census WHERE hub_id = unhex('000000000000000000000003')") == [
        ("owner/new-name",)
    ]


def test_a_census_that_lost_more_than_a_tenth_is_not_believed(hub, ingest, settings, clock):
    hub.reset(content(range(100)))
    ingest()
    before = figures(settings.data_dir)["snapshot"]
    for number in range(20):
        hub.models.remove(f"owner/m-{number}")
    clock.move(days=8)
    assert ingest() == 1
    assert "shrank from 100 to 80" in read_progress(settings.data_dir).last_error
    after = figures(settings.data_dir)
    assert (after["models"], after["gone"]) == (100, 0)
    assert after["snapshot"] >= before


def test_a_census_is_believed_once_a_later_one_finds_the_same(hub, ingest, settings, clock):
    hub.reset(content(range(100)))
    ingest()
    for number in range(20):
        hub.models.remove(f"owner/m-{number}")
    clock.move(days=8)
    assert ingest() == 1
    clock.move(hours=5)
    assert ingest() == 1
    clock.move(hours=6)
    assert ingest() == 0
    assert totals(settings.data_dir) == (80, 16, 0, 20)


def test_looking_more_often_does_not_put_off_the_belief(hub, ingest, settings, clock):
    hub.reset(content(range(100)))
    ingest()
    for number in range(20):
        hub.models.remove(f"owner/m-{number}")
    clock.move(days=8)
    for _ in range(3):
        assert ingest() == 1
        clock.move(hours=2)
    assert ingest() == 0
    assert totals(settings.data_dir) == (80, 16, 0, 20)


def test_a_list_that_shrank_is_read_again_when_that_can_confirm_it(hub, ingest, on_schedule, settings, clock):
    hub.reset(content(range(100)))
    ingest()
    for number in range(20):
        hub.models.remove(f"owner/m-{number}")
    clock.move(days=8)
    assert on_schedule(waits=2) == [6 * 3600.0, 24 * 3600.0]
    assert totals(settings.data_dir) == (80, 16, 0, 20)


def test_an_empty_list_of_reporters_is_not_believed(hub, ingest, settings, clock):
    hub.reset(content(range(50)))
    ingest()
    for number in range(0, 50, 5):
        hub.models.update(f"owner/m-{number}", tags=[])
    for _ in range(3):
        clock.move(days=1)
        assert ingest() == 1
    assert totals(settings.data_dir) == (50, 10, 0, 0)
    assert "remove staging.duckdb" in read_progress(settings.data_dir).last_error


def test_a_list_of_reporters_may_lose_less_than_half(hub, ingest, settings):
    hub.reset([reporter(number) for number in range(40)])
    ingest()
    for number in range(15):
        hub.models.update(f"owner/m-{number}", tags=[])
    assert ingest() == 0
    assert totals(settings.data_dir) == (40, 25, 0, 0)


def test_an_empty_hub_is_published_as_such_where_nothing_was_known(hub, ingest, settings):
    hub.reset([])
    assert ingest() == 0
    assert totals(settings.data_dir) == (0, 0, 0, 0)


def test_what_only_the_token_may_see_is_never_stored(hub, ingest, settings):
    hub.reset([model(1), model(2, private=True), reporter(3), reporter(4, private=True)])
    ingest()
    assert totals(settings.data_dir) == (2, 1, 0, 0)
    ids = staged(settings.data_dir, "SELECT id FROM census UNION SELECT id FROM reporters ORDER BY id")
    assert ids == [("owner/m-1",), ("owner/m-3",)]

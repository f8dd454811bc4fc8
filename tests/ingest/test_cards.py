"""The scan of all card texts: it finds exactly the planted reports, and a scan that breaks off goes on where it was."""

from __future__ import annotations

import pytest

from carbon.ingest import cards as cards_stage
from carbon.ingest.cards import REPO
from carbon.ingest.failures import WorkerDiedError
from carbon.ingest.progress import read_progress
from carbon.store.reader import Store
from tests.ingest.card_texts import CHANGED, PLAIN, PROSE, TEMPLATE, card, cards, offer, parquet
from tests.ingest.world import FLOOR, content, figures, model, staged, totals

PLANTED = {3: 5, 11: 7.5, 19: 0.25, 28: 1200}
WEIGHTS = [{"rfilename": "README.md", "size": 1}, {"rfilename": "model.safetensors", "size": 5}]


def scan(ingest, **changes: object) -> int:
    return ingest(cards=True, cards_now=True, **changes)


def found(settings) -> dict[int, float]:
    """Kilograms of the models that report in their text only, by number."""
    snapshot = Store(settings.data_dir).current()
    with snapshot.cursor() as cursor:
        rows = cursor.execute(
            "SELECT id, emissions_g FROM reports WHERE reports AND found_in = 'text' ORDER BY id"
        ).fetchall()
    snapshot.close()
    return {int(name.partition("-")[2]): grams / 1000 for name, grams in rows}


def shards_asked(hub) -> list[str]:
    return [request.path for request in hub.requests if "/resolve/" in request.path and REPO in request.path]


@pytest.fixture
def world(hub):
    """Thirty models, six of which report in metadata, and the data set of their cards in three shards."""
    hub.reset(content(range(30)))
    everything = cards(range(30), PLANTED)
    offer(hub, everything[:10], everything[10:20], everything[20:])
    return hub


def test_it_finds_exactly_the_planted_reports(world, ingest, settings):
    assert scan(ingest) == 0
    assert found(settings) == PLANTED
    assert totals(settings.data_dir) == (30, 6 + len(PLANTED), 0, 0)
    assert staged(settings.data_dir, "SELECT sum(cards), sum(found) FROM card_shards") == [(30, 4)]


def test_a_report_says_what_its_text_is_of_and_has_the_facts_of_the_census(world, ingest, settings):
    scan(ingest)
    snapshot = Store(settings.data_dir).current()
    with snapshot.cursor() as cursor:
        row = cursor.execute("FROM reports WHERE id = 'owner/m-11'").to_arrow_table().to_pylist()[0]
    assert (row["text_from"], row["text_at"]) == (REPO, CHANGED.replace(tzinfo=None))
    assert row["snippet"] == "Training emitted 7.5 kg of CO2eq."
    assert (row["downloads"], row["task"], row["domain"]) == (11, "text-generation", "NLP")
    assert (row["datasets"], row["dated_by"]) == (["owner/data"], "hub")
    assert (snapshot.meta["text_only"], snapshot.meta["cards_at"]) == ("4", "2026-11-20 06:00:00")


def test_without_the_setting_no_card_text_is_asked_for(world, ingest):
    assert ingest() == 0
    assert not [request for request in world.requests if REPO in request.path]


def test_no_token_is_sent_for_the_files_nor_to_the_host_of_large_files(world, ingest, settings, monkeypatch):
    from tests.fakehub import FakeHub

    monkeypatch.setenv("HF_TOKEN", "hf_good")
    with FakeHub() as elsewhere:
        world.large_files_at = elsewhere
        assert scan(ingest) == 0
        assert len(elsewhere.requests) == 3
        assert all("hf_good" not in repr(request) for request in elsewhere.requests)
    files = [request for request in world.requests if "/datasets/" in request.path and "/resolve/" in request.path]
    assert len(files) == 3
    assert not any("authorization" in request.headers for request in files)
    assert found(settings) == PLANTED


def test_models_that_are_gone_or_that_no_census_has_seen_report_nothing(hub, ingest, settings, clock):
    hub.reset([model(1), model(2)])
    offer(hub, cards([1, 2, 3], {1: 5, 2: 6, 3: 7}))
    scan(ingest)
    assert found(settings) == {1: 5, 2: 6}
    hub.models.add(model(3))
    hub.models.remove("owner/m-1")
    clock.move(days=8)
    ingest()
    assert found(settings) == {2: 6, 3: 7}


def test_a_model_that_now_reports_in_its_metadata_counts_by_them(world, ingest, settings):
    scan(ingest)
    tags, card_data = ["co2_eq_emissions"], {"co2_eq_emissions": 9}
    world.models.update("owner/m-3", tags=tags, cardData=card_data)
    ingest()
    assert 3 not in found(settings)
    assert totals(settings.data_dir)[1] == 6 + len(PLANTED)


def test_the_scan_is_repeated_only_for_another_commit_or_when_it_is_old(world, ingest, settings, clock):
    scan(ingest)
    world.requests.clear()
    assert scan(ingest) == 0
    assert shards_asked(world) == []
    offer(world, cards(range(30), {4: 2}), sha="d" * 40)
    ingest(cards=True)
    assert shards_asked(world) == []
    assert scan(ingest) == 0
    assert found(settings) == {4: 2}
    offer(world, cards(range(30), {6: 2}), sha="e" * 40)
    clock.move(days=8)
    ingest(cards=True)
    assert found(settings) == {6: 2}


def test_of_two_cards_of_one_model_the_later_one_counts(hub, ingest, settings):
    hub.reset([model(1), model(2)])
    later = CHANGED.replace(month=11)
    one, other = card(1, PROSE.format(5)), card(1, PROSE.format(6), last_modified=later)
    offer(hub, [one, other, card(2, PROSE.format(8), last_modified=later)], [one, card(2, PROSE.format(7))])
    scan(ingest)
    assert found(settings) == {1: 6, 2: 8}


def test_a_scan_that_breaks_off_goes_on_behind_the_last_file(world, ingest, settings):
    world.faults.status(503, path=f"/datasets/{REPO}", skip=2, times=None)
    assert scan(ingest) == 1
    assert "503" in read_progress(settings.data_dir).last_error
    assert figures(settings.data_dir)["census"] == "complete"
    assert found(settings) == {3: 5, 11: 7.5, 19: 0.25}
    world.faults.clear()
    world.requests.clear()
    assert scan(ingest) == 0
    assert len(shards_asked(world)) == 1
    assert found(settings) == PLANTED
    assert staged(settings.data_dir, "SELECT count(*), sum(cards), sum(found) FROM card_shards") == [(3, 30, 4)]


def test_a_scan_that_was_given_up_leaves_nothing_of_its_way_behind(world, ingest, settings):
    world.faults.status(503, path=f"/datasets/{REPO}", skip=2, times=None)
    assert scan(ingest) == 1
    world.faults.clear()
    assert scan(ingest, census_days=0.0) == 0
    [(scans,)] = staged(settings.data_dir, "SELECT count(*) FROM card_scans")
    assert scans == 2
    assert staged(settings.data_dir, "SELECT count(*), sum(cards), sum(found) FROM card_shards") == [(3, 30, 4)]
    assert found(settings) == PLANTED


def test_a_scan_goes_on_within_a_file(hub, ingest, settings, monkeypatch):
    numbers = range(0, 900)
    planted = {number: number + 1 for number in range(0, 900, 90)}
    hub.reset([model(number) for number in numbers])
    offer(hub, cards(numbers, planted))
    monkeypatch.setattr(cards_stage, "BATCH", 20)
    read = cards_stage._reports
    skipped = []

    def break_off(table, skip, pool):
        skipped.append(skip)
        for number, each in enumerate(read(table, skip, pool)):
            if number == 8 and len(skipped) == 1:
                raise WorkerDiedError("a process ended")
            yield each

    monkeypatch.setattr(cards_stage, "_reports", break_off)
    assert scan(ingest) == 1
    [(rows, before)] = staged(settings.data_dir, "SELECT cards, found FROM card_shards WHERE NOT finished")
    assert 0 < before < len(planted)
    assert scan(ingest) == 0
    assert skipped == [0, rows]
    assert found(settings) == planted


def test_a_commit_that_is_gone_makes_the_next_scan_begin_with_another(world, ingest, settings):
    world.faults.status(503, path=f"/datasets/{REPO}", skip=2, times=None)
    scan(ingest)
    world.faults.clear()
    offer(world, cards(range(30), {4: 2}), sha="d" * 40)
    assert scan(ingest) == 1
    assert found(settings) == {3: 5, 11: 7.5, 19: 0.25}
    assert scan(ingest) == 0
    assert found(settings) == {4: 2}


def test_a_data_set_that_lost_most_of_its_cards_is_not_believed(world, ingest, settings):
    scan(ingest)
    offer(world, cards(range(10), {}), sha="d" * 40)
    assert scan(ingest) == 1
    assert "shrank from 30 to 10 cards" in read_progress(settings.data_dir).last_error
    assert found(settings) == PLANTED


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([{"model_id": "a/b", "card": "x", "last_modified": CHANGED, "tags": ["x"]}], "it lacks modelId"),
        ([{"modelId": "a/b", "text": "x", "tags": ["x"]}], "it lacks card, last_modified"),
        ([{"modelId": "a/b", "card": 5, "last_modified": CHANGED, "tags": ["x"]}], "card is BIGINT, not VARCHAR"),
        ([{"modelId": "a/b", "card": "x", "last_modified": CHANGED, "tags": "x"}], "tags is VARCHAR, not LIST"),
    ],
)
def test_columns_that_are_missing_or_renamed_are_named(world, ingest, settings, rows, problem):
    world.files[REPO] = {"data/train-00000.parquet": parquet(rows)}
    assert scan(ingest) == 1
    told = read_progress(settings.data_dir).last_error
    assert told.startswith(f"data/train-00000.parquet of {REPO} has not the columns it is documented to have")
    assert problem in told
    assert "It has" in told
    assert totals(settings.data_dir) == (30, 6, 0, 0)


def test_a_file_that_is_no_parquet_is_named(world, ingest, settings):
    world.files[REPO] = {"data/train-00000.parquet": b"PAR1 but not really PAR1"}
    assert scan(ingest) == 1
    assert "data/train-00000.parquet of librarian-bots" in read_progress(settings.data_dir).last_error


def test_a_data_set_that_is_not_there_is_named(hub, ingest, settings):
    hub.reset(content(range(10)))
    assert scan(ingest) == 1
    assert f"There is no public data set {REPO}" in read_progress(settings.data_dir).last_error
    assert totals(settings.data_dir) == (10, 2, 0, 0)


def test_hostile_rows_stop_nothing(hub, ingest, settings):
    hub.reset([model(1), model(2)])
    rows = [
        card(1, PROSE.format(5)),
        card(2, "---\na: &a [x]\nb: *a\n---\nTraining emitted 6 kg of CO2eq.\0\n" + "x" * 10 * 2**20, tags=None),
        card(3, PROSE.format(1), modelId="../../etc"),
        card(4, PROSE.format(1), modelId=None, last_modified=None),
        card(5, None),
    ]
    offer(hub, rows)
    assert scan(ingest) == 0
    assert found(settings) == {1: 5, 2: 6}
    assert staged(settings.data_dir, "SELECT id, len(body), cut FROM card_reports WHERE cut") == [
        ("owner/m-2", 500_000, True)
    ]


def test_nothing_of_the_downloads_is_left(world, ingest, settings):
    scan(ingest)
    assert [path for path in (settings.data_dir / "downloads").rglob("*") if path.is_file()] == []


def test_an_unfilled_template_is_not_even_handed_to_the_parser(hub, ingest, monkeypatch, settings):
    hub.reset([model(1)])
    offer(hub, [card(1, PLAIN), card(1, TEMPLATE)])
    monkeypatch.setattr(cards_stage, "_cards", lambda batch: pytest.fail("a card was handed on"))
    assert scan(ingest) == 0


def text_only(settings, *columns: str) -> list[tuple[object, ...]]:
    """Those columns of the models that report in their text only, by id."""
    snapshot = Store(settings.data_dir).current()
    with snapshot.cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {', '.join(columns)} FROM reports WHERE reports AND found_in = 'text' ORDER BY id"
        ).fetchall()
    snapshot.close()
    return rows


def details_asked(hub, *numbers: int) -> list[str]:
    wanted = {f"/api/models/owner/m-{number}" for number in numbers}
    return sorted(request.path for request in hub.requests if request.path in wanted)


def test_a_report_of_the_text_has_the_sizes_and_the_date_of_its_model_in_the_same_ingest(hub, ingest, settings):
    commits = {"owner/m-2": [{"date": "2021-05-01T00:00:00.000Z"}, {"date": "2020-02-01T12:00:00.000Z"}]}
    datasets = {"owner/data": {"id": "owner/data", "mainSize": 77}}
    hub.reset([model(1, siblings=WEIGHTS), model(2, createdAt=FLOOR, siblings=WEIGHTS)], commits=commits)
    hub.datasets.update(datasets)
    offer(hub, cards([1, 2], {1: 5, 2: 6}))
    assert scan(ingest) == 0
    rows = text_only(settings, "id", "size_bytes", "dataset_bytes", "created_at::VARCHAR", "dated_by")
    assert rows[0][:3] == ("owner/m-1", 5, 77)
    assert rows[1] == ("owner/m-2", 5, 77, "2020-02-01 12:00:00", "first commit")


def test_the_details_of_a_report_of_the_text_are_asked_for_again_only_when_its_model_changed(
    world, ingest, settings, clock
):
    scan(ingest)
    assert len(details_asked(world, *PLANTED)) == len(PLANTED)
    world.requests.clear()
    assert scan(ingest) == 0
    assert details_asked(world, *PLANTED) == []
    world.models.update("owner/m-11", lastModified="2026-11-22T00:00:00.000Z")
    clock.move(days=8)
    assert scan(ingest) == 0
    assert details_asked(world, *PLANTED) == ["/api/models/owner/m-11"]


def test_details_that_break_off_leave_the_reports_and_are_gone_on_with(world, ingest, settings):
    world.faults.status(503, path="/api/models/owner/m-3", times=None)
    world.faults.status(503, path="/api/models/owner/m-11", times=None)
    assert scan(ingest) == 0
    assert found(settings) == PLANTED
    world.faults.clear()
    world.requests.clear()
    assert scan(ingest) == 0
    assert details_asked(world, *PLANTED) == ["/api/models/owner/m-11", "/api/models/owner/m-3"]
    assert staged(settings.data_dir, "SELECT count(*) FROM details WHERE problem IS NOT NULL") == [(0,)]


def test_a_model_that_the_hub_no_longer_shows_is_asked_for_once(world, ingest, settings):
    world.faults.status(404, headers={"x-error-code": "RepoNotFound"}, path="/api/models/owner/m-19", times=None)
    assert scan(ingest) == 0
    world.requests.clear()
    assert scan(ingest) == 0
    assert details_asked(world, *PLANTED) == []
    assert found(settings) == PLANTED

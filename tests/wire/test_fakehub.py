"""The fake Hub keeps to what was recorded of the real one, so that tests against it mean something."""

import base64
import json
import sys
from subprocess import PIPE, Popen
from urllib.parse import parse_qs, urlsplit

import pytest

from carbon.hub.models import CENSUS_KEYS, REPORTER_KEYS, ModelPages
from carbon.hub.record import ModelRecord, ReporterRecord, read_model, read_reporter
from tests.fakehub import SyntheticCatalog


def test_the_cursor_is_the_recorded_condition_on_sort_key_and_id(hub, connect, models):
    path = connect().get("/api/models", [("limit", "2"), ("sort", "createdAt")]).next_path
    cursor = json.loads(base64.b64decode(parse_qs(urlsplit(path).query)["cursor"][0]))
    created, hub_id = models[1]["createdAt"], models[1]["_id"]
    assert cursor["$or"][:2] == [{"createdAt": created, "_id": {"$gt": hub_id}}, {"createdAt": {"$lt": created}}]


def test_a_page_holds_at_most_a_thousand(hub, connect):
    hub.reset(SyntheticCatalog(2500))
    assert [len(page.items) for page in ModelPages(connect(), ("likes",), limit=5000)] == [1000, 1000, 500]


def test_malformed_items_are_served_as_they_are_at_the_end(hub, connect):
    for item in (None, 5, {"id": 7}, {"_id": "x", "createdAt": []}):
        hub.models.add(item)
    pages = list(ModelPages(connect(), ("likes",), limit=2))
    served = [item for page in pages for item in page.items]
    assert served[11:] == [None, 5, {"id": 7}, {"_id": "x"}]


def test_generated_models_are_whole_and_the_same_every_time(hub, connect):
    hub.reset(SyntheticCatalog(5000))
    items = [item for page in ModelPages(connect(), CENSUS_KEYS) for item in page.items]
    records = [read_model(item) for item in items]
    assert all(isinstance(record, ModelRecord) and not record.problems for record in records)
    assert len({record.hub_id for record in records}) == len({record.id for record in records}) == 5000
    assert [record.created_at for record in records] == sorted((r.created_at for r in records), reverse=True)
    assert items == [item for page in ModelPages(connect(), CENSUS_KEYS, limit=700) for item in page.items]


def test_generated_reporters_are_those_of_the_whole_list(hub, connect):
    hub.reset(SyntheticCatalog(5000))
    whole = [item for page in ModelPages(connect(), REPORTER_KEYS) for item in page.items]
    listed = [item for page in ModelPages(connect(), REPORTER_KEYS, "co2_eq_emissions", limit=7) for item in page.items]
    assert listed == [item for item in whole if "co2_eq_emissions" in item["tags"]]
    assert len(listed) == 20
    assert all(isinstance(read_reporter(item), ReporterRecord) for item in listed)


def test_it_runs_as_a_process_that_prints_its_address(connect):
    with Popen([sys.executable, "-m", "tests.fakehub", "--synthetic", "3"], stdout=PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert len(connect(endpoint=address).get("/api/models").payload) == 3
        finally:
            process.terminate()


@pytest.mark.parametrize("token", [False, "hf_good"])
def test_every_answer_tells_the_quota(hub, connect, token):
    client = connect(token)
    client.get("/api/models")
    assert client.quotas["api"].limit == 10**9

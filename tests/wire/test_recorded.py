"""Real answers of the Hub, and the replay of 2021-2023, read whole."""

import csv
import json
from collections import Counter
from datetime import datetime

import pytest

from carbon.hub.address import next_link
from carbon.hub.models import CENSUS_KEYS, REPORTER_KEYS, ModelPages, first_commit
from carbon.hub.quota import read_quota
from carbon.hub.record import ModelRecord, ReporterRecord, read_model, read_reporter
from carbon.method.dates import HUB_FLOOR
from tests.fakehub import Catalog
from tests.fakehub.replay import load

pytestmark = pytest.mark.shared


def wire(shared, part):
    (path,) = (shared / "hub-wire").glob(f"*{part}*.json")
    return json.loads(path.read_text())


@pytest.mark.parametrize("part", ["list_expand_baseModels", "bert-base-uncased", "LFM2.5-8B", "Ornith-1.0"])
def test_recorded_models_are_read_without_a_problem(shared, part):
    items = wire(shared, part)
    for item in items if isinstance(items, list) else [items]:
        assert isinstance(read_model(item), ModelRecord)
        assert read_reporter(item).problems == ()


def test_the_model_whose_index_is_a_dict_is_kept(shared):
    record = read_reporter(wire(shared, "Waynehills"))
    assert isinstance(record, ReporterRecord)
    assert json.loads(record.model_index) == {"name": "Waynehills-STT-doogie-server"}
    assert record.problems == ()


def test_a_wrong_total_of_parameters_is_not_believed(shared):
    assert read_model(wire(shared, "Ornith-1.0")).parameters == 35_107_181_936


def test_recorded_headers_are_understood(shared):
    recorded = wire(shared, "response_headers")
    headers = {name.lower(): value for name, value in recorded["api_model_info_2026-06-08"]["headers"]}
    quota = read_quota(headers, "api", now=0)
    assert (quota.remaining, quota.limit, quota.window_s, quota.resets_at) == (499, 500, 300, 293)
    assert next_link(recorded["list_link_header_2022-11_staging"]).startswith("http://localhost:5564/api/models?")


def test_the_replay_comes_whole_with_its_months_and_first_commits(shared, hub, connect):
    content = load(shared / "hub-replay")
    hub.reset(Catalog(content["models"]), commits=content["commits"], datasets=content["datasets"])
    census = [read_model(item) for page in ModelPages(connect(), CENSUS_KEYS) for item in page.items]
    assert len(census) == len({record.hub_id for record in census}) == 149_392
    assert not any(record.problems for record in census)
    pages = ModelPages(connect(), REPORTER_KEYS, "co2_eq_emissions", limit=200)
    reporters = [read_reporter(item) for page in pages for item in page.items]
    assert len(reporters) == 1417
    assert not any(record.problems for record in reporters)
    assert first_commit(connect(), "study2023/distilgpt2") == datetime(2019, 10, 3, 12)
    months = Counter(f"{r.created_at:%Y-%m}" for r in census if r.created_at > HUB_FLOOR)
    with (shared / "hub-replay" / "monthly_totals.csv").open() as file:
        told = {row["month"]: row for row in csv.DictReader(file)}
    assert all(months[month] == int(row["models"]) for month, row in told.items() if month >= "2022-04")

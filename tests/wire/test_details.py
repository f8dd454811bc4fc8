"""What is asked model by model: details, first commits, sizes of data sets, one live look-up."""

from datetime import datetime

import pytest

from carbon.hub.errors import NotAnId, UnusableAnswer
from carbon.hub.models import dataset_size, first_commit, model_detail, one_model


def commit(date):
    return {"id": "0" * 40, "title": "a change", "authors": [{"user": "ada"}], "date": date}


def test_a_model_s_detail_has_the_sizes_of_its_files(hub, connect):
    detail = model_detail(connect(), "ada/fine-tuned-reporter")
    assert detail["siblings"][1] == {"rfilename": "model.safetensors", "size": 267826000}
    assert hub.requests[0].path == "/api/models/ada/fine-tuned-reporter"


def test_a_gated_model_s_detail_is_public(hub, connect):
    assert model_detail(connect(), "ada/plain-number")["gated"] == "auto"


@pytest.mark.parametrize("ask", [model_detail, one_model, first_commit])
@pytest.mark.parametrize("name", ["", "a/b?x=1#y", "a/b/c", "../../admin", "a/..", "a b", "https://evil.example/a/b"])
def test_what_is_no_id_is_never_asked_for(hub, connect, ask, name):
    with pytest.raises(NotAnId, match="write owner/name"):
        ask(connect(), name)
    assert hub.requests == []


def test_what_is_disabled_has_no_first_commit_and_no_size(hub, connect):
    hub.disabled = {"ada/plain-number", "ada/data"}
    assert first_commit(connect(), "ada/plain-number") is None
    assert dataset_size(connect(), "ada/data") is None


@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"'])
def test_a_detail_that_is_no_object_is_named(hub, connect, body):
    hub.faults.status(200, body)
    with pytest.raises(UnusableAnswer, match="no object"):
        model_detail(connect(), "ada/plain-number")


def test_the_oldest_commit_dates_a_model(hub, connect):
    dates = ["2026-01-01T00:00:00.000Z", "2021-05-05T06:07:08.000Z", "2019-02-18T10:00:00.000Z"]
    hub.commits["dora/older-than-dates"] = [commit(date) for date in dates]
    assert first_commit(connect(), "dora/older-than-dates") == datetime(2019, 2, 18, 10)


def test_the_oldest_commit_is_found_behind_several_pages(hub, connect):
    dates = ["2026-01-01T00:00:00.000Z"] * 2500 + ["2019-02-18T10:00:00.000Z"]
    hub.commits["dora/older-than-dates"] = [commit(date) for date in dates]
    assert first_commit(connect(), "dora/older-than-dates") == datetime(2019, 2, 18, 10)
    assert len(hub.requests) == 3


def test_a_model_that_is_gone_has_no_first_commit(hub, connect):
    assert first_commit(connect(), "no/such-model") is None


def test_a_model_without_commits_has_no_first_commit(hub, connect):
    hub.commits["legacy-name"] = []
    assert first_commit(connect(), "legacy-name") is None


@pytest.mark.parametrize("body", [b"{}", b"[1]", b'[{"date":"yesterday"}]', b"[{}]", b'[{"date":5}]'])
def test_commits_of_another_shape_are_named(hub, connect, body):
    hub.faults.status(200, body)
    with pytest.raises(UnusableAnswer):
        first_commit(connect(), "legacy-name")


SPLITS = [{"name": "train", "num_bytes": 60}, {"name": "test", "num_bytes": 40}]
DATASETS = [
    ({"mainSize": 10, "cardData": {"dataset_info": {"dataset_size": 5}}}, 10),
    ({"cardData": {"dataset_info": {"dataset_size": 5, "splits": SPLITS}}}, 5),
    ({"cardData": {"dataset_info": {"splits": SPLITS}}}, 100),
    ({"cardData": {"dataset_info": {"download_size": 7}}}, 7),
    ({"cardData": {"dataset_info": [{"dataset_size": 5}, {"dataset_size": 6}]}}, 11),
    ({"cardData": {"dataset_info": [{"dataset_size": 5}, {"config_name": "all", "dataset_size": 6}]}}, 6),
    ({"mainSize": "big", "cardData": {"dataset_info": {"dataset_size": -1}}}, None),
    ({"mainSize": True, "cardData": "text"}, None),
    ({"cardData": {"dataset_info": [1, None, {"splits": [3]}]}}, None),
    ({}, None),
]


@pytest.mark.parametrize(("told", "size"), DATASETS)
def test_a_data_set_s_size_comes_from_the_best_source(hub, connect, told, size):
    hub.datasets["ada/data"] = {"_id": "1", "id": "ada/data", **told}
    assert dataset_size(connect(), "ada/data") == size


def test_a_data_set_without_namespace_may_have_moved(hub, connect):
    hub.datasets["stanford/imdb"] = {"id": "stanford/imdb", "mainSize": 3}
    hub.renamed["imdb"] = "stanford/imdb"
    assert dataset_size(connect(), "imdb") == 3


def test_a_data_set_that_is_gone_has_no_size(hub, connect):
    assert dataset_size(connect(), "no/such-data") is None


def test_a_refused_size_is_looked_for_in_the_whole_answer(hub, connect, events):
    hub.refused_keys = {"mainSize"}
    hub.datasets["ada/data"] = {"id": "ada/data", "cardData": {"dataset_info": {"dataset_size": 5}}}
    assert dataset_size(connect(), "ada/data") == 5
    assert [event.kind for event in events] == ["key_refused"]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "None",
        "custom",
        "my own data",
        "./data/train.csv",
        "/home/ada/data",
        "C:\\data",
        "a/b/c",
        "../x",
        "ü/x",
        "a" * 200,
    ],
)
def test_a_name_that_cannot_be_a_data_set_of_the_hub_costs_no_request(hub, connect, name):
    assert dataset_size(connect(), name) is None
    assert hub.requests == []


def test_a_live_look_up_brings_what_a_report_needs_with_sizes(hub, connect):
    item = one_model(connect(), "ada/fine-tuned-reporter")
    assert item["cardData"]["co2_eq_emissions"]["emissions"] == 12.5
    assert item["baseModels"]["relation"] == "finetune"
    assert item["siblings"][1]["size"] == 267826000
    assert len(hub.requests) == 1


def test_a_live_look_up_survives_a_refused_key(hub, connect):
    hub.refused_keys = {"baseModels"}
    assert one_model(connect(), "ada/plain-number")["cardData"] == {"co2_eq_emissions": 0.75}

"""A wire item becomes a row, a row with problems, or a reject that says why; never an exception."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carbon.hub.record import ModelRecord, Reject, ReporterRecord, read_model, read_reporter
from carbon.method.dates import HUB_FLOOR

GOOD = {"_id": "690000000000000000000001", "id": "ada/model", "createdAt": "2026-10-20T08:00:00.123Z"}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
WIRE_KEYS = (
    "_id id createdAt lastModified downloads likes library_name pipeline_tag gated disabled safetensors sha tags "
    "cardData model-index siblings baseModels"
)
wire_keys = st.sampled_from(WIRE_KEYS.split())


def storable(record) -> bool:
    """Whether every text in the record can be stored as UTF-8."""
    texts = [value for value in record if isinstance(value, str)]
    lists = [entry for value in record if isinstance(value, list) for entry in value]
    return all(text.encode() is not None and "\0" not in text for text in texts + lists)


def test_a_whole_item(models):
    assert read_model(models[3]) == ModelRecord(
        hub_id=bytes.fromhex("690000000000000000000004"),
        id="bob/says-nothing",
        created_at=datetime(2026, 9, 1, 10, 30),
        last_modified=datetime(2026, 9, 2, 10, 30),
        downloads=4_000_000_000,
        likes=12,
        library="diffusers",
        task="text-to-image",
        gated=None,
        disabled=False,
        parameters=8_467_856_832,
        problems=(),
    )


def test_missing_keys_are_not_known_and_no_problem(models):
    record = read_model({"_id": GOOD["_id"], "id": "legacy-name"})
    assert record == ModelRecord(bytes.fromhex(GOOD["_id"]), "legacy-name", *[None] * 9, ())


def test_nulls_are_as_good_as_missing_keys():
    nulls = dict.fromkeys(["createdAt", "likes", "library_name", "gated", "safetensors", "cardData", "tags"])
    assert read_reporter(GOOD | nulls | {"createdAt": None}).problems == ()


@pytest.mark.parametrize(
    "written", ["2026-10-20T08:00:00.000Z", "2026-10-20T08:00:00+00:00", "2026-10-20T10:00:00+02:00"]
)
def test_times_are_read_in_any_zone_and_kept_in_utc(written):
    assert read_model(GOOD | {"createdAt": written}).created_at == datetime(2026, 10, 20, 8)


def test_the_floor_of_dates(models):
    at_floor = [model["id"] for model in models if read_model(model).created_at <= HUB_FLOOR]
    assert at_floor == [model["id"] for model in models if model["id"].startswith("dora/")]


FIELDS = [
    ("downloads", "many", "downloads"),
    ("downloads", -1, "downloads"),
    ("downloads", 2**63, "downloads"),
    ("downloads", 1.5, "downloads"),
    ("downloads", float("nan"), "downloads"),
    ("downloads", True, "downloads"),
    ("likes", 2**31, "likes"),
    ("likes", [], "likes"),
    ("lastModified", "yesterday", "last_modified"),
    ("lastModified", 5, "last_modified"),
    ("library_name", ["transformers"], "library"),
    ("library_name", "x" * 201, "library"),
    ("library_name", "a\ud800b", "library"),
    ("library_name", "a\0b", "library"),
    ("pipeline_tag", {"a": 1}, "task"),
    ("gated", "perhaps", "gated"),
    ("gated", True, "gated"),
    ("disabled", "no", "disabled"),
    ("disabled", 0, "disabled"),
    ("safetensors", {"total": 5}, "parameters"),
    ("safetensors", {"parameters": {"F32": "5"}}, "parameters"),
    ("safetensors", {"parameters": {"F32": -5}}, "parameters"),
    ("safetensors", {"parameters": {"F32": 1.5}}, "parameters"),
    ("safetensors", {"parameters": {"F32": 2**62, "F16": 2**62}}, "parameters"),
    ("safetensors", [1], "parameters"),
]


@pytest.mark.parametrize(("key", "value", "column"), FIELDS)
def test_one_unusable_field_is_recorded_and_the_model_kept(key, value, column):
    record = read_model(GOOD | {key: value})
    assert getattr(record, column) is None
    assert [field for field, reason in record.problems] == [column]


def test_parameters_are_added_up_and_the_total_is_never_used():
    safetensors = {"parameters": {"BF16": 35_107_181_936, "F32": 4}, "total": 664_944, "sharded": True}
    assert read_model(GOOD | {"safetensors": safetensors}).parameters == 35_107_181_940


REJECTS = [
    ("_id", None, "_id"),
    ("_id", "69000000000000000000000", "_id"),
    ("_id", "6900000000000000000000zz", "_id"),
    ("_id", "69 00 00 00 00 00 00 00 ", "_id"),
    ("_id", 5, "_id"),
    ("id", None, "id"),
    ("id", "", "id"),
    ("id", ["a"], "id"),
    ("id", "a/b/c", "id"),
    ("id", "a b/c", "id"),
    ("id", "a/" + "b" * 200, "id"),
    ("id", "../etc", "id"),
    ("id", "a/..", "id"),
    ("id", "a/b\n", "id"),
    ("id", "a/\ud800", "id"),
    ("id", "<script>/x", "id"),
    ("createdAt", "soon", "createdAt"),
    ("createdAt", "2026-10-20", "createdAt"),
    ("createdAt", "2026-10-20T08:00:00.000", "createdAt"),
    ("createdAt", "0001-01-01T00:00:00+05:00", "createdAt"),
    ("createdAt", "2026-13-20T08:00:00.000Z", "createdAt"),
    ("createdAt", 1700000000, "createdAt"),
    ("createdAt", "", "createdAt"),
]


@pytest.mark.parametrize(("key", "value", "named"), REJECTS)
@pytest.mark.parametrize("read", [read_model, read_reporter])
def test_an_item_without_identity_is_rejected_by_name(read, key, value, named):
    reject = read(GOOD | {key: value})
    assert isinstance(reject, Reject)
    assert reject.reason.startswith(named)
    assert reject.id == (None if key == "id" else "ada/model")


@pytest.mark.parametrize("item", [None, 5, "text", [], True])
def test_what_is_no_object_is_rejected(item):
    assert read_model(item) == Reject(None, "not an object", json.dumps(item))


def test_a_reject_keeps_its_item_cut_short():
    reject = read_model({"id": 5, "x": "y" * 10_000})
    assert reject.item.startswith('{"id":5,"x":"yyy')
    assert len(reject.item) == 4000


def test_a_whole_reporter(models):
    record = read_reporter(models[0])
    assert isinstance(record, ReporterRecord)
    assert record[:13] == (
        bytes.fromhex("690000000000000000000001"),
        "ada/fine-tuned-reporter",
        datetime(2026, 10, 20, 8),
        datetime(2026, 10, 21, 8),
        "1" * 40,
        120,
        3,
        "transformers",
        "text-classification",
        None,
        False,
        66_955_010,
        ["transformers", "co2_eq_emissions", "region:us"],
    )
    card = {key: value for key, value in models[0]["cardData"].items() if key != "widget"}
    assert json.loads(record.card) == card
    assert json.loads(record.model_index) == models[0]["model-index"]
    assert json.loads(record.base_models) == models[0]["baseModels"]
    assert record.files == ["README.md", "model.safetensors"]
    assert record.problems == ()


def test_a_model_index_that_is_a_dict_is_kept_from_the_card(models):
    record = read_reporter(models[8])
    assert json.loads(record.model_index) == {"name": "a dict, not a list"}
    assert json.loads(record.card) == {"co2_eq_emissions": {"emissions": None}}
    assert record.problems == ()


REPORTER_FIELDS = [
    ("cardData", "text", "card", None),
    ("cardData", [1], "card", None),
    ("cardData", {"co2_eq_emissions": float("nan")}, "card", '{"co2_eq_emissions":null}'),
    ("cardData", {"co2_eq_emissions": float("inf")}, "card", '{"co2_eq_emissions":null}'),
    ("cardData", {"co2_eq_emissions": 1, "x": "y" * 2_000_000}, "card", '{"co2_eq_emissions":1}'),
    ("model-index", "text", "model_index", None),
    ("baseModels", ["a"], "base_models", None),
    ("tags", "one", "tags", None),
    ("tags", ["a", 5, None], "tags", ["a"]),
    ("siblings", {"a": 1}, "files", None),
    ("siblings", [{"rfilename": "a"}, {}, 5], "files", ["a"]),
    ("sha", 5, "sha", None),
]


@pytest.mark.parametrize(("key", "value", "column", "kept"), REPORTER_FIELDS)
def test_of_a_reporter_s_unusable_field_what_can_be_kept_is(key, value, column, kept):
    record = read_reporter(GOOD | {key: value})
    assert getattr(record, column) == kept
    assert [field for field, reason in record.problems] == [column]


def test_lone_surrogates_and_nul_never_reach_the_store():
    item = json.loads('{"cardData": {"source": "a\\ud800b\\u0000"}, "tags": ["x\\udfff", "y\\u0000"]}')
    record = read_reporter(GOOD | item)
    assert record.tags == ["x\ufffd", "y\ufffd"]
    assert json.loads(record.card) == {"source": "a\ufffdb\0"}
    assert storable(record)


def test_a_card_nested_without_end_is_recorded():
    deep = current = {}
    for _ in range(100_000):
        current["a"] = current = {}
    record = read_reporter(GOOD | {"cardData": deep})
    assert (record.card, record.problems) == (None, (("card", "nested too deeply"),))
    while deep:  # taken apart level by level: freeing it at once would nest as deeply
        deep = deep.pop("a")


@given(json_values)
def test_reading_a_model_never_raises(value):
    record = read_model(value)
    assert isinstance(record, ModelRecord | Reject)


@given(st.dictionaries(wire_keys, json_values), st.booleans())
@example({"cardData": {"": 10**4000}}, True)
def test_reading_any_item_never_raises_and_all_of_it_can_be_stored(item, identified):
    item = item | GOOD if identified else item
    for record in (read_model(item), read_reporter(item)):
        assert isinstance(record, ModelRecord | ReporterRecord) or not identified
        assert storable(record)
        assert all(field and reason.encode() for field, reason in getattr(record, "problems", ()))


def test_a_creation_date_in_the_future_is_no_date():
    far = (datetime.now(UTC) + timedelta(days=400)).isoformat()
    found = read_model({"_id": "a" * 24, "id": "own/m", "createdAt": far})
    assert found.created_at is None
    assert [field for field, _ in found.problems] == ["created_at"]

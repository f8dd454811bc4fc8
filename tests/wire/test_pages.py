"""A model list comes page by page, whole, once each, and can be gone on with from any page."""

import pytest
from huggingface_hub.errors import BadRequestError

from carbon.hub.errors import HubGaveUp, UnusableAnswer
from carbon.hub.models import CENSUS_KEYS, REPORTER_KEYS, ModelPages, list_params

TAG = "co2_eq_emissions"


def ids(pages):
    return [item["id"] for page in pages for item in page.items]


def test_the_query_of_a_list():
    assert list_params(TAG, ("likes", "sha"), limit=5) == [
        ("limit", "5"),
        ("sort", "createdAt"),
        ("filter", TAG),
        ("expand", "likes"),
        ("expand", "sha"),
    ]


@pytest.mark.parametrize("limit", [1, 3, 9, 11, 1000])
def test_every_model_comes_once_newest_first_whatever_the_page_size(hub, connect, models, limit):
    assert ids(ModelPages(connect(), CENSUS_KEYS, limit=limit)) == [model["id"] for model in models]


def test_pages_are_numbered_and_only_the_last_has_no_next(hub, connect):
    pages = list(ModelPages(connect(), CENSUS_KEYS, limit=4))
    assert [(page.number, len(page.items), page.next_path is None) for page in pages] == [
        (1, 4, False),
        (2, 4, False),
        (3, 3, True),
    ]


def test_the_next_page_is_asked_for_only_after_this_one_was_taken(hub, connect):
    sent = [len(hub.requests) for page in ModelPages(connect(), CENSUS_KEYS, limit=4)]
    assert sent == [1, 2, 3]


def test_a_last_page_that_is_full_is_the_last(hub, connect, models):
    hub.models.remove(models[0]["id"])
    hub.models.remove(models[1]["id"])
    pages = list(ModelPages(connect(), CENSUS_KEYS, limit=3))
    assert [(len(page.items), page.next_path is None) for page in pages] == [(3, False), (3, False), (3, True)]


def test_a_full_page_whose_next_one_is_not_named_once_is_gone_on_from(hub, connect, models):
    hub.faults.no_link(skip=1)
    pages = list(ModelPages(connect(), CENSUS_KEYS, limit=4))
    assert list(dict.fromkeys(ids(pages))) == [model["id"] for model in models]


@pytest.mark.parametrize("skip", [0, 1])
def test_a_list_whose_next_pages_are_never_named_is_an_error(hub, connect, models, skip):
    hub.faults.no_link(skip=skip, times=None)
    taken = []
    with pytest.raises(UnusableAnswer, match="names no next page"):
        taken.extend(ModelPages(connect(), CENSUS_KEYS, limit=4))
    assert len(ids(taken)) == 4 * skip
    hub.faults.clear()
    rest = ModelPages(connect(), CENSUS_KEYS, limit=4, next_path=taken[-1].next_path if taken else None)
    assert ids([*taken, *rest]) == [model["id"] for model in models]


def test_an_item_holds_the_keys_asked_for_and_no_sizes(hub, connect, models):
    first = next(iter(ModelPages(connect(), REPORTER_KEYS, TAG))).items[0]
    assert first.keys() == {"_id", "id", *REPORTER_KEYS}
    assert first["siblings"] == [{"rfilename": "README.md"}, {"rfilename": "model.safetensors"}]


def test_the_filter_keeps_models_with_the_tag(hub, connect):
    assert ids(ModelPages(connect(), ("tags",), TAG, limit=2)) == [
        "ada/fine-tuned-reporter",
        "ada/plain-number",
        "ada/written-in-words",
        "dora/older-than-dates",
    ]


def test_a_list_goes_on_from_a_saved_page_with_a_new_client(hub, connect, models):
    first = next(iter(ModelPages(connect(), CENSUS_KEYS, limit=5)))
    rest = ids(ModelPages(connect(), CENSUS_KEYS, limit=5, next_path=first.next_path))
    assert rest == [model["id"] for model in models[5:]]


def test_after_giving_up_the_saved_page_is_where_it_goes_on(hub, connect, models):
    hub.faults.status(503, skip=2, times=None)
    taken = []
    with pytest.raises(HubGaveUp):
        taken.extend(ModelPages(connect(), CENSUS_KEYS, limit=4))
    hub.faults.clear()
    rest = ModelPages(connect(), CENSUS_KEYS, next_path=taken[-1].next_path)
    assert ids([*taken, *rest]) == [model["id"] for model in models]


def test_models_made_or_deleted_meanwhile_repeat_and_skip_none_of_the_others(hub, connect, models):
    pages = iter(ModelPages(connect(), CENSUS_KEYS, limit=4))
    found = [next(pages)]
    hub.models.add({"_id": "6f" + "0" * 22, "id": "new/one", "createdAt": "2026-11-20T00:00:00.000Z"})
    hub.models.remove(models[3]["id"])
    assert ids([*found, *pages]) == [model["id"] for model in models]


def test_a_refused_key_is_dropped_with_a_warning(hub, connect, events, models):
    hub.refused_keys = {"baseModels"}
    pages = ModelPages(connect(), REPORTER_KEYS, limit=4)
    assert ids(pages) == [model["id"] for model in models]
    assert pages.refused == ("baseModels",)
    assert pages.keys == tuple(key for key in REPORTER_KEYS if key != "baseModels")
    assert [(event.kind, "baseModels" in event.message) for event in events] == [("key_refused", True)]


@pytest.mark.parametrize(
    "refusal",
    ["{key} is not allowed", "Invalid query", "Invalid option: expected one of createdAt|downloads|likes|sha|tags", ""],
)
def test_keys_are_found_however_the_hub_words_its_refusal(hub, connect, refusal):
    hub.refused_keys, hub.refusal = {"siblings", "gated"}, refusal
    pages = ModelPages(connect(), REPORTER_KEYS)
    assert len(ids(pages)) == 11
    assert set(pages.refused) == {"siblings", "gated"}


def test_a_key_refused_while_going_on_is_dropped_from_the_saved_path_too(hub, connect, models):
    first = next(iter(ModelPages(connect(), CENSUS_KEYS, limit=4)))
    hub.refused_keys = {"disabled"}
    rest = ModelPages(connect(), CENSUS_KEYS, next_path=first.next_path)
    assert ids([first, *rest]) == [model["id"] for model in models]


def test_a_400_that_is_no_key_s_fault_is_raised(hub, connect):
    hub.faults.status(400, b'{"error":"bad cursor"}')
    pages = ModelPages(connect(), ("likes",), next_path="/api/models?cursor=bad&expand=likes")
    with pytest.raises(BadRequestError, match="bad cursor"):
        list(pages)


@pytest.mark.parametrize("body", [b'{"error":"moved"}', b"null", b'"text"', b"5"])
def test_a_page_that_is_no_list_is_named(hub, connect, body):
    hub.faults.status(200, body)
    with pytest.raises(UnusableAnswer, match="no list"):
        list(ModelPages(connect(), ("likes",)))


def test_an_item_nested_without_end_costs_only_itself(hub, connect):
    deep = b'{"id":"a/[b","x":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    hub.faults.status(200, b'[{"id":"a/\\"x"}, ' + deep + b', {"id":"a/z"}]')
    items = next(iter(ModelPages(connect(), ("likes",)))).items
    assert [items[0], items[2]] == [{"id": 'a/"x'}, {"id": "a/z"}]
    assert items[1].startswith('{"id":"a/[b"')


def test_a_number_with_more_digits_than_python_reads_costs_nothing(hub, connect):
    hub.faults.status(200, b'[{"id":"a/b","likes":' + b"9" * 5000 + b"}]")
    assert next(iter(ModelPages(connect(), ("likes",)))).items == [{"id": "a/b", "likes": float("inf")}]

"""`GET /api/search`: what type-ahead asks."""

import json
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from carbon.http import search
from tests.pages.snapshots import write


@pytest.fixture(autouse=True)
def three_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARBON_DATA_DIR", str(tmp_path))
    ids = ("bigscience/bloom", "google-bert/bert-base-uncased", "someone/bloom-tiny")
    write(tmp_path, models=[{"id": name, "downloads": 10 - place} for place, name in enumerate(ids)])


def get(query: str) -> Response:
    return search.answer(Request({"type": "http", "method": "GET", "query_string": query.encode(), "headers": []}))


def ids(query: str) -> list[str]:
    return [model["id"] for model in json.loads(get(query).body)["models"]]


def test_a_part_of_a_name_finds_the_models_that_contain_it() -> None:
    assert json.loads(get("q=BERT").body) == {
        "query": "BERT",
        "models": [{"id": "google-bert/bert-base-uncased", "downloads": 9, "reports": False, "similar": False}],
    }


def test_a_link_to_the_hub_finds_its_model() -> None:
    assert ids("q=https%3A%2F%2Fhuggingface.co%2Fbigscience%2Fbloom%2Ftree%2Fmain") == ["bigscience/bloom"]


@pytest.mark.parametrize("query", ["", "q=", "q=%20%20", "q=nothing-like-this", "q=%25", "q='%20OR%201=1"])
def test_nothing_and_nonsense_find_nothing(query: str) -> None:
    assert ids(query) == []


def test_an_overlong_query_is_refused_with_its_reason() -> None:
    with pytest.raises(HTTPException, match=r"^400: q has 201 characters; at most 200 are allowed\.$"):
        get("q=" + "a" * 201)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("q=bloom&limit=3", r"'limit' means nothing here\. There is only q\."),
        ("q=bloom&q=bert", r"q is given 2 times; once is allowed\."),
    ],
)
def test_what_it_would_leave_out_unseen_is_refused(query: str, reason: str) -> None:
    with pytest.raises(HTTPException, match=f"^400: {reason}$"):
        get(query)

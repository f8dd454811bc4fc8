"""What a link says that means nothing: dropped with a note that names it, never an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from carbon.answers.filters import KEYS
from carbon.ui.efficiency.pager import ROWS
from carbon.ui.link_keys import OWN
from tests.pages.conftest import texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
PAGES = (None, "trends", "domains", "correlations", "efficiency", "model", "compare", "report", "method")


@pytest.fixture(autouse=True)
def two_pages_of_reports(tmp_path: Path) -> None:
    write(tmp_path, counts=[{}], reports=[{"size_bytes": 10**8}] * (ROWS + 1))


def told(app: AppTest) -> list[str]:
    return [message.value for message in app.warning]


@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_key_is_named_and_left_out_of_every_link(open_app: OpenApp, page: str | None) -> None:
    app = open_app(page, nonsense="1", domain="NLP", **{"<b>": "2"})
    assert told(app) == [r"The link's **nonsense**, **\<b\>** mean nothing on this page. They were left out."]
    assert set(app.query_params) == {"domain"}


def test_of_many_unknown_keys_some_are_named_and_all_left_out(open_app: OpenApp) -> None:
    app = open_app(**{f"x{number}": "1" for number in range(30)})
    assert told(app) == ["The link's **x0**, **x1**, **x2**, **x3**, **x4** and 25 more mean nothing on this page. "
                         "They were left out."]  # fmt: skip
    assert len(app.run().query_params) == 0


def test_a_key_of_the_site_around_the_app_is_none_of_its_business(open_app: OpenApp) -> None:
    assert told(open_app(__theme="dark")) == []


def test_the_note_stays_until_the_reader_changes_something(open_app: OpenApp) -> None:
    app = open_app(nonsense="1")
    assert len(told(app.run())) == 1
    app.multiselect(key="domain").set_value(["NLP"]).run()
    assert told(app) == []


def test_a_path_that_is_no_pages_is_named_on_the_overview(open_app: OpenApp) -> None:
    app = open_app(**{"no-page": "no_<b>page</b>"})
    assert told(app) == [r"There is no page **/no\_\<b\>page\</b\>**."]
    assert app.title[0].value == "What training models on the Hub emits"
    assert len(app.query_params) == 0


@pytest.mark.parametrize("page", ["0", "3", "-1", "abc", "1.5", "9" * 5_000])
def test_a_page_of_the_table_that_there_is_not_is_named(open_app: OpenApp, page: str) -> None:
    app = open_app("efficiency", page=page)
    (message,) = told(app)
    assert f"**page** = “{page[:10]}" in message.replace("\\", "")
    assert "Page 1 of 2 · rows 1–100 of 101" in texts(app)


def test_a_page_of_a_table_that_has_only_one_is_named_and_left_out(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    app = open_app("efficiency", page="2")
    assert told(app) == ["The link's **page** = “2” cannot be used. It was left out."]
    assert "page" not in app.query_params


def test_a_page_of_the_table_is_opened_and_told_with_their_number(open_app: OpenApp) -> None:
    app = open_app("efficiency", page="2")
    assert told(app) == []
    assert "Page 2 of 2 · rows 101–101 of 101" in texts(app)


def test_an_amount_that_there_is_not_is_named(open_app: OpenApp) -> None:
    said = "The link's **amount** = “Beauty” cannot be used. It was left out."
    assert said in told(open_app("correlations", amount="Beauty"))
    known = "Model size"
    app = open_app("correlations", amount=known)
    assert known in app.segmented_control(key="amount").options
    assert not any("amount" in message for message in told(app))


@pytest.mark.parametrize("page", PAGES)
def test_every_choice_of_a_page_that_is_in_the_link_is_known(open_app: OpenApp, page: str | None) -> None:
    app = open_app(page)
    bound = {
        each.proto.query_param_key
        for kind in ("multiselect", "selectbox", "number_input", "text_input", "toggle", "segmented_control")
        for each in app.get(kind)
        if getattr(each.proto, "query_param_key", "")
    }
    assert bound - set(KEYS) <= set(OWN.get(page or "", ()))
    assert set(KEYS) <= bound


def test_keys_are_plain_words() -> None:
    assert all(re.fullmatch("[a-z]+", key) for keys in OWN.values() for key in keys)


def test_of_a_key_that_is_given_several_times_the_last_counts_and_is_told(open_app: OpenApp) -> None:
    app = open_app(gmin=["1", "2"])
    assert told(app) == ["The link gives the filter **gmin** 2 times. The last, “2”, is used."]
    assert app.query_params["gmin"] == "2"
    app = open_app("model", id=["a/b", "someone/model-1"])
    assert "The link gives **id** 2 times. The last, “someone/model\\-1”, is used." in told(app)
    assert app.query_params["id"] == "someone/model-1"


def test_a_page_of_a_table_without_rows_is_named(open_app: OpenApp) -> None:
    app = open_app("efficiency", q="no such name", page="9")
    assert told(app) == ["The link's **page** = “9” cannot be used. It was left out."]


@pytest.mark.parametrize(
    ("page", "key", "written", "kept"),
    [
        ("model", "id", "https://huggingface.co/someone/model-1/tree/main", "someone/model-1"),
        ("compare", "ids", "a/b,A/B,<i>,c/d", "a/b,c/d"),
        ("compare", "ids", "a/1,a/2,a/3,a/4,a/5,a/6", "a/1,a/2,a/3,a/4,a/5"),
    ],
)
def test_the_address_keeps_the_models_that_are_shown(
    open_app: OpenApp, page: str, key: str, written: str, kept: str
) -> None:
    app = open_app(page, **{key: written})
    assert app.query_params[key] == kept


_TRENDS = "Is reporting growing, are emissions falling?"


@pytest.mark.parametrize(
    ("page", "key", "blank", "title"),
    [
        ("model", "id", "", "Look a model up"),
        ("model", "id", " ", "Look a model up"),
        ("model", "id", "\u200b", "Look a model up"),
        ("compare", "ids", " ", "Compare models"),
        ("report", "value", "\u00a0\t", "Report yours"),
        ("trends", "domain", "\x00", _TRENDS),
        ("trends", "gmin", " ", _TRENDS),
    ],
)
def test_a_blank_in_the_link_is_as_nothing(open_app: OpenApp, page: str, key: str, blank: str, title: str) -> None:
    app = open_app(page, **{key: blank})
    assert (told(app), app.title[0].value, dict(app.query_params)) == ([], title, {})


def test_a_blank_beside_an_id_is_passed_over(open_app: OpenApp) -> None:
    app = open_app("model", id=["someone/model-1", " "])
    assert (told(app), app.query_params["id"]) == ([], "someone/model-1")


def test_what_compare_leaves_out_stands_until_the_reader_changes_something(open_app: OpenApp) -> None:
    app = open_app("compare", ids="<i>,someone/model-0")
    (said,) = told(app)
    assert said.endswith("is not a model's id. It was left out.")
    assert told(app.run()) == [said]


@pytest.mark.parametrize(("page", "key"), [("domains", "place"), ("correlations", "chip")])
def test_a_list_of_models_that_there_is_not_is_named_and_left_out(open_app: OpenApp, page: str, key: str) -> None:
    app = open_app(page, **{key: "<b>Nowhere</b>"})
    said = told(app)[0]
    assert said.replace("\\", "") == (
        f"No report of this selection names the link's **{key}** = “<b>Nowhere</b>”. It was left out."
    )
    assert key not in app.query_params
    assert not any("link" in message for message in told(open_app(page, **{key: " "})))


def test_a_list_of_models_is_of_the_filtered_ones(tmp_path: Path, open_app: OpenApp) -> None:
    reports = [{"id": "a/nlp", "place": "France"}, {"id": "a/cv", "place": "France", "domain": "Computer Vision"}]
    write(tmp_path, counts=[{}, {"domain": "Computer Vision"}], reports=reports)
    app = open_app("domains", place="France", domain="Computer Vision")
    assert list(app.dataframe[-1].value["Model"]) == ["model?domain=Computer+Vision&id=a/cv"]

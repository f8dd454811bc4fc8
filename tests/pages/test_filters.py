"""The filters: one selection for all pages, in the link; nonsense is told, an empty result explained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from carbon.ui.filters import MOST_OFFERED
from tests.pages.conftest import texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def two_domains(tmp_path: Path) -> None:
    audio = {"domain": "Audio", "task": "audio-classification", "month": date(2022, 7, 1), "emissions_g": 50.0}
    write(
        tmp_path,
        counts=[{"models": 100}, {**{key: audio[key] for key in ("domain", "task", "month")}, "models": 40}],
        reports=[{}, {}, audio],
    )


def reporting(app: AppTest) -> str:
    """How many models report, as the figure says."""
    figure = texts(app).split('<p class="hc-label">Models reporting</p>')[1].split("</p>")[1]
    return figure.rpartition(" · ")[2]


def test_a_link_opens_the_filtered_view(open_app: OpenApp) -> None:
    app = open_app(domain="Audio")
    assert app.multiselect(key="domain").value == ["Audio"]
    assert reporting(app) == "1 model"
    assert "50 g" in texts(app)


def test_several_values_of_one_filter_are_any_of_them(open_app: OpenApp) -> None:
    assert reporting(open_app(domain=["Audio", "NLP"])) == "3 models"


def test_months_and_grams_filter_too(open_app: OpenApp) -> None:
    assert reporting(open_app(from_="2022-07", to="2022-07")) == "1 model"
    assert reporting(open_app(gmin="10")) == "1 model"
    assert reporting(open_app(gmax="10")) == "2 models"


def test_a_filter_stays_when_the_page_changes(open_app: OpenApp) -> None:
    app = open_app(domain="Audio").switch_page("../../pages/trends.py").run()
    assert app.title[0].value == "Is reporting growing, are emissions falling?"
    assert app.multiselect(key="domain").value == ["Audio"]


def test_excluded_reports_can_be_included_where_there_are_any(tmp_path: Path, open_app: OpenApp) -> None:
    toggle = open_app().toggle(key="flagged")
    assert (toggle.label, toggle.disabled) == ("Include excluded reports: none in this snapshot", True)
    write(tmp_path, counts=[{}], reports=[{}, {"excluded": True, "flags": ["kg_as_g"]}])
    toggle = open_app().toggle(key="flagged")
    assert (toggle.label, toggle.disabled) == ("Include excluded reports", False)


def test_reset_clears_every_filter(open_app: OpenApp) -> None:
    app = open_app(domain="Audio", gmin="1", flagged="true", from_="2022-07")
    app.button(key="reset").click().run()
    assert app.multiselect(key="domain").value == []
    assert app.number_input(key="gmin").value is None
    assert app.toggle(key="flagged").value is False
    assert app.selectbox(key="from").value is None
    assert reporting(app) == "3 models"


def test_every_page_names_the_filters_that_are_set_and_resets_them(open_app: OpenApp) -> None:
    for page in (None, "trends", "domains", "efficiency"):
        app = open_app(page, domain="NLP", gmin="1")
        assert "Filtered: NLP · from 1 g</p>" in texts(app)
        app.button(key="reset-active").click().run()
        assert "Filtered:" not in texts(app)


def test_the_page_of_a_model_obeys_no_filter_and_names_none(open_app: OpenApp) -> None:
    assert "Filtered:" not in texts(open_app("model", domain="NLP"))


@pytest.mark.parametrize(
    ("key", "value"), [("domain", "Nix"), ("from_", "2022-13"), ("gmin", "abc"), ("gmax", "nan"), ("flagged", "maybe")]
)
def test_nonsense_in_the_link_is_named_and_left_out(open_app: OpenApp, key: str, value: str) -> None:
    app = open_app(**{key: value})
    (told,) = [message.value for message in app.warning]
    assert f"**{key.rstrip('_')}**" in told
    assert value in told.replace("\\", "")
    assert reporting(app) == "3 models"


@pytest.mark.parametrize(("word", "written"), [("1", "true"), ("YES", "true"), ("On", "true"), ("0", None)])
@pytest.mark.parametrize("key", ["flagged", "project"])
def test_a_switch_in_a_link_takes_the_usual_words_and_the_link_is_mended(
    open_app: OpenApp, key: str, word: str, written: str | None
) -> None:
    app = open_app("trends", **{key: word})
    assert app.toggle(key=key).value is (written == "true")
    assert app.query_params.get(key) == written
    assert len(app.warning) == 0


def test_all_that_is_wrong_with_a_link_stands_in_one_message(open_app: OpenApp) -> None:
    (told,) = [message.value for message in open_app(domain="Nix", gmin="abc", to="2022-13").warning]
    assert [key for key in ("domain", "gmin", "to") if f"**{key}**" in told] == ["domain", "gmin", "to"]


def test_the_message_about_a_link_goes_when_a_filter_is_changed(open_app: OpenApp) -> None:
    app = open_app(domain="Nix")
    app.run()
    assert len(app.warning) == 1
    app.multiselect(key="domain").set_value(["NLP"]).run()
    assert len(app.warning) == 0


def test_an_empty_result_names_the_filter_that_emptied_it(open_app: OpenApp) -> None:
    for page in (None, "trends"):
        app = open_app(page, domain="NLP", gmin="10")
        (told,) = [message.value for message in app.info]
        assert told.startswith("No report fits. Without any one of these filters there would be some:")
        assert "Domain" in told
        assert "Grams from" in told


def test_an_empty_result_of_a_single_filter_names_it(open_app: OpenApp) -> None:
    (told,) = [message.value for message in open_app(gmin="1000").info]
    assert told == "No report fits. Without the filter **Grams from** there would be some."


def test_of_many_organisations_the_largest_are_listed_and_any_other_can_be_typed(
    tmp_path: Path, open_app: OpenApp
) -> None:
    many = [{"id": f"owner-{number:03d}/a", "owner": f"owner-{number:03d}"} for number in range(MOST_OFFERED)]
    write(tmp_path, counts=[{}], reports=[*many, *many, {"id": "small/a", "owner": "small"}])
    app = open_app()
    listed = app.multiselect(key="org")
    assert len(listed.options) == MOST_OFFERED
    assert "small" not in listed.options
    assert reporting(open_app(org="small")) == "1 model"
    told = open_app(org="nobody")
    assert "not among this snapshot's owners" in told.warning[0].value
    assert told.multiselect(key="org").value == []
    app.multiselect(key="org").set_value(["small"]).run()
    assert reporting(app) == "1 model"


def many_owners(tmp_path: Path) -> None:
    """So many organisations that not all are listed; the smallest is `google`."""
    many = [{"id": f"owner-{number:03d}/a", "owner": f"owner-{number:03d}"} for number in range(MOST_OFFERED)]
    write(tmp_path, counts=[{}], reports=[*many, *many, {"id": "google/a", "owner": "google"}])


def test_after_an_unknown_organisation_another_can_be_entered(tmp_path: Path, open_app: OpenApp) -> None:
    many_owners(tmp_path)
    app = open_app()
    identity = app.multiselect(key="org").proto.id
    app.multiselect(key="org").set_value(["nobody"]).run()
    assert app.multiselect(key="org").value == []
    assert (app.multiselect(key="org").proto.id, app.multiselect(key="org").proto.accept_new_options) == (
        identity,
        True,
    )
    app.multiselect(key="org").set_value(["google"]).run()
    assert reporting(app) == "1 model"
    assert not app.warning


def test_an_unknown_organisation_that_is_entered_is_not_blamed_on_a_link(tmp_path: Path, open_app: OpenApp) -> None:
    many_owners(tmp_path)
    app = open_app()
    app.query_params["org"] = "gogle"  # As the browser has it when the reader enters it.
    app.multiselect(key="org").set_value(["gogle"]).run()
    (told,) = [message.value for message in app.warning]
    assert told.startswith("Organisation “gogle” is not among this snapshot's owners, so it was not added.")
    assert "**google**" in told
    assert "link" not in told


@pytest.mark.parametrize("entered", ["Google", "GOOGLE"])
def test_an_organisation_is_the_same_in_any_case_and_spelt_as_the_snapshot_does(
    tmp_path: Path, open_app: OpenApp, entered: str
) -> None:
    many_owners(tmp_path)
    linked = open_app(org=entered)
    typed = open_app()
    typed.multiselect(key="org").set_value([entered]).run()
    for app in (linked, typed):
        assert app.multiselect(key="org").value == ["google"]
        assert reporting(app) == "1 model"
        assert not app.warning


def test_a_link_is_read_in_any_case_where_all_choices_are_listed_too(open_app: OpenApp) -> None:
    app = open_app(domain=["audio", "nlp", "NLP", "Nix"])
    assert app.multiselect(key="domain").value == ["Audio", "NLP"]
    assert app.query_params["domain"] == ["Audio", "NLP"]
    assert "**domain** = “Nix”" in app.warning[0].value


@pytest.mark.parametrize("page", ["model", "compare", "report", "method"])
def test_a_page_that_obeys_no_filter_hides_them_and_keeps_them_for_the_next(open_app: OpenApp, page: str) -> None:
    app = open_app(page, domain="Audio")
    assert ".st-key-filters { display: none }" in texts(app)
    app.switch_page("../../pages/trends.py").run()
    assert ".st-key-filters { display: none }" not in texts(app)
    assert app.multiselect(key="domain").value == ["Audio"]
    assert app.query_params["domain"] == "Audio"

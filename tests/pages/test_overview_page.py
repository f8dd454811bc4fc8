"""The Overview: figures with their interval and their past, what is left out, findings that link on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from carbon.store.reader import Snapshot
from tests.pages.conftest import texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
MONTHS = [date(2022, month, 1) for month in range(4, 13)]


def hundred_a_month(share: int) -> dict[str, list[dict[str, object]]]:
    return {
        "counts": [{"month": month, "models": 100} for month in MONTHS],
        "reports": [{"month": month, "emissions_g": 10.0 + n} for month in MONTHS for n in range(share)],
    }


def test_figures_stand_with_their_intervals(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, **hundred_a_month(10))
    shown = texts(open_app())
    assert '<p class="hc-value">900</p>' in shown
    assert '<p class="hc-value">10 %</p><p class="hc-detail">95 % interval 8.2–12.1 % · 90 models</p>' in shown
    assert '<p class="hc-value">14.5 g</p><p class="hc-detail">95 % interval 13 g to 16 g · about a phone' in shown
    assert '<p class="hc-detail">the same a year ago: nothing newer</p>' in shown
    assert "No report is excluded from these figures." in shown


def test_the_year_before_a_chosen_month_is_named_only_where_there_was_something(
    tmp_path: Path, open_app: OpenApp
) -> None:
    write(tmp_path, **hundred_a_month(10))
    assert "a year before" not in texts(open_app(from_="2022-04", to="2022-12"))
    last = {"month": date(2023, 6, 1), "emissions_g": 90.0}
    write(tmp_path, counts=hundred_a_month(1)["counts"], reports=[*hundred_a_month(1)["reports"], last])
    assert "was 10 g a year before" in texts(open_app(to="2023-06"))


def test_a_giant_is_named_beside_the_sum(tmp_path: Path, open_app: OpenApp) -> None:
    rows = hundred_a_month(1)
    rows["reports"].append({"id": "bigscience/bloom", "emissions_g": 24.7e6})
    write(tmp_path, **rows)
    shown = texts(open_app())
    assert '<p class="hc-value">24.7 t</p>' in shown
    assert "100\u00a0% is one model, bloom" in shown


def test_reports_left_out_are_counted_with_their_reason(tmp_path: Path, open_app: OpenApp) -> None:
    rows = hundred_a_month(1)
    rows["reports"].append({"excluded": True, "flags": ["kg_as_g"]})
    write(tmp_path, **rows)
    assert "1 excluded report is left out: kg written as g 1." in texts(open_app())


def test_doubtful_reports_are_included_and_said_to_be(tmp_path: Path, open_app: OpenApp) -> None:
    rows = hundred_a_month(1)
    rows["reports"].append({"flags": ["autotrain_low"]})
    write(tmp_path, **rows)
    told = "1 doubtful report is included: probably too low (AutoTrain) 1."
    assert told in texts(open_app())


def test_without_a_census_no_share_is_claimed(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, census="none", counts=[{"models": 20}], reports=[{} for _ in range(20)])
    shown = texts(open_app())
    assert "their share follows with the census of all models" in shown
    assert "only models that report so far" in shown
    assert '<p class="hc-value">20</p><p class="hc-detail">only those that carry the emissions key so far</p>' in shown
    assert "All 20 reports of this selection are NLP." in shown
    assert "new since" not in shown


def test_while_the_census_runs_nothing_is_compared_with_all_models(tmp_path: Path, open_app: OpenApp) -> None:
    audio = {"domain": "Audio", "task": "text-to-speech"}
    counts = [{"models": 100}, {"models": 100, **audio}, {"month": date(2022, 5, 1)}]
    write(tmp_path, census="partial", counts=counts, reports=[*[{}] * 15, *[audio] * 5])
    shown = texts(open_app())
    assert '<p class="hc-value">300</p><p class="hc-detail">listed so far, census running</p>' in shown
    assert "75\u00a0% of reports are NLP." in shown
    assert "of all models." not in shown


def test_a_sample_is_marked_as_one(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, sample="true", **hundred_a_month(2))
    for page in (None, "trends"):
        app = open_app(page)
        assert app.info[0].value.startswith("**Sample data.**")
        assert "Generated sample, not the Hub." in texts(app)


def test_without_any_data_the_app_shows_its_sample(open_app: OpenApp) -> None:
    assert open_app().info[0].value.startswith("**Sample data.**")


def test_names_from_the_hub_are_shown_as_text(tmp_path: Path, open_app: OpenApp) -> None:
    rows = hundred_a_month(1)
    rows["reports"].append({"id": "x/<img src=x onerror=alert(1)>", "emissions_g": 1e9})
    write(tmp_path, **rows)
    assert "&lt;img src=x onerror=alert(1)&gt;" in texts(open_app())


def test_a_damaged_snapshot_is_told_while_the_one_before_serves(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, **hundred_a_month(2))
    (tmp_path / "snapshots/99990101T000000Z.duckdb").write_bytes(b"this is no database")
    (tmp_path / "CURRENT").write_text("99990101T000000Z\n")
    app = open_app()
    (told,) = [message.value for message in app.warning]
    assert told == "The newest snapshot cannot be read. An older snapshot is shown."
    assert '<p class="hc-value">900</p>' in texts(app)


@pytest.mark.parametrize("page", [None, "trends", "domains", "efficiency", "model"])
def test_a_snapshot_that_is_damaged_under_the_running_app_gives_way_to_the_one_before(
    tmp_path: Path, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, page: str | None
) -> None:
    write(tmp_path, **hundred_a_month(2))
    newest = write(tmp_path, **hundred_a_month(3))
    answer = Snapshot._cursor

    def damaged(snapshot: Snapshot, name: str, params: Mapping[str, object] | None) -> duckdb.DuckDBPyConnection:
        if snapshot.id == newest.id:
            raise duckdb.IOException("Could not read enough bytes from file")
        return answer(snapshot, name, params)

    monkeypatch.setattr(Snapshot, "_cursor", damaged)
    app = open_app(page, **({"id": "someone/model-1"} if page == "model" else {}))
    assert [message.value for message in app.warning] == [
        "The newest snapshot cannot be read. An older snapshot is shown."
    ]

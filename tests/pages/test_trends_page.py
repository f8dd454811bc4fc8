"""The Trends page: every chart with its finding, source, method, table and CSV."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import open_table, texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
MONTHS = [date(2022, month, 1) for month in range(4, 13)]
CHARTS = ("share-by-month", "grams-by-month", "reports-by-tool", "levels", "fields")


def publish(tmp_path: Path) -> None:
    write(
        tmp_path,
        counts=[{"month": month, "models": 1000} for month in MONTHS],
        reports=[{"month": month, "has_hardware": n < 5} for month in MONTHS for n in range(12)]
        + [{"month": date(2023, 1, 1)}],
        models=[{"id": "a/silent", "downloads": 12_345}],
    )


def figures(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_every_chart_has_finding_source_method_table_and_csv(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("trends")
    shown = texts(app)
    for title in (
        "About 1.2\u00a0% of new models report their emissions",
        "Half of all reports state less than 2 g",
        "100\u00a0% of all reports come from CodeCarbon",
        "No report is complete",
        "41\u00a0% of reports name the hardware, 0\u00a0% the place",
    ):
        assert f"<h2>{title}</h2>" in shown
    assert shown.count("Hub API, snapshot of 23 November 2026.") == len(CHARTS) + 1
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["CSV"] * (len(CHARTS) + 1)


def test_titles_count_every_report_also_those_without_a_date(tmp_path: Path, open_app: OpenApp) -> None:
    dated = [{"level": "R4", "has_hardware": True} for _ in range(10)]
    undated = {"month": None, "dated_by": None, "tool": "Green Algorithms", "level": "R2"}
    write(tmp_path, counts=[{}], reports=[*dated, *(undated for _ in range(30)), {"reports": False, "level": "R0"}])
    app = open_app("trends")
    shown = texts(app)
    for title in (
        "75\u00a0% of all reports come from Green Algorithms",
        "25\u00a0% of reports are complete",
        "25\u00a0% of reports name the hardware, 0\u00a0% the place",
    ):
        assert f"<h2>{title}</h2>" in shown
    assert shown.count("Not drawn: 30 reports without a known date.") == 3
    assert "Not drawn: 30 models without a known date." in shown


def test_every_chart_can_be_heard(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    alts = [chart.proto.alt for chart in open_app("trends").get("plotly_chart")]
    assert len(alts) == len(CHARTS)
    assert all(len(alt) > 30 for alt in alts)


def test_months_with_fewer_than_ten_reports_are_left_empty_and_said_to_be(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("trends")
    assert "1 month with fewer than 10 left empty." in texts(app)
    table = open_table(app, "grams-by-month")
    assert table[table["Month"] == "2023-01"]["Median, g"].isna().all()
    assert (table[table["Month"] < "2023-01"]["Median, g"] == 2.0).all()


def test_the_studys_value_is_marked(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    share = figures(open_app("trends"))[0]
    assert share["layout"]["annotations"][0]["text"] == "2023 study: 0.90 % over all its models"
    assert share["layout"]["shapes"][1]["y0"] == 0.9


def test_the_studys_value_is_not_set_against_a_part_of_all_models(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    share = open_app("trends", domain="NLP").get("plotly_chart")[0].proto
    assert "2023 study" not in share.spec
    assert "2023 study" not in share.alt
    assert "2023 study" in open_app("trends", to="2022-12").get("plotly_chart")[0].proto.spec


def test_the_month_that_is_not_over_is_drawn_as_such_everywhere(tmp_path: Path, open_app: OpenApp) -> None:
    begun = [date(2026, month, 1) for month in (9, 10, 11)]
    write(
        tmp_path,
        counts=[{"month": month, "models": 1000} for month in begun],
        reports=[{"month": month} for month in begun for _ in range(12)],
        built_at="2026-11-23T04:10:00",
    )
    app = open_app("trends")
    shown = texts(app)
    for how, times in (("Dotted", 2), ("Pale", 2), ("Framed", 1)):
        assert shown.count(f"{how}: November 2026 so far.") == times
    share, grams, tools, levels, fields = figures(app)
    assert [trace["line"].get("dash") for trace in share["data"][-2:]] == [None, "dot"]
    assert share["layout"]["annotations"][-1]["text"] == "<b>1.2 %</b><br>so far"
    assert grams["data"][-1]["hovertext"][-1].endswith("<br>month so far")
    assert tools["data"][0]["marker"]["opacity"] == levels["data"][0]["marker"]["opacity"] == [1.0, 1.0, 0.45]
    assert fields["layout"]["shapes"][0]["x0"].startswith("2026-10-17")
    assert list(open_table(app, "reports-by-tool")["Month"]) == ["2026-09", "2026-10", "2026-11"]


def test_months_that_are_over_are_drawn_as_before(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("trends")
    assert "so far" not in texts(app)
    share, _, tools, _, fields = figures(app)
    assert len(share["data"]) == 2
    assert tools["data"][0]["marker"]["opacity"] == 1.0
    assert "shapes" not in fields["layout"]


def test_what_is_said_of_the_share_leaves_the_running_month_out(tmp_path: Path, open_app: OpenApp) -> None:
    months = [date(2026, month, 1) for month in range(5, 12)]
    counts = [{"month": month, "models": 10 if month.month == 11 else 1000} for month in months]
    write(tmp_path, counts=counts, reports=[{"month": month} for month in months for _ in range(10)])
    shown = texts(open_app("trends"))
    assert "<h2>About 1.0\u00a0% of new models report their emissions</h2>" in shown
    assert "Compared: May 2026–Jul 2026 (0.70–1.42 %) with Aug 2026–Oct 2026 (0.70–1.42 %)." in shown


def test_charts_have_a_fixed_height(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    assert {figure["layout"]["height"] for figure in figures(open_app("trends"))} == {300}


def test_the_most_downloaded_silent_models_are_listed(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    table = open_app("trends").dataframe[-1].value
    assert table.iloc[0].to_dict() == {
        "Model": "model?id=a/silent",
        "Task": "text-classification",
        "Library": "–",
        "Created": "–",
        "Downloads, 30 days": 12_345,
    }


def test_a_selection_of_few_reports_is_shown_without_an_exception(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{"tool": None, "regime": None}])
    shown = texts(open_app("trends"))
    assert "Which tools reports come from" in shown
    assert "Fewer than six months: nothing is compared." in shown


def test_reports_without_a_date_alone_are_shown_without_an_exception(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{"month": None}], reports=[{"month": None, "dated_by": None}])
    app = open_app("trends")
    assert "n = 0" in texts(app)
    reasons = [figure["layout"]["annotations"][0]["text"] for figure in figures(app)]
    assert reasons == [
        "No month has been listed in full yet.",
        "No month has 10 reports.",
        "No report of this selection has a date.",
        "No month has 10 reports.",
        "No month has 10 reports.",
    ]

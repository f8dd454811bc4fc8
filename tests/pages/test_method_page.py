"""The page on data and method: definitions that agree with the code, coverage, course, the study, downloads."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from carbon.answers.flags import DOUBTFUL, EXCLUDED
from carbon.card.flags import EXCLUDING
from carbon.method.levels import LEVELS
from carbon.method.study import study
from carbon.ui.method import beside, coverage, history, todays, topics
from tests.pages.conftest import texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
#: Where the parts of the schema's tables that a definition must name stand in its text.
WORDS = re.compile(r"\$\w+")


@pytest.fixture
def app(tmp_path: Path, open_app: OpenApp) -> AppTest:
    flagged = {"flags": ["inherited"], "excluded": True}
    write(
        tmp_path,
        reports=[{}, flagged, {"flags": ["autotrain_low"]}],
        counts=[{"models": 100}],
        reference="ref-2023.04",
        **{"reporting": "3", "excluded": "1", "gone": "7", "rejected": "2", "fields_rejected": "1"},
    )
    return open_app("method")


@pytest.mark.parametrize("topic", topics.TOPICS)
def test_a_definition_is_ten_to_twenty_lines_without_a_figure_left_open(topic: str) -> None:
    lines = topics.text(topic).splitlines()
    assert 10 <= len(lines) <= 24
    assert not WORDS.search(topics.text(topic))


def test_every_level_and_every_flag_is_defined() -> None:
    assert all(f"**{code} " in topics.text("levels") for code in LEVELS)
    for flag in (*EXCLUDED, *DOUBTFUL):
        assert f"**{flag.replace('_', ' ')}**" in topics.text("flags")
    assert set(EXCLUDED) == EXCLUDING


def test_definitions_name_the_figures_that_the_code_uses() -> None:
    label = topics.text("label")
    for figure in ("weight 35", "weight 10", "weight 20", "A from 80, B from 60, C from 40, D from 20", "at least 100"):
        assert figure in label
    assert "below 0.1 mg, above 100,000 t, or more than ×/÷ 30" in topics.text("flags")


def test_the_page_says_what_the_snapshot_holds_and_leaves_out(app: AppTest) -> None:
    shown = texts(app)
    assert '<p class="hc-label">Reports excluded by flags</p><p class="hc-value">1</p>' in shown
    assert "The most frequent flag is “inherited”, on 1 report" in shown
    assert "complete: every public model of the Hub is listed" in shown
    assert "is off on this server" in shown


def test_every_topic_can_be_linked_to(app: AppTest) -> None:
    anchors = [header.proto.anchor for header in app.header]
    assert anchors == ["coverage", *topics.TOPICS, "study", "downloads"]
    assert all(f"(#{anchor})" in app.markdown[0].value for anchor in anchors)


def test_downloads_are_linked_with_licence_and_citation(app: AppTest) -> None:
    shown = texts(app)
    for address in ('href="/data/models.parquet" download', 'href="/data/reports.csv" download', 'href="/api/summary"'):
        assert address in shown
    assert any("Apache License 2.0" in each.value for each in app.markdown)
    assert "Snapshot of 23 November 2026, label ref-2023.04" in app.code[0].value


def test_flags_are_listed_with_their_effect_and_number() -> None:
    rows = coverage.flag_rows({"inherited": 4}, {"autotrain_low": 2}).set_index("Flag")
    assert rows.loc["inherited", "Reports"] == 4
    assert rows.loc["autotrain low", "Effect"] == "doubtful, counts"
    assert rows.loc["kg as g", "Reports"] == 0


def test_every_figure_of_the_study_is_listed_beside_todays() -> None:
    rows = beside.table({"share": "0.4 % [0.3–0.5 %], n = 100"}).set_index("Figure")
    assert len(rows) == len(study().figures)
    assert rows.loc["Share reporting, all months", "Today"] == "0.4 % [0.3–0.5 %], n = 100"
    assert rows.loc["Models on the Hub", "Study, 2023"] == "170,462"
    assert rows.loc["Models on the Hub", "Today"] == "–"
    assert rows.loc["Median emissions, NLP", "Study, 2023"] == "4.989 g"
    assert rows.loc["NLP against Computer Vision, p of the Mann-Whitney test", "n, 2023"] == "188 / 1,160"


def test_todays_figures_come_from_the_snapshot(tmp_path: Path) -> None:
    snapshot = write(tmp_path, reports=[{"emissions_g": grams} for grams in (1.0, 2.0, 3.0)], counts=[{"models": 300}])
    today = todays.todays(snapshot)
    assert today["median:NLP"] == "2 g, n = 3"
    assert today["share"].startswith("1.0\u00a0% (")
    assert (today["models"], today["reporters"]) == ("300", "3")
    assert today["median:Audio"] == "–"


def test_classes_months_and_labels_of_the_study_have_todays_beside_them(tmp_path: Path) -> None:
    march, april, running = date(2023, 3, 1), date(2023, 4, 1), date(2026, 11, 1)
    reports = [
        *({"month": march, "emissions_g": 4.0, "label_v0": "B"} for _ in range(10)),
        *({"month": april, "emissions_g": 8.0, "label_v0": "C", "study_class": "Awareness"} for _ in range(30)),
        *({"month": running, "emissions_g": 900.0, "domain": "Audio"} for _ in range(12)),
    ]
    months = [{"month": march, "models": 1000}, {"month": april, "models": 1000}, {"month": running, "models": 12}]
    today = todays.todays(write(tmp_path, reports=reports, counts=months))
    assert today["share:median month"] == "2.0\u00a0%, 2 months"
    assert today["share:highest month"] == today["share:last month"] == "3.0\u00a0%, April 2023"
    assert [today[f"monthly medians:{name}"] for name in ("highest", "mean", "median")] == [
        "8 g, 2 months",
        "6 g, 2 months",
        "6 g, 2 months",
    ]
    assert today["domains"] == "NLP 40, Audio 12"
    assert today["label v0"].startswith("B 10, C 30")
    assert (today["class:Awareness"], today["class:Unknown"]) == ("30", "1,960")


def test_what_is_of_all_models_follows_with_the_census(tmp_path: Path) -> None:
    today = todays.todays(write(tmp_path, reports=[{}], counts=[{}], census="partial"))
    assert (today["models"], today["share"], today["reporters"]) == (todays.LATER, todays.LATER, "1")


def test_the_course_of_snapshots_is_told() -> None:
    rows = pd.DataFrame({"built_at": [datetime(2026, 1, 5), datetime(2026, 2, 5)], "reporting": [100, 108]})
    assert history.finding(rows) == "8 more models report than on 5 January 2026"
    assert history.finding(rows.assign(reporting=[5, 5])) == "As many models report as on 5 January 2026"


def test_snapshots_of_one_day_are_told_apart_by_the_hour() -> None:
    rows = pd.DataFrame(
        {"built_at": [datetime(2026, 1, 5, 4, 10), datetime(2026, 1, 5, 16, 10)], "reporting": [100, 99]}
    )
    assert history.finding(rows) == "1 fewer model reports than at 04:10 UTC on 5 January 2026"


def test_the_course_is_drawn_from_two_snapshots_on(tmp_path: Path, open_app: OpenApp) -> None:
    snapshot = write(tmp_path, reports=[{}], counts=[{}])
    snapshot.close()
    with duckdb.connect(snapshot.path) as connection:
        for day, reporting in ((5, 100), (6, 108)):
            row = [f"s{day}", datetime(2026, 1, day), "complete", "all", "all", 1000, reporting]
            connection.execute("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    assert "<h2>8 more models report than on 5 January 2026</h2>" in texts(open_app("method"))

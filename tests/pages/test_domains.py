"""The Domains page: who reports, who emits, where; small groups are shown as such and decide nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from carbon.method.domains import DOMAINS
from carbon.store.queries import domains as queries
from carbon.store.selection import EVERYTHING, Selection
from carbon.ui.charts.rows import Row, counts
from carbon.ui.charts.rows import shares as shares_of
from carbon.ui.charts.spreads import Spread, spreads
from carbon.ui.domains import emissions, places, reporting, shares, tests
from carbon.ui.theme import LIGHT
from tests.pages.conftest import open_table, texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
SPRING, JULY, SUMMER, BEFORE = date(2022, 5, 1), date(2022, 7, 1), date(2022, 8, 1), date(2021, 11, 1)
VISION = {"domain": "Computer Vision", "task": "image-classification"}
AUDIO = {"domain": "Audio", "task": "automatic-speech-recognition"}
CHARTS = ("domain-shares", "domain-grams", "task-grams", "domain-reporting", "task-reporting", "places")


def publish(tmp_path: Path, **meta: str):
    return write(
        tmp_path,
        counts=[
            {"month": SPRING, "models": 500},
            {"month": SPRING, "models": 500, **VISION},
            {"month": SUMMER, "models": 1000},
            {"month": None, "models": 600, **AUDIO},
        ],
        reports=[
            *({"month": SPRING, "emissions_g": 40.0 + n, "place": "Paris, France"} for n in range(30)),
            *({"month": SPRING, "emissions_g": 1.0 + n / 100, **VISION} for n in range(25)),
            *({"month": BEFORE, "emissions_g": 5.0, "dated_by": "first commit", **AUDIO} for _ in range(3)),
            {"month": SPRING, "emissions_g": 9.0, "flags": ["inherited"], "excluded": True},
        ],
        **meta,
    )


def partly_listed(tmp_path: Path):
    """A census from new to old that has come to the end of May: July is listed in full, May is cut off."""
    return write(
        tmp_path,
        census="partial",
        counts=[
            {"month": JULY, "models": 1000},
            {"month": JULY, "models": 1000, **VISION},
            {"month": SPRING, "models": 40},
            {"month": None, "models": 3},
        ],
        reports=[
            *({"month": JULY} for _ in range(20)),
            *({"month": JULY, **VISION} for _ in range(5)),
            *({"month": SPRING} for _ in range(30)),
            *({"month": None, "dated_by": None} for _ in range(3)),
        ],
    )


def spread(name: str, grams: list[float]) -> Spread:
    return Spread(name, "#000000", np.array(grams))


def test_every_chart_has_finding_source_method_table_and_csv(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("domains")
    shown = texts(app)
    for title in (
        "NLP makes up 55\u00a0% of reports and 75\u00a0% of models since April 2022",
        "The median NLP report is 49 times that of Computer Vision",
        "The median Text Classification report is 49 times that of Image Classification",
        "Computer Vision reports most often: 5.0\u00a0% of its models",
        "Image Classification reports most often: 5.0\u00a0% of its models",
        "52\u00a0% of reports say where training ran (39–64 %)",
    ):
        assert f"<h2>{title}</h2>" in shown
    assert shown.count("Hub API, snapshot of 23 November 2026.") == len(CHARTS)
    assert [button.proto.label for button in app.get("download_button")] == ["CSV"] * len(CHARTS)
    assert all(len(chart.proto.alt) > 30 for chart in app.get("plotly_chart"))


def test_small_groups_are_shown_report_by_report_and_called_too_few(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("domains")
    grams = json.loads(app.get("plotly_chart")[1].proto.spec)
    labels = [note["text"] for note in grams["layout"]["annotations"]]
    assert len(labels) == 3
    assert "Audio" in labels[2]
    assert "n = 3 · too few" in labels[2]
    table = open_table(app, "domain-grams")
    audio = table[table["Domain"] == "Audio"].iloc[0]
    assert (audio["n"], audio["Highest, g"], audio["Remark"]) == (3, 5.0, "fewer than 20: too few to compare")
    assert np.isnan(audio["Median, g"])


def test_without_a_census_no_share_of_models_is_claimed(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, census="none")
    shown = texts(open_app("domains"))
    assert "Shares of models that report follow with the census of all models." in shown
    assert "reports most often" not in shown


def test_while_the_census_runs_reports_are_divided_only_by_models_of_months_listed_in_full(tmp_path: Path) -> None:
    snapshot = partly_listed(tmp_path)
    nlp = queries.reporting_by_domain(snapshot, EVERYTHING).set_index("name").loc["NLP"]
    assert (nlp["models"], nlp["reporting"]) == (1000, 20)
    task = queries.reporting_by_task(snapshot, EVERYTHING).set_index("name").loc["text-classification"]
    assert (task["models"], task["reporting"]) == (1000, 20)
    by_quarter = queries.shares_by_quarter(snapshot, EVERYTHING).groupby("quarter")[["models", "reporting"]].sum()
    assert by_quarter.to_numpy().tolist() == [[0, 30], [2000, 25]]


def test_while_the_census_runs_the_newest_models_stand_for_no_others(tmp_path: Path, open_app: OpenApp) -> None:
    partly_listed(tmp_path)
    shown = texts(open_app("domains"))
    assert "<h2>Share of models that report, by domain</h2>" in shown
    assert "% of models created since July 2022, census running, by domain" in shown
    assert "reports most often" not in shown
    assert "since April 2022" not in shown


def test_an_empty_selection_says_which_filter_emptied_it(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("domains", domain="Audio", from_="2022-05")
    assert not app.get("plotly_chart")
    assert "**Created from, Domain**" in texts(app)


def test_names_from_outside_are_shown_as_they_are_written(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{"place": "<b>Paris</b>", "task": "<i>x</i>"}])
    app = open_app("domains")
    specs = "".join(chart.proto.spec for chart in app.get("plotly_chart"))
    assert "<b>Paris" not in specs
    assert (
        "&lt;b&gt;Paris&lt;/b&gt;"
        in json.loads(app.get("plotly_chart")[-1].proto.spec)["layout"]["annotations"][0]["text"]
    )


def test_a_quarter_with_few_reports_is_a_gap_and_models_are_dated_from_april_2022(tmp_path: Path) -> None:
    frame = shares.by_quarter(queries.shares_by_quarter(publish(tmp_path), EVERYTHING))
    rows = {(f"{row.quarter:%Y-%m}", row.domain): row for row in frame.itertuples()}
    assert (rows["2022-04", "NLP"].share_models, rows["2022-04", "NLP"].reporting) == (50.0, 30)
    assert rows["2022-04", "NLP"].share_reports == pytest.approx(100 * 30 / 55)
    assert np.isnan(rows["2021-10", "Audio"].share_reports)
    assert np.isnan(rows["2021-10", "Audio"].share_models)
    assert (rows["2022-07", "Computer Vision"].share_models, rows["2022-07", "NLP"].share_models) == (0.0, 100.0)


def test_a_share_of_reports_counts_only_what_the_hub_dates_where_months_are_chosen(tmp_path: Path) -> None:
    snapshot = publish(tmp_path)
    everything = queries.reporting_by_domain(snapshot, EVERYTHING).set_index("name")
    assert everything.loc["Audio", ["models", "reporting"]].tolist() == [600, 3]
    since = queries.reporting_by_domain(snapshot, Selection(month_from=date(2021, 1, 1))).set_index("name")
    assert since.index.tolist() == ["Computer Vision", "NLP"]
    assert since.loc["NLP", ["models", "reporting"]].tolist() == [1500, 30]


def test_flagged_reports_count_only_when_they_are_included(tmp_path: Path) -> None:
    snapshot = publish(tmp_path)
    plain = queries.emissions_by_domain(snapshot, EVERYTHING)
    assert plain["flagged"].tolist() == [False, False, False]
    both = emissions.grouped(queries.emissions_by_domain(snapshot, Selection(with_flagged=True)), LIGHT.domains)
    nlp = next(group for group in both if group.name == "NLP")
    assert (nlp.n, nlp.flagged.tolist(), nlp.grams[0]) == (31, [9.0], 9.0)


def test_single_reports_lie_below_their_groups_name() -> None:
    few = spreads([Spread("Audio", "#000000", np.array([1.0, 2.0]), np.array([1.0]))], LIGHT)
    px = few.layout.height - few.layout.margin.t - few.layout.margin.b
    top, bottom = few.layout.yaxis.range[1], few.layout.yaxis.range[0]
    places = [px * (trace.y[0] - top) / (bottom - top) for trace in few.data]
    assert [round(place) for place in places] == [32, 43]


def test_medians_are_compared_only_where_their_intervals_are_apart() -> None:
    low, near, few = spread("A", [1.0] * 30), spread("B", [0.5, 1.5] * 15), spread("C", [900.0] * 19)
    alike = "Half of all reports state less than 1 g, with no domain clearly apart"
    assert emissions.finding(emissions.ranked([low, near, few]), "domain") == alike
    high = spread("D", [25.0] * 20)
    assert (
        emissions.finding(emissions.ranked([low, high, few]), "domain") == "The median D report is 25 times that of A"
    )


def test_groups_are_ordered_by_their_median_small_ones_last() -> None:
    groups = [spread("few", [1e6] * 3), spread("low", [1.0] * 20), spread("high", [9.0] * 20)]
    assert [group.name for group in emissions.ranked(groups)] == ["high", "low", "few"]


def test_the_group_that_reports_most_is_named_only_where_it_stands_apart() -> None:
    def counted(first: int, second: int) -> pd.DataFrame:
        rows = {"name": ["A", "B"], "domain": ["A", "B"], "models": [1000, 1000], "reporting": [first, second]}
        return reporting.with_shares(pd.DataFrame(rows))

    assert reporting.finding(counted(50, 10), "domain") == "A reports most often: 5.0\u00a0% of its models"
    assert (
        reporting.finding(counted(50, 48), "domain")
        == "4.9\u00a0% of these models report, with no domain clearly apart"
    )


def test_where_no_group_stands_alone_the_ends_are_compared() -> None:
    def found(*reporting_of: int, models: int = 1000) -> str:
        names = [f"Task {place}" for place in range(len(reporting_of))]
        rows = {"name": names, "domain": "NLP", "models": models, "reporting": list(reporting_of)}
        return reporting.finding(reporting.with_shares(pd.DataFrame(rows)), "task")

    assert found(60, 55, 20) == "Task 0 models report 3.0 times as often as Task 2"
    assert found(60, 55, 0) == "6.0\u00a0% of Task 0 models report, none of Task 2"
    assert found(60) == "6.0\u00a0% of these models report"
    assert found(3, 2, models=9) == "Share of models that report, by task"


def test_the_ends_of_many_groups_that_chance_alone_sets_apart_are_no_finding() -> None:
    by_chance = np.random.default_rng(3).binomial(3000, 0.004, size=60)
    rows = {"name": [f"Task {place}" for place in range(60)], "domain": "NLP", "models": 3000, "reporting": by_chance}
    frame = reporting.with_shares(pd.DataFrame(rows))
    assert frame["low"].iloc[0] > frame["high"].iloc[-1]
    assert reporting.finding(frame, "task").endswith("% of these models report, with no task clearly apart")


def test_grams_of_one_group_or_of_a_handful_have_no_comparison() -> None:
    assert emissions.finding([spread("A", [2.0] * 30)], "domain") == "Half of all reports state less than 2 g"
    assert emissions.finding([spread("A", [2.0] * 19)], "domain") == "Reported grams by domain"


def test_a_median_between_others_that_are_apart_is_not_called_alike() -> None:
    wide = [10.0] * 10 + [0.01] * 10
    groups = emissions.ranked(
        [spread("A", [*wide, 10.0]), spread("B", [5.0] * 40), spread("C", [3.0] * 40), spread("D", [0.02, *wide])]
    )
    assert emissions.finding(groups, "task").endswith(" g")


def test_domains_over_time_have_a_finding_where_none_is_apart() -> None:
    def told(nlp: int, audio: int, **models: int) -> str:
        rows = [
            {"quarter": date(2026, 1, 1), "domain": name, "models": models.get(name, 0), "reporting": reports}
            for name, reports in (("NLP", nlp), ("Audio", audio))
        ]
        frame = shares.by_quarter(pd.DataFrame(rows))
        return shares.finding(shares.totals(frame), shares.since(frame)) or shares.of_reports(frame)

    assert told(60, 40, NLP=610, Audio=390) == (
        "60\u00a0% of reports since January 2026 are NLP, about as many as of models (61\u00a0%)"
    )
    assert told(60, 40) == "60\u00a0% of reports are NLP"
    assert told(60, 0) == "All 60 reports are NLP"
    assert told(9, 4) == "Domains among models and among reports"


@pytest.mark.parametrize(("rows", "height"), [(1, 102), (8, 480)])
def test_a_charts_value_axis_has_room_of_its_own_however_few_rows_there_are(rows: int, height: int) -> None:
    drawn = shares_of([Row("NLP", "5 %", "#000000", 5.0)] * rows, LIGHT, "% of models").layout
    assert drawn.height == height
    assert height - drawn.margin.t - drawn.margin.b == 54 * rows


def test_a_dot_is_nearer_to_its_own_name_than_to_the_next_and_a_line_parts_them() -> None:
    drawn = shares_of([Row("NLP", "5 %", "#000000", 5.0), Row("Audio", "1 %", "#000000", 1.0)], LIGHT, "%")
    own, following = (note.y for note in drawn.layout.annotations)
    dot = drawn.data[0].y[0]
    assert dot - own < 0.53
    assert following - dot > 0.47
    assert [line.y0 for line in drawn.layout.shapes] == [0.5]


@pytest.mark.parametrize(("most", "dtick"), [(1, 1), (6, 1), (7, None)])
def test_an_axis_of_counts_has_no_fractions(most: int, dtick: int | None) -> None:
    assert counts([Row("Paris", "1", "#000000", float(most))], LIGHT, "reports").layout.xaxis.dtick == dtick


def test_long_places_are_cut_in_the_chart_only() -> None:
    frame = pd.DataFrame({"place": ["x" * 100], "reporting": [1]})
    assert places.rows(frame, "#000000")[0].name == "x" * 35 + "…"


def test_every_domain_has_its_colour() -> None:
    assert set(LIGHT.domains) == set(DOMAINS)


def test_the_quarter_that_is_not_over_is_dotted_and_no_part_of_the_finding() -> None:
    quarters = [date(2026, month, 1) for month in (4, 7, 10)]
    rows = [
        {"quarter": quarter, "domain": domain, "models": 1000, "reporting": reports}
        for quarter in quarters
        for domain, reports in (("NLP", 30 if quarter.month < 10 else 300), ("Audio", 30))
    ]
    frame = shares.by_quarter(pd.DataFrame(rows), date(2026, 11, 1))
    assert list(frame.loc[frame["so_far"], "quarter"].unique()) == [date(2026, 10, 1)]
    assert frame["hover"].iloc[-1].endswith("<br>quarter so far")
    drawn = shares.figure(frame, ["NLP", "Audio"], LIGHT)
    assert [trace.line.dash for trace in drawn.data if trace.meta == "NLP"] == [None, "dot"]
    said = shares.finding(shares.totals(frame[~frame["so_far"]]), "April 2026")
    assert said.endswith("50\u00a0% of reports since April 2026 are Audio, about as many as of models (50\u00a0%)")


def test_a_name_of_two_lines_has_room_above_its_distribution() -> None:
    name, grams = "Reinforcement Learning from human feedback", np.linspace(1.0, 9.0, 40)
    long, short = (spreads([Spread(one, "#000000", grams)], LIGHT) for one in (name, "Audio"))
    assert long.layout.height - short.layout.height == 16
    middle = [
        figure.data[-1].y[0] * (figure.layout.height - 48) / figure.layout.yaxis.range[0] for figure in (long, short)
    ]
    assert middle[0] > middle[1]


def test_the_median_is_drawn_over_the_value_it_is_compared_with() -> None:
    drawn = spreads([Spread("NLP", "#000000", np.linspace(1.0, 9.0, 40), compared_g=5.0)], LIGHT)
    assert drawn.data[1].line.dash == "dot"
    assert drawn.data[-1].mode == "markers"


def test_a_click_on_a_place_lists_its_models_each_a_link(tmp_path: Path, open_app: OpenApp) -> None:
    snapshot = write(
        tmp_path,
        counts=[{}],
        reports=[
            {"id": "a/less", "place": "Paris, France", "downloads": 5},
            {"id": "a/more", "place": "Paris, France", "downloads": 9},
            {"id": "a/elsewhere", "place": "France"},
        ],
    )
    found = queries.reports_at(snapshot, EVERYTHING, "Paris, France")
    assert list(found["id"]) == ["a/more", "a/less"]
    app = open_app("domains")
    assert "Click a mark to list its models." in texts(app)
    app = open_app("domains", place="Paris, France")
    table = app.dataframe[-1].value
    assert list(table["Model"]) == ["model?id=a/more", "model?id=a/less"]
    assert app.query_params["place"] == "Paris, France"
    del app.query_params["place"]
    assert len(app.run().dataframe) == 0


def test_small_charts_show_all_of_their_values_on_one_scale() -> None:
    rows = [
        {"quarter": date(2026, month, 1), "domain": domain, "models": 100, "reporting": reports}
        for month in (1, 4)
        for domain, reports in (("NLP", 90), ("Audio", 10))
    ]
    drawn = shares.figure(shares.by_quarter(pd.DataFrame(rows)), ["NLP", "Audio"], LIGHT)
    ranges = {tuple(axis.range) for axis in (drawn.layout.yaxis, drawn.layout.yaxis2)}
    ((low, high),) = ranges
    assert low == 0
    assert 90 < high < 105


def test_too_few_reports_for_a_course_are_said_to_be(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    said = [each.value for each in open_app("domains").caption]
    assert "Domains over time: no quarter of this selection has 20 reports." in said


@pytest.mark.parametrize(
    ("apart", "pairs", "said"),
    [
        (0, 15, "No difference is shown in any of 15 pairs of domains"),
        (0, 1, "No difference is shown in the one pair of domains"),
        (1, 15, "1 of 15 pairs of domains differs in grams"),
        (3, 15, "3 of 15 pairs of domains differ in grams"),
        (0, 0, "Tests between domains"),
    ],
)
def test_the_tests_of_pairs_have_a_finding(apart: int, pairs: int, said: str) -> None:
    assert tests.finding(apart, pairs) == said

"""The Efficiency page: classes by domain, the trade-off with its best, the table and its CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from carbon.answers.label import category_words
from carbon.method.label import category_cuts_g
from carbon.store.queries import efficiency as queries
from carbon.store.selection import EVERYTHING, Selection
from carbon.store.spreadsheet import as_csv
from carbon.ui.categories import CLASS_SYMBOLS
from carbon.ui.charts.tradeoff import best_of_both, figure
from carbon.ui.efficiency import classes, study, table, tradeoff, transition
from carbon.ui.theme import CLASSES, LIGHT
from tests.pages.conftest import texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
NLP = "fine-tuning/nlp"
VISION = {"domain": "Computer Vision", "task": "image-classification", "category": "fine-tuning/cv"}


def publish(tmp_path: Path):
    rated = {"category": NLP, "size_bytes": 10**8, "confidence": "medium"}
    return write(
        tmp_path,
        counts=[{}],
        reports=[
            *({**rated, "emissions_g": 1.0 + n, "label_class": "A", "size_bytes": 10**8 + n} for n in range(30)),
            *({**rated, **VISION, "emissions_g": 95.0, "label_class": "E", "size_bytes": 10**9} for n in range(30)),
            {**rated, "id": "ada/flagged", "emissions_g": 0.05, "label_class": "A", "flags": ["autotrain_low"]},
            {**rated, "id": "ada/Sizeless", "emissions_g": 3.0, "label_class": "B", "size_bytes": None},
            {"id": "ada/unrated", "emissions_g": 8.0, "label_class": None, "not_rated": "it is an exercise"},
        ],
    )


def dots(**columns: list) -> pd.DataFrame:
    size = len(columns["emissions_g"])
    plain = {"label_class": ["A"] * size, "kind": ["reported"] * size, "reporting": [1] * size, "id": ["a/b"] * size}
    return pd.DataFrame({"size_bytes": [1e8] * size, "downloads": [5] * size, **plain, **columns})


def test_charts_have_finding_source_method_table_and_csv(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("efficiency")
    shown = texts(app)
    for title in (
        "100\u00a0% of NLP reports are in class A or B, 0\u00a0% of those in Computer Vision",
        "The largest third of models reports 10 times the grams of the smallest third",
        "All reporting models",
    ):
        assert f"<h2>{title}</h2>" in shown
    assert "Left out: 1 report without a class." in shown
    assert "Not shown: 1 report without a known size of the weights above 0." in shown
    assert [button.proto.label for button in app.get("download_button")] == ["CSV"] * 3
    assert all(len(chart.proto.alt) > 30 for chart in app.get("plotly_chart"))


def publish_both(tmp_path: Path):
    """Sixty reports by both labels: v1 rates half of v0's B worse, and ten of its C two classes better."""
    pairs = [("B", "B")] * 25 + [("B", "D")] * 25 + [("C", "A")] * 10
    rows = [{"category": NLP, "label_v0": v0, "label_class": v1, "v0_co2": 0, "size_bytes": 10**8} for v0, v1 in pairs]
    return write(tmp_path, counts=[{}], reports=[*rows, {"label_class": None, "not_rated": "why"}])


def test_the_switch_shows_the_studys_label_and_says_whose_it_is(tmp_path: Path, open_app: OpenApp) -> None:
    publish_both(tmp_path)
    app = open_app("efficiency", label="v0")
    shown = texts(app)
    assert any("label v0, that of the 2023 study, for comparison only" in each.value for each in app.caption)
    title = "83\u00a0% of rated reports are in class A or B, 0\u00a0% in E (the 2023 study&#x27;s label v0)"
    assert f"<h2>{title}</h2>" in shown
    assert "by class of label v0" in shown
    assert "<h2>42\u00a0% of models have the same class by both labels, 42\u00a0% a worse one by v1</h2>" in shown
    assert "v0 gives 100\u00a0% the best rating for emissions, by a slip of the study" in shown
    assert "35 reports are two or more classes apart" in shown
    assert sum("**The study's slip.**" in each.value for each in app.markdown) == 2
    assert app.dataframe[-1].value.columns[:2].tolist() == ["v0, 2023 study", "Class v1"]


def test_by_default_the_label_is_this_apps_and_there_is_no_matrix(tmp_path: Path, open_app: OpenApp) -> None:
    publish_both(tmp_path)
    app = open_app("efficiency")
    assert any(each.value.startswith("Label v1 is this app's") for each in app.caption)
    assert "same class by both labels" not in texts(app)
    assert app.dataframe[-1].value.columns[0] == "Class"


def test_classes_by_domain_follow_the_label(tmp_path: Path) -> None:
    snapshot = publish_both(tmp_path)
    by_v0 = classes.by_domain(queries.classes_by_domain_v0(snapshot, EVERYTHING))
    by_v1 = classes.by_domain(queries.classes_by_domain(snapshot, EVERYTHING))
    assert by_v0.loc["NLP", list(CLASSES)].tolist() == [0, 50, 10, 0, 0]
    assert by_v1.loc["NLP", list(CLASSES)].tolist() == [10, 25, 0, 25, 0]


def test_the_matrix_counts_every_report_once_and_its_table_has_all_of_them(tmp_path: Path) -> None:
    pairs = queries.label_transitions(publish_both(tmp_path), EVERYTHING)
    found = transition.matrix(pairs)
    assert (found.models, found.rated, found.same, found.better, found.worse, found.far) == (61, 60, 25, 10, 25, 35)
    told = transition.table(found)
    assert told.set_index("Label v0").to_numpy().sum() == 61
    drawn = transition.figure(found, LIGHT).data[0]
    assert [list(row) for row in drawn.text][1] == ["0", "25", "0", "25", "0"]
    assert [list(row) for row in drawn.z][1] == [0, 50, 0, 50, 0]
    assert study.slip_share(pairs).value == 1


def test_a_selection_without_classes_says_how_many_it_would_need(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{"label_class": None, "not_rated": "why"}])
    said = [each.value for each in open_app("efficiency", label="v0").caption]
    assert "Not enough data: n = 0 reports with a class by label v0, needs 1." in said
    assert "Not enough data to compare the labels: n = 0 reports with a class by both, needs 1." in said


def test_a_handful_of_reports_is_no_finding_about_the_labels() -> None:
    few = pd.DataFrame({"label_v0": ["A"], "label_class": ["B"], "reporting": [19], "best_co2": [19]})
    assert transition.finding(transition.matrix(few)) == "Classes by label v0 and by label v1"


def test_the_csv_of_the_studys_label_has_both_letters(tmp_path: Path) -> None:
    shown = table.told(queries.reporting_models(publish_both(tmp_path), EVERYTHING), "v0")
    assert shown.columns[:2].tolist() == ["v0, 2023 study", "Class v1"]
    assert set(zip(shown.iloc[:60, 0], shown.iloc[:60, 1], strict=True)) >= {("B", "D"), ("C", "A")}


@pytest.mark.parametrize("written", ["Downloads", "downloads", "DOWNLOADS"])
def test_the_scatter_is_set_against_downloads_by_the_link(tmp_path: Path, open_app: OpenApp, written: str) -> None:
    publish(tmp_path)
    app = open_app("efficiency", against=written)
    assert "against the downloads in 30 days" in texts(app)
    assert not app.warning


def test_class_bands_are_those_of_the_category_chosen(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("efficiency", category="Fine-tuned NLP models")
    layout = json.loads(app.get("plotly_chart")[1].proto.spec)["layout"]
    upper_ends = [shape["y1"] for shape in layout["shapes"]][:4]
    assert upper_ends == pytest.approx(category_cuts_g(NLP))
    *bands, _line = [note["text"] for note in layout["annotations"]]
    assert bands == [f"<b>{letter}</b>" for letter in CLASSES]
    assert "fine-tuned NLP models · n = 31" in texts(app)


def test_the_table_finds_names_in_any_case_and_says_how_many(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("efficiency", q="ADA/")
    assert "3 of 63 models" in texts(app)
    shown = app.dataframe[-1].value
    assert shown["Model"].tolist() == [f"model?id=ada/{name}" for name in ("Sizeless", "unrated", "flagged")]
    assert shown["Flags"].tolist() == ["", "", "probably too low (AutoTrain)"]


def test_the_table_lists_doubtful_reports_last_and_else_the_most_downloaded_first(tmp_path: Path) -> None:
    rows = [
        {"id": "a/few", "downloads": 1},
        {"id": "a/doubtful", "downloads": 9, "flags": ["autotrain_low"]},
        {"id": "a/unknown", "downloads": None},
        {"id": "a/many", "downloads": 5},
    ]
    listed = queries.reporting_models(write(tmp_path, reports=rows), EVERYTHING)["id"]
    assert listed.tolist() == ["a/many", "a/few", "a/unknown", "a/doubtful"]


def test_a_name_in_the_table_links_to_the_model_and_keeps_the_filters(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    shown = open_app("efficiency", q="sizeless", domain="NLP", gmin="1").dataframe[-1].value
    assert shown["Model"].tolist() == ["model?domain=NLP&gmin=1&id=ada/Sizeless"]


def test_a_search_without_result_says_so_and_shows_it_as_written(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    assert r"“\<b\>x” in its name" in texts(open_app("efficiency", q="<b>x"))


def test_an_empty_selection_says_which_filter_emptied_it(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("efficiency", gmin="1000000")
    assert "**Grams from**" in texts(app)
    assert not app.dataframe


def test_the_csv_holds_exactly_what_is_shown(tmp_path: Path) -> None:
    shown = table.told(queries.reporting_models(publish(tmp_path), EVERYTHING))
    rows = list(csv.DictReader(io.StringIO(as_csv(shown).decode())))
    assert list(rows[0]) == list(shown.columns)
    assert len(rows) == len(shown) == 63
    assert rows[-1]["Model"] == "ada/flagged"
    assert (rows[-1]["Grams CO₂e"], rows[-1]["Size, MB"], rows[-1]["Created"]) == ("0.05", "100.0", "2022-06")


def test_a_segment_too_narrow_for_its_letter_brings_a_legend() -> None:
    def drawn(narrow: int) -> go.Figure:
        counts = [{"domain": "NLP", "label_class": "B", "reporting": 100 - narrow}]
        counts.append({"domain": "NLP", "label_class": "E", "reporting": narrow})
        return classes.figure(classes.by_domain(pd.DataFrame(counts)), LIGHT)

    wide, narrow = drawn(20), drawn(3)
    assert (wide.layout.showlegend, narrow.layout.showlegend) == (False, True)
    assert ([bar.name for bar in narrow.data], narrow.layout.legend.traceorder) == (list("ABCDE"), "normal")
    assert narrow.layout.height - wide.layout.height == narrow.layout.margin.t - wide.layout.margin.t


def test_the_matrix_says_what_its_colour_is(tmp_path: Path, open_app: OpenApp) -> None:
    publish_both(tmp_path)
    assert "label v0 (2023 study) and v1; colour: share of row · n = 60" in texts(open_app("efficiency", label="v0"))


def test_domains_with_few_reports_come_last_and_decide_nothing(tmp_path: Path) -> None:
    few = [{"domain": "Audio", "label_class": "A"}] * 19
    many = [{"domain": "NLP", "label_class": letter} for letter in "BE" * 15]
    frame = classes.by_domain(queries.classes_by_domain(write(tmp_path, reports=[*few, *many]), EVERYTHING))
    assert frame.index.tolist() == ["NLP", "Audio"]
    assert frame.loc["NLP"].tolist() == [0, 15, 0, 0, 15, 30]
    assert classes.finding(frame) == "69\u00a0% of rated reports are in class A or B, 31\u00a0% in E"


def test_reports_without_a_domain_come_last(tmp_path: Path) -> None:
    best = [{"domain": "Not specified", "label_class": "A"}] * 20
    others = [{"domain": domain, "label_class": "C"} for domain in ["NLP"] * 20 + ["Audio"]]
    frame = classes.by_domain(queries.classes_by_domain(write(tmp_path, reports=[*best, *others]), EVERYTHING))
    assert frame.index.tolist() == ["NLP", "Audio", "Not specified"]


def test_kinds_of_report_are_told_apart(tmp_path: Path) -> None:
    kinds = {"a/plain": [], "a/low": ["autotrain_low"], "a/copy": ["inherited", "autotrain_low"]}
    rows = [
        {"id": name, "flags": flags, "category": NLP, "excluded": "inherited" in flags, "emissions_g": 2.0}
        for name, flags in kinds.items()
    ]
    found = queries.tradeoff(write(tmp_path, reports=rows), Selection(with_flagged=True)).set_index("id")["kind"]
    assert found.to_dict() == {"a/plain": "reported", "a/low": "flagged", "a/copy": "inherited"}


def test_every_class_and_kind_has_a_shape_of_its_own() -> None:
    frame = pd.concat(
        [
            dots(emissions_g=[1.0], label_class=[letter], kind=[kind])
            for letter in CLASSES
            for kind in ("reported", "flagged", "inherited")
        ]
    )
    traces = figure(frame, tradeoff.AXES["size"], None, LIGHT).data[:-1]
    shapes = [trace.marker.symbol for trace in traces]
    assert len(traces) == 15
    assert len(set(CLASS_SYMBOLS.values())) == 5
    assert len({shape for shape in shapes if shape != "x-thin-open"}) == 10


def test_the_line_is_named_beside_the_legend_whose_entries_its_name_would_widen() -> None:
    drawn = figure(dots(emissions_g=[1.0]), tradeoff.AXES["size"], None, LIGHT)
    line = drawn.data[-1]
    assert line.showlegend is False
    assert drawn.layout.annotations[-1].text == "<b>—</b> best of both:<br>smaller, fewer grams"


def test_many_reports_share_marks_and_none_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"category": NLP, "emissions_g": 1 + n / 10_000, "size_bytes": 10**8} for n in range(50)]
    snapshot = write(tmp_path, reports=rows)
    apart = queries.tradeoff(snapshot, EVERYTHING)
    monkeypatch.setattr(queries, "MAX_DOTS", 10)
    merged = queries.tradeoff(snapshot, EVERYTHING)
    assert (len(apart), len(merged)) == (50, 1)
    assert merged["reporting"].tolist() == [50]


def test_the_best_of_both_is_beaten_by_none() -> None:
    downloads, grams = [1, 5, 3, 5, 9, 9], [1.0, 2.0, 3.0, 2.5, 8.0, 7.0]
    assert best_of_both(downloads, grams, more_is_better=True).tolist() == [0, 1, 5]
    assert best_of_both([], [], more_is_better=True).tolist() == []
    assert best_of_both([4, 4], [1.0, 1.0], more_is_better=True).tolist() == [0]


def test_where_less_is_better_the_best_of_both_are_small_and_emit_little() -> None:
    size, grams = [9, 5, 7, 5, 1, 1, 10], [1.0, 2.0, 3.0, 2.5, 8.0, 7.0, 0.9]
    assert best_of_both(size, grams, more_is_better=False).tolist() == [6, 0, 1, 5]


@pytest.mark.parametrize(
    ("axis", "column", "best", "name"),
    [
        ("size", "size_bytes", [(4.0, 1.0), (2.0, 2.0)], "best of both: smaller, fewer grams"),
        ("downloads", "downloads", [(4.0, 1.0), (8.0, 8.0)], "best of both: more downloads, fewer grams"),
    ],
)
def test_the_line_is_the_best_of_both_and_says_of_what(axis: str, column: str, best: list, name: str) -> None:
    frame = dots(emissions_g=[1.0, 2.0, 4.0, 8.0], **{column: [4.0, 2.0, 4.0, 8.0]})
    line = figure(frame, tradeoff.AXES[axis], None, LIGHT).data[-1]
    assert (list(zip(line.x, line.y, strict=True)), line.name) == (best, name)


def test_thirds_are_compared_only_where_they_are_large_and_apart() -> None:
    axis = tradeoff.AXES["size"]
    few = dots(emissions_g=[1.0] * 30 + [9.0] * 29, size_bytes=list(range(1, 60)))
    assert tradeoff.finding(few, axis) == "Grams against the size of the weights"
    falling = dots(emissions_g=[9.0] * 30 + [3.0] * 30, size_bytes=list(range(1, 61)))
    assert tradeoff.finding(falling, axis) == (
        "The smallest third of models reports 3.0 times the grams of the largest third"
    )


def test_thirds_that_are_apart_are_no_finding_where_ranks_are_hardly_linked() -> None:
    axis = tradeoff.AXES["size"]
    grams = [2.0] * 65 + [100.0] * 35 + [2.5] * 100 + [3.0] * 65 + [0.1] * 35
    level = dots(emissions_g=grams, size_bytes=list(range(1, 301)))
    assert tradeoff.finding(level, axis) == "Grams against the size of the weights"
    rising = dots(emissions_g=sorted(grams), size_bytes=list(range(1, 301)))
    assert tradeoff.finding(rising, axis).startswith("The largest third of models reports")


def test_zero_and_unknown_have_no_place_on_a_log_axis() -> None:
    frame = dots(emissions_g=[1.0, 2.0, 3.0], downloads=[0.0, np.nan, 7.0])
    assert tradeoff.usable(frame, tradeoff.AXES["downloads"])["emissions_g"].tolist() == [3.0]


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("fine-tuning/nlp", "fine-tuned NLP models"),
        ("fine-tuning/cv", "fine-tuned computer vision models"),
        ("fine-tuning", "fine-tuned models"),
        ("pre-training", "pre-trained models"),
        ("all", "models of all kinds"),
    ],
)
def test_categories_are_put_in_words(category: str, words: str) -> None:
    assert category_words(category) == words


def test_the_order_of_the_table_is_in_the_link(tmp_path: Path, open_app: OpenApp) -> None:
    grams = {"a/much": 90.0, "b/little": 1.0, "c/some": 20.0}
    write(tmp_path, reports=[{"id": name, "emissions_g": value} for name, value in grams.items()])
    app = open_app("efficiency", sort="Fewest grams")
    assert app.dataframe[-1].value["Grams CO₂e ↑"].tolist() == [1.0, 20.0, 90.0]
    app.selectbox(key="sort").set_value("Name").run()
    assert app.dataframe[-1].value["Grams CO₂e"].tolist() == [90.0, 1.0, 20.0]


def test_nonsense_in_the_pages_own_part_of_the_link_is_told_and_left_out(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, reports=[{}])
    app = open_app("efficiency", sort="<b>up</b>", against="Nothing", category="x")
    told = app.warning[0].value
    for part in (r"**sort** = “\<b\>up\</b\>”", "**against** = “Nothing”", "**category** = “x”"):
        assert part in told
    assert app.selectbox(key="sort").value == "Most downloaded"


def test_a_search_of_the_link_that_is_too_long_is_left_out_whole(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, reports=[{"id": "x/y"}])
    app = open_app("efficiency", q="x" * 201)
    assert "**q** = “" in app.warning[0].value
    assert app.text_input(key="q").value == ""
    assert "q" not in app.query_params


def test_the_note_says_whether_performance_counts_and_why(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    assert (
        "Performance is not counted: ref-2023.04 holds no 30 models with the same task, data set and metric."
        in texts(open_app("efficiency"))
    )


def test_without_a_category_the_bands_are_those_of_all_models_and_said_to_be(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("efficiency")
    layout = json.loads(app.get("plotly_chart")[1].proto.spec)["layout"]
    assert layout["shapes"][0]["y1"] == pytest.approx(category_cuts_g("all")[0])
    assert tradeoff.ALL_BANDS in texts(app)


def test_domains_that_do_not_differ_are_told_together() -> None:
    counted = pd.DataFrame(
        {"domain": ["NLP", "NLP", "Audio", "Audio"], "label_class": ["A", "E", "B", "E"], "reporting": [15, 15, 12, 18]}
    )
    frame = classes.by_domain(counted)
    assert classes.finding(frame) == "45\u00a0% of rated reports are in class A or B, 55\u00a0% in E"
    assert classes.finding(classes.by_domain(counted.head(1))) == classes.NEUTRAL

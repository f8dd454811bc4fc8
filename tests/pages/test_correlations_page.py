"""The Correlations page: what is set against emissions, every test with its study value, and what filters take away."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from carbon.method.statistics.results import Result
from carbon.store.queries import correlations as queries
from carbon.store.selection import EVERYTHING, Selection
from carbon.ui import tested
from carbon.ui.charts.fit import MOST_POINTS, figure, fitted, thinned
from carbon.ui.correlations.scatter import AMOUNTS
from carbon.ui.tested import factor
from carbon.ui.theme import LIGHT
from tests.pages.conftest import texts, wrapped_table
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
VISION = {"domain": "Computer Vision", "task": "image-classification"}


def row(question: str, subject: str = "", *, holds: bool | None = True, **changes: object) -> Result:
    plain = {
        "question": question,
        "subject": subject,
        "population": "without flagged",
        "family": "confirmatory",
        "method": "Spearman's rank correlation, bootstrap over projects",
        "n": 60,
        "group_sizes": "",
        "measure": "ρ",
        "effect": 0.31,
        "low": 0.25,
        "high": 0.37,
        "magnitude_measure": "",
        "magnitude": None,
        "magnitude_low": None,
        "magnitude_high": None,
        "p": 1e-9,
        "corrected_p": 2e-9,
        "verdict": "more",
        "holds": holds,
        "text": "Larger models emit more",
    }
    return Result(**{**plain, **changes})  # type: ignore[arg-type]


FEW = {
    "effect": None,
    "low": None,
    "high": None,
    "p": None,
    "corrected_p": None,
    "verdict": "not enough data",
    "holds": None,
    "text": "Emissions and dataset size: not enough data: n = 3 models, needs 30",
}
TERM = {"family": "exploratory", "measure": "coefficient, ln grams", "effect": 1.0, "low": 0.5, "high": 1.5}
JOINT = "With the others held fixed, twice the size goes with 2.0 times the emissions"
STORED = (
    row("size"),
    row("size_within", "NLP", effect=0.4, text="Within NLP, larger models emit more"),
    row("dataset", **FEW),
    row("regime", holds=False, text="Pre-training emits 6.0 times as much as fine-tuning"),
    row(
        "joint", "ln size", **TERM, text="With the others held fixed, twice the size goes with 2.0 times the emissions"
    ),
    row("joint_median", "ln size", **TERM),
)


def publish(tmp_path: Path, statistics: Sequence[Result] = STORED, **meta: str):
    def sized(n: int, **columns: object) -> list[dict[str, object]]:
        return [{"emissions_g": 1.0 + i, "size_bytes": 1000 * (i + 1), **columns} for i in range(n)]

    return write(
        tmp_path,
        counts=[{}],
        reports=[
            *sized(40),
            *sized(20, **VISION, regime="pre-training", hardware="8 x NVIDIA A100"),
            {
                "emissions_g": 3.0,
                "size_bytes": None,
                "metrics": '[{"task": null, "dataset": null, "metric": "accuracy", "value": 91}]',
            },
            {"emissions_g": 9e9, "size_bytes": 5, "excluded": True, "flags": ["implausible"]},
        ],
        statistics=[one._asdict() for one in statistics],
        **meta,
    )


def table_of(app: AppTest) -> pd.DataFrame:
    return app.dataframe[-1].value


def test_titles_are_the_stored_findings_with_effect_interval_and_n(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    shown = texts(open_app("correlations"))
    for title in (
        "Larger models emit more",
        "Pre-training emits 6.0 times as much as fine-tuning",
        JOINT,
        "2 of 4 tests come out the same in all three populations",
    ):
        assert f"<h2>{title}</h2>" in shown
    assert "ρ 0.31 (0.25 to 0.37) · n = 60" in shown
    assert "ρ within NLP 0.40." in shown
    assert "2023 study: r 0.56, n = 48." in shown


def test_every_test_stands_in_the_table_with_the_studys_value(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    table = wrapped_table(open_app("correlations")).set_index("Question")
    assert list(table.index) == [
        "Emissions and model size",
        "Emissions and model size within NLP",
        "Emissions and dataset size",
        "Pre-training and fine-tuning",
    ]
    size = table.loc["Emissions and model size"]
    assert size[["Effect", "p, corrected", "Holds in all three", "2023 study", "n"]].tolist() == [
        "ρ 0.31 (0.25 to 0.37)",
        "< 0.001",
        "yes",
        "r 0.56, n = 48",
        "60",
    ]
    assert tested.table(STORED)["Correction"].iloc[0] == "Holm"
    few = table.loc["Emissions and dataset size"]
    assert few[["Finding", "Effect", "p, corrected", "Holds in all three"]].tolist() == [
        "not enough data: n = 3 models, needs 30",
        "–",
        "–",
        "too few",
    ]
    assert table.loc["Pre-training and fine-tuning", "Holds in all three"] == "no"


def test_filters_drop_intervals_and_say_so(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("correlations", domain="NLP")
    shown = texts(app)
    assert "With filters set, ρ is worked out anew and its interval is dropped." in shown
    assert "Intervals, p and verdicts are dropped" in shown
    assert "<h2>Emissions and model size</h2>" in shown
    assert "ρ 1.00 · n = 40" in shown
    table = table_of(app).set_index("Question")
    assert table.loc["Emissions and model size", ["n", "ρ"]].tolist() == [40, 1.0]
    assert np.isnan(table.loc["Emissions and accuracy", "ρ"])


def test_a_snapshot_without_statistics_says_why(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, statistics=(), statistics_problem="their process ended with -9: it said nothing")
    shown = texts(open_app("correlations"))
    assert "could not be computed: their process ended with -9: it said nothing. The next ingest tries again." in shown
    assert "<h2>Emissions and model size</h2>" in shown


@pytest.mark.parametrize("page", ["trends", "domains"])
def test_the_other_pages_say_so_too(tmp_path: Path, open_app: OpenApp, page: str) -> None:
    publish(tmp_path, statistics=(), statistics_problem="they took longer than 600 s")
    app = open_app(page)
    assert any("they took longer than 600 s" in each.value for each in app.caption)


def test_scores_are_shown_on_one_scale_and_a_missing_amount_is_said(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path)
    app = open_app("correlations", amount="Accuracy")
    scatter = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert len(scatter["data"]) == 1
    assert scatter["layout"]["xaxis"]["title"]["text"] == "accuracy"
    shown = texts(open_app("correlations", amount="ROUGE-1"))
    assert "No report of this selection states its ROUGE-1." in shown


def test_amounts_and_chips_come_from_the_selection(tmp_path: Path) -> None:
    snapshot = publish(tmp_path)
    assert len(queries.amounts(snapshot, EVERYTHING, "size")) == 60
    assert len(queries.amounts(snapshot, Selection(with_flagged=True), "size")) == 61
    assert queries.amounts(snapshot, EVERYTHING, "accuracy")["amount"].tolist() == [0.91]
    chips = queries.emissions_by_chip(snapshot, EVERYTHING)
    assert [(one.name, len(one.emissions_g)) for one in chips.itertuples(index=False)] == [("A100", 20)]
    found = queries.rank_correlations(snapshot, Selection(domains=("NLP",)))
    assert found["size"] == (1.0, 40)
    assert found["accuracy"] == (None, 1)


def test_the_line_goes_through_what_is_exactly_on_it() -> None:
    x = 10.0 ** np.linspace(6, 10, 50)
    frame = pd.DataFrame({"domain": "NLP", "amount": x, "emissions_g": 3e-6 * x**0.8})
    line = fitted(frame, AMOUNTS["size"], 30)
    assert line.grams == pytest.approx(3e-6 * line.amount**0.8)
    assert line.high == pytest.approx(line.low)
    assert fitted(frame.head(29), AMOUNTS["size"], 30) is None
    assert fitted(frame.assign(amount=5.0), AMOUNTS["size"], 30) is None


def test_many_points_are_drawn_without_a_text_each_and_nearly_equal_ones_once() -> None:
    chance = np.random.default_rng(0)
    n = MOST_POINTS + 2000
    frame = pd.DataFrame(
        {"domain": "NLP", "amount": chance.lognormal(18, 1, n), "emissions_g": chance.lognormal(1, 2, n)}
    )
    drawn = figure(frame, AMOUNTS["size"], None, LIGHT)
    assert drawn.data[0].hovertext is drawn.data[0].text is None
    assert 1000 < len(drawn.data[0].x) == len(thinned(frame, AMOUNTS["size"])) < n


def test_the_size_is_told_by_its_doubling() -> None:
    assert factor(row("joint", "ln size", **TERM)) == pytest.approx((2.0, 2**0.5, 2**1.5))
    assert factor(row("joint", "pre-training", **TERM))[0] == pytest.approx(np.e)


def test_trends_tells_its_tests_in_words_and_marks_the_studys_median(tmp_path: Path, open_app: OpenApp) -> None:
    fall = "The share of new models that report falls by 0.2 percentage points a year"
    tests = (
        row("share_trend", measure="percentage points a year", verdict="less", text=fall, n=40),
        row("emissions_trend", measure="factor a year", verdict="not shown", text="No trend is shown", n=12),
    )
    publish(tmp_path, statistics=tests)
    app = open_app("trends")
    assert f"<h2>{fall}</h2>" in texts(app)
    table = wrapped_table(app)
    assert table["Question"].tolist() == ["Share reporting by month", "Median emissions by month"]
    assert table["2023 study"].tolist() == ["p 0.064", "–"]
    assert "2023 study: 4.3 g, median month" in "".join(chart.proto.spec for chart in app.get("plotly_chart"))


def test_domains_tells_its_tests_in_words_and_marks_the_studys_medians(tmp_path: Path, open_app: OpenApp) -> None:
    differ = "Emissions differ between domains, which explain 6.5 % of their ranks' variance"
    pair = "NLP emits 5.0 times as much as Computer Vision"
    tests = (
        row("nlp_cv", measure="Cliff's δ", text=pair, group_sizes="40 / 20"),
        row("domains", measure="ε²", verdict="differ", text=differ),
        row("domain_pair", "Computer Vision / NLP", measure="Cliff's δ", family="post hoc", verdict="less", text=pair),
    )
    publish(tmp_path, statistics=tests)
    app = open_app("domains")
    shown = texts(app)
    assert f"<h2>{escape(differ)}</h2>" in shown
    assert "1 pair of 1 differ, without flagged" in shown
    assert "Dotted: the 2023 study&#x27;s median." in shown
    assert len(wrapped_table(app)) == 3
    assert tested.table(tests)["Correction"].tolist() == ["Holm", "Holm", "Holm, pairs"]
    assert "2023 study: median 4.99 g" in "".join(chart.proto.spec for chart in app.get("plotly_chart"))


@pytest.mark.parametrize(
    ("value", "told"),
    [(210.4, "210"), (1_628.0, "1,600"), (0.0441, "0.044"), (1.94, "1.9"), (-0.95, "−0.95"), (9.96, "10")],
)
def test_effects_have_two_digits_and_are_never_powers_of_ten(value: float, told: str) -> None:
    assert tested.in_two_digits(value) == told


@pytest.mark.parametrize(
    ("measure", "effect", "low", "high", "told"),
    [
        ("percentage points a year", -4.5e-5, -3.2e-4, 2.2e-4, "−0.000045 (−0.00032 to 0.00022) points a year"),
        ("odds ratio a year", 0.9991, 0.9904, 1.0044, "× 0.999 (0.990 to 1.004) a year"),
        ("factor a year", 0.96, 0.91, 1.0, "× 0.960 (0.910 to 1.000) a year"),
        ("coefficient, ln grams", 0.89, 0.71, 1.1, "× 2.4 (2.0 to 3.0)"),
        ("ratio", 5.0, 3.9, 6.3, "5.0 (3.9 to 6.3)"),
    ],
)
def test_effects_carry_their_unit(measure: str, effect: float, low: float, high: float, told: str) -> None:
    assert tested.effect_in_words(row("x", measure=measure, effect=effect, low=low, high=high)) == told


def test_the_size_in_the_regressions_is_told_as_what_doubling_it_does() -> None:
    result = row("joint", "ln size", **TERM)
    assert tested.effect_in_words(result) == "× 2.0 (1.4 to 2.8) for twice the size"
    (shown,) = tested.table([result]).to_dict("records")
    assert shown["Question"] == "Joint regression: twice the size"
    assert shown["In grams"] == "× 2.0 (1.4 to 2.8) for twice the size"


def test_an_effect_that_rounds_to_zero_has_no_sign() -> None:
    result = row("f1", effect=-0.001, low=-0.09, high=0.08)
    assert tested.effect_in_words(result) == "ρ 0.00 (−0.09 to 0.08)"


def test_a_factor_beside_groups_that_do_not_differ_is_explained(tmp_path: Path, open_app: OpenApp) -> None:
    alike = row(
        "regime", verdict="negligible", text="The difference between pre-training and fine-tuning is negligible"
    )
    strong = row("joint", "pre-training", **TERM, text="With the others held fixed, pre-training goes with 2.7 times")
    publish(tmp_path, (alike, row("joint", "ln size", **TERM), strong))
    assert "Pre-training × 2.7 and no difference between the groups as a whole can both be true" in texts(
        open_app("correlations")
    )


def test_distributions_lead_to_their_filter_or_list_their_models(tmp_path: Path, open_app: OpenApp) -> None:
    snapshot = publish(tmp_path)
    shown = texts(open_app("correlations"))
    assert "Click a mark to filter by its training." in shown
    assert "Click a mark to list its models." in shown
    found = queries.reports_on(snapshot, EVERYTHING, "A100")
    assert (len(found), list(found.columns)) == (20, ["id", "label_class", "emissions_g", "downloads"])


def test_the_joint_chart_has_a_legend_and_names_what_terms_are_compared_with(tmp_path: Path, open_app: OpenApp) -> None:
    terms = [row("joint", name, **TERM) for name in ("ln size", "Audio against NLP", "pre-training")]
    publish(tmp_path, [*terms, row("joint_median", "ln size", **TERM)])
    app = open_app("correlations")
    assert "log scale · against NLP and fine-tuning · n = 60" in texts(app)
    (joint,) = [json.loads(one.proto.spec) for one in app.get("plotly_chart") if "least squares" in one.proto.spec]
    assert [trace["name"] for trace in joint["data"] if trace.get("showlegend")] == ["least squares", "median"]
    labels = [note["text"].partition("</b>")[0] for note in joint["layout"]["annotations"]]
    assert labels == ["<b>twice the size", "<b>Audio", "<b>pre-training"]


def test_a_negative_correlation_has_a_minus_sign(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, [row("size", effect=-0.31, low=-0.4, high=-0.2), row("size_within", "NLP", effect=-0.125)])
    shown = texts(open_app("correlations"))
    assert "ρ −0.31 (−0.40 to −0.20) · n = 60" in shown
    assert "ρ within NLP −0.12." in shown


def small(**changes: object) -> Result:
    """A test of chips or training whose effect is called negligible."""
    told = {"measure": "Cliff's δ", "effect": 0.11, "low": -0.05, "high": 0.26, "corrected_p": 0.95}
    text = "The difference between pre-training and fine-tuning is negligible"
    return row("regime", **{"verdict": "negligible", "text": text, **told, **changes})


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (small(), "negligible: |δ| below 0.147, though the interval allows for more"),
        (small(low=-0.05, high=0.13), "negligible: |δ| below 0.147"),
        (small(measure="ε²", effect=0.006, low=0.0, high=0.009), "negligible: ε² below 0.01"),
        (row("size", verdict="negligible", effect=0.01, low=-0.2, high=0.05),
         "negligible: |ρ| below 0.1, though the interval allows for more"),
        (row("size"), ""),
    ],
)  # fmt: skip
def test_what_is_called_negligible_is_said_with_its_limit(result: Result, said: str) -> None:
    assert tested.negligible_in_words(result) == said


def test_a_small_share_of_differences_is_told_from_the_limit_of_what_is_negligible() -> None:
    assert tested.effect_in_words(small(measure="ε²", effect=0.0096, low=0.0, high=0.034)) == "ε² 0.0096 (0 to 0.034)"


def test_a_negligible_difference_is_no_title_of_distributions_but_told_below(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, [small()])
    shown = texts(open_app("correlations"))
    assert "<h2>The difference between pre-training and fine-tuning is negligible</h2>" not in shown
    assert (
        "The difference between pre-training and fine-tuning is negligible: δ 0.11 (−0.05 to 0.26), p 0.95. "
        "Negligible: |δ| below 0.147, though the interval allows for more." in shown
    )

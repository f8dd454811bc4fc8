"""The statistics: the checks of the method on the study's table, degenerate input, corrections, verdicts and words."""

from __future__ import annotations

import json
import sys
import warnings
from dataclasses import asdict, replace

import numpy as np
import pandas as pd
import pytest
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from carbon.card.model_index import Metric
from carbon.card.project import project_of
from carbon.method.intervals import wilson
from carbon.method.statistics import correlation, difference, groups, regression, trend
from carbon.method.statistics.correction import corrected
from carbon.method.statistics.estimate import Estimate, Interval
from carbon.method.statistics.questions import monthly_medians, statistics
from carbon.method.statistics.reports import ALL, HEADLINE, POPULATIONS, Months, Reports, metric_scores, reports_from
from carbon.method.statistics.results import Asked, results, verdict, with_holds
from carbon.method.statistics.wording import DIFFERENT, FEW, LESS, MORE, NEGLIGIBLE, NOT_SHOWN
from tests.material import shared

NO_MONTHS = dict.fromkeys(POPULATIONS, Months(*(np.empty(0) for _ in range(3))))


def made(n: int, **columns: object) -> Reports:
    """`n` different reports, each of its own project and larger and heavier than the one before."""
    plain = {
        "emissions_g": np.arange(1.0, n + 1),
        "size_bytes": np.arange(1.0, n + 1) * 1e6,
        **{
            name: np.full(n, np.nan)
            for name in ("dataset_bytes", "performance", "accuracy", "f1", "rouge1", "rouge_l", "month")
        },
        "domain": np.full(n, "NLP"),
        "regime": np.full(n, "fine-tuning"),
        "chip": np.full(n, ""),
        "names_hardware": np.zeros(n, dtype=bool),
        "project": np.array([f"p{i}" for i in range(n)], dtype=np.str_),
        "excluded": np.zeros(n, dtype=bool),
        "project_first": np.ones(n, dtype=bool),
    }
    return Reports(**{**plain, **columns})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def study() -> pd.DataFrame:
    """The study's table without its doubled row, g > 0."""
    table = pd.read_csv(shared("paper2023/HFCO2.csv")).drop_duplicates()
    return table[table["co2_eq_emissions"] > 0]


@pytest.mark.shared
def test_size_and_emissions_of_the_study(study):
    projects = [project_of(name) for name in study["modelId"]]
    found = correlation.spearman(study["size"], study["co2_eq_emissions"], projects)
    assert (len(study), found.n) == (1415, 1302)
    assert found.effect.value == pytest.approx(0.3117, abs=5e-5)
    assert found.effect.low < 0.3117 < found.effect.high


@pytest.mark.shared
def test_domains_of_the_study(study):
    nlp, vision = (study[study["domain"] == name] for name in ("NLP", "Computer Vision"))
    found = difference.difference(
        nlp["co2_eq_emissions"], vision["co2_eq_emissions"], nlp["modelId"], vision["modelId"]
    )
    assert found.effect.value == pytest.approx(0.364, abs=5e-4)
    assert found.magnitude.value == pytest.approx(4.95, abs=5e-3)
    several = groups.kruskal(study["co2_eq_emissions"], study["domain"], study["modelId"], least=10)
    assert several.effect.value * (several.n - 1) == pytest.approx(91.53, abs=5e-3)


@pytest.mark.shared
def test_the_joint_regression_of_the_study(study):
    terms = {name: (study["domain"] == name).astype(float) for name in ("NLP", "Computer Vision")}
    fit = regression.least_squares(study["co2_eq_emissions"], {"ln size": np.log(study["size"]), **terms})
    effect = fit.terms["ln size"].effect
    assert effect.value == pytest.approx(0.862, abs=5e-4)
    assert (effect.high - effect.low) / 2 / 1.959964 == pytest.approx(0.1125, abs=5e-5)


@pytest.mark.shared
def test_the_trend_of_the_studys_monthly_medians(study):
    month = pd.to_datetime(study["created_at"], errors="coerce").dt.strftime("%Y-%m")
    medians = study.groupby(month)["co2_eq_emissions"].median().loc["2021-11":"2023-03"]
    assert trend.slope(np.arange(17), medians).effect.value == pytest.approx(-0.611, abs=5e-4)


def test_a_trend_is_shown_or_not_whatever_its_size():
    months = np.arange(40.0)
    flat = trend.slope(months, np.tile([1.0, 2.0], 20))
    assert abs(flat.strength) < 0.1
    assert verdict(flat, 0.9) == NOT_SHOWN


def test_hardware_counts_as_named_as_it_does_in_the_reporting_level():
    rows = statistics(made(60, names_hardware=np.arange(60) % 2 == 0), NO_MONTHS)
    assert {row.group_sizes for row in rows if row.question == "hardware_stated"} == {"30 / 30"}


def test_the_share_of_the_study():
    low, high = wilson(1417, 170462)
    assert (round(100 * float(low), 3), round(100 * float(high), 3)) == (0.789, 0.875)


@pytest.mark.parametrize(
    ("x", "reason"),
    [
        (np.empty(0), "n = 0 models, needs 30"),
        (np.ones(1), "n = 1 models, needs 30"),
        (np.full(40, np.nan), "n = 0 models, needs 30"),
        (np.full(40, np.inf), "n = 0 models, needs 30"),
        (np.full(40, -1.0), "n = 0 models, needs 30"),
        (np.full(40, 7.0), "n = 40, but all have the same value"),
    ],
)
def test_degenerate_amounts_give_a_reason_and_no_warning(x, reason):
    y, projects = np.arange(1.0, len(x) + 1), np.arange(len(x))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for found in (
            correlation.spearman(x, y, projects),
            correlation.partial(x, y, projects, given=x, strata=np.full(len(x), "NLP")),
        ):
            assert found.effect is None
            assert found.problem == f"not enough data: {reason}"


def test_near_copies_of_few_projects_are_no_evidence():
    x = np.arange(1.0, 101)
    assert correlation.spearman(x, x, np.arange(100) % 5).problem == "not enough data: n = 5 projects, needs 20"


def test_a_domain_fixed_in_every_row_changes_nothing():
    chance = np.random.default_rng(1)
    x, y = chance.lognormal(size=60), chance.lognormal(size=60)
    plain = correlation.spearman(x, y, np.arange(60))
    held = correlation.partial(x, y, np.arange(60), strata=np.full(60, "NLP"))
    assert (held.effect, held.p) == (plain.effect, plain.p)


def test_an_amount_held_fixed_explains_what_it_alone_makes():
    chance = np.random.default_rng(2)
    size = chance.lognormal(size=400)
    x, y = (size * np.exp(chance.normal(scale=0.3, size=400)) for _ in range(2))
    assert correlation.spearman(x, y, np.arange(400)).effect.value > 0.8
    held = correlation.partial(x, y, np.arange(400), given=size)
    assert held.effect.low < 0 < held.effect.high


def test_near_copies_widen_the_interval():
    chance = np.random.default_rng(3)
    x, y = chance.lognormal(size=40), chance.lognormal(size=40)
    once = correlation.spearman(x, y, np.arange(40)).effect
    copied = correlation.spearman(np.repeat(x, 10), np.repeat(y, 10), np.repeat(np.arange(40), 10)).effect
    assert copied.high - copied.low == pytest.approx(once.high - once.low, rel=0.1)


def test_groups_that_are_too_small_or_equal_are_not_compared():
    few = difference.difference(np.ones(19), np.ones(30), np.arange(19), np.arange(30))
    assert few.problem == "not enough data: n = 19 models in the smaller group, needs 20"
    same = difference.difference(np.ones(20), np.ones(30), np.arange(20), np.arange(30))
    assert same.problem == "not enough data: n = 50, but all have the same emissions"
    one = groups.kruskal(np.arange(1.0, 41), np.full(40, "NLP"), np.arange(40))
    assert one.problem == "not enough data: n = 1 groups of 20 models and more, needs 2"
    assert groups.dunn(np.arange(1.0, 41), np.full(40, "NLP"), np.arange(40)) == []


def test_a_group_ten_times_heavier_is_found_to_be():
    chance = np.random.default_rng(4)
    a, b = 10 * chance.lognormal(size=200), chance.lognormal(size=100)
    found = difference.difference(a, b, np.arange(200), np.arange(200, 300))
    assert found.magnitude.low < 10 < found.magnitude.high
    assert found.groups == (200, 100)
    (pair,) = groups.dunn(np.concatenate([a, b]), np.array(["a"] * 200 + ["b"] * 100), np.arange(300))
    assert (pair.first, pair.second, pair.estimate.effect.value) == ("a", "b", found.effect.value)
    assert pair.corrected_p == pair.estimate.p < 1e-6


@pytest.mark.parametrize("months", [0, 1, 11])
def test_too_few_months_are_no_trend(months):
    x = np.arange(months)
    wanted = f"not enough data: n = {months} months, needs 12"
    assert trend.slope(x, x).problem == wanted
    assert trend.share_odds(x, np.full(months, 100), x).problem == wanted


def test_a_share_that_never_changes_is_no_trend():
    x = np.arange(12)
    assert trend.share_trend(x, np.full(12, 100), np.full(12, 5)).problem.endswith("the same value in every month")
    assert trend.share_odds(x, np.full(12, 100), np.zeros(12)).problem.endswith("the same share in every month")


def test_odds_that_halve_in_a_year_are_found():
    x = np.arange(36)
    odds = 0.2 * 0.5 ** (x / 12)
    found = trend.share_odds(x, np.full(36, 10_000), np.round(10_000 * odds / (1 + odds)))
    assert found.effect.value == pytest.approx(0.5, rel=5e-3)
    assert found.effect.low < found.effect.value < found.effect.high < 1


def test_months_that_vary_more_than_chance_widen_the_interval_of_the_odds():
    x, models = np.arange(48), np.full(48, 1000.0)
    share = 0.05 * np.tile([0.5, 1.5], 24) * 0.9 ** (x / 12)
    reporting = np.round(models * share)
    found = trend.share_odds(x, models, reporting).effect
    design = np.column_stack([np.ones(48), x / 12])
    fit = GLM(np.column_stack([reporting, models - reporting]), design, family=Binomial()).fit()
    wanted = fit.bse[1] * np.sqrt(fit.pearson_chi2 / fit.df_resid)
    assert found.value == pytest.approx(np.exp(fit.params[1]))
    assert np.log(found.high / found.low) / 2 / 1.959964 == pytest.approx(wanted)
    assert wanted > 3 * fit.bse[1]


def test_emissions_that_fall_tenfold_a_year_are_found_whatever_months_are_missing():
    months = np.delete(np.arange(24), [3, 4, 11])
    found = trend.emissions_trend(months, 5 - months / 12)
    assert found.effect.value == pytest.approx(0.1)
    assert (found.null, found.strength) == (1.0, -1.0)


def test_months_without_enough_models_have_no_median():
    month = np.array([5.0] * 10 + [6.0] * 9 + [np.nan] * 30)
    found, medians = monthly_medians(made(49, month=month))
    assert (found.tolist(), medians.round(6).tolist()) == ([5.0], [round(float(np.log10(5 * 6) / 2), 6)])


def test_a_regression_leaves_out_terms_that_do_not_vary_and_refuses_twins():
    grams, size = np.exp(np.arange(1.0, 61) / 20), np.arange(1.0, 61)
    fit = regression.least_squares(grams * np.tile([1.0, 1.1], 30), {"size": size, "same": np.ones(60)})
    assert list(fit.terms) == ["size"]
    assert fit.terms["size"].effect.value == pytest.approx(0.05, abs=1e-3)
    twins = regression.median_regression(grams, {"a": size, "b": size * 2})
    assert twins.problem == "not enough data: n = 60, but two of the terms say the same"
    assert (
        regression.least_squares(np.empty(0), {"a": np.empty(0)}).problem == "not enough data: n = 0 models, needs 30"
    )


def test_corrections_are_those_of_their_names():
    assert corrected([0.01, 0.04, 0.03], "confirmatory") == pytest.approx([0.03, 0.06, 0.06])
    assert corrected([0.01, 0.04, 0.03], "exploratory") == pytest.approx([0.03, 0.04, 0.04])
    assert corrected([], "confirmatory") == []


def estimate(effect: float, low: float, high: float, **changes: object) -> Estimate:
    plain = Estimate(100, "method", "ρ", Interval(effect, low, high), p=0.001, strength=effect)
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "p", "reached"),
    [
        (estimate(0.3, 0.2, 0.4), 0.001, MORE),
        (estimate(-0.3, -0.4, -0.2), 0.001, LESS),
        (estimate(0.09, 0.05, 0.12), 1e-9, NEGLIGIBLE),
        (estimate(0.14, 0.1, 0.2, negligible=0.147), 1e-9, NEGLIGIBLE),
        (estimate(0.3, 0.2, 0.4), 0.06, NOT_SHOWN),
        (estimate(0.3, -0.01, 0.6), 0.01, NOT_SHOWN),
        (estimate(0.3, 0.2, 0.4, groups=(9, 9, 9)), 0.001, DIFFERENT),
        (Estimate(3, "method", "ρ", problem="not enough data: n = 3 models, needs 30"), None, FEW),
    ],
)
def test_a_verdict_weighs_size_before_chance(one, p, reached):
    assert verdict(one, p) == reached


def test_a_conclusion_holds_only_where_all_three_populations_say_the_same():
    strong, weak = estimate(0.3, 0.2, 0.4), estimate(0.05, 0.0, 0.1)
    few = Estimate(3, "method", "ρ", problem="not enough data: n = 3 models, needs 30")

    def holds(*estimates: Estimate) -> bool | None:
        rows = [
            row
            for name, one in zip(POPULATIONS, estimates, strict=True)
            for row in results([Asked("size", "", "confirmatory", one)], name)
        ]
        (answer,) = {row.holds for row in with_holds(rows)}
        return answer

    assert holds(strong, strong, strong) is True
    assert holds(strong, strong, weak) is False
    assert holds(strong, strong, few) is None


def test_findings_in_words_with_neutral_ones_where_nothing_is_found():
    def text(question: str, one: Estimate, subject: str = "") -> str:
        return results([Asked(question, subject, "confirmatory", one)], HEADLINE)[0].text

    strong, weak, unclear = estimate(0.3, 0.2, 0.4), estimate(0.05, 0.0, 0.1), estimate(0.3, -0.1, 0.6)
    ratio = {"magnitude": Interval(0.2, 0.1, 0.3), "groups": (50, 50), "negligible": 0.147}
    assert text("size", strong) == "Larger models emit more"
    assert text("dataset_given", strong) == "Given size and domain, models trained on larger data sets emit more"
    assert text("accuracy_within", replace(strong, strength=-0.3), "NLP") == (
        "Within NLP, models with a higher accuracy emit less"
    )
    assert text("f1", weak) == "The link between F1 and emissions is negligible"
    assert text("f1", unclear) == "No link between F1 and emissions is shown"
    assert text("nlp_cv", estimate(-0.4, -0.5, -0.3, **ratio)) == "Computer Vision emits 5.0 times as much as NLP"
    assert (
        text("domain_pair", estimate(-0.4, -0.5, -0.3, **ratio), "Audio / NLP")
        == "NLP emits 5.0 times as much as Audio"
    )
    assert text("domains", replace(strong, measure="ε²")) == (
        "Emissions differ between domains, which explain 30 % of the differences in rank"
    )
    term = estimate(-0.6, -0.9, -0.3, magnitude=Interval(0.55, 0.41, 0.74))
    assert text("joint", term, "Audio against NLP") == (
        "With the others held fixed, Audio against NLP goes with 0.55 times the emissions"
    )
    nothing = estimate(0.1, -0.1, 0.3, magnitude=Interval(1.1, 0.9, 1.3), p=0.5)
    for subject, words in (
        ("ln size", "model size"),
        ("pre-training", "pre-training against fine-tuning"),
        ("training not stated", "training that is not stated against fine-tuning"),
    ):
        assert text("joint", nothing, subject) == f"With the others held fixed, no effect of {words} is shown"
    falling = estimate(0.6, 0.5, 0.7, null=1.0, strength=-0.5)
    assert text("emissions_trend", falling) == "The median of reported emissions falls by 40 % a year"
    assert text("share_odds", falling) == "The odds that a new model reports fall by 40 % a year"
    few = Estimate(3, "method", "ρ", problem="not enough data: n = 3 models, needs 30")
    assert text("rouge1", few) == "Emissions and ROUGE-1: not enough data: n = 3 models, needs 30"


@pytest.mark.parametrize("n", [0, 1, 15])
def test_a_handful_of_reports_is_told_to_be_too_few_in_every_question(n):
    rows = statistics(made(n), NO_MONTHS)
    assert {row.verdict for row in rows} == {FEW}
    assert all("not enough data: n = " in row.text and row.effect is None for row in rows)


def test_all_equal_all_missing_and_impossible_values_are_told_too():
    n = 60
    for changes in (
        {"emissions_g": np.full(n, 5.0)},
        {"emissions_g": np.full(n, np.nan)},
        {"emissions_g": np.full(n, np.inf)},
        {"emissions_g": -np.arange(1.0, n + 1)},
        {"size_bytes": np.zeros(n), "domain": np.full(n, "")},
    ):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            rows = statistics(made(n, **changes), NO_MONTHS)
        assert {row.verdict for row in rows} == {FEW}, changes


def test_three_populations_are_asked_and_what_is_flagged_counts_only_in_the_first():
    excluded = np.arange(100) < 30
    rows = statistics(made(100, excluded=excluded, project_first=np.arange(100) % 2 == 0), NO_MONTHS)
    sizes = {row.population: row.n for row in rows if row.question == "size"}
    assert sizes == {ALL: 100, HEADLINE: 70, "one per project": 35}
    assert {row.holds for row in rows if row.question == "size"} == {True}


def test_the_order_of_rows_changes_nothing():
    chance = np.random.default_rng(5)
    n = 150
    reports = made(
        n,
        emissions_g=chance.lognormal(size=n).round(2) + 0.01,
        size_bytes=chance.lognormal(18, 1, n),
        dataset_bytes=np.where(chance.random(n) < 0.5, chance.lognormal(20, 1, n), np.nan),
        month=chance.integers(100, 114, n).astype(float),
        domain=chance.choice(["NLP", "Computer Vision", "Audio"], n),
        regime=chance.choice(["pre-training", "fine-tuning", ""], n),
        chip=chance.choice(["", "A100", "T4"], n),
        names_hardware=chance.choice([True, False], n),
        project=np.array([f"p{i}" for i in chance.integers(90, size=n)], dtype=np.str_),
    )
    order = chance.permutation(n)
    assert statistics(reports, NO_MONTHS) == statistics(reports.where(order), NO_MONTHS)


def test_scores_are_means_on_one_scale():
    def metric(name: str, value: float) -> str:
        return f'{{"task": null, "dataset": null, "metric": "{name}", "value": {value}}}'

    text = f"[{metric('Accuracy', 90)}, {metric('accuracy', 0.8)}, {metric('Rouge-L', 31)}, {metric('f1', 101)}]"
    assert metric_scores(text) == pytest.approx({"accuracy": 0.9, "rouge_l": 0.31})
    assert metric_scores(None) == metric_scores("[]") == {}


def test_a_metric_has_the_same_names_as_in_the_studys_score_and_a_score_of_0_is_one():
    text = json.dumps([asdict(Metric(None, None, name, 0.0)) for name in ("eval_accuracy", "test F1 score")])
    assert metric_scores(text) == {"accuracy": 0.0, "f1": 0.0}


def test_the_worst_score_counts_and_a_size_of_0_is_not_known():
    columns = {name: [1.0] * 40 for name in ("emissions_g", "month")}
    columns |= {"size_bytes": [0, *range(1, 40)], "dataset_bytes": [0, *range(1, 40)]}
    columns |= {"performance_score": list(range(40)), "metrics": ["[]"] * 40, "hardware": [None] * 40}
    columns |= {"has_hardware": [False] * 40}
    columns |= {"domain": ["NLP"] * 40, "regime": [None] * 40, "project": [f"p{n}" for n in range(40)]}
    reports = reports_from({**columns, "excluded": [False] * 40, "project_first": [True] * 40})
    grams = np.arange(1.0, 41.0)
    found = [
        correlation.spearman(amount, grams, reports.project).n
        for amount in (reports.size_bytes, reports.dataset_bytes, reports.performance)
    ]
    assert found == [39, 39, 40]
    assert correlation.rank_correlation(reports.performance, grams)[1] == 40


def test_asking_loads_no_plotting_library_until_groups_are_compared():
    code = (
        "import sys; import carbon.method.statistics.questions, carbon.store.statistics;"
        "print([name for name in ('scipy', 'statsmodels', 'seaborn', 'matplotlib') if name in sys.modules])"
    )
    import subprocess

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"

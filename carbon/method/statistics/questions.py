"""What is asked of the reports, in which family, and all answers of a snapshot. Stores and draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from carbon.method.domains import NOT_SPECIFIED
from carbon.method.statistics import groups, regression, trend
from carbon.method.statistics.correlation import partial, spearman
from carbon.method.statistics.difference import difference
from carbon.method.statistics.estimate import MIN_CORRELATION, MIN_GROUP, MIN_MONTH, Estimate
from carbon.method.statistics.reports import HEADLINE, POPULATIONS, Flags, Floats, Months, Reports
from carbon.method.statistics.results import POST_HOC, Asked, Result, results, with_holds
from carbon.method.statistics.wording import AGAINST, AMOUNTS, NOT_STATED, PRE_TRAINING, SIZE

STUDIED, BESIDES = "confirmatory", "exploratory"
#: The column of every amount that emissions are set against, and whether the study asked about it.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "size": ("size_bytes", STUDIED),
    "dataset": ("dataset_bytes", STUDIED),
    "performance": ("performance", BESIDES),
    "accuracy": ("accuracy", STUDIED),
    "f1": ("f1", STUDIED),
    "rouge1": ("rouge1", STUDIED),
    "rouge_l": ("rouge_l", STUDIED),
}


def statistics(reports: Reports, months: Mapping[str, Months]) -> list[Result]:
    """Every question in every population, corrected, with its verdict and its words.

    Args:
        reports: all valid reports, flagged ones included, in any order.
        months: models and reports by month, for every one of `POPULATIONS`.
    """
    chosen = reports.population(HEADLINE)
    rows: list[Result] = []
    for name in POPULATIONS:
        rows += results(list(_tests(reports.population(name), months[name], chosen)), name)
    return with_holds(rows)


def monthly_medians(reports: Reports) -> tuple[Floats, Floats]:
    """Running months with enough reports, and the median of log10 grams of each."""
    usable = np.isfinite(reports.emissions_g) & (reports.emissions_g > 0) & np.isfinite(reports.month)
    month, logs = reports.month[usable], np.log10(reports.emissions_g[usable])
    found, counts = np.unique(month, return_counts=True)
    kept = found[counts >= MIN_MONTH]
    return kept, np.asarray([np.median(logs[month == each]) for each in kept], dtype=np.float64)


def _tests(reports: Reports, months: Months, chosen: Reports) -> Iterator[Asked]:
    """All tests of one population; `chosen` decides which domains, chips and terms they are about."""
    yield from _trends(reports, months)
    for name in COLUMNS:
        yield from _correlations(reports, name, chosen)
    yield from _differences(reports)
    yield from _several(reports, "domain", "domains", "domain_pair", STUDIED)
    yield from _several(reports, "chip", "hardware", "hardware_pair", BESIDES)
    yield from _joint(reports, chosen)


def _trends(reports: Reports, months: Months) -> Iterator[Asked]:
    counts = (months.month, months.models, months.reporting)
    yield Asked("share_trend", "", STUDIED, trend.share_trend(*counts))
    yield Asked("share_odds", "", BESIDES, trend.share_odds(*counts))
    yield Asked("emissions_trend", "", STUDIED, trend.emissions_trend(*monthly_medians(reports)))


def _correlations(reports: Reports, question: str, chosen: Reports) -> Iterator[Asked]:
    column, family = COLUMNS[question]
    amount, grams = getattr(reports, column), reports.emissions_g
    name = AMOUNTS[question]
    yield Asked(question, "", family, spearman(amount, grams, reports.project, name=name))
    given = None if question == "size" else reports.size_bytes
    held = partial(amount, grams, reports.project, given=given, strata=reports.domain, name=name)
    yield Asked(f"{question}_given", "", BESIDES, held)
    known = np.isfinite(getattr(chosen, column))
    for domain in _frequent(chosen.domain[known], MIN_CORRELATION):
        if domain == NOT_SPECIFIED:
            continue
        inside = reports.domain == domain
        found = spearman(amount[inside], grams[inside], reports.project[inside], name=name)
        yield Asked(f"{question}_within", domain, BESIDES, found)


def _differences(reports: Reports) -> Iterator[Asked]:
    regime, domain = reports.regime, reports.domain
    yield Asked("regime", "", STUDIED, _between(reports, regime == "pre-training", regime == "fine-tuning"))
    nlp, vision = domain == "NLP", domain == "Computer Vision"
    yield Asked("nlp_cv", "", STUDIED, _between(reports, nlp, vision))
    with np.errstate(divide="ignore", invalid="ignore"):
        per_byte = reports.emissions_g / reports.size_bytes
    sized = difference(per_byte[nlp], per_byte[vision], reports.project[nlp], reports.project[vision])
    yield Asked("nlp_cv_per_byte", "", BESIDES, sized)
    named = reports.names_hardware
    yield Asked("hardware_stated", "", BESIDES, _between(reports, named, ~named))


def _between(reports: Reports, first: Flags, second: Flags) -> Estimate:
    grams, project = reports.emissions_g, reports.project
    return difference(grams[first], grams[second], project[first], project[second])


def _several(reports: Reports, column: str, question: str, pairs: str, family: str) -> Iterator[Asked]:
    names = getattr(reports, column)
    named = reports.where(names != "")
    columns = (named.emissions_g, getattr(named, column), named.project)
    yield Asked(question, "", family, groups.kruskal(*columns))
    for pair in groups.dunn(*columns):
        yield Asked(pairs, f"{pair.first} / {pair.second}", POST_HOC, pair.estimate, pair.corrected_p)


def _joint(reports: Reports, chosen: Reports) -> Iterator[Asked]:
    terms = _terms(reports, chosen)
    for question, fit in (
        ("joint", regression.least_squares(reports.emissions_g, terms)),
        ("joint_median", regression.median_regression(reports.emissions_g, terms)),
    ):
        for name, estimate in fit.terms.items():
            yield Asked(question, name, BESIDES, estimate)


def _terms(reports: Reports, chosen: Reports) -> dict[str, Floats]:
    """ln size; every frequent domain against the most frequent one, whose name is part of the term's, and training
    against fine-tuning, 1 or 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = {SIZE: np.log(reports.size_bytes)}
    frequent = _frequent(chosen.domain, MIN_GROUP)
    for domain in frequent[1:]:
        terms[f"{domain}{AGAINST}{frequent[0]}"] = (reports.domain == domain).astype(np.float64)
    terms[PRE_TRAINING] = (reports.regime == "pre-training").astype(np.float64)
    terms[NOT_STATED] = (reports.regime == "").astype(np.float64)
    return terms


def _frequent(names: np.ndarray, least: int) -> list[str]:
    """Names that occur at least so often, the most frequent first."""
    found, counts = np.unique(names, return_counts=True)
    pairs = sorted(zip(-counts, found.tolist(), strict=True))
    return [str(name) for count, name in pairs if -count >= least and name]

"""Trends by month: Mann and Kendall's test with Theil and Sen's slope; a share's odds by a binomial model."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from carbon.method.statistics.estimate import MIN_MONTH, MIN_MONTHS, Estimate, Interval, all_equal, is_finite, too_few
from carbon.method.statistics.resampling import Floats

METHOD = "Mann-Kendall test, Theil-Sen slope"
ODDS_METHOD = "binomial regression with dispersion"
SHARE_MEASURE = "percentage points a year"
FACTOR_MEASURE = "factor a year"
ODDS_MEASURE = "odds ratio a year"
_A_YEAR = 12


def slope(months: ArrayLike, values: ArrayLike) -> Estimate:
    """Theil and Sen's slope of `values` a month with its 95 % interval, and Kendall's τ with its p.

    Args:
        months: running numbers of months, gaps included.
        values: one a month; those missing or infinite are left out.
    """
    x, y = _usable(months, values)
    if len(x) < MIN_MONTHS:
        return Estimate(len(x), METHOD, "a month", problem=too_few(len(x), MIN_MONTHS, "months"))
    if np.ptp(y) == 0:
        return Estimate(len(x), METHOD, "a month", problem=all_equal(len(x), "value in every month"))
    from scipy.stats import kendalltau, theilslopes  # noqa: PLC0415

    tau, p = kendalltau(x, y)
    found = theilslopes(y, x, alpha=0.95)
    effect = Interval(float(found.slope), float(found.low_slope), float(found.high_slope))
    return Estimate(len(x), METHOD, "a month", effect, p=float(p), strength=float(tau), negligible=0.0)


def share_trend(months: ArrayLike, models: ArrayLike, reporting: ArrayLike) -> Estimate:
    """The slope of a share by month, in percentage points a year."""
    counted, part = np.asarray(models, dtype=np.float64), np.asarray(reporting, dtype=np.float64)
    shares = np.where(counted >= MIN_MONTH, 100 * part / np.maximum(counted, 1), np.nan)
    return _scaled(slope(months, shares), SHARE_MEASURE)


def share_odds(months: ArrayLike, models: ArrayLike, reporting: ArrayLike) -> Estimate:
    """What the odds of a model to report are multiplied by from year to year.

    A binomial regression on the month, its errors widened by √(Pearson χ² / degrees of freedom): months vary more than
    chance alone would make them.
    """
    x = np.asarray(months, dtype=np.float64)
    counted, part = np.asarray(models, dtype=np.float64), np.asarray(reporting, dtype=np.float64)
    usable = np.isfinite(x) & (counted >= MIN_MONTH) & (part >= 0) & (part <= counted)
    x, counted, part = x[usable], counted[usable], part[usable]
    blank = Estimate(len(x), ODDS_METHOD, ODDS_MEASURE, null=1.0)
    if len(x) < MIN_MONTHS:
        return replace(blank, problem=too_few(len(x), MIN_MONTHS, "months"))
    if not 0 < part.sum() < counted.sum():
        return replace(blank, problem=all_equal(len(x), "share in every month"))
    order = np.argsort(x, kind="stable")
    return _odds((x - x.min())[order] / _A_YEAR, counted[order], part[order], blank)


def emissions_trend(months: ArrayLike, median_log10_g: ArrayLike) -> Estimate:
    """What emissions are multiplied by from year to year: the slope of the monthly medians of log10 grams."""
    found = slope(months, median_log10_g)
    scaled = _scaled(found, FACTOR_MEASURE)
    if scaled.effect is None:
        return scaled
    effect = Interval(*(float(10 ** min(max(end, -300.0), 300.0)) for end in scaled.effect))
    return replace(scaled, effect=effect, null=1.0)


def _odds(years: Floats, models: Floats, reporting: Floats, blank: Estimate) -> Estimate:
    from statsmodels.genmod.families import Binomial  # noqa: PLC0415
    from statsmodels.genmod.generalized_linear_model import GLM  # noqa: PLC0415

    design = np.column_stack([np.ones_like(years), years])
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # What it warns of (perfect separation, no convergence) leaves ends that are not finite, or a refusal below.
        warnings.simplefilter("ignore")
        # As shares with weights: given as counts, the library divides the dispersion by the number of models.
        fit = GLM(reporting / models, design, family=Binomial(), var_weights=models).fit(scale="X2")
        low, high = fit.conf_int()[1]
        effect = Interval(*(float(np.exp(end)) for end in (fit.params[1], low, high)))
        p = float(fit.pvalues[1])
    if not is_finite(*effect, p):
        return replace(blank, problem=f"not enough data: n = {len(years):,} months, but no curve fits them")
    return replace(blank, effect=effect, p=p, strength=float(np.log(effect.value)), negligible=0.0)


def _usable(months: ArrayLike, values: ArrayLike) -> tuple[Floats, Floats]:
    x, y = np.asarray(months, dtype=np.float64), np.asarray(values, dtype=np.float64)
    usable = np.isfinite(x) & np.isfinite(y)
    x, y = x[usable], y[usable]
    order = np.lexsort((y, x))
    return x[order], y[order]


def _scaled(found: Estimate, measure: str) -> Estimate:
    if found.effect is None:
        return replace(found, measure=measure)
    return replace(found, measure=measure, effect=Interval(*(_A_YEAR * end for end in found.effect)))

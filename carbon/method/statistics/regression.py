"""Emissions against several things at once: least squares on ln grams with HC3 errors, median regression beside it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from carbon.method.statistics.estimate import MIN_CORRELATION, Estimate, Interval, all_equal, is_finite, too_few
from carbon.method.statistics.resampling import Floats

METHOD = "least squares on ln grams, HC3 errors"
MEDIAN_METHOD = "median regression on ln grams"
MEASURE = "coefficient, ln grams"
FACTOR = "factor on grams"
#: Above this the columns of a design say nearly the same, and coefficients are no longer anyone's own.
_MOST_CONDITION = 1e8
#: No size of a coefficient is called negligible: that depends on the unit of its term.
_NEGLIGIBLE = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """A regression: one estimate a term, the share of variance explained (least squares only)."""

    terms: Mapping[str, Estimate]
    n: int
    r2: float | None = None
    problem: str = ""


def least_squares(grams: ArrayLike, terms: Mapping[str, ArrayLike]) -> Fit:
    """Ordinary least squares on ln grams with HC3 errors (MacKinnon & White 1985); p by the normal distribution.

    Args:
        grams: rows with a missing, infinite or not positive value, or a missing term, are left out.
        terms: columns of the design by name, without the constant; those that do not vary are left out.
    """
    return _fit(grams, terms, METHOD)


def median_regression(grams: ArrayLike, terms: Mapping[str, ArrayLike]) -> Fit:
    """The same for the median of ln grams (Koenker & Bassett 1978), robust errors."""
    return _fit(grams, terms, MEDIAN_METHOD)


def _fit(grams: ArrayLike, terms: Mapping[str, ArrayLike], method: str) -> Fit:
    y = np.asarray(grams, dtype=np.float64)
    columns = [np.asarray(column, dtype=np.float64) for column in terms.values()]
    usable = np.isfinite(y) & (y > 0) & np.all([np.isfinite(column) for column in columns], axis=0)
    y, columns = y[usable], [column[usable] for column in columns]
    n = len(y)
    varying = {name: column for name, column in zip(terms, columns, strict=True) if n and np.ptp(column) > 0}
    problem = _problem(y, varying)
    if problem:
        blanks = {name: Estimate(n, method, MEASURE, negligible=_NEGLIGIBLE, problem=problem) for name in terms}
        return Fit(blanks, n, problem=problem)
    order = np.lexsort((*varying.values(), y))
    logs = np.log(y[order])
    design = np.column_stack([np.ones(n), *(column[order] for column in varying.values())])
    return _least_squares(logs, design, list(varying)) if method == METHOD else _median(logs, design, list(varying))


def _problem(y: Floats, varying: Mapping[str, Floats]) -> str:
    n = len(y)
    if n < max(MIN_CORRELATION, 10 * len(varying)):
        return too_few(n, max(MIN_CORRELATION, 10 * len(varying)))
    if np.ptp(y) == 0:
        return all_equal(n, "emissions")
    if not varying:
        return all_equal(n, "size, domain and training")
    scaled = np.column_stack([np.ones(n), *((column - column.mean()) / column.std() for column in varying.values())])
    if np.linalg.cond(scaled) > _MOST_CONDITION:
        return f"not enough data: n = {n:,}, but two of the terms say the same"
    return ""


def _least_squares(logs: Floats, design: Floats, names: list[str]) -> Fit:
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415

    with np.errstate(all="ignore"):
        fit = OLS(logs, design).fit(cov_type="HC3")
        ends, p = fit.conf_int(), fit.pvalues
    return Fit(_terms(METHOD, len(logs), names, params=fit.params, ends=ends, p=p), len(logs), float(fit.rsquared))


def _median(logs: Floats, design: Floats, names: list[str]) -> Fit:
    from statsmodels.regression.quantile_regression import QuantReg  # noqa: PLC0415

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # It warns where it stops before it has converged; its ends then are not finite or far apart.
        warnings.simplefilter("ignore")
        fit = QuantReg(logs, design).fit(q=0.5)
        ends, p = fit.conf_int(), fit.pvalues
    return Fit(_terms(MEDIAN_METHOD, len(logs), names, params=fit.params, ends=ends, p=p), len(logs))


def _terms(method: str, n: int, names: list[str], *, params: Floats, ends: Floats, p: Floats) -> dict[str, Estimate]:
    """One estimate a term, the constant (first) left out."""
    return {
        name: _term(method, n, Interval(float(params[at]), float(ends[at][0]), float(ends[at][1])), float(p[at]))
        for at, name in enumerate(names, 1)
    }


def _term(method: str, n: int, effect: Interval, p: float) -> Estimate:
    if not is_finite(*effect, p):
        problem = f"not enough data: n = {n:,}, but single models decide the term"
        return Estimate(n, method, MEASURE, negligible=_NEGLIGIBLE, problem=problem)
    factor = Interval(*(float(np.exp(min(max(end, -700.0), 700.0))) for end in effect))
    return Estimate(
        n, method, MEASURE, effect, p=p, strength=effect.value, negligible=_NEGLIGIBLE, magnitude=factor,
        magnitude_measure=FACTOR,
    )  # fmt: skip

"""The study's joint regression on four fifths of the reports, checked against the last fifth."""

from __future__ import annotations

import math

import numpy as np

from carbon.method.reproduction.comparisons import NLP, VISION
from carbon.method.reproduction.correlations import OFFSET
from carbon.method.reproduction.tables import GRAMS, SIZE, Tables

_TEST_SHARE, _SPLIT_SEED = 0.2, 42
_TERMS = ("const", "is_nlp", "is_cv", "ls")


def figures(tables: Tables) -> dict[str, object]:
    """Coefficients and errors, fit on the training part, error on the other; and ρ of NLP and size."""
    from scipy.stats import spearmanr  # noqa: PLC0415
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415

    rows = tables.studied.dropna(subset=[SIZE, GRAMS])
    is_nlp, is_cv = ((rows["domain"] == name).to_numpy(dtype=float) for name in (NLP, VISION))
    design = np.column_stack([np.ones(len(rows)), is_nlp, is_cv, np.log(rows[SIZE] + OFFSET)])
    logs = np.log(rows[GRAMS].to_numpy(dtype=float) + OFFSET)
    train, test = _split(len(rows))
    fit = OLS(logs[train], design[train]).fit()
    errors = logs[test] - fit.predict(design[test])
    spread = logs[test] - logs[test].mean()
    return {
        **{f"ols_{name}": float(value) for name, value in zip(_TERMS, fit.params, strict=True)},
        **{f"ols_se_{name}": float(value) for name, value in zip(_TERMS, fit.bse, strict=True)},
        "ols_r2": float(fit.rsquared),
        "ols_llf": float(fit.llf),
        "ols_test_mse": float(np.mean(errors**2)),
        "ols_test_r2": float(1 - np.sum(errors**2) / np.sum(spread**2)),
        "spearman_isnlp_size": float(spearmanr(is_nlp, rows[SIZE]).statistic),
    }


def _split(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows to fit and rows to check, as scikit-learn's `train_test_split` draws them."""
    order = np.random.RandomState(_SPLIT_SEED).permutation(n)
    held_out = math.ceil(_TEST_SHARE * n)
    return order[held_out:], order[:held_out]

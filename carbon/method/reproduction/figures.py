"""All figures of the study that can be told from its published tables, by id. Prints and compares nothing."""

from __future__ import annotations

from collections.abc import Mapping

from carbon.method.reproduction import comparisons, correlations, labels, months, regression
from carbon.method.reproduction.tables import Tables
from carbon.method.statistics.correction import corrected
from carbon.method.study import study

#: These need all models of the Hub, which the study did not publish.
NOT_RECOMPUTABLE = (
    "class_unknown",
    "class_context",
    "class_basic",
    "models_total",
    "reporting_max_pct",
    "reporting_overall_pct",
    "reporting_last_pct",
    "reporting_median_pct",
    "reporting_slope_p",
)
#: The fourteen tests that the study corrects together, in its order; the first as it is printed in its notebook.
_FAMILY = (
    "reporting_slope_p",
    "monthly_median_slope_p",
    *(f"perf_{kind}_{metric}_p" for kind in ("auto", "clean") for metric in ("accuracy", "f1", "rouge1", "rougeL")),
    "pt_ft_p",
    "pearson_log_size_p",
    "pearson_log_dataset_p",
    "domain_p",
)


def reproduce(tables: Tables) -> dict[str, object]:
    """Every figure by its id: numbers, lists or objects; None where the published tables cannot tell it."""
    found: dict[str, object] = dict.fromkeys(NOT_RECOMPUTABLE)
    for part in (correlations, comparisons, regression, months, labels):
        found |= part.figures(tables)
    found["holm14"] = _corrected(found)
    return found


def _corrected(found: Mapping[str, object]) -> list[float]:
    tests = {**found, "reporting_slope_p": study().slope_p_corrected}
    return corrected([float(str(tests[name])) for name in _FAMILY], "confirmatory")

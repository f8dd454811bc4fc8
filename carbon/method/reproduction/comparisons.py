"""The study's comparisons of groups: training regimes of the curated models, domains of all reports."""

from __future__ import annotations

import pandas as pd

from carbon.method.reproduction.tables import GRAMS, SIZE, Tables

NLP, VISION = "NLP", "Computer Vision"
_DOMAINS = ("NLP", "Computer Vision", "Multimodal", "Audio")


def figures(tables: Tables) -> dict[str, object]:
    """Mann-Whitney tests, means and medians."""
    return _regimes(tables.curated) | _domains(tables.studied)


def _regimes(curated: pd.DataFrame) -> dict[str, object]:
    kind = curated["training_type"].str.replace(r"\s", "", regex=True).str.lower()
    pre, fine = curated.loc[kind == "pretraining", GRAMS], curated.loc[kind == "fine-tuning", GRAMS]
    both = curated.loc[kind == "pretraining+fine-tuning", GRAMS]
    u, p = _mann_whitney(pre, fine)
    return {
        "pt_ft_U": u,
        "pt_ft_p": p,
        "pt_mean": float(pre.mean()),
        "ft_mean": float(fine.mean()),
        "pt_median": float(pre.median()),
        "ft_median": float(fine.median()),
        "ptft_median": float(both.median()),
    }


def _domains(studied: pd.DataFrame) -> dict[str, object]:
    nlp, vision = (studied[studied["domain"] == name] for name in (NLP, VISION))
    found: dict[str, object] = {}
    for name, table in (("nlp", nlp), ("cv", vision)):
        for statistic in ("mean", "median", "std"):
            found[f"domain_{name}_{statistic}"] = float(table[GRAMS].agg(statistic))
        found[f"domain_{name}_count"] = int(table[GRAMS].count())
    found["domain_U"], found["domain_p"] = _mann_whitney(vision[GRAMS], nlp[GRAMS])
    found["domain_size_U"], found["domain_size_p"] = _mann_whitney(vision[SIZE].dropna(), nlp[SIZE].dropna())
    found["domain_norm_U"], found["domain_norm_p"] = _mann_whitney(_per_byte(vision), _per_byte(nlp))
    counts = studied["domain"].value_counts()
    found["domain_counts"] = {name: int(counts[name]) for name in _DOMAINS}
    return found


def _per_byte(table: pd.DataFrame) -> pd.Series:
    return (table[GRAMS] / table[SIZE]).dropna()


def _mann_whitney(first: pd.Series, second: pd.Series) -> tuple[float, float]:
    from scipy.stats import mannwhitneyu  # noqa: PLC0415

    found = mannwhitneyu(first, second, alternative="two-sided")
    return float(found.statistic), float(found.pvalue)

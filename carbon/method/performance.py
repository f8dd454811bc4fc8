"""How well models do, as their cards state it: scores that can be compared, and the 2023 study's single score.

Compares only what has the same task, data set and metric; a metric whose better direction is not known counts nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from carbon.card.model_index import Metric

_BY_HITS = frozenset(("accuracy", "f1", "precision", "recall", "auc", "em", "mcc", "map", "ndcg", "mrr", "iou", "dice"))
_BY_LIKENESS = frozenset(("bleu", "sacrebleu", "rouge", "rouge1", "rouge2", "rougel", "rougelsum", "meteor"))
#: Metrics between -1 and 1, more being better; cards also write them in percent.
SHARES = _BY_HITS | _BY_LIKENESS | {"pearson", "spearman"}
#: Error rates, less being better; cards also write them in percent.
ERROR_RATES = frozenset(("wer", "cer"))
#: Unbounded metrics, less being better.
LOSSES = frozenset(["loss", "perplexity", "mse", "rmse", "mae"])
#: What the study's score is the harmonic mean of.
STUDY_METRICS = ("accuracy", "f1", "rouge1", "rougel")

_KNOWN = SHARES | ERROR_RATES | LOSSES
#: Words that make a metric another one of the same direction: `cosine_accuracy@10`. Any other word makes it unknown.
_QUALIFIERS = frozenset(["cosine", "dot", "euclidean", "manhattan", "max", "macro", "micro", "weighted"])
#: Words without which a metric is the same.
_IDLE = frozenset(("eval", "test", "validation", "score"))
_SPELLINGS = (
    (re.compile(r"\brouge[\W_]?(1|2|lsum|l)\b"), r"rouge\1"),
    (re.compile(r"\broc[\W_]?auc\b"), "auc"),
    (re.compile(r"\bexact[\W_]?match\b"), "em"),
    (re.compile(r"\bmatthews[\W_]?corr(?:elation)?\b"), "mcc"),
    (re.compile(r"\b(pearson|spearman)r\b"), r"\1"),
    (re.compile(r"\bacc\b"), "accuracy"),
)
#: Between these an error rate may be a share above one or a percentage below: it is not read.
_RATE_IS_SHARE, _RATE_IS_PERCENT = 1.0, 2.0


class Group(NamedTuple):
    """What must be the same for two scores to be compared."""

    task: str
    dataset: str
    metric: str


class Result(NamedTuple):
    """One comparable score of a model, percentages as shares of one."""

    group: Group
    value: float


def results_of(metrics: Iterable[Metric], task: str | None) -> tuple[Result, ...]:
    """The comparable scores of a model whose task is `task` where a score does not name its own.

    Of several scores in one group the first counts. A score without a named data set is not comparable.
    """
    found: dict[Group, float] = {}
    for one in metrics:
        name, own = metric_name(one.metric), one.task or task
        value = comparable(name, one.value)
        if own and one.dataset and value is not None:
            found.setdefault(Group(own.lower(), _dataset(one), name), value)
    return tuple(Result(group, value) for group, value in found.items())


def metric_name(written: str) -> str:
    """A metric's name without case, punctuation and idle words: `eval_Rouge-L` is `rougel`."""
    text = written.lower()
    for spelling, name in _SPELLINGS:
        text = spelling.sub(name, text)
    return "_".join(word for word in re.findall(r"[a-z0-9]+", text) if word not in _IDLE)


def kind_of(metric: str) -> frozenset[str] | None:
    """What a metric is by its plain name, one of `SHARES`, `ERROR_RATES`, `LOSSES`; None where that is not known."""
    words = [word for word in metric.split("_") if word not in _QUALIFIERS and not word.isdigit()]
    if len(words) != 1 or words[0] not in _KNOWN:
        return None
    return next(kind for kind in (SHARES, ERROR_RATES, LOSSES) if words[0] in kind)


def more_is_better(metric: str) -> bool:
    """Whether a higher value of a comparable metric is better."""
    return kind_of(metric) is SHARES


def comparable(metric: str, value: float) -> float | None:
    """The value with percentages as shares of one; None where the metric or its scale is not known."""
    kind = kind_of(metric)
    if kind is SHARES:
        share = value if abs(value) <= 1 else value / 100
        return share if abs(share) <= 1 else None
    if kind is None or value < 0:
        return None
    if kind is LOSSES or value <= _RATE_IS_SHARE:
        return value
    return value / 100 if value >= _RATE_IS_PERCENT else None


def study_score(metrics: Sequence[Metric]) -> float | None:
    """The 2023 study's performance: the harmonic mean of accuracy, F1, ROUGE-1 and ROUGE-L, of those that are stated.

    Between 0 and 1; None where none of the four is stated.
    """
    found = study_metrics(metrics)
    if not found:
        return None
    return len(found) / sum(1 / value for value in found.values()) if all(found.values()) else 0.0


def study_metrics(metrics: Iterable[Metric]) -> dict[str, float]:
    """Those of `STUDY_METRICS` that are stated, between 0 and 1; of several values of one metric the first counts."""
    found: dict[str, float] = {}
    for one in metrics:
        name = metric_name(one.metric)
        value = comparable(name, one.value) if name in STUDY_METRICS else None
        if value is not None and value >= 0:
            found.setdefault(name, value)
    return found


def _dataset(metric: Metric) -> str:
    name = f"{metric.dataset}/{metric.config}" if metric.config else f"{metric.dataset}"
    return name.lower()

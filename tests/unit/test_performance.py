"""Which scores of models can be compared, and the single score of the 2023 study."""

import pytest

from carbon.card.model_index import Metric
from carbon.method.performance import Group, Result, comparable, metric_name, more_is_better, results_of, study_score


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("accuracy", "accuracy"),
        ("Accuracy", "accuracy"),
        ("eval_accuracy", "accuracy"),
        ("Rouge-L", "rougel"),
        ("rouge_1", "rouge1"),
        ("F1 score", "f1"),
        ("Exact Match", "em"),
        ("roc_auc", "auc"),
        ("cosine_accuracy@10", "cosine_accuracy_10"),
        ("spearman_cosine", "spearman_cosine"),
    ],
)
def test_metrics_have_one_name(written, name):
    assert metric_name(written) == name


@pytest.mark.parametrize(
    ("metric", "value", "expected"),
    [
        ("accuracy", 0.91, 0.91),
        ("accuracy", 91.0, 0.91),
        ("accuracy", 910.0, None),
        ("cosine_accuracy_10", 0.5, 0.5),
        ("spearman_cosine", -0.2, -0.2),
        ("wer", 0.2, 0.2),
        ("wer", 20.0, 0.2),
        ("wer", 1.5, None),
        ("loss", 2.5, 2.5),
        ("loss", -1.0, None),
        ("cosine_accuracy_threshold", 0.7, None),
        ("mean_reward", 200.0, None),
        ("", 1.0, None),
    ],
)
def test_percentages_are_shares_and_what_is_not_known_is_not_compared(metric, value, expected):
    assert comparable(metric, value) == (None if expected is None else pytest.approx(expected))


def test_losses_and_error_rates_are_better_the_smaller_they_are():
    assert more_is_better("cosine_ndcg_10")
    assert not any(more_is_better(metric) for metric in ("loss", "wer", "cosine_loss", "reward"))


def test_only_scores_with_a_task_and_a_data_set_are_comparable_and_the_first_counts():
    metrics = [
        Metric("Text-Classification", "glue", "Accuracy", 80.0, "sst2"),
        Metric("text-classification", "glue", "acc", 0.9, "sst2"),
        Metric("text-classification", "glue", "accuracy", 0.7, "cola"),
        Metric(None, "imdb", "f1", 0.5),
        Metric("text-classification", None, "f1", 0.5),
        Metric("text-classification", "imdb", "mean_reward", 0.5),
    ]

    assert results_of(metrics, "token-classification") == (
        Result(Group("text-classification", "glue/sst2", "accuracy"), 0.8),
        Result(Group("text-classification", "glue/cola", "accuracy"), 0.7),
        Result(Group("token-classification", "imdb", "f1"), 0.5),
    )
    assert results_of(metrics[3:4], None) == ()


@pytest.mark.parametrize(
    ("metrics", "expected"),
    [
        ([], None),
        ([("loss", 0.2)], None),
        ([("accuracy", 0.9728654124457308), ("f1", 0.949537871674076)], 0.96106010720014),
        ([("rouge1", 52.5404), ("rougeL", 50.1696)], 0.513276380457599),
        ([("accuracy", 0.0), ("f1", 0.5)], 0.0),
        ([("accuracy", 0.5), ("Accuracy", 0.9)], 0.5),
    ],
)
def test_the_studys_score_is_the_harmonic_mean_of_its_four_metrics(metrics, expected):
    found = study_score([Metric(None, None, name, value) for name, value in metrics])

    assert found == (None if expected is None else pytest.approx(expected, rel=1e-12))

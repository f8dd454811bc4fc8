"""What is read from `model-index`, well-formed and not."""

import pytest

from carbon.card.model_index import MOST_METRICS, Metric, read_metrics

RESULT = {
    "task": {"type": "summarization", "name": "Summarization"},
    "dataset": {"type": "billsum", "name": "BillSum"},
    "metrics": [
        {"type": "rouge1", "value": 0.2},
        {"name": "Rouge L", "value": "17,4"},
        {"type": "f1", "value": "83 %"},
    ],
}


def test_each_score_comes_with_its_task_and_data_set():
    assert read_metrics([{"name": "x", "results": [RESULT]}]) == (
        Metric("summarization", "billsum", "rouge1", 0.2),
        Metric("summarization", "billsum", "Rouge L", 17.4),
        Metric("summarization", "billsum", "f1", 83.0),
    )


def test_the_part_of_a_data_set_is_read_where_it_is_named():
    index = [{"results": [RESULT | {"dataset": {"type": "glue", "config": "sst2"}}]}]

    assert {(one.dataset, one.config) for one in read_metrics(index)} == {("glue", "sst2")}


def test_one_model_may_stand_without_a_list():
    assert len(read_metrics({"name": "x", "results": RESULT})) == 3


def test_task_and_data_set_may_be_missing():
    assert read_metrics([{"results": [{"metrics": [{"type": "loss", "value": 1}]}]}]) == (
        Metric(None, None, "loss", 1.0),
    )


@pytest.mark.parametrize(
    "junk",
    [
        None,
        "text",
        7,
        [],
        [None, 3, "x"],
        {"name": "Waynehills-STT-doogie-server"},
        [{"results": "none"}],
        [{"results": [{"metrics": "accuracy"}]}],
        [
            {
                "results": [
                    {
                        "metrics": [
                            {"type": "f1", "value": [1, 2]},
                            {"type": "f1"},
                            {"value": 3},
                            {"type": 0, "value": None},
                        ]
                    }
                ]
            }
        ],
        [{"results": [{"metrics": [{"type": "f1", "value": float("nan")}, {"type": "f1", "value": True}]}]}],
    ],
)
def test_malformed_entries_give_no_scores(junk):
    assert read_metrics(junk) == ()


def test_only_the_first_scores_of_very_many_are_read():
    metrics = [{"type": "f1", "value": n} for n in range(MOST_METRICS + 5)]

    read = read_metrics([{"results": [{"metrics": metrics}]}])

    assert [metric.value for metric in read] == list(range(MOST_METRICS))

"""The study's printed figures: the same as in the reference material, each id once, none of a measure twice."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from carbon.method.study import study
from tests.material import shared


def test_a_measure_has_one_figure_of_the_study_beside_it() -> None:
    measures = Counter(one.measure for one in study().figures.values() if one.measure)
    assert [name for name, times in measures.items() if times > 1] == []
    beside = study().beside("accuracy")
    assert beside is not None
    assert (beside.id, beside.n, beside.value) == ("perf_auto_accuracy_rho", 834, 0.003224)
    assert study().beside("") is None
    assert study().beside("no such measure") is None


@pytest.mark.shared
def test_every_figure_is_the_studys_own() -> None:
    given = {row["id"]: row for row in json.loads(shared("paper2023/reference.json").read_text())["figures"]}
    for figure in study().figures.values():
        value = given[figure.id]["value"]
        assert figure.value == (value if isinstance(value, dict) else pytest.approx(value, rel=5e-3)), figure.id
        assert figure.n == given[figure.id]["n"], figure.id

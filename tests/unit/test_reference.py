"""Reading a frozen reference: what it must hold, and what is said where it does not."""

import json
from importlib.resources import files

import pytest

from carbon.method import reference
from carbon.method.performance import Group, Result
from carbon.method.reference import (
    FILE,
    REFERENCE,
    PerformanceGroup,
    ReferenceFileError,
    carried,
    carried_versions,
    parse_reference,
    read_reference,
)

TEXT = files("carbon.method").joinpath("data", FILE).read_text(encoding="utf-8")
EVEN = [share / 100 for share in range(101)]


def changed(**parts: object) -> str:
    return json.dumps(json.loads(TEXT) | parts)


def test_references_that_come_with_the_app_are_found_by_version():
    assert carried_versions() == ["ref-2023.04"]
    assert carried("ref-2023.04") == REFERENCE
    assert carried("ref-1999.01") is None


def test_a_file_is_read_with_its_performance_groups(tmp_path):
    group = {"task": "text-classification", "dataset": "imdb", "metric": "accuracy", "n": 40, "percentiles_0_100": EVEN}
    path = tmp_path / "new.json"
    path.write_text(changed(version="ref-new", performance=[group]))
    read = read_reference(path)

    assert (read.version, dict(read.categories)) == ("ref-new", dict(REFERENCE.categories))
    assert read.performance([Result(Group("text-classification", "imdb", "accuracy"), 0.25)]) == pytest.approx(25)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "Expecting"),
        ("[]", "indices"),
        ("{}", "it has no 'categories'"),
        (changed(categories={}), "it has no category 'all'"),
        (changed(version=""), "no text"),
        (changed(cuts=[80, 60]), "4 descending"),
        (changed(cuts=[20, 40, 60, 80]), "4 descending"),
        (changed(weights={"co2": 0, "size": 1, "performance": 1}), "not above zero"),
        (changed(categories={"all": {"n": 1, "co2_g_percentiles_0_100": [1.0] * 100}}), "101 ascending"),
        (changed(categories={"all": {"n": 1, "co2_g_percentiles_0_100": [2.0] + [1.0] * 100}}), "101 ascending"),
        (changed(categories={"all": {"n": 1, "co2_g_percentiles_0_100": [0.0] * 101}}), "not above zero"),
        (changed(performance=[{"task": "t", "dataset": "d", "metric": "m", "n": 30}]), "percentiles_0_100"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_what_is_no_reference_is_refused_with_the_reason(tmp_path, text, why):
    path = tmp_path / "bad.json"
    path.write_text(text)

    with pytest.raises(ReferenceFileError, match=why) as refused:
        read_reference(path)
    assert str(path) in str(refused.value)


def test_a_missing_or_binary_file_is_refused(tmp_path):
    with pytest.raises(ReferenceFileError, match="cannot be read: No such file"):
        read_reference(tmp_path / "none.json")
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReferenceFileError, match="no text"):
        read_reference(tmp_path / "binary.json")


def test_equal_scores_rank_together():
    tied = PerformanceGroup(Group("t", "d", "accuracy"), 30, (0.5,) * 101)

    assert [tied.percentile(value) for value in (0.4, 0.5, 0.6)] == [0, 100, 100]
    assert parse_reference(TEXT).version == reference.REFERENCE.version

"""Which models report what another model's training emitted."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import pytest

from carbon.method.classify import ReporterRow, classify
from carbon.method.lineage import lineage, stem, with_lineage


class Model(NamedTuple):
    id: str
    emissions_g: float | None
    base_models: Sequence[str] = ()
    base_relation: str | None = None
    created_at: datetime | None = None
    downloads: int | None = None


@pytest.mark.parametrize("relation", ["quantized", "merge", "adapter", "finetune", None])
def test_a_value_equal_to_the_base_models_is_inherited(relation):
    flags = lineage([Model("a/base", 41_100.0), Model("b/other", 41_100.0, ["a/base"], relation)])

    assert list(flags) == ["b/other"]
    assert flags["b/other"].excludes
    assert "a/base" in flags["b/other"].reason


def test_an_own_value_is_not_inherited():
    assert lineage([Model("a/base", 41_100.0), Model("b/tuned", 52.0, ["a/base"], "finetune")]) == {}


def test_a_copy_of_the_same_name_by_another_owner_is_inherited():
    models = [
        Model("b/TinyModel-460m-AWQ", 41_100.0, created_at=datetime(2024, 5, 1)),
        Model("c/tinymodel-460m", 41_100.0, created_at=datetime(2024, 6, 1)),
        Model("a/TinyModel-460m", 41_100.0, created_at=datetime(2024, 1, 1)),
        Model("d/TinyModel-460m", 7.0, created_at=datetime(2024, 7, 1)),
    ]
    assert set(lineage(models)) == {"b/TinyModel-460m-AWQ", "c/tinymodel-460m"}


def test_an_owners_own_quantised_copy_is_inherited_and_its_other_models_are_not():
    models = [Model("a/tiny-460m", 41_100.0), Model("a/tiny-460m-gguf", 41_100.0), Model("a/tiny-160m", 41_100.0)]

    assert set(lineage(models)) == {"a/tiny-460m-gguf"}


def test_models_that_share_a_value_but_no_name_or_base_are_not_flagged():
    assert lineage([Model("a/one", 100.0), Model("b/two", 100.0)]) == {}


def test_short_names_need_telling_values():
    assert lineage([Model("a/bert", 100.0), Model("b/bert", 100.0)]) == {}
    assert set(lineage([Model("a/bert", 123.4), Model("b/bert", 123.4, ["x/y"])])) == {"b/bert"}


def test_models_without_emissions_neither_inherit_nor_bequeath():
    assert lineage([Model("a/base", None), Model("b/x", 5.0, ["a/base"]), Model("c/x", None, ["b/x"])]) == {}


def test_models_that_name_each_other_are_not_both_flagged():
    flags = lineage([Model("a/m", 512.0, ["b/n"], created_at=datetime(2024, 1, 1)), Model("b/n", 512.0, ["a/m"])])

    assert len(flags) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("me/Model-7B-GGUF", "model-7b"),
        ("me/model_7b-4bit", "model-7b"),
        ("me/Model-7B.Q4_K_M-GGUF", "model-7b"),
        ("me/model-7b-instruct", "model-7b-instruct"),
        ("gguf", "gguf"),
    ],
)
def test_a_stem_is_the_name_without_what_marks_a_copy(name, expected):
    assert stem(name) == expected


def test_classified_rows_are_marked_and_excluded():
    card = {"co2_eq_emissions": 123.4}
    rows = [
        classify(ReporterRow(id="a/base", card=card)),
        classify(ReporterRow(id="b/base-gguf", card={**card, "base_model": "a/base"})),
    ]
    marked = with_lineage(rows)

    assert [(row.flags, row.excluded) for row in marked] == [([], False), (["inherited"], True)]

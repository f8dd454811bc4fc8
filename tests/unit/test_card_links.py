"""Which data sets and base models a card names."""

import pytest

from carbon.card.links import base_models_of, datasets_of, known_sum


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("squad", ["squad"]),
        (["squad", "imdb", "squad"], ["squad", "imdb"]),
        ([None, 3, {"name": "x"}, "squad"], ["squad"]),
        (["None", "unknown"], []),
        (None, []),
        ({"a": 1}, []),
    ],
)
def test_data_sets_may_be_one_name_or_a_list(stated, names):
    assert datasets_of({"datasets": stated}) == names


def test_the_size_of_data_sets_is_known_only_when_all_sizes_are():
    assert known_sum(["a", "b"], {"a": 1, "b": 2}) == 3
    assert known_sum(["a", "b"], {"a": 1, "b": None}) is None
    assert known_sum(["a", "b"], {"a": 1}) is None
    assert known_sum([], {}) is None


def test_the_hub_names_base_models_and_their_relation():
    stated = {"relation": "quantized", "models": [{"_id": "1", "id": "Qwen/Qwen3"}, {"id": None}]}

    assert base_models_of(stated) == (["Qwen/Qwen3"], "quantized")


def test_the_card_names_them_where_the_hub_does_not():
    card = {"base_model": ["a/b", "a/c"], "base_model_relation": "merge"}

    assert base_models_of(None, card) == (["a/b", "a/c"], "merge")
    assert base_models_of({"models": "?"}, {"base_model": "a/b"}) == (["a/b"], None)
    assert base_models_of(7, None) == ([], None)

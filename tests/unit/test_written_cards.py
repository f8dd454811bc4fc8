"""What a careful reader takes from cards in the styles of real ones: every answer was written before it was read."""

from functools import cache

import pytest

from carbon.answers.card import answer_line
from tests.fixtures.written_cards import written_cards
from tests.mutations import CASE, DECORATION, METADATA

CARDS = written_cards()
AMOUNTS = ("emissions_g", "range_g", "upper_bound_g")
PROSE = [card for card in CARDS if card["kind"] == "prose"]


def read(card: dict, raw: str | None = None) -> dict:
    line = {"id": card["name"], "kind": card["kind"], "raw": raw or card["raw"]}
    return answer_line(line | {"target_model": card.get("target_model")})


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["name"])
def test_the_amount_is_the_stated_one_and_there_is_none_where_none_is_stated(card):
    answer = read(card)

    for amount in AMOUNTS:
        stated = card.get(amount)
        assert answer[amount] == (None if stated is None else pytest.approx(stated, rel=1e-6)), amount


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["name"])
def test_the_other_facts_are_the_stated_ones(card):
    answer = read(card)
    others = card.keys() - {"name", "kind", "raw", "target_model", "flags", *AMOUNTS}

    for name in others:
        stated = card[name]
        assert answer[name] == (pytest.approx(stated) if isinstance(stated, int | float) else stated), name


@pytest.mark.parametrize("card", [card for card in CARDS if "flags" in card], ids=lambda card: card["name"])
def test_the_flags_are_the_expected_ones(card):
    assert read(card)["flags"] == card["flags"]


def amounts(card, raw):
    answer = read(card, raw)
    return [answer[name] for name in AMOUNTS]


@cache
def amounts_as_written(place):
    return amounts(PROSE[place], PROSE[place]["raw"])


@pytest.mark.parametrize("mutate", [*DECORATION, *CASE], ids=lambda mutate: mutate.__name__)
def test_no_mutation_that_means_the_same_changes_an_amount(mutate):
    changed = [
        card["name"]
        for place, card in enumerate(PROSE)
        if amounts(card, mutate(card["raw"])) != amounts_as_written(place)
    ]

    assert changed == []


@pytest.mark.parametrize("mutate", METADATA, ids=lambda mutate: mutate.__name__)
def test_no_spelling_of_yaml_that_means_the_same_changes_an_answer(mutate):
    changed = [
        card["name"] for card in CARDS if card["kind"] == "yaml" and read(card, mutate(card["raw"])) != read(card)
    ]

    assert changed == []


def test_every_card_has_a_name_of_its_own_and_only_keys_of_an_answer():
    names = [card["name"] for card in CARDS]
    keys = {key for card in CARDS for key in card} - {"name", "kind", "raw", "target_model"}

    assert len(names) == len(set(names)) >= 300
    assert keys <= read(CARDS[0]).keys()

"""Finding models: by id, and while someone types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carbon.store.queries import lookup
from carbon.store.reader import Snapshot
from tests.store.staged import Staged

Read = Callable[[Staged], Snapshot]


@pytest.fixture
def snapshot(staged: Staged, read: Read) -> Snapshot:
    staged.run(1, "full")
    for number, (model_id, downloads) in enumerate(
        [("google/bert-base", 900), ("Bert/tiny", 5), ("other/roBERTa", 700), ("other/gpt2", 1000), ("o/100%_x", 1)]
    ):
        staged.model(number, model_id, downloads=downloads)
    return read(staged)


def test_an_id_is_found_in_any_case(snapshot: Snapshot) -> None:
    assert lookup.model(snapshot, "OTHER/ROBERTA")["id"] == "other/roBERTa"


@pytest.mark.parametrize("unknown", ["nobody/nothing", "", "' OR 1=1 --", "\x00", "x" * 10_000])
def test_an_unknown_id_is_none(snapshot: Snapshot, unknown: str) -> None:
    assert lookup.model(snapshot, unknown) is None
    assert lookup.lookup(snapshot, unknown) is None


def test_ids_that_start_with_the_text_come_before_more_downloaded_ones(snapshot: Snapshot) -> None:
    assert [hit.id for hit in lookup.search(snapshot, "bert")] == ["Bert/tiny", "google/bert-base", "other/roBERTa"]


def test_a_search_takes_its_text_as_it_is(snapshot: Snapshot) -> None:
    assert [hit.id for hit in lookup.search(snapshot, "100%_")] == ["o/100%_x"]
    assert lookup.search(snapshot, "%") == lookup.search(snapshot, "100%_")


def test_a_search_for_nothing_finds_nothing(snapshot: Snapshot) -> None:
    assert lookup.search(snapshot, "  ") == []


def test_a_search_stops_at_its_limit(snapshot: Snapshot) -> None:
    assert len(lookup.search(snapshot, "o", limit=2)) == 2


def test_a_model_without_a_report_is_not_rated_and_says_why(snapshot: Snapshot) -> None:
    found = lookup.lookup(snapshot, "other/gpt2")
    assert (found["class"], found["level"], found["not_rated"]) == (None, "R0", "it reports no emissions")


def test_a_rated_model_has_its_class_range_and_reference(staged: Staged, read: Read) -> None:
    staged.reporter(7, "a/rated", {"emissions": 890, "source": "CodeCarbon", "training_type": "fine-tuning"})
    found = lookup.lookup(read(staged), "a/rated")
    assert (found["grams"], found["class"], found["category"]) == (890.0, "E", "fine-tuning")
    assert found["range"]["likely_low_g"] < 890 < found["range"]["likely_high_g"]
    assert found["reference"] == "ref-2023.04"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gtp2", ["other/gpt2"]),
        ("rboerta", ["other/roBERTa"]),
        ("gogle/bert-bsae", ["google/bert-base"]),
        ("otehr", ["other/gpt2", "other/roBERTa"]),
    ],
)
def test_a_misspelt_name_finds_similar_ones_by_downloads(snapshot: Snapshot, typed: str, meant: list[str]) -> None:
    hits = lookup.search(snapshot, typed)
    assert [hit.id for hit in hits] == meant
    assert all(hit.similar for hit in hits)


def test_a_misspelt_name_that_is_not_well_known_is_found_among_all(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("carbon.store.queries.similar.MENDED_NAMES", 1)
    assert [hit.id for hit in lookup.search(snapshot, "robrta")] == ["other/roBERTa"]
    assert [hit.id for hit in lookup.search(snapshot, "gtp2")] == ["other/gpt2"]


def test_names_that_contain_the_text_come_before_similar_ones(snapshot: Snapshot) -> None:
    hits = lookup.search(snapshot, "tiny")
    assert [(hit.id, hit.similar) for hit in hits] == [("Bert/tiny", False)]


@pytest.mark.parametrize("nothing_like", ["zzzzzz", "b", "x" * 200, "1234567", "' OR 1=1 --", "\u202e\u0000", "%%%%"])
def test_what_is_like_nothing_finds_nothing(snapshot: Snapshot, nothing_like: str) -> None:
    assert [hit for hit in lookup.search(snapshot, nothing_like) if hit.similar] == []

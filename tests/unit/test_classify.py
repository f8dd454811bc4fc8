"""One model, from its record to its row of the snapshot."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from carbon.method.classify import Classified, ReporterRow, classify
from carbon.method.lineage import with_lineage
from carbon.store.schema import part
from tests.material import json_lines, table

CARD = {
    "co2_eq_emissions": {
        "emissions": 196.7,
        "energy_consumed": 0.506,
        "source": "codecarbon",
        "training_type": "fine-tuning",
        "hours_used": 3.163,
        "hardware_used": "1 x NVIDIA GeForce RTX 3090",
        "geographical_location": "Paris, France",
    },
    "datasets": ["squad", "imdb"],
    "base_model": "google-bert/bert-base-uncased",
    "model-index": [{"results": [{"task": {"type": "x"}, "metrics": [{"type": "f1", "value": 0.5}]}]}],
}
ROW = ReporterRow(
    id="me/model",
    tags=["sentence-transformers"],
    task="sentence-similarity",
    library="sentence-transformers",
    card=CARD,
    files=[("model.safetensors", 500_000_000), ("README.md", 9)],
    parameters=110_000_000,
    created_at=datetime(2024, 5, 6, 7, tzinfo=UTC),
    downloads=7,
    likes=1,
    sha="abc",
    gated="auto",
)


def test_the_row_has_the_columns_of_the_snapshots_reports():
    lines = part("snapshot").split("CREATE TABLE reports (")[1].split(");")[0].splitlines()
    columns = [line.split()[0] for line in lines if line.strip() and not line.strip().startswith("--")]

    of_all = [column for column in columns if column == "project_first" or column.startswith(("label_v0", "v0_"))]
    assert sorted(Classified._fields) == sorted(column for column in columns if column not in of_all)


def test_a_complete_card_is_read_rated_and_levelled():
    row = classify(ROW, {"squad": 10, "imdb": 20})

    assert (row.owner, row.name, row.project, row.domain) == ("me", "model", "me/model", "NLP")
    assert (row.created_at, row.month, row.dated_by) == (datetime(2024, 5, 6, 7), date(2024, 5, 1), "hub")
    assert (row.reports, row.emissions_g, row.found_in, row.tool) == (True, 196.7, "metadata", "CodeCarbon")
    assert (row.regime, row.level, row.flags, row.excluded) == ("fine-tuning", "R4", [], False)
    assert (row.has_method, row.has_hardware, row.has_place, row.has_duration, row.has_link) == (
        True,
        True,
        True,
        True,
        False,
    )
    assert (row.size_bytes, row.datasets, row.dataset_bytes) == (500_000_000, ["squad", "imdb"], 30)
    assert (row.base_models, row.base_relation) == (["google-bert/bert-base-uncased"], None)
    assert json.loads(row.metrics) == [{"task": "x", "dataset": None, "metric": "f1", "value": 0.5, "config": None}]
    assert (row.label_class, row.category, row.confidence, row.not_rated) == ("E", "fine-tuning/nlp", "high", None)
    assert (row.downloads, row.likes, row.sha, row.gated) == (7, 1, "abc", "auto")


def test_a_model_that_declares_zero_is_kept_visible_but_excluded():
    row = classify(replace(ROW, card={"co2_eq_emissions": 0}))

    assert (row.reports, row.emissions_g, row.level, row.flags, row.excluded) == (
        False,
        None,
        "R0",
        ["declared_zero"],
        True,
    )
    assert (row.label_class, row.not_rated) == (None, "the card declares zero emissions")


def test_a_range_fills_its_columns():
    row = classify(replace(ROW, card={"co2_eq_emissions": "0.2-0.4 kg"}))

    assert (row.range_low_g, row.range_high_g, row.emissions_g, row.reports) == (200, 400, None, False)


def test_autotrain_is_the_tool_where_only_the_name_gives_it_away():
    row = classify(ReporterRow(id="me/autotrain-x-123456", card={"co2_eq_emissions": 0.05}))

    assert (row.tool, row.regime, row.flags, row.excluded) == ("AutoTrain", "fine-tuning", ["autotrain_low"], False)
    assert row.project == "me/autotrain-x"


def test_an_id_without_an_owner_keeps_its_name():
    row = classify(ReporterRow(id="gpt2", card=None))

    assert (row.owner, row.name, row.project, row.level) == ("", "gpt2", "gpt2", "R0")


def test_data_sets_of_unknown_size_are_not_guessed():
    assert classify(ROW, {"squad": 10}).dataset_bytes is None


@pytest.fixture(scope="module")
def replay() -> list[Classified]:
    sizes = {one["id"]: one["mainSize"] for one in json_lines("hub-replay/datasets.jsonl.gz")}
    commits = {one["id"]: one["commits"] for one in json_lines("hub-replay/first_commits.jsonl.gz")}
    rows = []
    for model in json_lines("hub-replay/models.jsonl.gz"):
        if not model["id"].startswith("study2023/"):
            continue
        first = commits.get(model["id"])
        row = ReporterRow(
            id=model["id"],
            tags=model["tags"],
            task=model.get("pipeline_tag"),
            library=model.get("library_name"),
            card=model["cardData"],
            model_index=model.get("model-index"),
            files=[(one["rfilename"], one["size"]) for one in model.get("siblings", [])],
            created_at=datetime.fromisoformat(model["createdAt"]),
            first_commit=datetime.fromisoformat(first[-1]["date"]) if first else None,
        )
        rows.append(classify(row, sizes))
    return rows


@pytest.mark.shared
def test_all_of_the_replays_reporters_report_and_none_is_excluded(replay):
    assert len(replay) == 1417
    assert all(row.reports and not row.excluded and row.label_class for row in replay)


@pytest.mark.shared
def test_the_replays_flags_are_counted_also_beside_each_other(replay):
    """Low AutoTrain values and figures whose unit is in doubt; nothing that excludes, with lineage and without."""
    expected = {"autotrain_low": 216, "unit_unclear": 5}

    assert Counter(flag for row in replay for flag in row.flags) == expected
    assert Counter(flag for row in with_lineage(replay) for flag in row.flags) == expected
    assert not any(row.excluded for row in with_lineage(replay))


@pytest.mark.shared
def test_the_replays_levels_are_the_published_ones_but_for_sources_that_its_cards_lack(replay):
    """Its cards leave out the curated sources (18 of the 65 complete ones) and mend the one overwritten value."""
    assert Counter(row.level for row in replay) == {"R2": 1334, "R3": 36, "R4": 47}


@pytest.mark.shared
def test_the_replays_months_are_those_of_its_totals(replay):
    expected = {row["month"]: int(row["reporting"]) for row in table("hub-replay/monthly_totals.csv")}
    found = Counter(f"{row.month:%Y-%m}" for row in replay if row.month)

    assert {month: found.get(month, 0) for month in expected} == expected
    assert sum(row.month is None for row in replay) == 49

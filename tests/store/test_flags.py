"""A snapshot keeps every flag with its reason, also those that only the comparison of all reports finds."""

from datetime import datetime
from pathlib import Path

import duckdb

from tests.store.staged import Staged

BASE = '{"relation": "quantized", "models": [{"id": "ada/base-model"}]}'


def reports_of(path: Path) -> dict[str, tuple[list[str], list[str], bool, float | None]]:
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute("SELECT id, flags, flag_reasons, excluded, suspected_g FROM reports").fetchall()
    return {row[0]: row[1:] for row in rows}


def test_inherited_reports_are_flagged_beside_the_others(tmp_path: Path):
    staged = Staged()
    staged.reporter(1, "ada/base-model", 41_100, created_at=datetime(2024, 1, 1), library="transformers")
    staged.reporter(2, "bob/any-name", 41_100, created_at=datetime(2024, 2, 1), library="gguf", base_models=BASE)
    staged.reporter(3, "eve/base-model-AWQ", 41_100, created_at=datetime(2024, 3, 1), library="transformers")
    staged.reporter(4, "kim/co2-audit", 5, files=["README.md"])
    staged.reporter(5, "mia/zero", 0, library="transformers")
    staged.reporter(6, "sam/small", 0.2, library="transformers")

    kept = reports_of(staged.publish(tmp_path).path)

    assert {model: flags for model, (flags, *_) in kept.items()} == {
        "ada/base-model": [],
        "bob/any-name": ["inherited"],
        "eve/base-model-AWQ": ["inherited"],
        "kim/co2-audit": ["synthetic"],
        "mia/zero": ["declared_zero"],
        "sam/small": [],
    }
    assert {model for model, (_, _, excluded, _) in kept.items() if excluded} == {
        *("bob/any-name", "eve/base-model-AWQ", "kim/co2-audit", "mia/zero")
    }
    assert kept["bob/any-name"][1] == [
        "The same 41.1 kg as ada/base-model, of which it is a quantised copy: not its own training."
    ]
    assert all(len(flags) == len(reasons) for flags, reasons, _, _ in kept.values())


def test_the_suspected_value_is_kept(tmp_path: Path):
    staged = Staged()
    stated = {"emissions": 15.2, "hardware_used": "1 x A100", "hours_used": 100, "geographical_location": "Germany"}
    staged.reporter(1, "ned/model", stated, library="transformers")

    assert reports_of(staged.publish(tmp_path).path)["ned/model"][3] == 15_200

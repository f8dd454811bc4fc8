"""The command `carbon parse-card`, as its users run it."""

import io
import json

import pytest

from carbon.cli import main

CARD = "---\nco2_eq_emissions: 0.5\n---\n# Model\n- Carbon Emitted: 0.5 kg CO2eq\n- Hardware Type: 2 x A100\n"
TABLE = "||Hours|tCO2eq|\n|---|---|---|\n|A 7B|5|3|\n|A 9B|6|4|"
KEYS = [
    *("id", "emissions_g", "unit_as_written", "range_g", "upper_bound_g", "source", "training_type"),
    *("geographical_location", "hardware_used", "hours_used", "cloud_provider", "energy_kwh", "flags"),
]


def run(capsys, monkeypatch, *arguments: str, text: str = "") -> tuple[int, str, str]:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    code = main(["parse-card", *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_card_is_told_in_words(capsys, monkeypatch):
    code, out, _ = run(capsys, monkeypatch, "-", text=CARD)

    assert code == 0
    assert out.startswith("Emissions   500 mg\n")
    assert "kg_as_g" in out
    assert "Suspected   500 g" in out
    assert "  emissions: 500\n" in out


def test_a_file_is_told_as_json(capsys, monkeypatch, tmp_path):
    path = tmp_path / "README.md"
    path.write_text(CARD, encoding="utf-8")
    code, out, _ = run(capsys, monkeypatch, str(path), "--json")
    answer = json.loads(out)

    assert code == 0
    assert (answer["emissions_g"], answer["flags"], answer["suspected_g"]) == (0.5, ["kg_as_g"], 500)
    assert answer["unit_as_written"] == "g (spec); prose kg CO2eq"


def test_lines_are_answered_one_by_one_with_exactly_the_agreed_keys(capsys, monkeypatch):
    lines = [
        {"id": 1, "kind": "prose", "raw": "Carbon Emitted: 2-3 kg CO2"},
        {"id": "b", "kind": "yaml", "raw": "co2_eq_emissions: 7"},
        {
            "id": 3,
            "kind": "prose",
            "raw": "||Hours|tCO2eq|\n|---|---|---|\n|A 7B|5|3|\n|A 9B|6|4|",
            "target_model": "A 9B",
        },
    ]
    code, out, _ = run(capsys, monkeypatch, "-", "--jsonl", text="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in out.splitlines()]

    assert code == 0
    assert all(list(answer) == KEYS for answer in answers)
    assert [(answer["id"], answer["emissions_g"]) for answer in answers] == [(1, None), ("b", 7), (3, 4e6)]
    assert (answers[0]["range_g"], answers[0]["flags"]) == ([2000, 3000], ["range"])
    assert answers[1]["source"] is None


@pytest.mark.parametrize("line", ["{", "[]", '"text"', '{"id": 1}', '{"raw": 5}'])
def test_a_line_that_is_no_card_is_named_and_the_others_are_answered(capsys, monkeypatch, line):
    code, out, err = run(capsys, monkeypatch, "-", "--jsonl", text=f'{line}\n{{"id": 2, "raw": "x"}}')

    assert code == 1
    assert "line 1 is no card" in err
    assert json.loads(out)["id"] == 2


def test_a_file_that_cannot_be_read_is_named(capsys, monkeypatch, tmp_path):
    code, _, err = run(capsys, monkeypatch, str(tmp_path / "none.md"))

    assert code == 2
    assert "none.md cannot be read" in err

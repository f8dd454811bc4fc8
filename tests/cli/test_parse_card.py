"""The command `carbon parse-card`, as its users run it."""

import io
import json
import subprocess
import sys

import pytest

from carbon.answers import card
from carbon.cli import main

CARD = "---\nco2_eq_emissions: 0.5\n---\n# Model\n- Carbon Emitted: 0.5 kg CO2eq\n- Hardware Type: 2 x A100\n"
TABLE = "||Hours|tCO2eq|\n|---|---|---|\n|A 7B|5|3|\n|A 9B|6|4|"
KEYS = [
    *("id", "emissions_g", "unit_as_written", "range_g", "upper_bound_g", "source", "training_type"),
    *("geographical_location", "hardware_used", "hours_used", "cloud_provider", "energy_kwh", "flags"),
]


def run(capsys, monkeypatch, *arguments: str, text: str | bytes = "") -> tuple[int, str, str]:
    given = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    code = main(["parse-card", *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_card_is_told_in_words(capsys, monkeypatch):
    code, out, _ = run(capsys, monkeypatch, "-", text=CARD)

    assert code == 0
    assert out.startswith("Emissions   500 mg\n")
    assert "kg_as_g" in out
    assert "Suspected   500 g" in out
    assert "Found in    metadata: 0.5, no unit written, so grams, as the Hub documents; the text says kg CO2eq\n" in out
    assert "Level       R3 (With context). Add how they were measured (source), the place of training" in out
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


HOSTILE = {
    "no JSON": "{",
    "a list": "[]",
    "a text": '"text"',
    "no card": '{"id": 1}',
    "a number for a card": '{"raw": 5}',
    "deep": "[" * 100_000,
    "no number": '{"id": NaN, "raw": "x"}',
    "a number without end": f'{{"id": {"9" * 5000}, "raw": "x"}}',
    "not UTF-8": b'{"id": 1, "raw": "Carbon Emitted: 5 kg \xff"}',
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_a_line_that_is_no_card_is_named_and_the_others_are_answered(capsys, monkeypatch, line):
    first = line if isinstance(line, bytes) else line.encode()
    code, out, err = run(capsys, monkeypatch, "-", "--jsonl", text=first + b'\n{"id": 2, "raw": "x"}')

    assert code == 1
    assert "line 1 is no card" in err
    assert json.loads(out)["id"] == 2


@pytest.mark.parametrize(
    "given",
    [b'\xef\xbb\xbf{"id": 1, "raw": "Carbon Emitted: 5 kg"}', b'\r\n{"id": 1, "raw": "Carbon Emitted: 5 kg"}\r\n\r\n'],
)
def test_a_byte_order_mark_and_other_line_ends_do_no_harm(capsys, monkeypatch, given):
    code, out, err = run(capsys, monkeypatch, "-", "--jsonl", text=given)

    assert (code, err) == (0, "")
    assert json.loads(out)["emissions_g"] == 5000


def test_half_a_surrogate_pair_and_a_huge_line_are_answered(tmp_path):
    lines = [
        {"id": "\ud800", "raw": "- Hardware Type: A100 \ud800\n- Carbon Emitted: 5 kg"},
        {"id": 2, "raw": "x" * 20_000_000 + "\nCarbon Emitted: 5 kg"},
    ]
    path = tmp_path / "cards.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "carbon", "parse-card", str(path), "--jsonl"], capture_output=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.stderr == b""
    assert [answer["emissions_g"] for answer in answers] == [5000, None]
    assert (answers[0]["id"], answers[0]["hardware_used"]) == ("\ud800", "A100 \ud800")


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path):
    path = tmp_path / "cards.jsonl"
    path.write_text('{"id": 1, "raw": "x"}\n' * 20_000, encoding="utf-8")
    command = [sys.executable, "-m", "carbon", "parse-card", str(path), "--jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()

    assert (process.returncode, told) == (0, b"")


def test_a_file_that_cannot_be_read_is_named(capsys, monkeypatch, tmp_path):
    code, _, err = run(capsys, monkeypatch, str(tmp_path / "none.md"))

    assert code == 2
    assert "none.md cannot be read" in err


def test_what_is_no_text_is_refused(capsys, monkeypatch, tmp_path):
    picture = tmp_path / "card.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    code, out, err = run(capsys, monkeypatch, str(picture))

    assert (code, out) == (2, "")
    assert err == f"{picture} is no card: it holds a zero byte, which no text has. Name a README.md.\n"


EXERCISE = "# A graded carbon assignment\n\nCarbon Emitted: 4 kg CO2eq\n"


@pytest.mark.parametrize(
    ("front_matter", "flags"),
    [
        ("license: mit", ["synthetic"]),
        ("library_name: keras", []),
        ("pipeline_tag: image-classification", []),
        ("broken: [\nlibrary_name: keras", []),
    ],
)
def test_a_card_is_judged_with_its_front_matter(capsys, monkeypatch, front_matter, flags):
    _, out, _ = run(capsys, monkeypatch, "-", "--json", text=f"---\n{front_matter}\n---\n{EXERCISE}")

    assert json.loads(out)["flags"] == flags


@pytest.mark.parametrize("tags", ["tags: [autotrain]", "tags:\n- autonlp", "datasets:\n- me/autotrain-data-x"])
def test_tags_and_data_sets_of_the_front_matter_tell_autotrain(capsys, monkeypatch, tags):
    _, out, _ = run(capsys, monkeypatch, "-", "--json", text=f"---\n{tags}\nco2_eq_emissions: 0.0213\n---\n")

    assert json.loads(out)["flags"] == ["autotrain_low"]


def test_what_is_beyond_belief_is_not_proposed_as_metadata(capsys, monkeypatch):
    _, out, _ = run(capsys, monkeypatch, "-", text="Training emitted 800,000 tonnes of CO2eq. on a T4.\n")

    assert "implausible" in out
    assert "Metadata that would say so" not in out
    assert ".." not in out


BROKEN = "\n---\nlicense: mit\nco2_eq_emissions: [1\n---\n# Model\n- Carbon Emitted: 0.5 kg CO2eq\n"


def test_a_metadata_block_that_is_no_yaml_is_told_with_its_line_and_the_text_is_read(capsys, monkeypatch, tmp_path):
    path = tmp_path / "README.md"
    path.write_text(BROKEN, encoding="utf-8")
    code, out, err = run(capsys, monkeypatch, str(path))

    assert code == 0
    assert out.startswith("Emissions   500 g\n")
    assert err == (
        f"warning: the metadata block of {path} cannot be read from line 4 on: "
        "expected ',' or ']', but got the end of the block. The rest was read.\n"
    )


def test_a_program_is_told_of_a_broken_metadata_block_too(capsys, monkeypatch):
    _, out, _ = run(capsys, monkeypatch, "-", "--json", text=BROKEN)
    _, sound, err = run(capsys, monkeypatch, "-", "--json", text=CARD)

    answer = json.loads(out)
    assert (answer["emissions_g"], answer["metadata_problem"]["line"]) == (500, 4)
    assert (json.loads(sound)["metadata_problem"], err) == (None, "")


@pytest.mark.parametrize(
    ("front_matter", "line", "reason"),
    [
        ("license: mit\na: b: c", 3, "mapping values are not allowed here"),
        ('a: "b\nc: d', 2, "found unexpected end of stream"),
        ("a: 1\nb: *d*", 3, "expected alphabetic or numeric character, but found '*'"),
        ("a: \u0008", 2, "special characters are not allowed"),
        ("only words", None, "it holds no keys"),
        ("a: 1\n# Title", None, None),
        ("", None, None),
        ("a: " + "[" * 2000, None, "it is too long or too nested to be read as a whole"),
    ],
)
def test_what_is_wrong_with_a_metadata_block_is_named(front_matter, line, reason):
    problem = card.answer(f"---\n{front_matter}\n---\nText\n")["metadata_problem"]

    assert problem == (None if reason is None else {"line": line, "reason": reason})


def test_a_metadata_block_without_an_end_is_named():
    problem = card.answer("---\na: 1\n# Title\n")["metadata_problem"]

    assert problem == {"line": None, "reason": "no line --- ends it"}


@pytest.mark.parametrize("text", ["", "# Title: a: b\n", "co2_eq_emissions: 5\n\n# Title: a: b\n"])
def test_a_card_without_a_fence_has_no_broken_metadata(text):
    assert card.answer(text)["metadata_problem"] is None

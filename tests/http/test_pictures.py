"""The badge and the label: what they say of each kind of model, that they are sound SVG and PNG, how they are kept."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from tests.http.asking import Answer, Client
from tests.http.content import LONG_ID

NAME = "{http://www.w3.org/2000/svg}"


def drawn(answer: Answer) -> ET.Element:
    assert answer.status == 200, answer.body
    assert answer.headers["content-type"] == "image/svg+xml"
    return ET.fromstring(answer.body)


def words(answer: Answer) -> list[str]:
    return [each.text or "" for each in drawn(answer).iter(f"{NAME}text")]


def test_the_badge_of_a_rated_model_gives_class_grams_version_and_date(ask: Client) -> None:
    assert words(ask("/badge/ada/lovelace.svg")) == ["training CO₂e", "C", "5 g", "label v1 · 2026-11-23"]


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("ada/zero", ["not reported", "2026-11-23"]),
        ("bob/silent", ["not reported", "2026-11-23"]),
        ("bob/gone", ["unknown model", "2026-11-23"]),
        ("no/body", ["unknown model", "2026-11-23"]),
    ],
)
def test_a_model_without_a_rating_has_a_badge_that_says_so(ask: Client, model: str, said: list[str]) -> None:
    assert words(ask(f"/badge/{model}.svg")) == ["training CO₂e", *said]


def test_a_badge_is_20_pixels_high_and_says_all_to_those_who_cannot_see_it(ask: Client) -> None:
    badge = drawn(ask("/badge/ada/lovelace.svg"))
    assert (badge.get("height"), badge.get("role")) == ("20", "img")
    said = "ada/lovelace: training CO₂e class C of A to E, 5 g, label v1, snapshot of 2026-11-23"
    assert badge.get("aria-label") == said
    assert badge.findtext(f"{NAME}title") == said


def test_an_old_id_of_one_part_has_badge_label_and_facts(ask: Client) -> None:
    assert "1.5 g" in words(ask("/badge/gpt2.svg"))
    assert "gpt2" in words(ask("/label/gpt2.svg"))
    assert ask("/api/models/gpt2").json()["id"] == "gpt2"


def test_another_case_of_the_id_is_the_same_model(ask: Client) -> None:
    assert ask("/badge/ADA/Lovelace.svg").body == ask("/badge/ada/lovelace.svg").body


def test_the_label_says_what_the_pages_label_says(ask: Client) -> None:
    said = words(ask("/label/ada/lovelace.svg"))
    assert said[:2] == ["Training carbon", "ada/lovelace"]
    assert said[2:8] == ["A", "B", "C", "D", "E", "C"]
    assert said[8:] == [
        "5 g CO₂e",
        "more than 51 % of 1,126 fine-tuned NLP models",
        "likely B to C · high confidence",
        "reported in its card, CodeCarbon",
        "ref-2023.04 · snapshot of 23 November 2026",
    ]


def test_the_label_of_a_model_that_is_not_rated_says_why(ask: Client) -> None:
    said = words(ask("/label/ada/zero.svg"))
    assert "Not rated" in said
    assert "The card declares zero emissions." in said


def test_a_long_name_stays_inside_the_label(ask: Client) -> None:
    label = drawn(ask(f"/label/{LONG_ID}.svg"))
    width = float(label.get("width", "0"))
    for line in label.iter(f"{NAME}text"):
        assert float(line.get("x", "0")) + float(line.get("textLength", "0")) / 2 <= width
    said = [each.text or "" for each in label.iter(f"{NAME}text")]
    assert LONG_ID in "".join(said)


def test_the_png_is_the_label_at_twice_its_size_with_its_letters(ask: Client) -> None:
    label = drawn(ask("/label/ada/lovelace.svg"))
    answer = ask("/label/ada/lovelace.png")
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.body)).convert("L")
    assert picture.width == 2 * float(label.get("width", "0"))
    title = picture.crop((48, 50, 420, 110))
    assert title.getextrema()[0] < 60, "the title was drawn without letters"


@pytest.mark.parametrize("model", ["bob/silent", "bob/gone", "no/body"])
def test_a_model_without_the_emissions_key_has_no_label(ask: Client, model: str) -> None:
    answer = ask(f"/label/{model}.svg")
    assert answer.status == 404
    assert model in answer.error()


@pytest.mark.parametrize("path", ["/badge/eve/hostile.svg", "/label/eve/hostile.svg"])
def test_nothing_in_a_hostile_card_runs_or_loads(ask: Client, path: str) -> None:
    answer = ask(path)
    names = {each.tag.removeprefix(NAME) for each in drawn(answer).iter()}
    assert names <= {"svg", "title", "text", "rect", "polygon"}
    assert b"<script" not in answer.body
    assert b"http" not in answer.body.replace(b"http://www.w3.org/2000/svg", b"")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_label_is_saved_under_a_name_of_its_model(ask: Client) -> None:
    shown = ask("/label/ada/lovelace.png").headers["content-disposition"]
    saved = ask("/label/ada/lovelace.png?download").headers["content-disposition"]
    assert shown == 'inline; filename="ada-lovelace-label.png"'
    assert saved == 'attachment; filename="ada-lovelace-label.png"'


@pytest.mark.parametrize("path", ["/badge/ada/lovelace.svg", "/label/ada/lovelace.svg", "/label/ada/lovelace.png"])
def test_a_picture_is_kept_an_hour_and_then_only_checked(ask: Client, path: str) -> None:
    first = ask(path)
    assert first.headers["cache-control"] == "public, max-age=3600, stale-while-revalidate=86400"
    again = ask(path, If_None_Match=first.headers["etag"])
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert ask(path, If_None_Match='"another"').status == 200


def test_the_badge_of_an_unknown_model_is_kept_for_minutes_only(ask: Client) -> None:
    assert ask("/badge/no/body.svg").headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("path", ["/badge/ada/lovelace", "/badge/ada/lovelace.png", "/label/ada/lovelace.gif"])
def test_another_ending_is_not_found(ask: Client, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert ".svg" in answer.error()

"""The Model page: the label and why, evidence, what would be better; and a clear answer where there is no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from carbon.answers.flags import in_words
from carbon.answers.label import compared, likely
from carbon.card.files import File
from carbon.card.mending import mended_yaml
from carbon.card.metadata import read_metadata
from carbon.method.classify import ReporterRow, classify
from carbon.method.lineage import with_lineage
from carbon.method.reference import REFERENCE
from carbon.method.rows import Classified
from carbon.store.queries import model as queries
from carbon.ui.charts.model import shares
from carbon.ui.label import label
from carbon.ui.model import certainty, evidence, improve, meaning, parts, study
from carbon.ui.theme import DARK, LIGHT
from tests.fakehub import FakeHub
from tests.pages.conftest import FULL, texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
WEIGHTS: list[File] = [("model.safetensors", 268_000_000)]


def model(emissions: object = None, model_id: str = "ada/lovelace", **facts: object) -> Classified:
    """A model of the text classification task whose card states `emissions`."""
    plain = {"task": "text-classification", "downloads": 50, "files": WEIGHTS, "created_at": datetime(2023, 5, 4)}
    return classify(ReporterRow(id=model_id, card={"co2_eq_emissions": emissions}, **{**plain, **facts}))


def rated_v0(one: Classified, letter: str) -> dict[str, object]:
    """The row of a model that label v0 rates: its emissions best, its downloads worst."""
    return {**one._asdict(), "project_first": True, "label_v0": letter, "v0_co2": 0, "v0_downloads": 4}


def publish(tmp_path: Path, *reported: Classified, models: list[dict] = [], **meta: str):  # noqa: B006
    rows = [{"id": one.id, "reports": one.reports, "task": one.task} for one in reported]
    return write(
        tmp_path,
        reports=[{**one._asdict(), "project_first": True} for one in reported],
        models=[*rows, *models],
        reference="ref-2023.04",
        **meta,
    )


def test_a_rated_model_shows_its_label_and_why(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL))
    app = open_app("model", id="ada/lovelace")
    shown = texts(app)
    assert app.title[0].value == "ada/lovelace"
    assert 'aria-label="Class C of A to E, likely B to C"' in shown
    assert '<p class="hc-label-grams">5 g CO₂e</p>' in shown
    assert "more than 51 % of 1,126 fine-tuned NLP models" in shown
    assert "likely B to C · high confidence" in shown
    assert "ref-2023.04 · snapshot of 23 November 2026" in shown
    assert "<h2>It emitted more than 51 % of 1,126 fine-tuned NLP models</h2>" in shown
    assert "bars, bands and title: the 1,126 fine-tuned NLP models of the frozen reference" in shown
    assert "Of this snapshot's 1 report of fine-tuned NLP models, 0 state fewer grams." in unescape(shown)
    assert "Doubtful" not in shown
    assert "<h2>Why C</h2>" in shown
    assert "Performance does not count" in shown
    assert "Text Classification · fine-tuning · 268 MB of weights · 50 downloads a month · created May 2023" in shown


def test_the_evidence_is_what_the_card_says(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL | {"source": "<script>alert(1)</script>"}, downloads=0))
    shown = texts(open_app("model", id="ADA/Lovelace"))
    assert "  geographical_location: Girona, Spain" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>" not in shown
    assert "no unit written, so grams, as the Hub documents" in shown
    assert "<b>Level R3, with context.</b> Add how they were measured (source)." in shown
    assert "In the classes of the 2023 study: Awareness." in shown
    assert shown.count('aria-label="stated"') == 4
    assert "Per download" not in shown


def test_lower_emission_models_are_alike_unflagged_and_linked(tmp_path: Path, open_app: OpenApp) -> None:
    publish(
        tmp_path,
        model(FULL | {"emissions": 900.0}),
        model(FULL | {"emissions": 0.2}, "ada/better"),
        model(FULL | {"emissions": 2000.0}, "ada/worse"),
        model(FULL | {"emissions": 0.2}, "ada/other-task", task="translation"),
        model(FULL | {"emissions": 0.2, "training_type": "pre-training"}, "ada/other-training"),
        model(FULL | {"emissions": 0.2}, "ada/giant", files=[("model.safetensors", 10**10)]),
        model(FULL | {"emissions": 0.02, "source": "AutoTrain"}, "ada/flagged"),
    )
    app = open_app("model", id="ada/lovelace")
    links = [link.proto.query_string for link in app.get("page_link")]
    assert [link for link in links if link.startswith("id=")] == ["id=ada%2Fbetter"]
    assert "<h2>Lower-emission models for the same task</h2>" in texts(app)
    assert "Text Classification · fine-tuning ·" in texts(app)


def test_of_lower_emission_models_the_most_downloaded_come_first(tmp_path: Path, open_app: OpenApp) -> None:
    publish(
        tmp_path,
        model(FULL | {"emissions": 900.0}),
        model(FULL | {"emissions": 0.2}, "ada/best", downloads=3),
        model(FULL | {"emissions": 2.0}, "ada/used", downloads=900),
    )
    links = [link.proto.query_string for link in open_app("model", id="ada/lovelace").get("page_link")]
    assert [link for link in links if link.startswith("id=")] == ["id=ada%2Fused", "id=ada%2Fbest"]


def test_models_that_cannot_be_said_to_have_emitted_less_are_marked(tmp_path: Path, open_app: OpenApp) -> None:
    publish(
        tmp_path,
        model(FULL | {"emissions": 5.0}),
        model(FULL | {"emissions": 0.2}, "ada/less", downloads=3),
        model(FULL | {"emissions": 0.2, "source": "a guess"}, "ada/guessed", downloads=2),
        model(FULL | {"emissions": 2.5}, "ada/alike", downloads=1),
    )
    app = open_app("model", id="ada/lovelace")
    shown = words_of(app)
    assert "1 of 3 models in a better class emitted less" in shown
    assert re.findall(r"(?:200 mg|2.5 g) · 268 MB · \d downloads?(?: · [a-z ]+)?", shown) == [
        "200 mg · 268 MB · 3 downloads",
        "200 mg · 268 MB · 2 downloads · not ranked",
        "2.5 g · 268 MB · 1 download · cannot be told apart",
    ]
    assert "Not ranked: the two figures stand on different methods" in shown
    assert "Cannot be told apart: their likely ranges overlap." in shown
    compared = words_of(open_app("compare", ids="ada/lovelace,ada/less,ada/guessed,ada/alike"))
    assert "ada/lovelace emitted 25 × as much as ada/less" in compared
    assert "ada/lovelace (5 g) and ada/guessed (200 mg) are not ranked" in compared
    assert "ada/lovelace and ada/alike cannot be told apart" in compared


def test_without_a_lower_model_the_title_says_so(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL | {"emissions": 5.0}), model(FULL | {"emissions": 2.5}, "ada/alike"))
    app = open_app("model", id="ada/lovelace")
    assert "<h2>No model in a better class can be said to have emitted less</h2>" in texts(app)


def test_a_task_from_outside_is_shown_as_it_is_written(tmp_path: Path, open_app: OpenApp) -> None:
    task = "![p](http://127.0.0.1:9/pix.png) [l](https://evil.example) $\\frac{1}{2}$"
    publish(tmp_path, model(FULL)._replace(task=task, label_class="A"))
    (told,) = [each.value for each in open_app("model", id="ada/lovelace").caption if "in class A" in each.value]
    assert r"\!\[p\]\(http\:" in told
    assert r"\[l\]\(https\:" in told


@pytest.mark.usefixtures("online")
def test_a_model_without_a_report_says_what_would_be_needed(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "ada/reporter"), models=[{"id": "ada/silent", "downloads": 9}])
    app = open_app("model", id="ada/silent")
    shown = texts(app)
    assert "**This model reports no emissions.**" in shown
    assert "<b>Level R0, unreported.</b> State the emissions in grams under co2_eq_emissions." in shown
    assert "<h2>Models like it that report</h2>" in shown
    assert [button.label for button in app.button if button.key == "ask-now"] == ["Ask the Hub now"]
    assert 'class="hc-label-frame"' not in shown


def test_offline_nobody_is_offered_to_ask_the_hub(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, models=[{"id": "ada/silent"}])
    assert not [button for button in open_app("model", id="ada/silent").button if button.key == "ask-now"]


def test_a_declared_zero_is_no_report_and_flagged(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(0))
    shown = texts(open_app("model", id="ada/lovelace"))
    assert "It is not rated: the card declares zero emissions" in shown
    assert "<b>Flag: zero declared.</b> The card says 0: training without any emissions." in shown


def test_a_model_that_is_gone_says_so(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, models=[{"id": "ada/lost", "gone": True}])
    app = open_app("model", id="ada/lost")
    assert "no longer listed on the Hub" in texts(app)
    assert not app.get("link_button")


def test_without_an_id_there_is_the_look_up_and_where_to_begin(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "ada/known", downloads=10**6), model(FULL, "ada/unknown", downloads=1))
    app = open_app("model")
    assert app.title[0].value == "Look a model up"
    assert [link.proto.label for link in app.get("page_link")] == [r"ada/known", r"ada/unknown"]


@pytest.mark.parametrize(
    "nonsense", ["../..", "<img src=x onerror=alert(1)>", "x" * 10_000, "a/b/c", "[x](javascript:y)"]
)
def test_nonsense_for_an_id_is_told_and_shown_as_text(tmp_path: Path, open_app: OpenApp, nonsense: str) -> None:
    publish(tmp_path)
    app = open_app("model", id=nonsense)
    assert app.title[0].value == "Look a model up"
    (warning,) = app.warning
    assert "is not a model's id" in warning.value
    assert not re.search(r"(?<!\\)[<\[]", warning.value)
    assert len(warning.value) < 400


def test_offline_an_unknown_model_cannot_be_asked_for(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "ada/lovelace-2"))
    app = open_app("model", id="ada/lovelace")
    assert "this app runs offline" in texts(app)
    assert next(link.proto.label for link in app.get("page_link")) == r"ada/lovelace\-2"


@pytest.mark.parametrize(("asked", "similar"), [("no/lovelace", True), ("ada/nothing", True), ("no/thing", False)])
def test_from_an_unknown_model_the_way_leads_on(
    tmp_path: Path, open_app: OpenApp, online: FakeHub, asked: str, similar: bool
) -> None:
    publish(tmp_path, model(FULL, "ada/lovelace"), endpoint="https://hub.example")
    app = open_app("model", id=asked)
    said = [each.value for each in app.markdown]
    links = [(each.proto.label, each.proto.query_string) for each in app.get("page_link")]
    to_report = ("Is it yours? How to report what its training emitted", f"model={asked.replace('/', '%2F')}")
    assert "The Hub knows no public model" in texts(app)
    assert ("Did you mean one of these models of this snapshot?" in said) is similar
    assert ("No model of this snapshot has a name like it." in said) is not similar
    assert links == [*([("ada/lovelace", "id=ada%2Flovelace")] if similar else []), to_report]
    assert [each.proto.url for each in app.get("link_button")] == [f"https://hub.example/{asked}"]


def test_a_silent_model_without_a_task_says_why_no_other_is_named(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, models=[{"id": "ada/silent", "task": None}])
    app = open_app("model", id="ada/silent")
    assert any("Its card names no task, so there is no telling" in each.value for each in app.caption)


def test_a_model_outside_the_snapshot_is_read_from_the_hub_and_rated(
    tmp_path: Path, open_app: OpenApp, online: FakeHub
) -> None:
    publish(tmp_path)
    app = open_app("model", id="new/reporter")
    assert 'aria-label="Class B of A to E' in texts(app)
    assert any(each.value.startswith("Read from the Hub just now") for each in app.caption)
    open_app("model", id="new/reporter")
    assert len(online.requests) == 1


def test_a_model_outside_the_snapshot_that_reports_in_its_text_is_rated(
    tmp_path: Path, open_app: OpenApp, online: FakeHub
) -> None:
    publish(tmp_path)
    online.readmes["new/silent"] = "# Silent\n- **Carbon Emitted:** 39 kg CO2eq\n"
    shown = texts(open_app("model", id="new/silent"))
    assert '<p class="hc-label-grams">39 kg CO₂e</p>' in shown
    assert "Carbon Emitted" in shown


def test_a_text_that_cannot_be_read_is_told_beside_what_the_metadata_say(
    tmp_path: Path, open_app: OpenApp, online: FakeHub
) -> None:
    publish(tmp_path)
    online.models.get("new/reporter")["siblings"].append({"rfilename": "README.md", "size": 9})
    online.faults.status(503, path="/new/reporter/resolve", times=None)
    app = open_app("model", id="new/reporter")
    assert 'aria-label="Class B of A to E' in texts(app)
    assert "The text of its card could not be read (status 503" in app.warning[0].value


def test_a_renamed_model_is_shown_under_its_new_id(tmp_path: Path, online: FakeHub, open_app: OpenApp) -> None:
    publish(tmp_path)
    online.renamed["old/name"] = "new/reporter"
    app = open_app("model", id="old/name")
    assert "**old/name** is now called **new/reporter**" in texts(app)
    assert app.title[0].value == "new/reporter"
    assert app.query_params["id"] == "new/reporter"
    assert any(each.value.startswith("Read from the Hub just now") for each in app.caption)
    assert [each.path for each in online.requests] == ["/api/models/old/name", "/api/models/new/reporter"]


def test_a_renamed_model_of_the_snapshot_is_shown_from_it(tmp_path: Path, online: FakeHub, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "new/reporter"))
    online.renamed["old/name"] = "new/reporter"
    app = open_app("model", id="old/name")
    shown = texts(app)
    assert "**old/name** is now called **new/reporter**" in shown
    assert app.title[0].value == "new/reporter"
    assert app.query_params["id"] == "new/reporter"
    assert "snapshot of 23 November 2026" in shown
    assert "/badge/new/reporter.svg" in shown
    assert not any("Read from the Hub" in each.value for each in app.caption)


def test_an_unknown_model_is_told_from_an_unreachable_hub(tmp_path: Path, online: FakeHub, open_app: OpenApp) -> None:
    publish(tmp_path)
    assert "The Hub knows no public model **no/body**" in texts(open_app("model", id="no/body"))
    online.faults.status(429, headers={"retry-after": "600"}, times=None)
    app = open_app("model", id="new/reporter")
    assert "the Hub asks to wait 600 s" in texts(app)
    online.faults.clear()
    app.button(key="try-again").click().run()
    assert 'aria-label="Class B of A to E' in texts(app)


def test_a_silent_model_can_be_asked_for_again(tmp_path: Path, online: FakeHub, open_app: OpenApp) -> None:
    publish(tmp_path, models=[{"id": "new/reporter"}])
    app = open_app("model", id="new/reporter")
    assert "**This model reports no emissions.**" in texts(app)
    app.button(key="ask-now").click().run()
    assert 'aria-label="Class B of A to E' in texts(app)


def test_a_model_of_the_snapshot_is_not_said_to_be_missing_when_the_hub_cannot_be_asked(
    tmp_path: Path, online: FakeHub, open_app: OpenApp
) -> None:
    publish(tmp_path, models=[{"id": "new/reporter"}])
    app = open_app("model", id="new/reporter")
    online.faults.status(429, headers={"retry-after": "600"}, times=None)
    app.button(key="ask-now").click().run()
    shown = texts(app)
    assert "**new/reporter** is shown as this snapshot knows it: the Hub cannot be asked just now" in shown
    assert "is not in this snapshot" not in shown
    assert "**This model reports no emissions.**" in shown
    assert [link.proto.label for link in app.get("page_link")] == ["Compare with other models"]


def test_the_label_escapes_names_and_serves_both_themes() -> None:
    evil = model(FULL)._replace(id="<b>x</b>", tool="<i>")
    for colours in (LIGHT, DARK):
        made = label(evil, reference="ref", dated="today", colours=colours)
        assert "&lt;b&gt;x&lt;/b&gt;" in made
        assert "<b>x" not in made
        assert colours.classes["C"] in made


def test_a_label_without_a_class_says_why_and_draws_no_tag() -> None:
    made = label(model(0), reference="ref", dated="today", colours=LIGHT)
    assert "The card declares zero emissions." in made
    assert "hc-tag" not in made


def test_the_comparison_never_claims_all() -> None:
    assert compared(model(FULL | {"emissions": 1e9})) == "more than 99 %"
    assert compared(model(FULL | {"emissions": 0.0002})) == "less than 99 %"


def test_the_label_does_not_say_its_class_twice() -> None:
    giant = model(FULL | {"emissions": "1000 t"})
    assert likely(giant) == ""
    made = label(giant, reference="ref", dated="today", colours=LIGHT)
    assert 'aria-label="Class E of A to E"' in made
    assert '<p class="hc-label-line">high confidence</p>' in made


def test_the_label_of_an_excluded_report_claims_no_confidence() -> None:
    excluded = model(FULL | {"emissions": 5e15})
    assert (excluded.flags, excluded.label_class) == (["implausible"], "E")
    made = label(excluded, reference="ref", dated="today", colours=LIGHT)
    assert '<p class="hc-label-line">left out of headline figures</p>' in made
    assert "confidence" not in made


def test_a_flagged_report_is_called_doubtful_where_its_class_stands(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL | {"emissions": 0.002, "source": "AutoTrain"}))
    shown = texts(open_app("model", id="ada/lovelace"))
    assert "<b>Doubtful</b>: probably too low (AutoTrain)" in shown
    assert re.search('aria-label="Class A of A to E.*, doubtful"', shown)
    assert "of 1,126 fine-tuned NLP models, if its report is right</h2>" in shown


@pytest.mark.parametrize(
    ("category", "expected"),
    [("all", [1.0, 2.0, 3.0, 4.0]), ("fine-tuning", [1.0, 2.0, 3.0]), ("fine-tuning/nlp", [1.0])],
)
def test_a_broad_category_holds_the_narrower_ones(tmp_path: Path, category: str, expected: list[float]) -> None:
    kinds = ["fine-tuning/nlp", "fine-tuning/cv", "fine-tuning", "all"]
    rows = [{"category": kind, "emissions_g": number} for number, kind in enumerate(kinds, start=1)]
    left_out = {"category": "all", "emissions_g": 9.0, "excluded": True}
    assert queries.category_emissions(write(tmp_path, reports=[*rows, left_out]), category).tolist() == expected


@pytest.mark.parametrize("name", REFERENCE.categories)
def test_the_bars_of_where_it_stands_agree_with_the_title(name: str) -> None:
    category = REFERENCE.categories[name]
    bars = shares(category)
    assert sum(share for _, _, share in bars) == pytest.approx(100)
    for edge in (bars[0][0], bars[len(bars) // 2][0], bars[-1][1]):
        left = sum(share for _, high, share in bars if high <= edge * 1.0001)
        assert left == pytest.approx(category.percentile(edge))


def test_the_title_spells_the_id_as_the_hub_does(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "ada/LoveLace"))
    assert open_app("model", id="ADA/lovelace").title[0].value == "ada/LoveLace"


def test_a_class_held_back_by_its_emissions_is_explained() -> None:
    tiny = model(FULL | {"emissions": 60.0}, files=[("model.safetensors", 10**5)])
    assert tiny.label_class in "DE"
    assert parts.together(tiny).startswith(
        f"Together {tiny.score:.0f} of 100. A from 80, B from 60, C from 40, D from 20"
    )


@pytest.mark.parametrize(
    ("score", "said"), [(79.8, "79.8"), (79.996, "79.996"), (80.0, "80"), (59.4, "59"), (60.2, "60"), (19.96, "19.96")]
)
def test_a_score_is_told_on_its_side_of_the_border_of_a_class(score: float, said: str) -> None:
    rated = model(FULL)._replace(score=score)
    assert parts.together(rated).startswith(f"Together {said} of 100.")


FLAGGED: Mapping[str, tuple[object, str | None]] = {
    "kg_as_g": (0.5, "- **Carbon Emitted:** 0.5 kg CO2eq"),
    "implausible": ({"emissions": 15.2, "hardware_used": "1 x A100", "hours_used": 100}, None),
    "declared_zero": ({"emissions": 0}, None),
    "synthetic": (5, "# Carbon accounting audit\nThis is a dummy model repository."),
    "metadata_text_disagree": (500, "- **Carbon Emitted:** 2 kg CO2eq"),
}


def words_of(app: AppTest) -> str:
    """What the page says, as its readers see it: without tags."""
    return unescape(re.sub(r"<[^<>]+>", "", texts(app)))


def flagged(name: str) -> Classified:
    emissions, body = FLAGGED[name]
    more = {"task": None, "files": [("README.md", 9)]} if name == "synthetic" else {}
    return model(emissions, body=body, **more)


@pytest.mark.parametrize("name", FLAGGED)
def test_a_flag_is_shown_with_its_reason(tmp_path: Path, open_app: OpenApp, name: str) -> None:
    row = flagged(name)
    publish(tmp_path, row)
    shown = words_of(open_app("model", id=row.id))
    assert row.flags == [name]
    assert f"Flag: {in_words(name)}." in shown
    assert row.flag_reasons[0] in shown


def yaml_in(app: AppTest) -> str:
    """The block of YAML on the page."""
    return next(str(code.value) for code in app.code if code.language == "yaml")


@pytest.mark.parametrize(
    ("name", "said", "line"),
    [
        ("kg_as_g", "Probably meant: 500 g.", "emissions: 500  # grams of CO2-equivalent, not 0.5"),
        ("implausible", "Probably meant: 15.2 kg.", "emissions: 15200  # grams of CO2-equivalent, not 15.2"),
        ("declared_zero", "", "# emissions: grams of CO2-equivalent, a number above zero"),
        ("metadata_text_disagree", "", "emissions: 500  # grams of CO2-equivalent"),
    ],
)
def test_the_suspected_value_stands_beside_the_yaml_that_mends_it(
    tmp_path: Path, open_app: OpenApp, name: str, said: str, line: str
) -> None:
    row = flagged(name)
    publish(tmp_path, row)
    shown = open_app("model", id=row.id)
    assert said in words_of(shown)
    assert ("Probably meant" in words_of(shown)) is bool(said)
    assert line in yaml_in(shown).splitlines()[1]


def test_an_inherited_value_is_not_put_into_the_yaml() -> None:
    base, copy = model(41_100.0, "ada/base-model"), model(41_100.0, "bob/base-model-gguf")
    inherited = with_lineage([base, copy])[1]
    assert inherited.flags == ["inherited"]
    assert "ada/base-model" in inherited.flag_reasons[0]
    assert yaml.safe_load(improve.yaml_of(inherited)) == {"co2_eq_emissions": None}
    assert "41.1 kg is another model's" in improve.yaml_of(inherited)


@pytest.mark.parametrize(
    ("emissions", "said"),
    [
        ("17 kg", "From the card's metadata · written: 17 · unit written: kg"),
        ({"emissions": "TBD"}, "The card's emissions key holds no amount"),
        (None, "The card's metadata has no co2_eq_emissions"),
    ],
)
def test_it_is_said_where_the_value_stands(emissions: object, said: str) -> None:
    assert evidence.where_found(model(emissions)) == said


def test_the_yaml_can_be_pasted_and_keeps_what_is_known() -> None:
    rich = model(FULL | {"hardware_used": 'a: "b" # c', "hours_used": 2})
    assert yaml.safe_load(improve.yaml_of(rich)) == {
        "co2_eq_emissions": {**FULL, "hardware_used": 'a: "b" # c', "hours_used": 2}
    }
    assert yaml.safe_load(improve.yaml_of(model(1.5))) == {"co2_eq_emissions": {"emissions": 1.5}}
    assert "# hardware_used:" in improve.yaml_of(model())


def test_the_yaml_holds_every_fact_that_the_command_states() -> None:
    stated = FULL | {"hours_used": 2, "energy_consumed": 1.5, "cloud_provider": "AWS"}
    shown = yaml.safe_load(improve.yaml_of(model(stated)))
    assert shown == yaml.safe_load(mended_yaml(read_metadata({"co2_eq_emissions": stated})) or "")
    assert shown["co2_eq_emissions"]["energy_consumed"] == 1.5
    assert shown["co2_eq_emissions"]["cloud_provider"] == "AWS"


def test_grams_are_put_in_everyday_terms_and_per_download() -> None:
    figures = meaning.figures(model(FULL, downloads=1000))
    assert [(one.value, one.label) for one in figures] == [
        ("a third of a phone charge", "As much as"),
        ("5 mg", "Per download of the last 30 days"),
    ]
    assert "US EPA" in figures[0].detail
    assert len(meaning.figures(model(FULL, downloads=0))) == 1


def test_one_download_is_one(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, downloads=1))
    shown = texts(open_app("model", id="ada/lovelace"))
    assert " · 1 download a month · " in shown
    assert "1 download; trained once" in shown


def test_the_studys_label_stands_beside_the_apps_and_is_named_so(tmp_path: Path, open_app: OpenApp) -> None:
    one = model(FULL)
    snapshot = write(tmp_path, reports=[rated_v0(one, "A")], models=[{"id": one.id, "reports": True}])
    app = open_app("model", id="ada/lovelace")
    assert '<b class="hc-chip">A</b><span>The 2023 study\'s label (v0), for comparison only' in texts(app)
    assert 'aria-label="Class C of A to E' in texts(app)
    assert "**The study's slip.**" in "".join(each.value for each in app.markdown)
    shown = study.parts(queries.study_label(snapshot, one.id))
    assert dict(zip(shown["Part"], shown.iloc[:, 2], strict=True)) == {
        "Emissions": "0",
        "Bytes of weights per gram": "not known",
        "Bytes of data per gram": "not known",
        "Downloads, 30 days": "4",
        "Performance": "not known",
    }
    assert shown["Weight"].sum() == 100


def test_without_the_studys_label_nothing_is_said_of_it(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL))
    assert "2023 study's label" not in texts(open_app("model", id="ada/lovelace"))


def test_range_confidence_and_completeness_are_told_in_words(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL))
    shown = texts(open_app("model", id="ada/lovelace"))
    assert "<h2>How sure: class B to C, high confidence</h2>" in shown
    assert "A figure from CodeCarbon is taken to be right within a factor of 1.7, nine times in ten" in shown
    assert "High: 4 of 4 facts are known and the range spans 2 classes." in shown
    assert "The class rests on emissions and size: 45 of 65 points of weight. Without performance" in shown
    assert shown.count('aria-label="known"') == 4


@pytest.mark.parametrize(
    ("changes", "range_said", "confidence_said"),
    [
        ({"source": "AutoTrain", "emissions": 0.05}, "up to 250 times too low", "medium needs two of these facts"),
        ({"source": "arXiv 2305.11164"}, "A figure from a paper", "High: 4 of 4"),
        ({"source": "ML CO2 Impact"}, "A figure from a calculator (ML CO2 Impact)", "4 of 4 facts"),
        (
            {"source": "a guess"},
            "whose method is not known is taken to be right within a factor of 6.1",
            "Medium: 3 of 4",
        ),
    ],
)
def test_the_range_is_explained_by_the_source(changes: dict, range_said: str, confidence_said: str) -> None:
    one = model(FULL | changes)
    assert range_said in certainty.range_words(one)
    assert confidence_said in certainty.confidence_words(one)


def test_a_performance_that_counts_is_shown_as_a_part() -> None:
    one = model(FULL)._replace(performance_score=71.4)
    assert "better than 71 %" in parts._parts(one, "none")
    assert "45 of 65" not in certainty.completeness_words(one)
    assert certainty.completeness_words(one) == (
        "The class rests on emissions, size and performance: 65 of 65 points of weight."
    )


def test_a_text_that_was_collected_by_others_says_when_and_by_whom() -> None:
    one = classify(ReporterRow(id="a/b", body="Training emitted 5 kg of CO2eq."))
    assert evidence.where_found(one).startswith("From the card's text · written: 5 · ")
    own = one._replace(text_from="README.md", text_at=datetime(2026, 10, 5))
    assert evidence.where_found(own) == evidence.where_found(one)
    collected = one._replace(text_from="owner/cards", text_at=datetime(2026, 10, 5))
    assert evidence.where_found(collected).startswith(
        "From the card's text of 5 October 2026, as collected in the data set owner/cards · written: 5 · "
    )

"""The Compare page: what can be said of two models' emissions, and an honest answer where nothing can."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from carbon.ui.compare import facts, statements, wanted
from carbon.ui.model import evidence
from tests.fakehub import FakeHub
from tests.pages.conftest import texts
from tests.pages.test_model import FULL, model, publish

OpenApp = Callable[..., AppTest]


def test_models_whose_likely_ranges_do_not_touch_are_apart(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL | {"emissions": 10.0}, "a/much"), model(FULL | {"emissions": 1.0}, "b/little"))
    shown = texts(open_app("compare", ids="a/much,b/little"))
    assert "<h2>little emitted less than the other</h2>" in shown
    assert "<b>a/much</b> emitted 10 × as much as <b>b/little</b> (likely 3.3 to 31 ×)." in shown


def test_models_whose_likely_ranges_overlap_cannot_be_told_apart(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL | {"emissions": 3.0}, "a/one"), model(FULL | {"emissions": 2.0}, "b/two"))
    shown = texts(open_app("compare", ids="a/one,b/two"))
    assert "<h2>Their emissions cannot be told apart</h2>" in shown
    assert "<b>a/one</b> and <b>b/two</b> cannot be told apart: 3 g (likely 1.71 g to 5.25 g) and 2 g" in shown


def test_a_measured_and_a_guessed_figure_are_not_ranked(tmp_path: Path, open_app: OpenApp) -> None:
    guessed = {"emissions": 1e6}
    publish(tmp_path, model(FULL, "a/measured"), model(guessed, "b/guessed"))
    shown = texts(open_app("compare", ids="a/measured,b/guessed"))
    assert "<h2>Their emissions cannot be ranked</h2>" in shown
    assert "are not ranked: the first is measured, the second states no method." in shown
    assert " × as much" not in shown


def test_a_flagged_and_a_silent_model_are_not_compared_and_say_why(tmp_path: Path, open_app: OpenApp) -> None:
    copied = model(FULL, "b/copied")._replace(flags=["inherited"], excluded=True)
    publish(tmp_path, model(FULL, "a/one"), copied, models=[{"id": "c/silent"}])
    shown = texts(open_app("compare", ids="a/one,b/copied,c/silent"))
    assert "<b>b/copied</b> is not compared: its figure is flagged as inherited." in shown
    assert "<b>c/silent</b> is not compared: it reports no emissions." in shown
    assert " × as much" not in shown


def test_a_figure_whose_unit_is_in_doubt_is_not_ranked() -> None:
    doubted = model(FULL | {"emissions": 900.0}, "a/doubted")._replace(flags=["unit_unclear"])
    models = [doubted, model(FULL | {"emissions": 1.0}, "b/sure")]
    assert statements.title(models) == "Their emissions cannot be ranked"
    (said,) = statements.statements(models)
    assert said.endswith("are not ranked: the unit of the first is not confirmed.")


def test_another_doubt_stands_beside_the_sentence() -> None:
    doubted = model(FULL | {"emissions": 900.0}, "a/doubted")._replace(flags=["metadata_text_disagree"])
    models = [doubted, model(FULL | {"emissions": 1.0}, "b/sure")]
    assert statements.title(models) == "sure emitted less than the other, if the figures in doubt are right"
    (said,) = statements.statements(models)
    assert " × as much as <b>b/sure</b>" in said
    assert said.endswith(" In doubt: <b>a/doubted</b>, metadata and text disagree.")


def test_three_models_are_set_against_each_other_in_pairs() -> None:
    three = [model(FULL | {"emissions": grams}, f"a/{grams}") for grams in (1.0, 10.0, 12.0)]
    assert statements.title(three) == "1.0 emitted less than the other 2"
    assert len(statements.statements(three)) == 3


def test_where_only_some_can_be_told_apart_the_title_counts_the_pairs() -> None:
    alike = [model(FULL | {"emissions": grams}, f"a/{grams}") for grams in (1.0, 1.2, 10.0)]
    guessed = model(FULL | {"emissions": 1.0, "source": "a guess"}, "b/guessed")
    assert statements.title(alike) == "2 of 3 pairs can be told apart"
    assert statements.title([*alike, guessed]) == "2 of 6 pairs can be told apart"
    doubted = alike[2]._replace(flags=["metadata_text_disagree"])
    assert statements.title([*alike[:2], doubted]) == (
        "2 of 3 pairs can be told apart, if the figures in doubt are right"
    )
    assert statements.title([alike[0], alike[1], guessed]) == "Their emissions cannot be ranked"
    assert statements.title(alike[:1]) == "Emissions reported for training"


def test_what_differs_stands_side_by_side_and_what_does_not_in_a_line() -> None:
    one, other = model(FULL, "a/one"), model(FULL | {"hardware_used": "8 x V100"}, "b/two")
    differing, shared = facts.split([one, other])
    assert [name for name, _ in differing] == ["Hardware"]
    assert "Place: Girona, Spain" in shared
    assert len(facts.split([one])[0]) == len(facts.FACTS)


@pytest.mark.parametrize(
    ("stated", "source", "ticked", "told"),
    [
        ("Fine Tuning", "codecarbon", True, "fine-tuning"),
        ("<b>fine</b>", "codecarbon", True, "<b>fine</b>"),
        (None, "AutoTrain", False, "not stated, taken as fine-tuning"),
        (None, "codecarbon", False, "not stated"),
    ],
)
def test_the_training_is_stated_here_where_the_evidence_ticks_it(
    stated: str | None, source: str, ticked: bool, told: str
) -> None:
    one = model({**FULL, "training_type": stated, "source": source})
    (check,) = [each for each in evidence._checks(one) if "training type" in each]
    assert ('aria-label="stated"' in check) is ticked
    assert dict(facts.FACTS)["Training"](one) == told


@pytest.mark.parametrize(
    ("texts_of_link", "ids", "problems"),
    [
        (["a/b,c/d"], ("a/b", "c/d"), 0),
        (["a/b", "https://huggingface.co/c/d/tree/main"], ("a/b", "c/d"), 0),
        (["a/b,A/B, a/b,,"], ("a/b",), 0),
        (["a/b,<script>alert(1)</script>,../..,gpt2"], ("a/b", "gpt2"), 2),
        (["a/1,a/2,a/3,a/4,a/5,a/6"], ("a/1", "a/2", "a/3", "a/4", "a/5"), 1),
        (["x" * 100_000], (), 1),
        ([], (), 0),
    ],
)
def test_a_link_is_read_as_far_as_it_can_be(texts_of_link: list[str], ids: tuple[str, ...], problems: int) -> None:
    found = wanted.wanted(texts_of_link)
    assert found.ids == ids
    assert len(found.problems) == problems


def test_nonsense_in_the_link_is_told_as_text(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "a/one"))
    app = open_app("compare", ids="a/one,[x](javascript:y),\u202eevil<b>")
    (warning,) = app.warning
    assert r"“\[x\]\(javascript\:y\)” is not a model's id. It was left out." in warning.value
    assert r"\<b\>" in warning.value
    assert any(each.value == "Add another model to compare it with." for each in app.caption)


def test_an_unknown_model_is_told_and_the_others_are_compared(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "a/one"), model(FULL, "b/two"))
    shown = texts(open_app("compare", ids="a/one,no/body,b/two"))
    assert "**no/body** is not in this snapshot, and this app runs offline" in shown
    assert "<b>a/one</b> and <b>b/two</b> cannot be told apart" in shown


def test_a_renamed_model_is_compared_under_its_new_id_and_once(
    tmp_path: Path, online: FakeHub, open_app: OpenApp
) -> None:
    publish(tmp_path, model(FULL, "new/reporter"), model(FULL, "b/two"))
    online.renamed["old/name"] = "new/reporter"
    app = open_app("compare", ids="old/name,no/body,B/two,new/reporter")
    shown = texts(app)
    assert app.query_params["ids"] == "new/reporter,no/body,b/two"
    assert "**old/name** is now called **new/reporter**" in shown
    assert "<b>new/reporter</b> and <b>b/two</b> cannot be told apart" in shown
    labels = [link.proto.label for link in app.get("page_link")]
    assert labels == ["new/reporter", "no/body", "b/two"]


def test_a_model_can_be_left_out(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "a/one"), model(FULL, "b/two"), model(FULL, "c/three"))
    app = open_app("compare", ids="a/one,b/two,c/three")
    app.button(key="leave-out-1").click().run()
    assert app.query_params["ids"] == "a/one,c/three"
    assert "b/two" not in texts(app)


def test_without_models_it_offers_a_start(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL, "a/one", downloads=9), model(FULL, "b/two", downloads=8))
    app = open_app("compare")
    assert [link.proto.query_string for link in app.get("page_link")] == ["ids=a%2Fone%2Cb%2Ftwo"]


def test_names_and_facts_from_outside_are_plain_text(tmp_path: Path, open_app: OpenApp) -> None:
    evil = FULL | {"hardware_used": "A100 <img src=x onerror=alert(1)>", "source": "CodeCarbon **bold** $x$"}
    publish(tmp_path, model(evil, "a/one"), model(FULL, "b/two"))
    shown = texts(open_app("compare", ids="a/one,b/two"))
    assert "A100 &lt;img src=x" in shown
    assert "<img" not in shown


def test_a_model_leads_to_its_comparison_with_a_better_one(tmp_path: Path, open_app: OpenApp) -> None:
    publish(tmp_path, model(FULL | {"emissions": 900.0}), model(FULL | {"emissions": 0.2}, "ada/better"))
    app = open_app("model", id="ada/lovelace")
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert links["Compare with other models"] == "ids=ada%2Flovelace"
    assert links["Compare it with this one"] == "ids=ada%2Flovelace%2Cada%2Fbetter"

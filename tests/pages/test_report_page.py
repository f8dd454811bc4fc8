"""The Report page: a report is read, checked and rated as it is typed; a CodeCarbon log fills it; advice has an n."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from carbon.method.statistics.results import Result
from carbon.store.queries import advice as queries
from carbon.ui.report import advice
from tests.pages.conftest import texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
LOG = "run_id,duration,emissions,energy_consumed,country_name,gpu_model\na,7200,0.25,3.5,France,1 x Tesla T4\n"


@pytest.fixture(autouse=True)
def snapshot(tmp_path: Path) -> None:
    write(tmp_path, reports=[{}], reference="ref-2023.04")


def block(app: AppTest) -> dict[str, object]:
    (code,) = app.code
    return yaml.safe_load(code.value)["co2_eq_emissions"]


def test_a_link_opens_the_filled_form_with_class_level_and_block(open_app: OpenApp) -> None:
    app = open_app("report", value="5", unit="kg", hardware="1 x NVIDIA T4", training="fine-tuning", for_="Translation")
    assert not app.warning
    assert block(app) == {"emissions": 5000, "training_type": "fine-tuning", "hardware_used": "1 x NVIDIA T4"}
    shown = texts(app)
    assert 'aria-label="Class E of A to E' in shown
    assert "<b>Level R3, with context.</b> Add how they were measured (source) and the place" in shown


def test_what_is_typed_changes_the_result(open_app: OpenApp) -> None:
    app = open_app("report")
    assert "No emissions are reported as a single value." in texts(app)
    app.text_input(key="value").set_value("12.5").run()
    assert block(app) == {"emissions": 12.5}


def test_a_codecarbon_log_fills_the_form(open_app: OpenApp) -> None:
    app = open_app("report")
    app.text_area(key="report-pasted").set_value(LOG).run()
    assert any("1 run in 1 row" in each.value for each in app.markdown)
    app.button(key="report-take").click().run()
    assert block(app) == {
        "emissions": 250,
        "source": "CodeCarbon",
        "geographical_location": "France",
        "hardware_used": "1 x Tesla T4",
        "hours_used": 2.0,
        "energy_consumed": 3.5,
    }


def test_another_file_is_told_from_a_log(open_app: OpenApp) -> None:
    app = open_app("report")
    app.text_area(key="report-pasted").set_value("<script>alert(1)</script>,b\n1,2").run()
    (error,) = app.error
    assert "This is no emissions\\.csv of CodeCarbon" in error.value


def test_a_doubtful_figure_is_asked_about(open_app: OpenApp) -> None:
    shown = texts(open_app("report", value="1", hardware="8 x NVIDIA A100", hours="500"))
    assert "<h2>What a careful reader would ask</h2>" in shown
    assert "1 g is far below" in shown


def test_nonsense_in_the_link_is_told_and_left_out(open_app: OpenApp) -> None:
    app = open_app("report", unit="ounces", training="[x](y)", for_="nothing", megabytes="many", value="5")
    told = app.warning[0].value
    for part in ("**unit** = “ounces”", r"“\[x\]\(y\)”", "“nothing”", "“many”"):
        assert part in told
    assert block(app) == {"emissions": 5}


def test_hostile_texts_are_plain_text(open_app: OpenApp) -> None:
    evil = "<img src=x onerror=alert(1)>"
    app = open_app("report", value=evil, source=evil, place=evil, hardware=evil, hours=evil, model=evil)
    shown = texts(app)
    assert "&lt;img src=x" in shown
    assert "<img" not in shown


def test_advice_on_levels_counts_todays_reports() -> None:
    told = advice.well([queries.Gap("R2", 60, 0, 60, 0, 0, 0, 0), queries.Gap("R3", 40, 4, 0, 30, 10, 0, 0)])
    assert told[1].evidence == "Stop at R2: 60\u00a0% of 100 reports"
    assert told[2].evidence.endswith(
        "; of these 10\u00a0% lack the method, 75\u00a0% lack the place, 25\u00a0% lack the training type"
    )


def test_advice_on_emitting_less_says_the_effect_or_that_reports_are_too_few() -> None:
    regime = Result(
        "regime", "", "without flagged", "confirmatory", "Mann-Whitney", 100, "40 / 60", "Cliff's δ", 0.5, 0.3, 0.7,
        "ratio", 5.0, 3.0, 8.0, 0.00005, 0.0001, "more", True, "Pre-training emits 5.0 times as much as fine-tuning",
    )  # fmt: skip
    told = advice.emit_less([regime])
    assert told[0].why == "Pre-training emits 5.0 times as much as fine-tuning."
    assert told[0].evidence == (
        "n = 100 (40 / 60) · δ 0.50 (0.30 to 0.70) · corrected p < 0.001 · holds in all three populations"
    )
    assert told[1].why == advice.NOT_ENOUGH
    assert told[3].why.startswith("The same kilowatt-hour emits 28 g in Iceland")


def test_advice_takes_what_holds_with_others_held_fixed_where_that_could_be_computed() -> None:
    marginal = Result(
        "regime", "", "without flagged", "confirmatory", "Mann-Whitney", 1396, "21 / 1,375", "Cliff's δ", 0.1, -0.3,
        0.5, "ratio", 1.5, 0.3, 8.0, 0.4, 0.4, "not shown", True, "No difference is shown",
    )  # fmt: skip
    fixed = marginal._replace(
        question="joint", subject="pre-training", group_sizes="", measure="coefficient, ln grams", effect=math.log(210),
        low=math.log(28), high=math.log(1600), verdict="more",
        text="With the others held fixed, pre-training against fine-tuning goes with 210 times the emissions",
    )  # fmt: skip
    assert advice.emit_less([marginal, fixed])[0].why == f"{fixed.text}."
    assert "× 210 (28 to 1,600)" in advice.emit_less([marginal, fixed])[0].evidence
    unknown = fixed._replace(effect=None, low=None, high=None, verdict="not enough data")
    assert advice.emit_less([marginal, unknown])[0].evidence.startswith("n = 1,396 (21 / 1,375) · δ 0.10")


def test_an_empty_form_says_once_that_nothing_is_rated_yet(open_app: OpenApp) -> None:
    shown = texts(open_app("report"))
    assert shown.count("Not rated") == 2, "the label's large words and its spoken scale"
    assert "No emissions are reported as a single value." in shown


def beside(app: AppTest) -> list[str]:
    """What stands beneath the fields of the form, in their order."""
    return re.findall('<p class="hc-field-remark" role="status">(.*?)</p>', texts(app))


def test_what_is_wrong_with_a_field_stands_beneath_it(open_app: OpenApp) -> None:
    assert beside(open_app("report", value="5", hours="2", energy="1", link="https://example.org", model="a/b")) == []
    app = open_app("report", value="many", hours="long", energy="much", link="there", hardware="GPU", model="not one")
    assert beside(app) == [
        "“many” is not one number. Write for example 12.3.",
        "“there” is no web address, DOI or arXiv id. It is left out.",
        "The hardware is not named by its model: “GPU” is too little, “4 x NVIDIA A100 80GB” is enough.",
        "“long” is no time. Write for example 12.5, or 2 h 30 min. It is left out.",
        "“much” is no energy. Write for example 4.2, or 4.2 kWh. It is left out.",
        "This is no model&#x27;s id: write owner/name. It is left out.",
    ]
    assert texts(app).count("is no time. Write for example") == 1, "at its field only"
    assert "What a careful reader would ask" not in texts(app)


def test_the_block_tells_what_is_not_in_it_and_what_counts_for_nothing(open_app: OpenApp) -> None:
    app = open_app("report", value="5", hours="long", link="there", place="Atlantis", hardware="GPU")
    assert block(app) == {"emissions": 5, "geographical_location": "Atlantis", "hardware_used": "GPU"}
    shown = texts(app)
    assert "Left out, because it cannot be read: hours and link." in shown
    assert "Kept in your words, though it counts for nothing: hardware and place." in shown
    full = texts(open_app("report", value="5", place="Paris, France", hardware="1 x T4"))
    assert "Left out" not in full
    assert "counts for nothing" not in full


FRANCE = {"hardware": "8 x H100", "hours": "100", "place": "Paris, France"}


def checks(app: AppTest) -> str:
    """The heading and the sentences of the card of checks, without tags."""
    return " ".join(re.sub("<[^<>]*>", " ", texts(app)).split())


def test_the_heading_of_the_checks_names_only_what_was_given_and_agrees_with_its_sentence(open_app: OpenApp) -> None:
    shown = checks(open_app("report", value="85000", **FRANCE))
    assert "It is within a factor of 3 of what its hardware and hours make likely" in shown
    assert (
        "1.18 kg to 49.5 kg are likely for 8 × H100 (700 W) for 100 h at 56 g/kWh (France), depending on the load and "
        "the data centre. 85 kg is 1.7 times above, which is allowed up to a factor of 3."
    ) in shown
    assert "It fits its hardware and hours Checks" in checks(open_app("report", value="8500", **FRANCE))
    assert "It fits its energy Checks" in checks(open_app("report", value="30", energy="0.5", place="Paris, France"))
    assert "It fits its hardware, hours and energy" in checks(open_app("report", value="8500", energy="100", **FRANCE))
    assert "What its hardware and hours make likely Checks" in checks(open_app("report", **FRANCE))


def test_every_stated_basis_is_checked_and_its_range_told_once(open_app: OpenApp) -> None:
    shown = checks(open_app("report", value="8500", energy="20", **FRANCE))
    assert "8.5 kg does not fit its energy: 20 kWh at 56 g/kWh (France) make 1.12 kg to 1.77 kg likely" in shown
    assert shown.count("1.12 kg to 1.77 kg") == 1
    assert shown.count("1.18 kg to 49.5 kg") == 1
    flagged = checks(open_app("report", value="12.5", energy="12", source="CodeCarbon", **FRANCE))
    assert "Published as it is, it would be flagged and left out of headline figures: impossible value." in flagged
    assert "12.5 g does not fit its energy" in flagged


def test_what_carries_no_flag_once_published_is_asked_about_without_a_doubt_on_the_label(open_app: OpenApp) -> None:
    shown = checks(open_app("report", value="12,5", energy="12", hours="10", hardware="4 x A100", place="France"))
    assert "12.5 g does not fit its energy" in shown
    assert "Published as it is, it would carry no flag, so the label shows no doubt: a flag leaves room for" in shown
    assert "Doubtful" not in shown


def test_an_impossible_draft_claims_no_confidence_and_no_card(open_app: OpenApp) -> None:
    shown = texts(open_app("report", value="1.5", source="CodeCarbon", **FRANCE))
    assert "<b>Doubtful</b>: impossible value</p>" in shown
    assert "left out of headline figures</p>" in shown
    assert "confidence" not in shown
    assert "reported in its card" not in shown
    assert "as typed, in no card yet, CodeCarbon" in shown


def test_an_amount_is_judged_with_its_unit(open_app: OpenApp) -> None:
    assert beside(open_app("report", value="1e303", unit="g")) == []
    assert beside(open_app("report", value="1e303", unit="t")) == [
        "“1e303” is not a possible amount. Write for example 12.3."
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"energy": "1"}, "grams and energy do not fit each other"),
        ({"value": "0.0001", "hours": "10"}, "grams and hours do not fit each other"),
        ({"value": "120", "source": "CodeCarbon"}, "no energy or hours confirm the unit"),
    ],
)
def test_the_label_of_a_draft_doubts_the_figure_not_the_unit_that_was_chosen(
    open_app: OpenApp, typed: dict[str, str], said: str
) -> None:
    app = open_app("report", **{"value": "12.3", "unit": "kg", **typed})
    assert f"<b>Doubtful</b>: {said}</p>" in texts(app)

"""The search that stands before the parser lets through every text that reports, and no unfilled template."""

from __future__ import annotations

import pytest

from carbon.card.mentions import may_report
from carbon.card.reading import read_card, split_card
from tests.fixtures.card_text_traps import TRAPS
from tests.fixtures.card_texts import ENVIRONMENT, TEXTS
from tests.fixtures.more_card_texts import MORE_TEXTS
from tests.material import json_lines

UNKNOWN = "[More Information Needed]"


@pytest.mark.parametrize("text", [*TEXTS, *MORE_TEXTS, *TRAPS], ids=lambda each: each.name)
def test_a_text_that_reports_is_let_through(text):
    report = read_card(None, text.text, text.model)
    assert may_report(text.text) or report.found_in is None


@pytest.mark.shared
def test_every_real_card_that_reports_is_let_through():
    lost = []
    for line in json_lines("card-formats/examples.jsonl"):
        front_matter, body = split_card(line["raw"], line["kind"] if line["kind"] in {"yaml", "prose"} else None)
        if read_card(front_matter, body, line.get("target_model")).found_in == "text" and not may_report(line["raw"]):
            lost.append(line["id"])
    assert lost == []


def test_the_unfilled_template_is_not_let_through():
    comment = "<!-- Total emissions (in grams of CO2eq) and additional considerations go here. -->\n\n"
    unfilled = ENVIRONMENT.format(hardware=UNKNOWN, hours=UNKNOWN, cloud=UNKNOWN, region=UNKNOWN, emitted=UNKNOWN)
    heading = unfilled.replace("## Environmental Impact\n", "## Environmental Impact\n\n" + comment)
    assert not may_report(heading)
    assert may_report(heading.replace(f"Emitted:** {UNKNOWN}", "Emitted:** 5 kg"))

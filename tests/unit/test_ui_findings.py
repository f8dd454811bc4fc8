"""Titles state what the numbers say, and say nothing where they do not."""

import numpy as np
import pandas as pd

from carbon.ui import findings
from carbon.ui.findings import Share


def by_month(shares: list[float], models: int = 10_000) -> pd.DataFrame:
    months = pd.date_range("2022-03-01", periods=len(shares), freq="MS")
    return pd.DataFrame({"month": months, "models": models, "reporting": [round(models * share) for share in shares]})


def test_a_share_that_fell_is_said_to_have_fallen() -> None:
    counts = by_month([0.012] * 12 + [0.006] * 12)
    assert findings.share_title(counts) == "The share of new models that report fell from 1.2\u00a0% to 0.60\u00a0%"


def test_a_share_that_rose_is_said_to_have_risen() -> None:
    assert "rose from 0.60\u00a0% to 1.2\u00a0%" in findings.share_title(by_month([0.006] * 6 + [0.012] * 6))


def test_wide_intervals_that_touch_do_not_show_that_little_changed() -> None:
    counts = by_month([0.0100] * 6 + [0.0104] * 6, models=1000)
    assert findings.share_title(counts) == "About 1.0\u00a0% of new models report their emissions"


def test_a_handful_of_models_makes_no_finding() -> None:
    counts = by_month([0.0, 1.0, 0.0, 0.0, 1.0, 0.0], models=1)
    assert findings.share_title(counts) == "New models that report their emissions"
    assert findings.share_note(counts) == "Fewer than 20 models in the first or the last months: nothing is compared."


def test_months_without_models_count_as_months() -> None:
    counts = by_month([0.012] * 24).iloc[[0, 1, 2, 21, 22, 23]]
    assert findings.share_note(counts).startswith("Compared: Mar 2022–Feb 2023")


def test_narrow_intervals_that_touch_are_little_change() -> None:
    counts = by_month([0.0100] * 6 + [0.0104] * 6)
    assert findings.share_title(counts) == "About 1.0\u00a0% of new models report their emissions, little changed"


def test_less_than_six_months_are_not_compared() -> None:
    counts = by_month([0.5, 0.1, 0.1, 0.1, 0.1])
    assert findings.share_title(counts) == "New models that report their emissions"
    assert findings.share_note(counts) == "Fewer than six months: nothing is compared."


def test_the_note_names_the_months_that_are_compared_and_their_intervals() -> None:
    note = findings.share_note(by_month([0.012] * 3 + [0.006] * 3))
    assert note == "Compared: Mar 2022–May 2022 (1.1–1.3 %) with Jun 2022–Aug 2022 (0.52–0.69 %)."


def test_the_interval_of_the_2023_study_is_the_methods() -> None:
    assert findings.interval_text(Share(1417, 170_462)) == "0.79–0.88 %"
    assert findings.interval_text(Share(0, 0)) == "no interval"


def test_an_interval_has_the_digits_that_tell_its_ends_apart() -> None:
    assert findings.interval_text(Share(0, 20)) == "0–16 %"
    assert findings.interval_text(Share(3, 100_000)) == "0.0010–0.0088 %"


def test_percentages_have_the_digits_that_a_sentence_bears() -> None:
    assert [findings.percent(share) for share in (0.0, 0.000032, 0.0006, 0.0062, 0.055, 0.82, 1.0)] == [
        "0\u00a0%",
        "0.0032\u00a0%",
        "0.060\u00a0%",
        "0.62\u00a0%",
        "5.5\u00a0%",
        "82\u00a0%",
        "100\u00a0%",
    ]


def test_the_tool_of_most_reports_is_named() -> None:
    counts = pd.DataFrame({"tool": ["AutoTrain", "not stated", "CodeCarbon"], "reports": [60, 30, 10]})
    assert findings.tool_title(counts) == "60\u00a0% of all reports come from AutoTrain"


def test_a_report_is_complete_or_not_among_reports_alone() -> None:
    counts = pd.DataFrame({"level": ["R0", "R1", "R2", "R4", "R5"], "models": [50, 50, 12, 6, 2]})
    assert findings.level_title(counts) == "40\u00a0% of reports are complete"
    assert findings.level_title(counts[:2]) == "How well reports are made"


def test_reports_without_any_tool_are_said_to_have_none() -> None:
    counts = pd.DataFrame({"tool": ["not stated"], "reports": [30]})
    assert findings.tool_title(counts) == "Hardly any report says how it was measured"


def test_a_handful_of_reports_is_no_finding() -> None:
    few = findings.ENOUGH - 1
    tools = pd.DataFrame({"tool": ["CodeCarbon"], "reports": [few]})
    levels = pd.DataFrame({"level": ["R5"], "models": [few]})
    fields = pd.DataFrame({"reports": [few], "hardware": [few], "place": [0]})
    domains = pd.DataFrame({"domain": ["NLP", "Audio"], "reporting": [few - 1, 1], "models": [400, 600]})
    classes = pd.DataFrame({"label_class": ["A"], "reporting": [few]})
    assert findings.tool_title(tools) == "Which tools reports come from"
    assert findings.level_title(levels) == "How well reports are made"
    assert findings.level_finding(levels) == "Too few reports to say how well they are made."
    assert findings.field_title(fields) == "What reports say besides the emissions"
    assert findings.median_title(np.ones(few)) == "Reported emissions by month"
    assert findings.domain_finding(domains) == "Too few reports to compare domains."
    assert findings.class_finding(classes) == "Too few rated reports to compare classes."


def test_a_selection_of_one_domain_is_not_told_to_be_of_that_domain_mostly() -> None:
    counts = pd.DataFrame({"domain": ["NLP", "Audio"], "reporting": [12, 0], "models": [100, 5]})
    assert findings.domain_finding(counts) == "All 12 reports of this selection are NLP."


def test_reports_of_no_known_domain_are_no_finding() -> None:
    counts = pd.DataFrame({"domain": ["Not specified"], "reporting": [12], "models": [100]})
    assert findings.domain_finding(counts) == "No domain has reports in this selection."


def test_the_domain_of_most_reports_is_set_against_its_share_of_models() -> None:
    counts = pd.DataFrame({"domain": ["NLP", "Audio"], "reporting": [80, 20], "models": [400, 600]})
    assert findings.domain_finding(counts) == "80\u00a0% of reports are NLP, which has 40\u00a0% of all models."

"""Which reports are flagged, why, and whether that leaves them out of headline figures."""

import pytest

from carbon.card.flags import flags_of
from carbon.card.report import Report


def names(report: Report, *, autotrain: bool = False) -> list[str]:
    return [flag.name for flag in flags_of(report, autotrain=autotrain)]


def test_an_ordinary_report_has_no_flag():
    assert names(Report(emissions_g=3.1)) == []
    assert names(Report()) == []


def test_a_written_zero_is_flagged_and_excludes():
    (flag,) = flags_of(Report(value_written="0 kg", declared_zero=True))

    assert (flag.name, flag.excludes) == ("declared_zero", True)
    assert "0 kg" in flag.reason


@pytest.mark.parametrize(("grams", "implausible"), [(9.9e-5, True), (1e-4, False), (1e11, False), (1.01e11, True)])
def test_only_values_beyond_belief_are_implausible(grams, implausible):
    flags = [flag for flag in flags_of(Report(emissions_g=grams)) if flag.name == "implausible"]

    assert bool(flags) is implausible
    assert all(flag.excludes for flag in flags)


def test_low_autotrain_values_are_marked_but_not_excluded():
    assert names(Report(emissions_g=0.0067), autotrain=True) == ["autotrain_low"]
    assert names(Report(emissions_g=0.0067)) == []
    assert names(Report(emissions_g=0.1), autotrain=True) == []
    assert not flags_of(Report(emissions_g=0.0067), autotrain=True)[0].excludes


def test_every_reason_is_one_line():
    for report in (Report(declared_zero=True), Report(emissions_g=1e-9), Report(emissions_g=1e12)):
        for flag in flags_of(report, autotrain=True):
            assert flag.reason
            assert "\n" not in flag.reason

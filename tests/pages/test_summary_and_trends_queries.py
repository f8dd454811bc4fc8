"""The figures of the Overview and the Trends page, counted by hand on small snapshots."""

from datetime import date, datetime
from pathlib import Path

from carbon.store.queries import domains, summary, trends
from carbon.store.selection import Selection
from tests.pages.snapshots import write

APRIL, MAY, JUNE = date(2022, 4, 1), date(2022, 5, 1), date(2022, 6, 1)
ALL = Selection()


def shares(frame) -> list[tuple[date, int, int]]:
    return [(row.month.date(), row.models, row.reporting) for row in frame.itertuples()]


def test_totals_are_compared_with_their_state_a_year_before_the_snapshot(tmp_path: Path) -> None:
    snapshot = write(
        tmp_path,
        counts=[
            {"month": None, "models": 5},
            {"month": date(2021, 6, 1), "models": 10},
            {"month": date(2021, 7, 1), "models": 20},
            {"month": JUNE, "models": 40},
        ],
        reports=[
            {"month": date(2021, 6, 1), "emissions_g": 4.0},
            {"month": None, "dated_by": None, "emissions_g": 6.0},
            {"month": JUNE, "emissions_g": 90.0, "id": "big/one"},
        ],
        built_at="2022-06-23T04:10:00",
    )
    found = summary.summary(snapshot, ALL)
    assert (found.models, found.models_before) == (75, 15)
    assert (found.reporting, found.reporting_before) == (3, 2)
    assert (found.emissions_g, found.emissions_before_g, found.median_before_g) == (100.0, 10.0, 5.0)
    assert (found.largest_g, found.largest_id) == (90.0, "big/one")


def test_a_date_in_the_future_does_not_move_the_year_before(tmp_path: Path) -> None:
    months = [date(2021, 6, 1), JUNE, date(2099, 1, 1)]
    snapshot = write(
        tmp_path,
        counts=[{"month": month, "models": 10} for month in months],
        reports=[{"month": month} for month in months],
        built_at="2022-06-23T04:10:00",
    )
    found = summary.summary(snapshot, ALL)
    assert (found.models_before, found.reporting_before) == (10, 1)
    found = summary.summary(snapshot, Selection(month_to=date(2023, 6, 1)))
    assert (found.models_before, found.reporting_before) == (20, 2)


def test_where_months_are_chosen_only_reports_dated_by_the_hub_are_set_against_models(tmp_path: Path) -> None:
    snapshot = write(tmp_path, counts=[{}], reports=[{}, {"dated_by": "first commit"}])
    assert summary.summary(snapshot, ALL).reporting_dated == 2
    assert summary.summary(snapshot, Selection(month_from=JUNE)).reporting_dated == 1


def test_the_share_of_a_year_before_counts_the_same_way(tmp_path: Path) -> None:
    snapshot = write(
        tmp_path,
        counts=[{"month": APRIL, "models": 100}],
        reports=[{"month": APRIL, "dated_by": "hub"}, {"month": date(2021, 10, 1), "dated_by": "first commit"}],
    )
    found = summary.summary(snapshot, Selection(month_to=date(2023, 4, 1)))
    assert (found.models_before, found.reporting_before) == (100, 1)


def test_an_empty_selection_has_totals_of_nothing(tmp_path: Path) -> None:
    snapshot = write(tmp_path, counts=[{}], reports=[{}])
    found = summary.summary(snapshot, Selection(domains=("Audio",)))
    assert (found.models, found.reporting, found.emissions_g, found.largest_id) == (0, 0, 0.0, None)
    assert summary.emissions(snapshot, Selection(domains=("Audio",))).size == 0


def test_excluded_reports_are_left_out_doubtful_ones_are_not_and_both_are_counted_by_flag(tmp_path: Path) -> None:
    flagged = {"excluded": True}
    snapshot = write(
        tmp_path,
        counts=[{}],
        reports=[
            {},
            {**flagged, "flags": ["inherited", "autotrain_low"]},
            {**flagged, "flags": ["inherited", "implausible"]},
            {**flagged, "flags": ["declared_zero"], "reports": False, "emissions_g": None},
            {"flags": ["autotrain_low"]},
        ],
    )
    assert summary.summary(snapshot, ALL).reporting == 2
    assert summary.summary(snapshot, Selection(with_flagged=True)).reporting == 4
    excluded = summary.excluded(snapshot, ALL)
    assert excluded.reports == 3
    assert excluded.by_flag == {"inherited": 2, "declared_zero": 1, "implausible": 1}
    assert summary.doubtful(snapshot, ALL) == summary.Flagged(1, {"autotrain_low": 1})


def test_the_filter_that_empties_a_result_is_named(tmp_path: Path) -> None:
    snapshot = write(tmp_path, counts=[{}], reports=[{"domain": "NLP", "emissions_g": 5.0}])
    assert summary.emptied_by(snapshot, Selection(domains=("Audio",), g_min=1.0)) == ["domains"]
    assert summary.emptied_by(snapshot, Selection(domains=("Audio",), g_min=9.0)) == []
    assert summary.emptied_by(snapshot, Selection(domains=("NLP",))) == []


def test_shares_count_only_what_the_hub_itself_dates(tmp_path: Path) -> None:
    snapshot = write(
        tmp_path,
        counts=[{"month": None, "models": 7}, {"month": MAY, "models": 50}, {"month": JUNE, "models": 100}],
        reports=[{"month": MAY}, {"month": MAY, "dated_by": "first commit"}, {"month": JUNE, "reports": False}],
    )
    assert shares(trends.share_by_month(snapshot, ALL)) == [(MAY, 50, 1), (JUNE, 100, 0)]


def test_a_month_in_which_only_reporters_are_listed_has_no_share(tmp_path: Path) -> None:
    snapshot = write(
        tmp_path,
        counts=[{"month": MAY, "models": 2}, {"month": JUNE, "models": 100}],
        reports=[{"month": MAY}, {"month": MAY, "reports": False}, {"month": JUNE}],
    )
    assert shares(trends.share_by_month(snapshot, ALL)) == [(JUNE, 100, 1)]


def test_while_the_census_runs_its_oldest_month_is_cut_off_and_has_no_share(tmp_path: Path) -> None:
    snapshot = write(
        tmp_path,
        census="partial",
        counts=[{"month": APRIL, "models": 1}, {"month": MAY, "models": 30}, {"month": JUNE, "models": 100}],
        reports=[{"month": APRIL}, {"month": MAY}, {"month": JUNE}],
    )
    assert shares(trends.share_by_month(snapshot, ALL)) == [(JUNE, 100, 1)]


def test_the_filters_reach_every_series(tmp_path: Path) -> None:
    audio = {"domain": "Audio", "month": MAY}
    snapshot = write(tmp_path, counts=[{}, {**audio, "models": 9}], reports=[{}, audio])
    chosen = Selection(domains=("Audio",))
    assert shares(trends.share_by_month(snapshot, chosen)) == [(MAY, 9, 1)]
    for query in (trends.reports_by_tool, trends.levels_by_month, trends.fields_by_month, trends.quartiles_by_month):
        assert [month.date() for month in query(snapshot, chosen)["month"]] == [MAY], query.__name__


def test_fields_and_quartiles_are_those_of_the_reports_alone(tmp_path: Path) -> None:
    snapshot = write(
        tmp_path,
        counts=[{}],
        reports=[
            *({"emissions_g": grams, "has_hardware": True} for grams in (1.0, 2.0, 3.0)),
            {"reports": False, "emissions_g": None, "has_hardware": True, "level": "R1"},
        ],
    )
    fields = trends.fields_by_month(snapshot, ALL).iloc[0]
    assert (fields["reports"], fields["hardware"], fields["place"]) == (3, 3, 0)
    quartiles = trends.quartiles_by_month(snapshot, ALL).iloc[0]
    assert (quartiles["q1_g"], quartiles["median_g"], quartiles["q3_g"]) == (1.5, 2.0, 2.5)
    levels = trends.levels_by_month(snapshot, ALL)
    assert dict(zip(levels["level"], levels["models"], strict=True)) == {"R1": 1, "R2": 3}


def test_models_that_report_nothing_come_by_downloads_and_obey_the_filters(tmp_path: Path) -> None:
    created = datetime(2022, 6, 30, 23, 59)
    snapshot = write(
        tmp_path,
        models=[
            {"id": "a/few", "downloads": 1, "created_at": created},
            {"id": "a/many", "downloads": 9, "created_at": created},
            {"id": "b/reports", "downloads": 99, "reports": True},
            {"id": "b/gone", "downloads": 99, "gone": True},
            {"id": "b/undated", "downloads": 5},
        ],
    )
    assert list(trends.unreported(snapshot, ALL)["id"]) == ["a/many", "b/undated", "a/few"]
    assert list(trends.unreported(snapshot, ALL, limit=1)["id"]) == ["a/many"]
    assert list(trends.unreported(snapshot, Selection(month_from=JUNE, month_to=JUNE))["id"]) == ["a/many", "a/few"]
    assert list(trends.unreported(snapshot, Selection(owners=("b",)))["id"]) == ["b/undated"]


def test_siblings_count_among_the_reports_that_are_set_against_models(tmp_path: Path) -> None:
    reports = [
        {"month": date(2023, 3, 1), "project_first": number == 0, "emissions_g": 1.0 + number} for number in range(4)
    ]
    snapshot = write(tmp_path, reports=reports, counts=[{"month": date(2023, 3, 1), "models": 100}])
    chosen = Selection(one_per_project=True)
    totals = summary.summary(snapshot, chosen)
    assert (totals.reporting, totals.emissions_g) == (1, 1.0)
    assert (totals.reporting_dated, totals.reporting_before) == (4, 4)
    assert trends.share_by_month(snapshot, chosen)["reporting"].tolist() == [4]
    assert domains.reporting_by_domain(snapshot, chosen)["reporting"].tolist() == [4]
    assert trends.quartiles_by_month(snapshot, chosen)["reports"].tolist() == [1]

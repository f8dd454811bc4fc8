"""When a model was created and how that is known."""

from datetime import UTC, date, datetime, timedelta, timezone

from carbon.method.dates import creation

FLOOR = datetime(2022, 3, 2, 23, 29, 4, tzinfo=UTC)
OLD_COMMIT = datetime(2019, 2, 18, 9, 30, tzinfo=UTC)


def test_the_hub_dates_what_is_younger_than_its_floor():
    created = creation(datetime(2023, 4, 5, 12, tzinfo=UTC), OLD_COMMIT)

    assert created == (datetime(2023, 4, 5, 12), date(2023, 4, 1), "hub")


def test_the_first_commit_dates_what_stands_at_the_floor():
    assert creation(FLOOR, OLD_COMMIT) == (datetime(2019, 2, 18, 9, 30), date(2019, 2, 1), "first commit")


def test_both_seconds_of_the_floor_are_no_date():
    for second in (4, 5):
        assert creation(FLOOR.replace(second=second), None) == (None, None, None)
    assert creation(FLOOR.replace(second=6), None).dated_by == "hub"


def test_a_rewritten_history_dates_nothing():
    assert creation(FLOOR, datetime(2024, 1, 1, tzinfo=UTC)) == (None, None, None)


def test_a_model_without_any_date_stays_undated():
    assert creation(None, OLD_COMMIT) == (None, None, None)


def test_months_are_those_of_utc():
    tokyo = timezone(timedelta(hours=9))

    assert creation(datetime(2023, 5, 1, 3, tzinfo=tokyo), None).month == date(2023, 4, 1)
    assert creation(datetime(2023, 5, 1, 3), None).month == date(2023, 5, 1)


def test_a_first_commit_dated_at_the_floor_dates_nothing():
    assert creation(FLOOR, FLOOR) == (None, None, None)

"""Leases: one worker at a time, handed on when its holder no longer renews them."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest

from carbon.store.lake.desk import Desk, Range
from carbon.store.reader import LakeError

MONTHS = [datetime(2026, month, 1) for month in (1, 2, 3)]


@pytest.fixture
def desks(lake):
    """Three workers' places; the leases of the first one are short, and renewed only where a test does."""
    made = [Desk(lake, lease_s=seconds) for seconds in (1, 60, 60)]
    made[0]._stop.set()
    made[0]._renewer.join()
    yield made
    for desk in made:
        desk.close()


def expire(desk):
    """Let the leases run out that were taken for a second."""
    desk._connection.cursor().execute("CALL postgres_execute('desk', 'SELECT pg_sleep(1.1)')")


def test_one_leads_until_it_leaves_or_dies(desks):
    dies, second, third = desks
    assert [desk.take_lead() for desk in desks] == [True, False, False]
    assert (dies.leads(), second.leads()) == (True, False)
    expire(second)
    assert not dies.leads()
    assert [desk.take_lead() for desk in (second, third, dies)] == [True, False, False]
    second.leave_lead(0, done=True)
    assert third.take_lead()
    assert third.cycles() == 1


def test_a_cycle_is_not_led_before_it_is_due(desks):
    _, second, third = desks
    assert second.take_lead()
    second.leave_lead(3600, done=True)
    assert not third.take_lead()


def test_one_that_was_taken_for_dead_does_not_get_the_lead_back(desks):
    dies, second, _ = desks
    dies.take_lead()
    expire(second)
    second.take_lead()
    dies._do("desk_renew")
    dies.leave_lead(0, done=True)
    assert second.leads()
    assert second.cycles() == 0


def test_a_census_is_taken_range_by_range_the_newest_first(desks):
    _, second, third = desks
    assert second.take_range() is None
    census = second.begin_census(MONTHS)
    assert third.begin_census(MONTHS[:1]) == census
    first = second.take_range()
    assert first == Range(census, 3, MONTHS[2], None)
    assert second.take_range() == first
    assert third.take_range() == Range(census, 2, MONTHS[1], MONTHS[2])
    second.finish_range(first, 7)
    assert second.take_range() == Range(census, 1, MONTHS[0], MONTHS[1])
    assert (second.unfinished(census), second.done_models(census)) == (3, 7)


def test_without_bounds_it_is_one_range(desks):
    _, second, _ = desks
    census = second.begin_census([])
    assert second.take_range() == Range(census, 0, None, None)


def test_the_range_of_a_dead_worker_is_handed_on(desks):
    dies, second, third = desks
    dies.begin_census([])
    held = dies.take_range()
    assert second.take_range() is None
    expire(second)
    assert second.take_range() == held
    assert third.take_range() is None
    dies._do("desk_renew")
    assert dies.take_range() is None


def test_a_living_worker_keeps_its_range(lake, desks):
    _, second, _ = desks
    second.begin_census([])
    with Desk(lake, lease_s=1) as slow:
        held = slow.take_range()
        for _ in range(3):
            expire(second)
        assert slow.take_range() == held
        assert second.take_range() is None


def test_no_range_is_taken_twice_by_workers_that_ask_at_once(desks):
    census = desks[1].begin_census([datetime(2023, month, day) for month in range(1, 5) for day in (1, 11, 21)])
    taken: list[int] = []

    def work(desk: Desk) -> None:
        while (held := desk.take_range()) is not None:
            taken.append(held.number)
            desk.finish_range(held, 1)

    threads = [threading.Thread(target=work, args=(desk,)) for desk in desks[1:]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(13))
    assert desks[1].unfinished(census) == 0
    desks[1].end_census(census)
    assert desks[1].open_census() is None


def test_what_conflicts_at_the_desk_is_done_again(desks):
    """A renewal and a finished range touch the same row at the same moment, again and again."""
    _, second, third = desks
    census = second.begin_census([datetime(2023, 1, day) for day in range(1, 30)])
    over = threading.Event()

    def renew() -> None:
        while not over.is_set():
            second._do("desk_renew")

    threads = [threading.Thread(target=renew) for _ in range(3)]
    for thread in threads:
        thread.start()
    for desk in (second, third) * 15:
        desk.finish_range(desk.take_range(), 1)
    over.set()
    for thread in threads:
        thread.join()
    assert second.unfinished(census) == 0


def test_a_lake_is_of_one_hub(lake):
    Desk(lake, "https://hub.example").close()
    Desk(lake, "https://hub.example").close()
    with pytest.raises(LakeError, match=r"is read from https://hub\.example, not https://it's\.example"):
        Desk(lake, "https://it's.example")

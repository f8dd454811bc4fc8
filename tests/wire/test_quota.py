"""The Hub's rate limits are obeyed before they bite, and hostile ones are not."""

import pytest

from carbon.hub.errors import HubGaveUp, WaitTooLong
from carbon.hub.models import CENSUS_KEYS, ModelPages


def test_a_used_up_quota_is_waited_for_before_the_next_request(hub, connect, clock, events):
    hub.reset(hub.models, quota=2, window_s=300, clock=clock)
    client = connect()
    pages = list(ModelPages(client, CENSUS_KEYS, limit=3))
    assert [len(page.items) for page in pages] == [3, 3, 3, 2]
    assert client.requests == 4, "a request beyond the quota would have been refused and sent again"
    assert clock.slept == 301
    assert [(event.kind, event.wait_s) for event in events] == [("quota", 301)]


def test_the_quota_told_last_can_be_read(hub, connect, clock):
    hub.reset(hub.models, quota=500, window_s=300, clock=clock)
    client = connect()
    quota = client.get("/api/models").quota
    assert (quota.resource, quota.remaining, quota.limit, quota.window_s) == ("api", 499, 500, 300)
    assert client.quotas == {"api": quota}
    assert quota.resets_at == clock.now + 300


def test_no_wait_when_the_window_is_over_by_itself(hub, connect, clock):
    hub.reset(hub.models, quota=1, window_s=300, clock=clock)
    client = connect()
    client.get("/api/models")
    clock.now += 500
    client.get("/api/models")
    assert clock.slept == 0


def test_retry_after_in_seconds_is_obeyed(hub, connect, clock):
    hub.faults.status(429, headers={"retry-after": "42"})
    connect().get("/api/models")
    assert clock.slept == 42


def test_retry_after_as_a_date_is_obeyed_by_the_hub_s_own_clock(hub, connect, clock):
    dates = {"date": "Mon, 23 Nov 2026 10:00:00 GMT", "retry-after": "Mon, 23 Nov 2026 10:01:30 GMT"}
    hub.faults.status(429, headers=dates)
    connect().get("/api/models")
    assert clock.slept == 90


def test_a_429_that_tells_only_its_quota_is_waited_out(hub, connect, clock):
    hub.faults.status(429, headers={"ratelimit": '"api";r=0;t=120'})
    connect().get("/api/models")
    assert clock.slept == 121


def test_the_longer_of_retry_after_and_quota_counts(hub, connect, clock):
    hub.faults.status(429, headers={"retry-after": "5", "ratelimit": '"api";r=0;t=120'})
    connect().get("/api/models")
    assert clock.slept == 121


@pytest.mark.parametrize("retry_after", ["soon", "-5", "", "nan", "Mon, 99 Foo 2026"])
def test_a_429_without_a_readable_wait_is_backed_off_from(hub, connect, clock, retry_after):
    hub.faults.status(429, headers={"retry-after": retry_after})
    connect().get("/api/models")
    assert 0.5 <= clock.slept <= 1


def test_retry_after_of_zero_again_and_again_never_becomes_a_rush(hub, connect, clock):
    hub.faults.status(429, headers={"retry-after": "0"}, times=5)
    connect().get("/api/models")
    assert len(hub.requests) == 6
    assert clock.slept >= 5


@pytest.mark.parametrize("retry_after", ["999999999", "inf", "Fri, 31 Dec 9999 23:59:59 GMT", "9" * 100])
def test_a_hostile_retry_after_is_not_waited_for(hub, connect, clock, retry_after):
    hub.faults.status(429, headers={"retry-after": retry_after})
    with pytest.raises(WaitTooLong, match="asks to wait") as caught:
        connect().get("/api/models")
    assert isinstance(caught.value, HubGaveUp)
    assert clock.slept == 0


def test_a_hostile_reset_costs_no_page_but_stops_the_next_request(hub, connect, clock):
    hub.faults.status(200, b"[]", headers={"ratelimit": '"api";r=0;t=999999999'})
    client = connect()
    assert client.get("/api/models").payload == []
    with pytest.raises(WaitTooLong, match="RateLimit"):
        client.get("/api/models")
    assert clock.slept == 0


@pytest.mark.parametrize("header", ["nonsense", '"api";r=0', '"api";r=' + "9" * 9000 + ";t=1", ""])
def test_an_unreadable_rate_limit_header_is_ignored(hub, connect, header):
    hub.faults.status(200, b"[]", headers={"ratelimit": header})
    assert connect().get("/api/models").quota is None


def test_being_refused_for_ever_ends_within_an_hour_of_waiting(hub, connect, clock):
    hub.faults.status(429, headers={"retry-after": "300"}, times=None)
    with pytest.raises(WaitTooLong):
        connect(give_up_s=10).get("/api/models")
    assert clock.slept <= 3600


def test_waiting_for_quota_is_no_failure(hub, connect, clock):
    hub.faults.status(429, headers={"retry-after": "300"}, times=3)
    assert connect(give_up_s=10).get("/api/models").payload
    assert clock.slept == pytest.approx(900, abs=5)

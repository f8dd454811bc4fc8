"""What may pass is tried again, within bounds; what cannot pass is told at once."""

import gzip
import threading
from types import SimpleNamespace

import httpx2
import pytest
from huggingface_hub.errors import OfflineModeIsEnabled
from huggingface_hub.utils import get_session

from carbon.hub import exchange
from carbon.hub.errors import AnswerTooLarge, HubError, HubGaveUp, HubRefused, Stopped
from carbon.hub.models import CENSUS_KEYS, ModelPages

PATH = "/api/models"


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520])
def test_a_passing_status_is_tried_again(hub, connect, clock, status):
    hub.faults.status(status, b"<html>Internal error - we're working hard</html>", times=2)
    client = connect()
    assert len(client.get(PATH).payload) == 11
    assert client.requests == 3
    assert 1.5 <= clock.slept <= 3
    assert f"status {status}" in client.last_error


@pytest.mark.parametrize("error", [httpx2.StreamClosed(), RuntimeError("the client has been closed"), OSError("reset")])
def test_a_request_that_the_library_breaks_off_is_tried_again(hub, connect, monkeypatch, error):
    session = get_session()
    failing = [error]

    def stream(*args, **settings):
        if failing:
            raise failing.pop()
        return session.stream(*args, **settings)

    monkeypatch.setattr(exchange, "get_session", lambda: SimpleNamespace(stream=stream))
    client = connect()
    assert len(client.get(PATH).payload) == 11
    assert type(error).__name__ in client.last_error


@pytest.mark.parametrize("endpoint", ["http://a..b", f"http://{'a' * 70}.example", "http://xn--a"])
def test_an_address_that_no_request_can_have_is_an_error_of_its_own(connect, clock, endpoint):
    with pytest.raises(HubError, match=r"a\.\.b|aaaa|xn--a"):
        connect(endpoint=endpoint, give_up_s=5).get(PATH)


@pytest.mark.parametrize("error", [httpx2.InvalidURL("no port"), ValueError("no host")])
def test_an_address_that_the_library_refuses_is_told_at_once(hub, connect, clock, monkeypatch, error):
    def refuse(*_args, **_settings):
        raise error

    monkeypatch.setattr(exchange, "get_session", lambda: SimpleNamespace(stream=refuse))
    with pytest.raises(HubRefused, match="check HF_ENDPOINT"):
        connect().get(PATH)
    assert clock.slept == 0


@pytest.mark.parametrize("fault", ["html", "truncated", "dropped", "cut_off"])
def test_a_broken_answer_is_tried_again(hub, connect, events, fault):
    getattr(hub.faults, fault)()
    assert len(connect().get(PATH).payload) == 11
    assert [event.kind for event in events] == ["retry"]


@pytest.mark.parametrize("body", [b"", b"[1, 2", b"\xff\xfe\x00", b"[1] trailing"])
def test_a_200_that_is_not_json_is_tried_again(hub, connect, body):
    hub.faults.status(200, body)
    assert len(connect().get(PATH).payload) == 11


def test_a_body_that_does_not_unpack_is_tried_again(hub, connect):
    hub.faults.status(200, b"not gzip", headers={"content-encoding": "gzip"})
    assert len(connect().get(PATH).payload) == 11


@pytest.mark.parametrize("fault", ["hanging", "dripping", "dripping_headers"])
def test_an_answer_that_never_ends_times_out_and_is_tried_again(hub, connect, fault):
    getattr(hub.faults, fault)()
    client = connect(timeout_s=0.2, deadline_s=0.4)
    assert len(client.get(PATH).payload) == 11
    assert "Timeout" in client.last_error


def test_an_answer_beyond_the_bound_is_refused_by_name(hub, connect):
    with pytest.raises(AnswerTooLarge, match=r"more than 1,000 bytes"):
        connect(max_bytes=1000).get(PATH)


def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused_too(hub, connect):
    hub.faults.status(200, gzip.compress(b"[" + b" " * 50_000_000), headers={"content-encoding": "gzip"})
    with pytest.raises(AnswerTooLarge):
        connect(max_bytes=1_000_000).get(PATH)


def test_a_huge_error_page_is_not_read_to_its_end(hub, connect):
    hub.faults.status(502, b"x" * 2_000_000)
    assert len(connect(max_bytes=1_000_000).get(PATH).payload) == 11


def test_waits_double_up_to_a_minute(hub, connect, events):
    hub.faults.status(503, times=9)
    connect().get(PATH)
    waits = [event.wait_s for event in events]
    fulls = [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert all(full / 2 <= wait <= full for wait, full in zip(waits, fulls, strict=True))


def test_a_503_that_tells_a_wait_gets_it(hub, connect, clock):
    hub.faults.status(503, headers={"retry-after": "20"})
    connect().get(PATH)
    assert clock.slept == 20


def test_a_request_that_keeps_failing_is_given_up_in_bounded_time(hub, connect, clock):
    hub.faults.status(503, times=None)
    with pytest.raises(HubGaveUp) as caught:
        connect(give_up_s=100).get(PATH)
    assert clock.slept == pytest.approx(100)
    assert caught.value.attempts == len(hub.requests)
    assert caught.value.url == f"{hub.url}{PATH}"
    assert "status 503" in str(caught.value)
    assert "start again later" in str(caught.value)


def test_giving_up_does_not_depend_on_the_clock_moving(hub, connect):
    hub.faults.status(503, times=None)
    with pytest.raises(HubGaveUp):
        connect(give_up_s=100, clock=lambda: 0.0, sleep=lambda seconds: None).get(PATH)


def test_the_next_request_starts_with_fresh_patience(hub, connect):
    hub.faults.status(503, times=None)
    client = connect(give_up_s=5)
    with pytest.raises(HubGaveUp):
        client.get(PATH)
    hub.faults.clear()
    hub.faults.status(503)
    assert client.get(PATH).payload


def test_no_server_is_given_up_with_the_connection_s_own_words(connect):
    with pytest.raises(HubGaveUp, match="ConnectError"):
        connect(endpoint="http://127.0.0.1:9", give_up_s=5).get(PATH)


def test_a_504_in_the_middle_of_a_list_repeats_and_skips_nothing(hub, connect, models):
    hub.faults.status(504, skip=1, times=3)
    pages = ModelPages(connect(), CENSUS_KEYS, limit=4)
    assert [item["id"] for page in pages for item in page.items] == [model["id"] for model in models]


def test_a_stop_interrupts_a_wait(hub, connect, clock):
    stop = threading.Event()

    def sleep(seconds):
        clock.sleep(seconds)
        if clock.slept >= 3:
            stop.set()

    hub.faults.status(429, headers={"retry-after": "600"})
    with pytest.raises(Stopped):
        connect(stop=stop, sleep=sleep).get(PATH)
    assert clock.slept == 3


def test_a_stop_interrupts_a_hanging_request(hub, connect):
    stop = threading.Event()
    hub.faults.hanging()
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(Stopped):
        connect(stop=stop, timeout_s=30).get(PATH)


def test_after_a_stop_nothing_is_sent(hub, connect):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        connect(stop=stop).get(PATH)
    assert hub.requests == []


def test_offline_mode_is_told_at_once_and_sends_nothing(hub, connect, clock, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(OfflineModeIsEnabled, match="HF_HUB_OFFLINE"):
        connect().get(PATH)
    assert hub.requests == []
    assert clock.slept == 0


def test_the_request_says_who_asks_and_asks_nobody_else(hub, connect):
    connect().get(PATH)
    assert hub.requests[0].headers["user-agent"].startswith("hub-carbon/")
    assert [request.path for request in hub.requests] == [PATH]

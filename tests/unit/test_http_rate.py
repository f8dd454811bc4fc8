"""How often one client may ask, how many may download, and what happens to one that falls asleep."""

from __future__ import annotations

import asyncio

import pytest

from carbon.http import rate
from carbon.http.gate import DOWNLOADS_EACH, Gate
from carbon.http.rate import Places, RateLimit, client_of
from tests.running import run


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_client_may_save_up_ten_seconds_and_then_asks_at_its_rate() -> None:
    clock = Clock()
    limit = RateLimit(2, clock)
    assert [limit.wait_s("a") for _ in range(21)] == [0] * 20 + [1]
    clock.now += 0.5
    assert (limit.wait_s("a"), limit.wait_s("a")) == (0, 1)
    clock.now += 1e6
    assert [limit.wait_s("a") for _ in range(21)].count(0) == 20


def test_one_client_does_not_use_up_what_another_may() -> None:
    limit = RateLimit(0.1, Clock())
    assert (limit.wait_s("a"), limit.wait_s("a"), limit.wait_s("b")) == (0, 10, 0)


def test_the_clients_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "MOST_CLIENTS", 5)
    limit = RateLimit(1, Clock())
    for number in range(50):
        limit.wait_s(str(number))
    assert list(limit._buckets) == ["45", "46", "47", "48", "49"]


def test_places_are_limited_in_all_and_for_each_and_come_back() -> None:
    places = Places(3, 2)
    with places.one("a") as first, places.one("a") as second, places.one("a") as third:
        assert (first, second, third) == (True, True, False)
        with places.one("b") as one, places.one("c") as other:
            assert (one, other) == (True, False)
    assert not places._taken
    with places.one("c") as free:
        assert free


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        (None, "unknown"),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_an_address_or_an_ipv6_network(host: str | None, client: str) -> None:
    assert client_of(host) == client


def scope(path: str) -> dict[str, object]:
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
        "client": ("192.0.2.7", 1),
    }


async def sends_much(_scope: object, _receive: object, send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(100):
        await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})


def test_a_client_that_stops_reading_loses_its_place() -> None:
    gate = Gate(sends_much, rate_per_s=1000, stall_s=0.01)
    never = asyncio.Event

    async def asleep(message: dict) -> None:
        if message["type"] == "http.response.body":
            await never().wait()

    async def all_asleep() -> None:
        await asyncio.gather(*(gate(scope("/data/reports.csv"), None, asleep) for _ in range(DOWNLOADS_EACH)))

    run(all_asleep())
    assert not gate._places._taken


def test_one_more_download_than_a_client_may_have_is_refused() -> None:
    told: list[int] = []

    async def ask_all() -> None:
        gate = Gate(sends_much, rate_per_s=1000, stall_s=60)
        reading = asyncio.Event()

        async def slow(message: dict) -> None:
            if message["type"] == "http.response.body":
                await reading.wait()

        async def refused(message: dict) -> None:
            if message["type"] == "http.response.start":
                told.append(message["status"])

        running = [asyncio.create_task(gate(scope("/data/x"), None, slow)) for _ in range(DOWNLOADS_EACH)]
        while sum(gate._places._taken.values()) < DOWNLOADS_EACH:
            await asyncio.sleep(0)
        await gate(scope("/data/x"), None, refused)
        reading.set()
        await asyncio.gather(*running)

    run(ask_all())
    assert told == [429]


def test_whoever_has_all_of_a_download_may_ask_for_the_next_at_once() -> None:
    told: list[int] = []

    async def short(_scope: object, _receive: object, send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"all of it"})

    async def ask_in_turn(left: int) -> None:
        async def ask_next(message: dict) -> None:
            if message["type"] == "http.response.start":
                told.append(message["status"])
            elif left:
                await ask_in_turn(left - 1)

        await gate(scope("/data/x"), None, ask_next)

    gate = Gate(short, rate_per_s=1000)
    run(ask_in_turn(2 * DOWNLOADS_EACH))
    assert set(told) == {200}
    assert not gate._places._taken


def test_a_failure_is_told_without_its_cause() -> None:
    async def fails(*_: object) -> None:
        raise ValueError("/secret/path hf_token")

    messages: list[dict] = []

    async def keep(message: dict) -> None:
        messages.append(message)

    run(Gate(fails, rate_per_s=10)(scope("/api/health"), None, keep))
    assert messages[0]["status"] == 500
    assert messages[1]["body"] == b'{"error": "The server failed; its log tells more."}'

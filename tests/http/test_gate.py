"""What the routes refuse and how: methods, addresses, bodies, too many requests; and that other sites may ask."""

from __future__ import annotations

import concurrent.futures
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.http.asking import Client
from tests.http.conftest import TOKEN
from tests.http.content import publish

QUICK = [
    "/badge/ada/lovelace.svg",
    "/label/ada/lovelace.svg",
    "/api/models/ada/lovelace",
    "/api/summary",
    "/api/health",
    "/api/search?q=a",
    "/api/openapi.json",
]
ROUTES = [*QUICK, "/data/reports.csv", "/data/models.parquet"]


@pytest.mark.parametrize("path", ROUTES)
def test_any_site_may_read_an_answer(ask: Client, path: str) -> None:
    answer = ask(path, Origin="https://example.org")
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert "access-control-allow-credentials" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ROUTES)
def test_head_answers_as_get_without_the_body(ask: Client, path: str) -> None:
    get, head = ask(path), ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(get.body))
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize("path", ROUTES)
def test_a_browser_may_ask_first(ask: Client, path: str) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    answer = ask(path, "OPTIONS", **asked, Access_Control_Request_Headers="if-none-match")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PURGE"])
@pytest.mark.parametrize("path", ROUTES)
def test_nothing_can_be_changed(ask: Client, path: str, method: str) -> None:
    answer = ask(path, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "GET" in answer.error()


def test_nothing_may_be_sent_along(ask: Client) -> None:
    assert ask("/api/health", body=b"x" * 100).status == 413
    assert ask("/api/health", Transfer_Encoding="chunked", body=b"0\r\n\r\n").status == 413


HOSTILE = {
    "a step upwards": "/api/models/../../etc/passwd",
    "a step upwards, encoded": "/badge/%2e%2e/%2e%2e/etc/passwd.svg",
    "an encoded slash": "/api/models/ada%2Flovelace",
    "a slash encoded twice": "/api/models/ada%252Flovelace",
    "a backslash": "/api/models/ada%5Clovelace",
    "a null": "/badge/ada/love%00lace.svg",
    "a line break": "/badge/ada/x%0d%0aSet-Cookie:%20a=b.svg",
    "a right-to-left mark": "/label/ada/%E2%80%AElovelace.svg",
    "a script": "/api/models/%3Cscript%3Ealert(1)%3C/script%3E",
    "SQL": "/api/models/ada/x'%20OR%20'1'='1",
    "a whole path": "/data//etc/passwd",
    "a file that is not offered": "/data/../CURRENT",
    "three parts": "/api/models/a/b/c",
    "an empty part": "/api/models//b",
    "nothing": "/badge/.svg",
    "bytes that are no text": "/badge/ada/%ff%fe.svg",
    "201 characters": "/api/models/ada/" + "x" * 197,
    "500 characters": "/badge/ada/" + "x" * 500 + ".svg",
    "an unknown file": "/data/snapshot.duckdb",
    "an unknown route": "/api/nothing/here",
}


@pytest.mark.parametrize("path", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_address_gets_a_plain_refusal(ask: Client, path: str) -> None:
    answer = ask(path)
    assert answer.status in {400, 404, 414}
    assert "<script" not in answer.error()
    assert "set-cookie" not in answer.headers
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_overlong_address_is_414(ask: Client) -> None:
    assert ask("/api/models/" + "x" * 600).status == 414
    assert ask("/api/search?q=" + "x" * 3000).status == 414


def test_a_line_break_in_a_header_value_ends_nowhere(ask: Client) -> None:
    """A raw request, since no client library would send it."""
    host, _, port = urlsplit(ask.url).netloc.partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as raw:
        raw.sendall(b"GET /badge/ada/x\r\nSet-Cookie: a=b HTTP/1.1\r\nHost: x\r\n\r\n")
        said = raw.recv(65536)
    assert said.startswith(b"HTTP/1.1 400")
    assert b"et-cookie" not in said


@pytest.mark.parametrize("path", [*ROUTES, *HOSTILE.values(), "/data/reports.csv?hf_token"])
def test_the_servers_token_is_in_no_answer_and_no_log(ask: Client, path: str) -> None:
    answer = ask(path)
    assert TOKEN not in answer.body.decode(errors="replace") + str(answer.headers)
    assert TOKEN not in ask.log.read_text(encoding="utf-8", errors="replace")


def test_pages_and_their_health_check_pass_by_the_gate(ask: Client) -> None:
    assert ask("/trends").status == 200
    assert "access-control-allow-origin" not in ask("/trends").headers
    assert ask("/_stcore/health").body == b"ok"


@pytest.fixture(scope="module")
def strict(start_app: Callable[..., Client], tmp_path_factory: pytest.TempPathFactory) -> Client:
    """An app that lets one client ask once in five seconds, two at once; who is the client, only 10.9.9.9 may say."""
    folder = tmp_path_factory.mktemp("strict")
    publish(folder)
    return start_app(folder, CARBON_RATE="0.2", FORWARDED_ALLOW_IPS="10.9.9.9")


def test_who_asks_too_often_is_told_when_to_ask_again(strict: Client) -> None:
    answers = [strict("/api/health") for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 5
    assert answers[-1].error() == f"Too many requests: ask again in {answers[-1].headers['retry-after']} s."
    assert strict("/trends").status == 200, "pages have limits of their own"


def test_a_name_that_a_client_gives_itself_is_not_believed(strict: Client) -> None:
    statuses = [strict("/api/health", X_Forwarded_For=f"203.0.113.{number}").status for number in range(4)]
    assert 429 in statuses


def test_a_trusted_proxy_tells_clients_apart(start_app: Callable[..., Client], tmp_path: Path) -> None:
    publish(tmp_path)
    behind = start_app(tmp_path, CARBON_RATE="0.2", FORWARDED_ALLOW_IPS="127.0.0.1")
    statuses = [behind("/api/health", X_Forwarded_For=f"203.0.113.{number}").status for number in range(6)]
    assert statuses == [200] * 6
    liar = [behind("/api/health", X_Forwarded_For=f"198.51.100.{number}, 203.0.113.77").status for number in range(4)]
    assert liar == [200, 200, 429, 429]


def test_many_at_once_are_all_answered(ask: Client) -> None:
    with concurrent.futures.ThreadPoolExecutor(16) as crowd:
        statuses = list(crowd.map(lambda path: ask(path).status, QUICK * 20))
    assert set(statuses) == {200}

"""The text of a model's card over HTTP: where it is found, what is asked again, and what never leaves the endpoint."""

from __future__ import annotations

import pytest
from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RemoteEntryNotFoundError, RepositoryNotFoundError

from carbon.card.body import LONGEST_BODY
from carbon.hub.errors import BadToken, HubGaveUp, HubRefused, NotAnId
from carbon.hub.readme import MOST_BYTES, readme

TOKEN = "hf_good"
MODEL = "ada/fine-tuned-reporter"
CARD = "---\nlicense: mit\n---\n# Card\nIt emitted 5 kg of CO2."
BODY = "\n# Card\nIt emitted 5 kg of CO2."


@pytest.fixture
def hub(hub):
    hub.readmes[MODEL] = CARD
    return hub


def paths(hub) -> list[str]:
    return [request.path for request in hub.requests]


def test_the_text_is_what_stands_below_the_front_matter(hub, connect):
    assert readme(connect(), MODEL)[:2] == (BODY, False)
    assert paths(hub)[0] == f"/{MODEL}/resolve/main/README.md"
    assert paths(hub)[1].startswith("/api/resolve-cache/models/")


def test_a_known_text_that_did_not_change_has_no_body(hub, connect):
    client = connect()
    known = readme(client, MODEL).etag
    assert readme(client, MODEL, known) == (None, False, known)
    hub.readmes[MODEL] = CARD + " And more."
    assert readme(client, MODEL, known).body == BODY + " And more."


def test_a_redirect_of_the_model_is_followed(hub, connect):
    hub.renamed["old/name"] = MODEL
    assert readme(connect(), "old/name").body == BODY


def test_a_large_file_is_fetched_from_another_host_without_the_token(hub, other_hub, connect):
    hub.large_files_at = other_hub
    assert readme(connect(TOKEN), MODEL, '"an-etag"').body == BODY
    assert hub.requests[0].headers["authorization"] == f"Bearer {TOKEN}"
    [request] = other_hub.requests
    assert not {"authorization", "cookie", "if-none-match"} & set(request.headers)
    assert TOKEN not in repr(request)


@pytest.mark.parametrize(
    "target", ["ftp://other.example/x", "http://user:pass@other.example/x", "http://[::1", "file:///etc"]
)
def test_a_redirect_to_what_is_no_plain_address_is_refused(hub, connect, target):
    hub.faults.status(302, headers={"location": target})
    with pytest.raises(HubRefused, match="Redirect refused"):
        readme(connect(TOKEN), MODEL)


def test_redirects_between_hosts_end(hub, other_hub, connect):
    hub.faults.status(302, headers={"location": f"{other_hub.url}/x"}, times=None)
    other_hub.faults.status(302, headers={"location": f"{hub.url}/{MODEL}/resolve/main/README.md"}, times=None)
    with pytest.raises(HubRefused, match="redirects more than"):
        readme(connect(TOKEN), MODEL)
    assert all("authorization" not in request.headers for request in other_hub.requests)


def test_the_quota_of_files_is_obeyed_and_leaves_that_of_lists_alone(hub, connect, clock):
    hub.quota = 2
    client = connect()
    readme(client, MODEL)
    client.get("/api/models")
    assert clock.slept == 0
    readme(client, MODEL)
    assert clock.slept == 301
    assert {name: quota.resource for name, quota in client.quotas.items()} == {"resolvers": "resolvers", "api": "api"}


def test_a_told_wait_is_sat_through(hub, connect, clock, events):
    hub.faults.status(429, headers={"retry-after": "7"}, path=f"/{MODEL}")
    assert readme(connect(), MODEL).body == BODY
    assert clock.slept == 7
    assert [event.kind for event in events] == ["quota"]


IN_TURN = [("html", f"/{MODEL}"), ("dropped", f"/{MODEL}")]
IN_TURN += [(fault, "/api/resolve-cache/") for fault in ("html", "dropped", "cut_off")]


@pytest.mark.parametrize(("fault", "path"), IN_TURN)
def test_a_passing_fault_is_tried_again(hub, connect, events, fault, path):
    getattr(hub.faults, fault)(path=path)
    assert readme(connect(), MODEL).body == BODY
    assert [event.kind for event in events] == ["retry"]


def test_a_web_page_in_the_place_of_the_file_is_never_taken_for_it(hub, connect):
    hub.faults.html(times=None)
    with pytest.raises(HubGaveUp, match="a web page instead of the file"):
        readme(connect(give_up_s=5), MODEL)


def test_of_a_huge_file_only_so_much_is_read(hub, connect):
    hub.readmes[MODEL] = CARD + "x" * 10 * 2**20
    text = readme(connect(), MODEL)
    assert (len(text.body), text.cut) == (LONGEST_BODY, True)
    answer = connect().get_file(f"/{MODEL}/resolve/main/README.md", max_bytes=MOST_BYTES)
    assert (len(answer.body), answer.cut) == (MOST_BYTES, True)


def test_bytes_that_are_no_text_are_replaced(hub, connect):
    hub.readmes[MODEL] = b"caf\xe9\x00 \xed\xa0\x80"
    assert readme(connect(), MODEL).body == "caf\ufffd\ufffd \ufffd\ufffd\ufffd"


def test_what_the_hub_does_not_show_is_told_apart(hub, connect):
    with pytest.raises(RepositoryNotFoundError):
        readme(connect(), "no/such-model")
    with pytest.raises(RepositoryNotFoundError):
        readme(connect(TOKEN), "no/such-model")
    with pytest.raises(RemoteEntryNotFoundError):
        readme(connect(), "legacy-name")
    hub.models.update(MODEL, gated="auto")
    with pytest.raises(GatedRepoError):
        readme(connect(TOKEN), MODEL)


def test_a_token_that_is_not_accepted_is_named(hub, connect):
    with pytest.raises(BadToken):
        readme(connect("hf_other"), MODEL)


def test_a_refusal_of_another_host_is_no_fault_of_the_token(hub, other_hub, connect):
    hub.large_files_at = other_hub
    other_hub.faults.status(401, path="/elsewhere/")
    with pytest.raises(HfHubHTTPError):
        readme(connect(TOKEN), MODEL)


@pytest.mark.parametrize("name", ["", "a/b/c", "../x", "a/..", "https://evil.example/a"])
def test_what_is_no_id_is_never_asked_for(hub, connect, name):
    with pytest.raises(NotAnId):
        readme(connect(), name)
    assert hub.requests == []

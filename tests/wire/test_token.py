"""The token goes to the configured endpoint and to nothing else."""

import pytest
from huggingface_hub.errors import RepositoryNotFoundError

from carbon.hub.errors import BadToken, ForeignLink, HubRefused
from carbon.hub.models import ModelPages, model_detail

TOKEN = "hf_good"


def sent_tokens(hub):
    return [request.headers.get("authorization") for request in hub.requests]


def test_a_token_is_sent_with_every_request(hub, connect):
    list(ModelPages(connect(TOKEN), ("likes",), limit=6))
    assert sent_tokens(hub) == ["Bearer hf_good"] * 2


def test_without_a_token_no_authorization_is_sent(hub, connect):
    connect(False).get("/api/models")
    assert sent_tokens(hub) == [None]


def test_the_environment_s_token_is_used_when_none_is_given(hub, connect, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    connect(None).get("/api/models")
    assert sent_tokens(hub) == ["Bearer hf_good"]


def test_a_link_to_a_foreign_host_is_refused_and_nothing_is_sent_there(hub, other_hub, connect):
    hub.faults.link(f"{other_hub.url}/api/models?cursor=x")
    with pytest.raises(ForeignLink, match=other_hub.url):
        list(ModelPages(connect(TOKEN), ("likes",)))
    assert other_hub.requests == []


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/api/models",
        "http://127.0.0.1:{port}@evil.example/api/models",
        "http://user:pass@127.0.0.1:{port}/api/models",
        "https://127.0.0.1:{port}/api/models",
        "//evil.example/api/models",
        "http://127.0.0.1:99999/api/models",
        "http://[::1/api/models",
        "javascript:alert(1)",
    ],
)
def test_a_link_that_only_looks_like_the_endpoint_is_refused(hub, connect, link):
    hub.faults.link(link.replace("{port}", str(hub.port)))
    with pytest.raises(ForeignLink):
        connect(TOKEN).get("/api/models")
    assert len(hub.requests) == 1


def test_a_redirect_to_a_foreign_host_is_refused_and_nothing_is_sent_there(hub, other_hub, connect):
    hub.faults.status(307, headers={"location": f"{other_hub.url}/api/models/ada/plain-number"})
    with pytest.raises(HubRefused, match="not followed"):
        model_detail(connect(TOKEN), "ada/plain-number")
    assert other_hub.requests == []


def test_a_full_address_is_asked_only_at_the_endpoint(hub, other_hub, connect):
    client = connect(TOKEN)
    assert client.get(f"{hub.url}/api/models/legacy-name").payload["id"] == "legacy-name"
    with pytest.raises(ForeignLink):
        client.get(f"{other_hub.url}/api/models/legacy-name")
    assert other_hub.requests == []


def test_a_token_the_hub_does_not_know_is_named_as_the_trouble_but_not_shown(hub, connect):
    with pytest.raises(BadToken, match="set HF_TOKEN") as caught:
        connect("hf_secret").get("/api/models/ada/plain-number")
    assert "hf_secret" not in str(caught.value)
    assert len(hub.requests) == 1


def test_a_401_for_the_list_with_a_token_is_the_token_s_fault(hub, connect):
    hub.faults.status(401, b'{"error":"Invalid username or password."}')
    with pytest.raises(BadToken):
        connect(TOKEN).get("/api/models")


@pytest.mark.parametrize("token", ["hf one", "hf_a\nb", "hf_\u00e9", " hf_x"])
def test_a_token_that_cannot_be_one_is_refused_before_it_is_sent(hub, connect, token):
    with pytest.raises(BadToken, match="set HF_TOKEN anew") as caught:
        connect(token)
    assert token.strip() not in str(caught.value)


def test_no_error_no_event_and_no_repr_holds_the_token(hub, connect, events):
    client = connect(TOKEN)
    hub.faults.status(503)
    with pytest.raises(RepositoryNotFoundError) as caught:
        model_detail(client, "no/such-model")
    shown = [repr(client), str(caught.value), repr(caught.value), repr(events), client.last_error]
    assert not any(TOKEN in text for text in shown)
    assert "authorization" not in caught.value.response.request.headers

"""What the Hub refuses comes back at once, in huggingface_hub's error types."""

import pytest
from huggingface_hub.errors import (
    BadRequestError,
    DisabledRepoError,
    GatedRepoError,
    HfHubHTTPError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from carbon.hub.errors import HubError, HubRefused
from carbon.hub.models import ModelPages, model_detail

ERRORS = [
    (400, {}, BadRequestError),
    (403, {"x-error-code": "GatedRepo"}, GatedRepoError),
    (401, {"x-error-code": "GatedRepo"}, GatedRepoError),
    (403, {"x-error-message": "Access to this resource is disabled."}, DisabledRepoError),
    (404, {"x-error-code": "RepoNotFound"}, RepositoryNotFoundError),
    (404, {"x-error-code": "RevisionNotFound"}, RevisionNotFoundError),
    (405, {"content-type": "text/html"}, HfHubHTTPError),
    (418, {}, HfHubHTTPError),
    (501, {}, HfHubHTTPError),
]


@pytest.mark.parametrize(("status", "headers", "error"), ERRORS)
def test_a_refusal_is_raised_at_once(hub, connect, clock, status, headers, error):
    hub.faults.status(status, headers=headers)
    with pytest.raises(error) as caught:
        model_detail(connect(), "ada/plain-number")
    assert type(caught.value) is error
    assert (len(hub.requests), clock.slept) == (1, 0)


@pytest.mark.parametrize("token", [False, "hf_good"])
def test_a_missing_model_is_not_found_with_and_without_a_token(hub, connect, token):
    with pytest.raises(RepositoryNotFoundError):
        model_detail(connect(token), "no/such-model")


def test_a_401_for_the_list_without_a_token_is_no_missing_model(hub, connect):
    hub.faults.status(401, b"{}")
    with pytest.raises(HfHubHTTPError) as caught:
        connect().get("/api/models")
    assert type(caught.value) is HfHubHTTPError


FAULTS = [
    lambda faults: faults.status(400),
    lambda faults: faults.status(401),
    lambda faults: faults.status(403),
    lambda faults: faults.status(404, headers={"x-error-code": "RepoNotFound"}),
    lambda faults: faults.status(403, headers={"x-error-message": "Access to this resource is disabled."}),
    lambda faults: faults.status(418),
    lambda faults: faults.status(300),
    lambda faults: faults.status(302, headers={"location": "https://other.example/?expand=tags"}),
    lambda faults: faults.status(401, b'{"error":"Invalid credentials in Authorization header"}'),
    lambda faults: faults.status(200, b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    lambda faults: faults.status(200, b"{}"),
    lambda faults: faults.link("https://other.example/api/models?expand=tags"),
    lambda faults: faults.stuck_link(),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_message_repeats_the_dozens_of_keys_that_were_asked_for(hub, connect, fault):
    fault(hub.faults)
    with pytest.raises((HubError, HfHubHTTPError)) as caught:
        next(iter(ModelPages(connect(), (), next_path="/api/models?expand=tags&expand=cardData")))
    assert "expand" not in str(caught.value)


BODIES = [b"[]", b"[1]", b'{"error": {"a": 1}}', b'{"errors": 5}', b'"text"', b"\xff", b"[" * 100_000, b"null"]


@pytest.mark.parametrize("body", BODIES)
def test_a_refusal_with_any_body_is_still_that_refusal(hub, connect, body):
    hub.faults.status(404, body, headers={"x-error-code": "RepoNotFound"})
    with pytest.raises(RepositoryNotFoundError):
        model_detail(connect(), "ada/plain-number")


def test_the_hub_s_own_words_are_part_of_the_error(hub, connect):
    hub.faults.status(400, b'{"error":"limit must be a number"}')
    with pytest.raises(BadRequestError, match="limit must be a number"):
        connect().get("/api/models")


def test_the_hub_s_words_cannot_steer_a_terminal(hub, connect):
    hub.faults.status(400, b'{"error":"a\\u001b[31mred\\nline"}')
    with pytest.raises(BadRequestError) as caught:
        connect().get("/api/models")
    assert "a[31mred line" in str(caught.value)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("status", [300, 304])
def test_a_status_that_is_neither_answer_nor_error_is_refused(hub, connect, status):
    hub.faults.status(status, b"")
    with pytest.raises(HubRefused, match=f"status {status}"):
        connect().get("/api/models")

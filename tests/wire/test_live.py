"""A model read from the Hub at once: rated, or a clear and quick answer why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carbon import live
from carbon.config import Settings
from carbon.live import NotShown, Why, fetch, usable_id


@pytest.fixture
def settings(hub):
    return Settings(endpoint=hub.url)


def why(model_id, settings):
    with pytest.raises(NotShown) as caught:
        fetch(model_id, settings)
    return caught.value


def test_a_reporting_model_is_read_and_rated(hub, settings):
    found = fetch("ada/fine-tuned-reporter", settings)
    assert not found.renamed
    model = found.model
    assert (model.emissions_g, model.label_class, model.category) == (12.5, "C", "fine-tuning/nlp")
    assert (model.size_bytes, model.level, model.place) == (267_826_000, "R4", "Girona, Spain")
    assert [request.path for request in hub.requests] == [
        "/api/models/ada/fine-tuned-reporter",
        "/ada/fine-tuned-reporter/resolve/main/README.md",
    ]


def test_a_model_that_reports_only_in_its_text_is_read_and_rated(hub, settings):
    hub.readmes["bob/says-nothing"] = "---\nlicense: mit\n---\n# Bob\n- **Carbon Emitted:** 11,250 kg CO2 eq.\n"
    found = fetch("bob/says-nothing", settings)
    model = found.model
    assert (model.emissions_g, model.found_in, model.label_class) == (11_250_000, "text", "E")
    assert found.unread is None


def test_the_text_is_the_cross_check_of_the_metadata(hub, settings):
    hub.readmes["ada/fine-tuned-reporter"] = "# Card\nTraining emitted 12.5 kg of CO2."
    model = fetch("ada/fine-tuned-reporter", settings).model
    assert (model.emissions_g, model.flags, model.suspected_g) == (12.5, ["kg_as_g"], 12_500)


def test_a_model_without_a_readme_has_no_text_and_needs_no_note(hub, settings):
    assert fetch("bob/says-nothing", settings).unread is None
    assert fetch("ada/fine-tuned-reporter", settings).unread is None


def test_a_readme_that_is_not_among_the_files_is_not_asked_for(hub, settings):
    fetch("ada/plain-number", settings)
    assert len(hub.requests) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (lambda faults, path: faults.status(503, path=path, times=None), "status 503 (scripted)"),
        (lambda faults, path: faults.html(path=path, times=None), "status 200, but a web page instead of the file"),
        (lambda faults, path: faults.hanging(path=path, times=None), "no complete answer within 0.2 s"),
        (lambda faults, path: faults.status(429, headers={"retry-after": "120"}, path=path), "asks to wait 120 s"),
        (lambda faults, path: faults.redirect_loop(path=path, times=None), "redirects more than 5 times"),
        (lambda faults, path: faults.status(403, headers={"x-error-code": "GatedRepo"}, path=path), "it is gated"),
    ],
)
def test_a_text_that_cannot_be_read_leaves_the_metadata_and_a_note(hub, settings, fault, told):
    fault(hub.faults, "/ada/fine-tuned-reporter/resolve")
    found = fetch("ada/fine-tuned-reporter", replace(settings, timeout_s=0.2))
    assert (found.model.emissions_g, found.model.found_in) == (12.5, "metadata")
    assert told in (found.unread or "")


def test_a_text_is_not_asked_for_when_the_model_took_all_the_time(hub, settings, monkeypatch):
    monkeypatch.setattr(live, "WHOLE_S", 0.0)
    assert "took too long" in (fetch("ada/fine-tuned-reporter", settings).unread or "")
    assert len(hub.requests) == 1


def test_a_hostile_text_is_read_within_bounds(hub, settings):
    hub.readmes["bob/says-nothing"] = "CO2 emissions " * 300_000
    assert fetch("bob/says-nothing", settings).model.emissions_g is None


def test_a_model_that_reports_nothing_is_shown_unrated(settings):
    model = fetch("bob/says-nothing", settings).model
    assert (model.reports, model.label_class, model.level, model.parameters) == (False, None, "R0", 8_467_856_832)


def test_no_token_is_sent_so_nothing_private_is_shown(hub, settings, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_good")
    fetch("ada/plain-number", settings)
    assert "authorization" not in hub.requests[0].headers


def test_gated_models_show_what_their_card_says(settings):
    model = fetch("ada/plain-number", settings).model
    assert (model.gated, model.emissions_g) == ("auto", 0.75)


def test_a_renamed_model_is_found_under_its_new_id(hub, settings):
    hub.renamed["ada/old-name"] = "ada/fine-tuned-reporter"
    found = fetch("ada/old-name", settings)
    assert (found.asked, found.model.id, found.renamed) == ("ada/old-name", "ada/fine-tuned-reporter", True)


def test_an_unknown_or_private_model_is_unknown(settings):
    assert why("nobody/nothing", settings).why is Why.UNKNOWN


def test_a_disabled_model_is_named_as_such(hub, settings):
    hub.disabled.add("ada/plain-number")
    assert why("ada/plain-number", settings).why is Why.DISABLED


def test_a_gated_card_is_closed(hub, settings):
    hub.faults.status(403, headers={"x-error-code": "GatedRepo"})
    assert why("ada/plain-number", settings).why is Why.CLOSED


def test_an_answer_of_another_shape_is_unusable(hub, settings):
    hub.faults.status(200, b'{"id": "ada/plain-number", "_id": "short"}')
    answer = why("ada/plain-number", settings)
    assert answer.why is Why.UNUSABLE
    assert "_id" in answer.detail


def test_offline_asks_nobody(hub, settings):
    assert why("ada/plain-number", replace(settings, offline=True)).why is Why.OFFLINE
    assert hub.requests == []


def test_a_hub_that_keeps_failing_is_given_up(hub, settings):
    hub.faults.status(503, times=None)
    answer = why("ada/plain-number", replace(settings, give_up_s=0.2))
    assert answer.why is Why.UNREACHABLE
    assert "503" in answer.detail


def test_a_hub_that_hangs_is_given_up(hub, settings):
    hub.faults.hanging(times=None)
    assert why("ada/plain-number", replace(settings, timeout_s=0.2, give_up_s=0.2)).why is Why.UNREACHABLE


def test_a_long_wait_for_quota_is_not_sat_through(hub, settings):
    hub.faults.status(429, headers={"retry-after": "120"})
    answer = why("ada/plain-number", settings)
    assert (answer.why, len(hub.requests)) == (Why.BUSY, 1)
    assert "120" in answer.detail


def test_no_more_than_a_few_models_are_fetched_side_by_side(hub, settings, monkeypatch):
    monkeypatch.setattr(live, "LONGEST_WAIT_S", 0.01)
    for _ in range(live.AT_ONCE):
        live._slots.acquire()
    try:
        assert why("ada/plain-number", settings).why is Why.BUSY
    finally:
        live._slots.release(live.AT_ONCE)
    assert hub.requests == []


@pytest.mark.parametrize(
    ("text", "model_id"),
    [
        ("owner/name", "owner/name"),
        (" owner/name ", "owner/name"),
        ("https://huggingface.co/owner/name/tree/main", "owner/name"),
        ("gpt2", "gpt2"),
        ("", None),
        ("../..", None),
        ("owner/..", None),
        ("a/b/c", None),
        ("<script>alert(1)</script>", None),
        ("x" * 10_000, None),
        ("owner/name?blobs=true", None),
    ],
)
def test_ids_are_told_from_nonsense(text, model_id):
    assert usable_id(text) == model_id

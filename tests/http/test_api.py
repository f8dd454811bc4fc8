"""The JSON routes: a model with everything known of it, the summary with its filters, health, search."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from carbon.answers.model import ELSEWHERE, EVIDENCE, LABEL, REPORT, facts_of
from carbon.http.schemas import SCHEMAS
from carbon.method.rows import Classified
from carbon.store.reader import Store
from tests.http.asking import Client
from tests.http.content import FULL, HOSTILE, LONG_ID, model, publish


def test_a_model_is_told_with_its_report_label_level_and_evidence(ask: Client) -> None:
    facts = ask("/api/models/ada/lovelace").json()
    assert (facts["id"], facts["reports"], facts["downloads_30_days"]) == ("ada/lovelace", True, 50)
    assert facts["url"] == "https://huggingface.co/ada/lovelace"
    assert (facts["created_at"], facts["size_bytes"]) == ("2023-05-04T00:00:00Z", 268_000_000)
    assert facts["report"]["emissions_g"] == 5.0
    assert facts["report"]["where"] == (
        "From the card's metadata · written: 5.0 · no unit written, so grams, as the Hub documents"
    )
    label = facts["label"]
    assert (label["class"], label["version"], label["reference"]) == ("C", "v1", "ref-2023.04")
    assert facts["label"]["in_words"] == "more than 51 % of 1,126 fine-tuned NLP models"
    assert facts["level"] == {
        "code": "R4",
        "name": "Complete",
        "next_step": "Add the hours or the energy and a link to the measurements or a paper.",
    }
    assert facts["evidence"] == {
        "method": True, "hardware": True, "place": True, "training_type": True, "duration": False, "link": False,
    }  # fmt: skip
    assert facts["grams_per_download_30_days"] == 0.1
    assert facts["equivalent"]["in_words"] == "a third of a phone charge"
    assert [one["id"] for one in facts["better_alternatives"]] == ["ada/small", LONG_ID]
    assert facts["links"]["badge"] == "/badge/ada/lovelace.svg"


@pytest.mark.parametrize("size", [2**30, 2**31, 2**63 - 1])
def test_similar_sizes_are_found_whatever_the_size(tmp_path: Path, size: int) -> None:
    """Half of what a number of 32 bits can hold, and more: its double is compared with."""
    own = model(FULL, "ada/lovelace")._replace(size_bytes=size)
    small = model({**FULL, "emissions": "0.002 g"}, "ada/small")._replace(size_bytes=size // 2 + 1)
    publish(tmp_path, own, small)
    snapshot = Store(tmp_path).current()
    assert snapshot is not None
    facts = facts_of(snapshot, "ada/lovelace")
    assert facts is not None
    assert [one["id"] for one in facts["better_alternatives"]] == ["ada/small"]


def test_every_field_of_a_report_is_told(ask: Client) -> None:
    facts = ask("/api/models/ada/lovelace").json()
    told = {*facts, *facts["report"], *facts["label"], *(f"has_{name}" for name in facts["evidence"])}
    assert {*REPORT, *LABEL, *EVIDENCE} <= ELSEWHERE
    renamed = {"label_class": "class", "downloads": "downloads_30_days"}
    assert {renamed.get(name, name) for name in Classified._fields} <= told


def test_a_model_without_a_report_has_its_level_and_no_label(ask: Client) -> None:
    facts = ask("/api/models/bob/silent").json()
    assert (facts["reports"], facts["report"], facts["label"], facts["flags"]) == (False, None, None, [])
    assert facts["level"]["code"] == "R0"


def test_a_flag_comes_with_its_reason(ask: Client) -> None:
    flags = ask("/api/models/ada/zero").json()["flags"]
    assert [one["name"] for one in flags] == ["declared_zero"]
    assert all(one["reason"] for one in flags)


def test_a_model_that_is_gone_is_said_to_be(ask: Client) -> None:
    facts = ask("/api/models/bob/gone").json()
    assert (facts["gone"], facts["report"], facts["label"]) == (True, None, None)


def test_an_unknown_model_is_404_with_similar_ids(ask: Client) -> None:
    answer = ask("/api/models/someone/lovelace")
    assert answer.status == 404
    assert answer.error() == "No model someone/lovelace in the snapshot. Did you mean ada/lovelace?"


def test_a_hostile_card_comes_out_of_json_as_it_was_written(ask: Client) -> None:
    report = ask("/api/models/eve/hostile").json()["report"]
    assert report["source"] == HOSTILE["source"]
    assert report["emissions_g"] == 7.0


def test_the_summary_counts_the_snapshot(ask: Client) -> None:
    facts = ask("/api/summary").json()
    figures = facts["figures"]
    assert (figures["models"], figures["reporting"], facts["filters"]) == (8, 6, {})
    assert figures["median_g"] == 4.0
    assert figures["largest"] == {"id": "ada/giant", "emissions_g": 2e6}
    assert figures["share_reporting"]["value"] == 6 / 8
    assert figures["excluded_by_flag"] == {"declared_zero": 1}
    assert facts["snapshot"]["reference"] == "ref-2023.04"


def test_the_summary_takes_the_filters_of_a_page(ask: Client) -> None:
    facts = ask("/api/summary?gmin=4&gmax=6&domain=NLP&org=ada&flagged=true").json()
    assert facts["figures"]["reporting"] == 1
    assert facts["filters"] == {"gmin": ["4"], "gmax": ["6"], "domain": ["NLP"], "org": ["ada"], "flagged": ["true"]}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("domain=nlpp", "domain 'nlpp' is not among this snapshot's domains: NLP."),
        ("from=2022-13", "from '2022-13' is not a month: write YYYY-MM, such as 2022-03."),
        ("gmin=nan", "gmin 'nan' is not a number of grams, 0 or more."),
        ("gmin=-1", "gmin '-1' is not a number of grams, 0 or more."),
        ("gmin=9&gmax=1", "gmin 9 is above gmax 1: nothing fits both."),
        ("flagged=perhaps", "flagged 'perhaps' is neither true nor false."),
        ("gmin=1&gmin=2", "gmin is given 2 times: give it once."),
        ("colour=red", "'colour' means nothing here. There are the filters from, to, domain, task, "),
        ("org=%27%20OR%201=1--", "org \"' OR 1=1--\" is not among this snapshot's owners: "),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_is_refused_naming_what_can(ask: Client, query: str, reason: str) -> None:
    answer = ask(f"/api/summary?{query}")
    assert answer.status == 400
    assert answer.error().startswith(reason)


def test_search_takes_hostile_text_for_text(ask: Client) -> None:
    for text in ("%27%3B%20DROP%20TABLE%20models%3B--", "%25", "_", "%5C", "%E2%80%AE", "%00"):
        assert ask(f"/api/search?q={text}").status == 200
    found = {"id": "ada/lovelace", "downloads": 50, "reports": True, "similar": False}
    assert ask("/api/search?q=lovelace").json()["models"] == [found]
    assert ask("/api/search?q=" + "a" * 201).error() == "q has 201 characters; at most 200 are allowed."


def test_answers_that_change_with_the_snapshot_are_checked_each_time(ask: Client) -> None:
    for path in ("/api/models/ada/lovelace", "/api/summary"):
        first = ask(path)
        assert first.headers["cache-control"] == "public, no-cache"
        assert ask(path, If_None_Match=f'"x", W/{first.headers["etag"]}').status == 304
    assert ask("/api/health").headers["cache-control"] == "no-store"


def test_health_names_snapshot_and_age_and_is_degraded_by_an_old_one(ask: Client) -> None:
    facts = ask("/api/health").json()
    assert (facts["snapshot"]["models"], facts["snapshot"]["reporting"]) == (8, 7)
    assert facts["snapshot"]["age_s"] > 0
    assert facts["ingest"] == {"on": False, "alive": False, "state": None}


def test_a_server_with_its_sample_alone_says_so(start_app: Callable[..., Client], tmp_path: Path) -> None:
    ask = start_app(tmp_path)
    facts = ask("/api/health").json()
    assert (facts["status"], facts["reasons"]) == ("degraded", ["The data is a generated sample."])
    assert facts["snapshot"]["sample"] is True
    assert "sample" in ask("/data/reports.csv", "HEAD").headers["content-disposition"]


def test_health_is_degraded_while_the_newest_snapshot_cannot_be_read(
    start_app: Callable[..., Client], tmp_path: Path
) -> None:
    publish(tmp_path, built_at="2999-01-01T00:00:00")
    ask = start_app(tmp_path)
    assert ask("/api/health").json()["status"] == "ok"
    (tmp_path / "snapshots" / "30000101T000000Z.duckdb").write_bytes(b"not a database" * 1000)
    (tmp_path / "CURRENT").write_text("30000101T000000Z\n")
    facts = ask("/api/health").json()
    assert facts["reasons"] == ["The newest snapshot cannot be read; an older one is served."]
    assert ask("/api/models/ada/lovelace").status == 200
    assert str(tmp_path) not in ask("/api/health").body.decode()


def test_the_scores_that_a_card_states_are_a_list(tmp_path: Path) -> None:
    scores = '[{"task": "text-classification", "dataset": "glue", "metric": "accuracy", "value": 0.9, "config": null}]'
    publish(tmp_path, model(FULL, "ada/lovelace")._replace(metrics=scores))
    snapshot = Store(tmp_path).current()
    assert snapshot is not None
    facts = facts_of(snapshot, "ada/lovelace")
    assert facts is not None
    assert facts["metrics"] == json.loads(scores)
    jsonschema.validate(facts["metrics"], SCHEMAS["Model"]["properties"]["metrics"])


def test_each_route_is_named_once(ask: Client) -> None:
    paths = [each["path"] for each in ask("/api").json()["routes"]]
    assert len({path.rstrip("/") for path in paths}) == len(paths)


def test_a_doubled_slash_is_refused_as_json(ask: Client) -> None:
    answer = ask("//api/health")
    assert (answer.status, answer.error()) == (400, "The address begins with two slashes: leave one out.")


@pytest.mark.parametrize("path", ["/api", "/api/"])
def test_whoever_looks_around_is_told_the_routes(ask: Client, path: str) -> None:
    facts = ask(path).json()
    assert facts["openapi"] == "/api/openapi.json"
    assert {"path": "/api/health", "summary": "Whether what is served is current and whole"} in facts["routes"]


def test_the_description_stands_where_others_put_it_too(ask: Client) -> None:
    assert ask("/openapi.json").json() == ask("/api/openapi.json").json()
    assert ask("/openapi.json").headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/api/nope", "/api/models", "/api/v1/x", "/badge", "/label"])
def test_what_is_nowhere_is_told_as_json(ask: Client, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert "/api/openapi.json" in answer.error()


@pytest.mark.parametrize("path", ["/data", "/data/", "/data/models.csv"])
def test_where_no_file_is_those_that_there_are_are_told(ask: Client, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert answer.error() == "There is no such file. There are: /data/models.parquet, /data/reports.csv."


@pytest.mark.parametrize("path", ["/api/models/ada/lovelace/", "/badge/ada/lovelace.svg/", "/label/ada/lovelace.png/"])
def test_a_slash_too_many_at_the_end_is_told(ask: Client, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert answer.error() == "There is nothing here: the address ends in a slash. Leave it out."


def test_a_page_is_left_to_streamlit(ask: Client) -> None:
    assert ask("/trends").headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("path", "title"), [("/", "Overview"), ("/trends", "Trends"), ("/model?id=ada/lovelace", "Model")]
)
def test_a_page_has_its_name_icon_and_description_before_it_runs(ask: Client, path: str, title: str) -> None:
    text = ask(path).body.decode()
    assert re.findall("<title>(.*)</title>", text) == [f"{title} · Hub carbon"]
    assert re.findall('rel="shortcut icon" href="([^"]{12})', text) == ["data:image/s"]
    assert len(re.findall('<meta name="description" content="[^"]+">', text)) == 1


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/apis", "./?no-page=apis"),
        ("/openapi", "./?no-page=openapi"),
        ("/API/health", "../?no-page=API%2Fhealth"),
        ("/nonsense/de.ep/er?domain=NLP", "../../?domain=NLP&no-page=nonsense%2Fde.ep%2Fer"),
        ("/nonsense%2Fdeep", "./?no-page=nonsense%2Fdeep"),
        ("/model/a/b/c", "../../../?no-page=model%2Fa%2Fb%2Fc"),
        ("/model/ada/small-v1.5", "../../model?id=ada%2Fsmall-v1.5"),
        ("/model/ada%2Fsmall", "../model?id=ada%2Fsmall"),
        ("/model/gpt2?id=x&domain=NLP", "../model?domain=NLP&id=gpt2"),
        ("/a//b", "../../?no-page=a%2F%2Fb"),
        ("/trends/_x/.y", "../../?no-page=trends%2F_x%2F.y"),
        ("/trends///x", "../../../?no-page=trends%2F%2F%2Fx"),
        ("/model//x", "../../?no-page=model%2F%2Fx"),
        ("/model/https://huggingface.co/ada/small-v1.5", "../../../../../model?id=ada%2Fsmall-v1.5"),
        ("/model/https:/huggingface.co/ada/small/tree/main", "../../../../../../model?id=ada%2Fsmall"),
        ("/model/hf.co/gpt2", "../../model?id=gpt2"),
        ("/model/HTTPS://hf.co/datasets/a/b", "../../../../../../model?id=HTTPS%3A%2F%2Fhf.co%2Fdatasets%2Fa%2Fb"),
    ],
)
def test_a_models_id_in_the_path_leads_to_its_page_and_any_other_path_to_the_start_page(
    ask: Client, path: str, location: str
) -> None:
    answer = ask(path)
    assert (answer.status, answer.headers["location"]) == (307, location)


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/static/x/y", "/media/x", "/component/x/y", "/favicon.png", "/static//x"]
)
def test_what_is_streamlits_own_is_left_to_it(ask: Client, path: str) -> None:
    assert "location" not in ask(path).headers


def test_times_say_that_they_are_of_utc(ask: Client) -> None:
    health, model = ask("/api/health").json(), ask("/api/models/ada/lovelace").json()
    assert health["snapshot"]["built_at"] == model["snapshot"]["built_at"] == "2026-11-23T04:10:00Z"
    assert ask("/api/summary").json()["snapshot"]["built_at"] == "2026-11-23T04:10:00Z"

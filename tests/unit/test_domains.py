"""Which domain a task belongs to."""

import json

import pytest

from carbon.method.domains import DOMAINS, TASKS, domain_of, modality_of, task_name
from tests.material import json_lines, shared


def test_domains_are_shown_in_this_order():
    assert DOMAINS == (
        "NLP",
        "Computer Vision",
        "Audio",
        "Multimodal",
        "Tabular",
        "Reinforcement Learning",
        "Other",
        "Not specified",
    )


@pytest.mark.parametrize(
    ("task", "domain"),
    [
        ("text-classification", "NLP"),
        ("table-to-text", "NLP"),
        ("text2text-generation", "NLP"),
        ("conversational", "NLP"),
        ("text-to-image", "Computer Vision"),
        ("image-to-text", "Computer Vision"),
        ("automatic-speech-recognition", "Audio"),
        ("audio-text-to-text", "Multimodal"),
        ("tabular-to-text", "Tabular"),
        ("time-series-forecasting", "Tabular"),
        ("robotics", "Reinforcement Learning"),
        ("graph-ml", "Other"),
        ("a-task-of-tomorrow", "Other"),
        ("", "Not specified"),
        (None, "Not specified"),
    ],
)
def test_a_task_has_the_domain_of_the_hubs_table(task, domain):
    assert domain_of(task) == domain


def test_tasks_are_named_as_the_hub_names_them():
    assert task_name("visual-question-answering") == "Visual Question Answering"
    assert task_name("a-task-of-tomorrow") == "a-task-of-tomorrow"


def test_every_domain_but_the_missing_one_has_a_modality():
    assert [modality_of(domain) for domain in DOMAINS] == [
        "nlp",
        "cv",
        "audio",
        "multimodal",
        "tabular",
        "rl",
        "other",
        None,
    ]


@pytest.mark.shared
def test_the_carried_table_is_the_hubs_own():
    pipelines = json.loads(shared("hub-wire/pipeline_tags_2026-08-21.json").read_text())["pipelines"]
    hub = {one["task"]: (one["name"], one["modality"]) for one in pipelines}

    assert len(hub) == 57
    assert dict(TASKS) == hub | {
        "text2text-generation": ("Text2Text Generation", "nlp"),
        "conversational": ("Conversational", "nlp"),
    }


@pytest.mark.shared
def test_the_replays_reporting_models_fall_into_their_domains():
    counts = dict.fromkeys(DOMAINS, 0)
    for model in json_lines("hub-replay/models.jsonl.gz"):
        if model["id"].startswith("study2023/"):
            counts[domain_of(model.get("pipeline_tag"))] += 1

    assert {domain: n for domain, n in counts.items() if n} == {
        "NLP": 1160,
        "Computer Vision": 188,
        "Audio": 1,
        "Multimodal": 11,
        "Not specified": 57,
    }

"""The description against the routes: every route is in it, everything in it is answered, as it says."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from carbon.http import routes
from carbon.http.openapi import document
from tests.http.asking import Client

EXAMPLES = {"owner": "ada", "name": "lovelace"}
PATHS = sorted(document()["paths"])


def filled(path: str) -> str:
    if "{owner}" not in path:
        path = path.replace("{name}", "gpt2")
    return re.sub(r"\{(\w+)\}", lambda found: EXAMPLES[found[1]], path)


def validated(answer_json: object, schema: dict) -> None:
    whole = {**schema, "components": document()["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer_json)


@pytest.mark.parametrize("path", PATHS)
def test_everything_described_is_answered_as_described(ask: Client, path: str) -> None:
    described = document()["paths"][path]["get"]["responses"]
    answer = ask(filled(path))
    assert answer.status == 200
    content = described["200"]["content"]
    media_type = answer.headers["content-type"].partition(";")[0]
    assert media_type in content
    if media_type == "application/json":
        validated(answer.json(), content[media_type]["schema"])
    known = ask(filled(path), If_None_Match=answer.headers["etag"])
    assert str(known.status) in described


@pytest.mark.parametrize("model", ["ada/zero", "bob/silent", "bob/gone", "eve/hostile", "gpt2"])
def test_a_model_of_any_kind_has_the_described_shape(ask: Client, model: str) -> None:
    validated(ask(f"/api/models/{model}").json(), {"$ref": "#/components/schemas/Model"})


@pytest.mark.parametrize(("path", "status"), [("/api/models/no/body", 404), ("/api/models/a b", 400)])
def test_an_error_has_the_described_shape(ask: Client, path: str, status: int) -> None:
    answer = ask(path.replace(" ", "%20"))
    assert answer.status == status
    assert str(status) in document()["paths"]["/api/models/{owner}/{name}"]["get"]["responses"]
    validated(answer.json(), {"$ref": "#/components/schemas/Error"})


def test_every_route_is_described() -> None:
    for route in routes.ROUTES:
        start = route.path.partition("{")[0]
        assert any(path.startswith(start) for path in PATHS), route.path


def test_every_reference_leads_somewhere() -> None:
    named = set(re.findall(r"#/components/schemas/(\w+)", str(document())))
    assert named == set(document()["components"]["schemas"])


def test_the_filters_described_are_those_of_the_pages(ask: Client) -> None:
    from carbon.answers.filters import KEYS

    described = [each["name"] for each in document()["paths"]["/api/summary"]["get"]["parameters"]]
    assert sorted(described) == sorted(KEYS)


def test_a_unit_that_no_card_writes_is_explained_to_programs() -> None:
    whole = document()
    explained = "'g (spec)' where it writes none, so that the number is of grams"
    assert explained in json.dumps(whole["components"]["schemas"]["Model"])
    assert explained in whole["paths"]["/data/reports.csv"]["get"]["description"]

"""Requests for models, their commits and their data sets; returns raw JSON or plain values, stores nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from huggingface_hub.errors import (
    BadRequestError,
    DisabledRepoError,
    EntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from carbon.hub.address import quoted_id
from carbon.hub.client import HubClient
from carbon.hub.dataset_size import size_of
from carbon.hub.errors import NotAnId, UnusableAnswer, brief
from carbon.hub.fields import shown, utc
from carbon.hub.pages import CENSUS_KEYS, REPORTER_KEYS, ModelPages, Page, follow, list_params
from carbon.hub.record import is_model_id

__all__ = [
    "CENSUS_KEYS",
    "REPORTER_KEYS",
    "ModelPages",
    "Page",
    "dataset_size",
    "first_commit",
    "list_params",
    "model_detail",
    "one_model",
]

MOST_COMMIT_PAGES = 200
MISSING = (RepositoryNotFoundError, DisabledRepoError, RevisionNotFoundError, EntryNotFoundError)
NO_DATASETS = {"none", "null", "nan", "n/a", "na", "custom", "unknown", "private", "other", "false", "true"}
_DATASET_ID = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,95}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,95})?")


def model_detail(client: HubClient, model_id: str) -> dict[str, object]:
    """One model in full, with the sizes of its files in `siblings`.

    Asked without a revision: with one, the Hub refuses gated models that are public otherwise.

    Raises:
        RepositoryNotFoundError: the model is gone or private.
        NotAnId: `model_id` cannot be the id of a model.
        UnusableAnswer: the answer is no JSON object.
    """
    return _object(client, _model_path(model_id), [("blobs", "true")])


def one_model(client: HubClient, model_id: str) -> dict[str, object]:
    """One model with the keys of a reporter's list item and the sizes of its files; errors as `model_detail`."""
    params = [("blobs", "true"), *(("expand", key) for key in REPORTER_KEYS)]
    try:
        return _object(client, _model_path(model_id), params)
    except BadRequestError as error:
        client.warn("key_refused", f"The Hub refuses the keys asked for: {error}", model_id)
        return model_detail(client, model_id)


def first_commit(client: HubClient, model_id: str) -> datetime | None:
    """When the model's oldest commit was made, UTC; None when it has none, is gone or closed.

    Raises:
        NotAnId: `model_id` cannot be the id of a model.
        UnusableAnswer: the commits are not of the documented shape, or too many.
    """
    path = f"{_model_path(model_id)}/commits/main?limit=1000"
    oldest: dict[str, object] | None = None
    try:
        for number, answer in enumerate(follow(client, path), start=1):
            if number > MOST_COMMIT_PAGES:
                raise UnusableAnswer(f"{model_id} has more than {MOST_COMMIT_PAGES} pages of commits.")
            last = _last(answer.payload, answer.url)
            oldest = oldest if last is None else last
    except MISSING:
        return None
    if oldest is None:
        return None
    when = utc(oldest.get("date"))
    if when is None:
        raise UnusableAnswer(f"The oldest commit of {model_id} has no UTC date: {shown(oldest)}.")
    return when


def dataset_size(client: HubClient, dataset_id: str) -> int | None:
    """Bytes of a data set; None when it cannot be one of the Hub's, is gone, or tells no size.

    `dataset_id` is free text from a card; local paths, "None" and the like are answered without a request.
    """
    if not _DATASET_ID.fullmatch(dataset_id) or dataset_id.lower() in NO_DATASETS:
        return None
    path = f"/api/datasets/{quoted_id(dataset_id)}"
    try:
        return size_of(_object(client, path, [("expand", "mainSize"), ("expand", "cardData")]))
    except BadRequestError as error:
        client.warn("key_refused", f"The Hub refuses to expand a data set's size: {error}", dataset_id)
    except MISSING:
        return None
    return size_of(_object(client, path, []))


def _model_path(model_id: str) -> str:
    if not is_model_id(model_id):
        raise NotAnId(f"{model_id[:200]!r} is not a model's id: write owner/name, as in the model's address.")
    return f"/api/models/{quoted_id(model_id)}"


def _object(client: HubClient, path: str, params: Sequence[tuple[str, str]]) -> dict[str, object]:
    answer = client.get(path, params)
    if not isinstance(answer.payload, dict):
        raise UnusableAnswer(f"{brief(answer.url)} answered with no object but {shown(answer.payload)}.")
    return answer.payload


def _last(payload: object, url: str) -> dict[str, object] | None:
    if not isinstance(payload, list) or not all(isinstance(commit, dict) for commit in payload):
        raise UnusableAnswer(f"{brief(url)} answered with no list of commits but {shown(payload)}.")
    return payload[-1] if payload else None

"""One item of a model list into a row of the store; an unusable item becomes a Reject, never an exception."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, cast

from carbon.hub import fields
from carbon.hub.fields import Problems
from carbon.hub.json_columns import base_models, card, file_names, model_index, tags

LONGEST_ID = 200
LONGEST_ITEM = 4_000
_ID = re.compile(r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._-]+(?:/(?!\.{1,2}$)[A-Za-z0-9._-]+)?")
_match_id = _ID.fullmatch
_match_hub_id = re.compile(r"[0-9a-fA-F]{24}").fullmatch

Fields = tuple[tuple[str, str], ...]


class Reject(NamedTuple):
    """An item that cannot be used: its id if it has a readable one, why, and its JSON cut short."""

    id: str | None
    reason: str
    item: str


class ModelRecord(NamedTuple):
    """A row of `census` (see schema.sql), and the fields that could not be used as (field, reason)."""

    hub_id: bytes
    id: str
    created_at: datetime | None
    last_modified: datetime | None
    downloads: int | None
    likes: int | None
    library: str | None
    task: str | None
    gated: str | None
    disabled: bool | None
    parameters: int | None
    problems: Fields = ()


class ReporterRecord(NamedTuple):
    """A row of `reporters` (see schema.sql), and the fields that could not be used as (field, reason)."""

    hub_id: bytes
    id: str
    created_at: datetime | None
    last_modified: datetime | None
    sha: str | None
    downloads: int | None
    likes: int | None
    library: str | None
    task: str | None
    gated: str | None
    disabled: bool | None
    parameters: int | None
    tags: list[str] | None
    card: str | None
    model_index: str | None
    base_models: str | None
    files: list[str] | None
    problems: Fields = ()


def is_private(item: object) -> bool:
    """Whether a listed model is seen only by those who hold the token: never to be stored or shown."""
    return isinstance(item, Mapping) and item.get("private") is True


def read_model(item: object) -> ModelRecord | Reject:
    """Read a census item; keys may be missing, values may be anything JSON can hold."""
    if not isinstance(item, dict):
        return _reject(item, "not an object")
    reason = _unusable(item)
    if reason is not None:
        return _reject(item, reason)
    problems: Problems = []
    get = item.get
    return ModelRecord(
        bytes.fromhex(item["_id"]),
        item["id"],
        fields.created(get("createdAt"), problems),
        fields.time(get("lastModified"), "last_modified", problems),
        fields.count(get("downloads"), "downloads", problems),
        fields.count(get("likes"), "likes", problems, fields.INT32_MAX),
        fields.text(get("library_name"), "library", problems),
        fields.text(get("pipeline_tag"), "task", problems),
        fields.gate(get("gated"), problems),
        fields.flag(get("disabled"), "disabled", problems),
        fields.parameters(get("safetensors"), problems),
        tuple(problems),
    )


def read_reporter(item: object) -> ReporterRecord | Reject:
    """Read an item of the models that carry the emissions key, as `read_model` does, with its card."""
    model = read_model(item)
    if isinstance(model, Reject) or not isinstance(item, dict):
        return cast(Reject, model)
    problems: Problems = list(model.problems)
    columns = model._asdict()
    columns.update(
        sha=fields.text(item.get("sha"), "sha", problems),
        tags=tags(item.get("tags"), problems),
        card=card(item.get("cardData"), problems),
        model_index=model_index(item.get("model-index"), item.get("cardData"), problems),
        base_models=base_models(item.get("baseModels"), problems),
        files=file_names(item.get("siblings"), problems),
    )
    columns["problems"] = tuple(problems)
    return ReporterRecord(**columns)


def _unusable(item: dict[str, object]) -> str | None:
    """Why the item cannot be used: it needs `_id`, `id`, and a `createdAt` that is absent or a time."""
    model_id, hub_id, created = item.get("id"), item.get("_id"), item.get("createdAt")
    if not is_model_id(model_id):
        return f"id is not owner/name: {fields.shown(model_id)}"
    if type(hub_id) is not str or not _match_hub_id(hub_id):
        return f"_id is not 24 hexadecimal digits: {fields.shown(hub_id)}"
    if created is not None and fields.utc(created) is None:
        return f"createdAt is not a UTC time: {fields.shown(created)}"
    return None


def is_model_id(value: object) -> bool:
    """Whether the value is an id as the Hub gives them: `owner/name`, or the bare `name` of a few old models."""
    return type(value) is str and len(value) <= LONGEST_ID and _match_id(value) is not None


def _reject(item: object, reason: str) -> Reject:
    model_id = item.get("id") if isinstance(item, dict) else None
    return Reject(model_id if is_model_id(model_id) else None, reason, fields.as_json(item, LONGEST_ITEM))

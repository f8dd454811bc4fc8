"""What the fake Hub answers when nothing is wrong: lists, models, commits, data sets, in the recorded shapes."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from tests.fakehub.catalog import Place, milliseconds

if TYPE_CHECKING:
    from tests.fakehub.server import FakeHub

MAX_LIMIT = 1000
_KEYS = (
    "author baseModels cardData childrenModelCount config createdAt disabled downloads downloadsAllTime evalResults "
    "gated gguf inference inferenceProviderMapping lastModified library_name likes mask_token model-index "
    "pipeline_tag private resourceGroup safetensors sha siblings spaces tags transformersInfo trendingScore "
    "usedStorage widgetData"
)
KEYS = set(_KEYS.split())
NOT_IN_LISTS = {"childrenModelCount", "usedStorage"}
_DATASET_KEYS = (
    "author cardData citation createdAt description disabled downloads downloadsAllTime gated lastModified likes "
    "mainSize paperswithcode_id private resourceGroup sha siblings tags trendingScore usedStorage"
)
DATASET_KEYS = set(_DATASET_KEYS.split())

Params = Sequence[tuple[str, str]]


class Raw(NamedTuple):
    """An answer before it is sent."""

    status: int
    body: bytes
    headers: dict[str, str]


def as_json(value: Any, status: int = 200, **headers: str) -> Raw:
    """A JSON answer."""
    body = json.dumps(value, separators=(",", ":")).encode()
    return Raw(status, body, {"content-type": "application/json; charset=utf-8", **headers})


def error(status: int, message: str, code: str = "") -> Raw:
    """An error as the Hub words it: in the JSON and in its headers."""
    headers = {"x-error-message": message} | ({"x-error-code": code} if code else {})
    return as_json({"error": message}, status, **headers)


def model_list(hub: FakeHub, params: Params, extra: Sequence[Any] = ()) -> Raw:
    """A page of `/api/models`, with the link to the next one."""
    keys = _expanded(params)
    refused = [key for key in keys if key not in KEYS - NOT_IN_LISTS - hub.refused_keys]
    if refused:
        return error(400, hub.refusal.format(key=refused[0]))
    given = dict(params)
    limit = min(int(given.get("limit", MAX_LIMIT)), MAX_LIMIT)
    tags = [value for name, value in params if name == "filter"]
    after = _read_cursor(given["cursor"]) if "cursor" in given else None
    items, last = hub.models.select(tags, after, limit)
    answer = as_json([*extra, *(_list_item(item, keys) for item in items)])
    if last is not None:
        kept = [(name, value) for name, value in params if name != "cursor"]
        query = urlencode([*kept, ("cursor", _cursor(last, items[-1]))])
        answer.headers["link"] = f'<{hub.url}/api/models?{query}>; rel="next"'
    return answer


def model(hub: FakeHub, model_id: str, params: Params) -> Raw | None:
    """`/api/models/{id}`, or None when there is no such model."""
    item = hub.models.get(model_id)
    if item is None:
        return None
    keys = _expanded(params)
    refused = [key for key in keys if key not in KEYS - hub.refused_keys]
    if refused:
        return error(400, hub.refusal.format(key=refused[0]))
    if ("blobs", "true") not in params:
        item = _without_sizes(item)
    return as_json(_only(item, keys) if keys else item)


def commits(hub: FakeHub, model_id: str, params: Params) -> Raw | None:
    """`/api/models/{id}/commits/main`, newest first; None when there is no such model."""
    item = hub.models.get(model_id)
    if item is None:
        return None
    made = {"id": "0" * 40, "title": "initial commit", "message": "", "authors": [{"user": "system"}]}
    found = hub.commits.get(model_id, [made | {"date": item.get("createdAt")}])
    given = dict(params)
    limit, page = int(given.get("limit", 100)), int(given.get("p", 0))
    part = found[page * limit : (page + 1) * limit]
    answer = as_json(part, **{"x-total-count": str(len(found))})
    if (page + 1) * limit < len(found):
        query = urlencode({"limit": limit, "p": page + 1})
        answer.headers["link"] = f'<{hub.url}/api/models/{model_id}/commits/main?{query}>; rel="next"'
    return answer


def dataset(hub: FakeHub, dataset_id: str, params: Params) -> Raw | None:
    """`/api/datasets/{id}`, or None when there is no such data set."""
    item = hub.datasets.get(dataset_id)
    if item is None:
        return None
    keys = _expanded(params)
    refused = [key for key in keys if key not in DATASET_KEYS - hub.refused_keys]
    if refused:
        return error(400, hub.refusal.format(key=refused[0]))
    return as_json(_only(item, keys) if keys else item)


def _expanded(params: Params) -> list[str]:
    return [value for name, value in params if name in {"expand", "expand[]"}]


def _only(item: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """Missing and null values are omitted, as on the Hub."""
    return {key: item[key] for key in ("_id", "id", *keys) if item.get(key) is not None}


def _list_item(item: Any, keys: Sequence[str]) -> Any:
    if not isinstance(item, dict):
        return item
    wanted = _only(item, keys) if keys else {**item, "modelId": item.get("id")}
    return _without_sizes(wanted) if "siblings" in wanted else wanted


def _without_sizes(item: dict[str, Any]) -> dict[str, Any]:
    siblings = item.get("siblings")
    if not isinstance(siblings, list):
        return item
    bare = [{"rfilename": s["rfilename"]} if isinstance(s, dict) and "rfilename" in s else s for s in siblings]
    return {**item, "siblings": bare}


def _cursor(last: Place, item: Any) -> str:
    """The Hub's recorded cursor: a condition on the sort key and `_id`, in base64."""
    created = item.get("createdAt") if isinstance(item, dict) else None
    if -milliseconds(created) != last.minus_ms or not isinstance(created, str):
        created = datetime.fromtimestamp(-last.minus_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    same = {"createdAt": created, "_id": {"$gt": last.hub_id}}
    condition = {"$or": [same, {"createdAt": {"$lt": created}}, {"createdAt": None}]}
    return base64.b64encode(json.dumps(condition, separators=(",", ":")).encode()).decode()


def _read_cursor(cursor: str) -> Place:
    same = json.loads(base64.b64decode(cursor))["$or"][0]
    return Place(-milliseconds(same["createdAt"]), same["_id"]["$gt"])

"""A row of the daily dump of all models as the item that the Hub's list has of it; what reads items judges it."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
SWITCHES = {"true": True, "false": False}


def item_of(row: dict[str, object]) -> dict[str, object]:
    """The item; keys of the row without a value are left out, as the Hub does.

    Args:
        row: values by the Hub's keys; times as microseconds since 1970 or written, `safetensors` as JSON.
    """
    item = {key: value for key, value in row.items() if value is not None}
    for key in ("createdAt", "lastModified"):
        if key in item:
            item[key] = _time(item[key])
    for key in ("downloads", "likes"):
        if isinstance(item.get(key), float):
            item[key] = _whole(item[key])
    for key in ("gated", "private", "disabled"):
        if isinstance(item.get(key), str):
            item[key] = SWITCHES.get(str(item[key]).lower(), item[key])
    if "safetensors" in item:
        item["safetensors"] = _safetensors(item["safetensors"])
    return item


def _time(value: object) -> object:
    """A time as the Hub writes it; a written one with a blank for its T too."""
    if type(value) is int:
        try:
            return (EPOCH + timedelta(microseconds=value)).isoformat(timespec="milliseconds") + "Z"
        except OverflowError:
            return value
    return f"{value[:10]}T{value[11:]}" if isinstance(value, str) and value[10:11] == " " else value


def _whole(value: object) -> object:
    """A count that a column with gaps has made a broken number; what is none stays as it is, NaN is a gap."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def _safetensors(value: object) -> object:
    """Numbers of parameters by type; a column of objects has every type, NULL where a model has none of it."""
    try:
        told = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return value
    sizes = told.get("parameters") if isinstance(told, dict) else None
    if not isinstance(sizes, dict):
        return None if isinstance(told, dict) and sizes is None else told
    return {"parameters": {kind: size for kind, size in sizes.items() if size is not None}}

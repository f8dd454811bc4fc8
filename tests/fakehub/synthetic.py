"""Any number of models made from their index when asked for, so that the Hub of today fits no memory."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fakehub.catalog import Place

EMISSIONS_TAG = "co2_eq_emissions"
EVERY = 258
"""One model in so many reports: about 12,000 of 3,100,000."""

NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
OLDEST = datetime(2022, 3, 3, tzinfo=UTC)
TASKS = ("text-generation", "text-classification", "image-classification", "automatic-speech-recognition", None)
LIBRARIES = ("transformers", "diffusers", "peft", "sentence-transformers", None)
SOURCES = ("codecarbon", "AutoTrain", "MLCO2 calculator")


class SyntheticCatalog:
    """`count` models; index 0 is the newest. Read only."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._step = (NEWEST - OLDEST) / max(count, 1)

    def __len__(self) -> int:
        return self._count

    def get(self, model_id: str) -> Any:
        """The model of that id, or None."""
        digits = model_id.rpartition("-")[2]
        index = int(digits) if digits.isdigit() else self._count
        item = self._item(index) if index < self._count else None
        return item if item and item["id"] == model_id else None

    def select(self, tags: Sequence[str], after: Place | None, limit: int) -> tuple[list[Any], Place | None]:
        """Up to `limit` items that carry all tags (none or the emissions tag), and where to go on."""
        if set(tags) - {EMISSIONS_TAG}:
            return [], None
        step = EVERY if tags else 1
        first = 0 if after is None else self._behind(after)
        first += -first % step
        indexes = range(first, self._count, step)
        items = [self._item(index) for index in indexes[:limit]]
        last = items[-1] if len(indexes) > limit else None
        return items, Place(0, last["_id"]) if last else None

    def _behind(self, place: Place) -> int:
        """The first index behind a place: an item's own, or a moment that was asked for."""
        if not place.hub_id.startswith("ffffffff"):
            return self._count - int(place.hub_id[8:], 16)
        moment = datetime.fromtimestamp(-place.minus_ms / 1000, UTC)
        index = max(0, (NEWEST - moment) // self._step)
        while index < self._count and self._created(index) >= moment:
            index += 1
        return index

    def _created(self, index: int) -> datetime:
        """When a model was made, in whole seconds as its item tells."""
        return (NEWEST - self._step * index).replace(microsecond=0)

    def _item(self, index: int) -> dict[str, Any]:
        created = NEWEST - self._step * index
        stamp = created.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        item = {
            "_id": f"{int(created.timestamp()):08x}{self._count - 1 - index:016x}",
            "id": f"owner{index % 9973}/model-{index}",
            "createdAt": stamp,
            "lastModified": stamp,
            "downloads": (index * 2654435761) % 100_003 if index % 3 == 0 else 0,
            "likes": index % 17,
            "gated": False,
            "private": False,
            "tags": ["region:us"],
            "library_name": LIBRARIES[index % 5],
            "pipeline_tag": TASKS[index * 7 % 5],
        }
        if index % 2:
            item["safetensors"] = {"parameters": {"F32": 1_000_000 + index}, "total": 1_000_000 + index}
        return _reporting(item, index, created) if index % EVERY == 0 else item


def _reporting(item: dict[str, Any], index: int, created: datetime) -> dict[str, Any]:
    draw = random.Random(index)
    emissions = {
        "emissions": round(draw.lognormvariate(3, 2.5), 6),
        "source": SOURCES[index % 3],
        "training_type": draw.choice(("fine-tuning", "pre-training")),
        "geographical_location": draw.choice(("Tehran, Iran", "us-central1", "Germany")),
        "hardware_used": draw.choice(("1 x NVIDIA A100", "4 RTX3090 24GB GPUs", "T4")),
    }
    return item | {
        "sha": f"{index:040x}",
        "tags": [EMISSIONS_TAG, "region:us"],
        "cardData": {"co2_eq_emissions": emissions, "license": "mit", "datasets": [f"owner/data-{index % 50}"]},
        "siblings": [
            {"rfilename": "README.md", "size": 900},
            {"rfilename": "model.safetensors", "size": 4_000_000 + index},
        ],
        "lastModified": (created + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
    }

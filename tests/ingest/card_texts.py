"""The bulk data set of card texts as the fake Hub has it: plain cards, unfilled templates, and planted reports."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from carbon.ingest.cards import REPO
from tests.fakehub import FakeHub
from tests.fixtures.card_texts import ENVIRONMENT

CHANGED = datetime(2026, 10, 5, 12, tzinfo=UTC)
UNKNOWN = "[More Information Needed]"
TEMPLATE = "---\nlicense: mit\n---\n" + ENVIRONMENT.format(
    hardware=UNKNOWN, hours=UNKNOWN, cloud=UNKNOWN, region=UNKNOWN, emitted=UNKNOWN
)
PLAIN = "---\nlicense: mit\n---\n# A card\nIt was trained on text.\n"
IN_METADATA = "---\nco2_eq_emissions: 12\n---\n# A card\nTraining emitted 12 g of CO2eq.\n"
PROSE = "---\nlicense: mit\ntags: [llm]\ndatasets:\n- owner/data\n---\n# A card\n\nTraining emitted {} kg of CO2eq.\n"


def card(number: int, text: str, **more: Any) -> dict[str, Any]:
    """A row of the data set: the card of model `owner/m-<number>`."""
    model_id = f"owner/m-{number}"
    return {"modelId": model_id, "card": text, "last_modified": CHANGED, "tags": ["llm", "region:us"], **more}


def cards(numbers: Sequence[int], reporting: Mapping[int, float]) -> list[dict[str, Any]]:
    """Cards of those models, each without a report but for the ones given with their kilograms."""
    without = (PLAIN, TEMPLATE, IN_METADATA)
    return [card(n, PROSE.format(reporting[n]) if n in reporting else without[n % 3]) for n in numbers]


def parquet(rows: Sequence[Mapping[str, Any]], **options: Any) -> bytes:
    """The rows as a Parquet file."""
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), out, **options)
    return out.getvalue()


def offer(hub: FakeHub, *shards: Sequence[Mapping[str, Any]], sha: str = "c" * 40) -> None:
    """Have the data set of card texts with these shards, and a file that is no shard."""
    names = (f"data/train-{number:05d}-of-{len(shards):05d}.parquet" for number in range(len(shards)))
    files = dict(zip(names, map(parquet, shards), strict=True))
    hub.add_dataset(REPO, {"README.md": b"# Cards", **files}, sha)

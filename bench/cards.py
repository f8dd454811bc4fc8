"""The scan of all card texts against a Hub on this machine: cards a second, memory, whether it finds all reports."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bench.figures import Figure
from bench.ingest import hub, run_ingest
from carbon.ingest.cards import REPO

MOST = 1_000_000
SHARDS = 4
GROUP = 10_000
REPORT_EVERY = 200
LIMIT_S = 600
UNKNOWN = "[More Information Needed]"
WORDS = [
    "the",
    "model",
    "of",
    "training",
    "data",
    "text",
    "language",
    "with",
    "for",
    "and",
    "is",
    "was",
    "evaluation",
    "tokens",
    "layer",
    "batch",
    "learning",
    "rate",
    "results",
    "benchmark",
    "fine-tuned",
    "dataset",
    "English",
    "weights",
    "license",
    "usage",
    "example",
    "output",
    "input",
    "prompt",
    "inference",
    "memory",
    "precision",
]
TEMPLATE = """## Environmental Impact

<!-- Total emissions (in grams of CO2eq) and additional considerations, such as electricity usage, go here. -->

Carbon emissions can be estimated using the \
[Machine Learning Impact calculator](https://mlco2.github.io/impact#compute) presented in [Lacoste et al. (2019)](https://arxiv.org/abs/1910.09700).

- **Hardware Type:** {hardware}
- **Hours used:** {hours}
- **Cloud Provider:** {provider}
- **Compute Region:** {region}
- **Carbon Emitted:** {emitted}
"""
UNFILLED = TEMPLATE.format(hardware=UNKNOWN, hours=UNKNOWN, provider=UNKNOWN, region=UNKNOWN, emitted=UNKNOWN)
HALF_FILLED = TEMPLATE.format(
    hardware="1 x A100", hours="12", provider=UNKNOWN, region="us-east-1", emitted="not known"
)
BESIDES = ("Its carbon footprint was not measured.", "A study of CO2 emissions in cities.", "Compute: 8 GPU hours.")


def measure(work: Path, cards: int) -> list[Figure]:
    """Scan `cards` generated cards, about 4,000 characters each, two fifths of them with the unfilled template."""
    folder, data = work / f"cards-{cards}", work / "cards-data"
    if not folder.exists():
        _generate(folder, cards)
    shutil.rmtree(data, ignore_errors=True)
    with hub("--synthetic", "1000", "--dataset", REPO, str(folder)) as url:
        seconds, peak, _ = run_ingest(url, data, "--cards")
    with duckdb.connect(data / "staging.duckdb", read_only=True) as staging:
        read, found = staging.execute(
            "SELECT sum(cards), (SELECT count(*) FROM card_reports) FROM card_shards"
        ).fetchall()[0]
    planted = len(range(0, cards, REPORT_EVERY))
    size_gb = sum(path.stat().st_size for path in folder.rglob("*.parquet")) / 1e9
    limit_s = LIMIT_S * cards / MOST
    return [
        Figure(
            "scan of all card texts",
            f"{cards:,} in ≤ {limit_s:,.0f} s",
            f"{seconds:,.0f} s · {read / seconds:,.0f} cards/s · {size_gb:.1f} GB of Parquet, with its download",
            seconds <= limit_s,
        ),
        Figure("… memory, with its helpers", "≤ 1,000 MB", f"{peak:,.0f} MB at its peak", peak <= 1000),
        Figure("… what it found", f"{planted:,}", f"{found:,} of {planted:,} planted", found == planted),
    ]


def _generate(folder: Path, cards: int) -> None:
    """Write the Parquet files; the same for the same number."""
    aside = folder.with_suffix(".building")
    shutil.rmtree(aside, ignore_errors=True)
    (aside / "data").mkdir(parents=True)
    chance = random.Random(7)
    paragraphs = [" ".join(chance.choices(WORDS, k=90)).capitalize() + "." for _ in range(5000)]
    schema = pa.schema(
        {
            "modelId": pa.string(),
            "card": pa.string(),
            "last_modified": pa.timestamp("us", "UTC"),
            "tags": pa.list_(pa.string()),
        }
    )
    per_shard = -(-cards // SHARDS)
    for shard in range(SHARDS):
        numbers = range(shard * per_shard, min((shard + 1) * per_shard, cards))
        path = aside / "data" / f"train-{shard:05d}-of-{SHARDS:05d}.parquet"
        with pq.ParquetWriter(path, schema, compression="zstd", compression_level=1) as out:
            for start in range(numbers.start, numbers.stop, GROUP):
                group = range(start, min(start + GROUP, numbers.stop))
                rows = [_row(chance, number, paragraphs) for number in group]
                out.write_table(pa.Table.from_pylist(rows, schema=schema))
    aside.replace(folder)


def _row(chance: random.Random, number: int, paragraphs: list[str]) -> dict[str, object]:
    text = "\n\n".join(chance.choices(paragraphs, k=chance.randint(3, 9)))
    card = f"---\nlicense: mit\ntags: [generated]\n---\n# Model {number}\n\n{text}\n\n{_ending(chance, number)}"
    return {
        "modelId": f"owner{number % 9973}/model-{number}",
        "card": card,
        "last_modified": 1790000000000000,
        "tags": ["mit"],
    }


def _ending(chance: random.Random, number: int) -> str:
    if number % REPORT_EVERY == 0:
        return f"## Environmental impact\n\nTraining emitted {number % 97 + 1} kg of CO2eq on 4 A100 in France.\n"
    drawn = chance.random()
    if drawn < 0.4:
        return UNFILLED
    if drawn < 0.42:
        return HALF_FILLED
    return chance.choice(BESIDES) if drawn < 0.46 else ""

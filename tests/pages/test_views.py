"""What the server sends for a view stays within 400 kB, however many models report."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from bench.views import LIMIT_BYTES, View, views
from tests.browser import server
from tests.pages.snapshots import write
from tests.running import run

#: Reports that differ from each other in all that a chart or a table shows of them.
MORE = """
INSERT INTO reports BY NAME
SELECT * EXCLUDE (n) REPLACE (
    printf('owner%d/a-model-with-a-long-name-%d', n, n) AS id, printf('owner%d', n) AS owner, n AS downloads,
    exp(1.3 + 2.6 * sin(n)) AS emissions_g, exp(19 + 2 * cos(n * 7))::BIGINT AS size_bytes,
    exp(20 + 3 * cos(n * 3))::BIGINT AS dataset_bytes, DATE '2022-03-01' + to_months((n % 40)::INTEGER) AS month,
    ['NLP', 'Computer Vision', 'Audio', 'Multimodal'][1 + n % 4] AS domain,
    ['A', 'B', 'C', 'D', 'E'][1 + n % 5] AS label_class, CASE n % 9 WHEN 0 THEN ['autotrain_low'] ELSE [] END AS flags
) FROM reports, range($more) AS numbers(n)
"""


def publish(data_dir: Path, reports: int) -> None:
    snapshot = write(data_dir, counts=[{}], reports=[{"category": "fine-tuning/nlp", "confidence": "low"}])
    snapshot.close()
    with duckdb.connect(snapshot.path) as connection:
        connection.execute(MORE, {"more": reports - 1})


@pytest.mark.parametrize("reports", [1_500, 12_000, 40_000])
def test_no_view_is_larger_than_400_kb(tmp_path: Path, reports: int) -> None:
    publish(tmp_path, reports)
    app = server.start(tmp_path, tmp_path / "app.log")
    try:
        seen = run(_seen(app.url))
    finally:
        app.stop()
    assert {view.what.split(",")[0] for view in seen} >= {"first view", "with a table open", "after a filter change"}
    assert {view.page: view for view in seen if view.sent_bytes > LIMIT_BYTES} == {}


async def _seen(url: str) -> list[View]:
    return [view async for view in views(url)]

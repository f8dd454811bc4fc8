"""The files: what is in them, in ranges and when unchanged, and what is said where they cannot be made."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from carbon.store.prepared import FOLDER
from tests.http.asking import Client
from tests.http.content import HOSTILE, LONG_ID, publish

FILES = ["/data/models.parquet", "/data/reports.csv"]


def rows(body: bytes) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(body.decode(), newline=""))}


def test_the_csv_holds_every_report_with_its_units_in_the_names(ask: Client) -> None:
    answer = ask("/data/reports.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="hub-carbon-reports.csv"'
    found = rows(answer.body)
    assert set(found) == {"ada/lovelace", "ada/small", "ada/giant", "gpt2", "eve/hostile", LONG_ID}
    row = found["ada/lovelace"]
    assert (row["emissions_g"], row["size_bytes"], row["label_class"]) == ("5.0", "268000000", "C")
    assert (row["created_at"], row["has_link"], row["downloads_30_days"]) == ("2023-05-04T00:00:00Z", "false", "50")


def test_no_cell_of_the_csv_is_a_formula(ask: Client) -> None:
    body = ask("/data/reports.csv").body
    cells = [cell for row in csv.reader(io.StringIO(body.decode(), newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "-"))] == []
    row = rows(body)["eve/hostile"]
    assert row["source"] == "'" + HOSTILE["source"]
    assert row["training_type"] == "'" + HOSTILE["training_type"]


def test_the_parquet_holds_every_model_and_says_of_which_snapshot(ask: Client) -> None:
    answer = ask("/data/models.parquet")
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    file = pq.ParquetFile(io.BytesIO(answer.body))
    found = {row["id"]: row for row in file.read().to_pylist()}
    assert {"ada/lovelace", "gpt2", "bob/silent", "bob/gone"} <= set(found)
    assert (found["bob/silent"]["reports"], found["bob/gone"]["gone"]) == (False, True)
    about = file.schema_arrow.metadata
    assert about[b"hub_carbon.built_at"] == b"2026-11-23T04:10:00"
    assert about[b"hub_carbon.endpoint"] == b"https://huggingface.co"


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_is_known_is_not_sent_again(ask: Client, path: str) -> None:
    etag = ask(path).headers["etag"]
    again = ask(path, If_None_Match=etag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert ask(path, "HEAD", If_None_Match=etag).status == 304
    assert ask(path, If_None_Match='"older"').status == 200


@pytest.mark.parametrize("path", FILES)
def test_a_download_goes_on_where_it_broke_off(ask: Client, path: str) -> None:
    whole = ask(path)
    assert whole.headers["accept-ranges"] == "bytes"
    first = ask(path, Range="bytes=0-99")
    rest = ask(path, Range="bytes=100-", If_Range=whole.headers["etag"])
    assert (first.status, rest.status) == (206, 206)
    assert first.body + rest.body == whole.body
    assert rest.headers["content-range"] == f"bytes 100-{len(whole.body) - 1}/{len(whole.body)}"


def test_a_download_of_another_snapshot_starts_anew(ask: Client) -> None:
    answer = ask("/data/reports.csv", Range="bytes=100-", If_Range='"older"')
    assert answer.status == 200
    assert answer.body == ask("/data/reports.csv").body


def test_a_range_that_is_not_there_is_416(ask: Client) -> None:
    answer = ask("/data/reports.csv", Range="bytes=99999999-")
    assert answer.status == 416
    assert answer.headers["content-range"].startswith("bytes */")
    assert answer.error()


def test_a_file_is_sent_as_it_lies_there(ask: Client) -> None:
    answer = ask("/data/reports.csv", Accept_Encoding="gzip, br")
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-length"] == str(len(answer.body))


def test_a_file_is_made_once_for_a_snapshot(ask: Client, data_dir: Path) -> None:
    first = ask("/data/models.parquet").headers["last-modified"]
    made = {path.name: path.stat().st_mtime_ns for path in (data_dir / FOLDER).iterdir()}
    assert ask("/data/models.parquet").headers["last-modified"] == first
    assert {path.name: path.stat().st_mtime_ns for path in (data_dir / FOLDER).iterdir()} == made


def test_a_server_that_may_not_write_says_so(start_app: Callable[..., Client], tmp_path: Path) -> None:
    publish(tmp_path)
    (tmp_path / FOLDER).write_text("no folder can be made here")
    ask = start_app(tmp_path)
    answer = ask("/data/models.parquet")
    assert answer.status == 503
    assert answer.error() == "This server cannot prepare files: its data directory is full or read-only."
    assert ask("/api/models/ada/lovelace").status == 200


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_never_another_than_what_was_asked_for(ask: Client, file: str) -> None:
    answer = ask(f"{file}?domain=NLP")
    assert answer.status == 400
    assert answer.error().startswith("'domain' means nothing here. Files hold every model or report")

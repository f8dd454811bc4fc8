"""`GET /data/models.parquet` and `/data/reports.csv`: the snapshot as files, whole or in ranges."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from carbon.http.answers import ASK_EACH_TIME, is_known
from carbon.http.reading import only, read
from carbon.store import export
from carbon.store.prepared import Busy, prepared, version
from carbon.store.reader import Snapshot
from carbon.store.selection import EVERYTHING, Selection

BUSY = "Another file is being prepared: ask again in a moment."
UNFILTERED = "Files hold every model or report; for some of them run `python -m carbon export` with filters."
NOT_WRITABLE = "This server cannot prepare files: its data directory is full or read-only."
log = logging.getLogger("carbon")


@dataclass(frozen=True, slots=True)
class Kind:
    """A file that is offered: its rows, its format, its media type."""

    rows: Callable[[Snapshot, Selection], export.Export]
    format: str
    media_type: str


FILES: Mapping[str, Kind] = {
    "models.parquet": Kind(export.models, "parquet", "application/vnd.apache.parquet"),
    "reports.csv": Kind(export.reports, "csv", "text/csv; charset=utf-8"),
}
NO_FILE = f"There is no such file. There are: {', '.join(f'/data/{file}' for file in FILES)}."
WHOLE = replace(EVERYTHING, with_flagged=True)


def answer(request: Request) -> Response:
    """The file of the newest snapshot; 304 where the client has it, 503 where it cannot be made here or now."""
    name = request.path_params["file"]
    if name not in FILES:
        raise HTTPException(404, NO_FILE)
    only(request, [], UNFILTERED)
    return read(lambda snapshot: _file(request, snapshot, name))


def folder(_: Request) -> Response:
    """The answer to whoever names no file."""
    raise HTTPException(404, NO_FILE)


def _file(request: Request, snapshot: Snapshot, name: str) -> Response:
    etag = f'"{version(snapshot)}.{name}"'
    headers = {"Cache-Control": ASK_EACH_TIME, "ETag": etag}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    kind = FILES[name]
    write = partial(export.FORMATS[kind.format], kind.rows(snapshot, WHOLE))
    try:
        path = prepared(snapshot, name, write)
    except Busy as error:
        raise HTTPException(503, BUSY, {"Retry-After": "10"}) from error
    except OSError as error:
        log.error("%s cannot be prepared: %s", name, error)
        raise HTTPException(503, NOT_WRITABLE) from error
    start = "hub-carbon-sample" if snapshot.is_sample else "hub-carbon"
    return FileResponse(path, headers=headers, media_type=kind.media_type, filename=f"{start}-{name}")


route = Route("/data/{file}", answer, methods=["GET"])
above = [Route(path, folder, methods=["GET"]) for path in ("/data", "/data/")]

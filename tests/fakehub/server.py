"""The fake Hub's server: a thread that listens on a free port of this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from tests.fakehub.app import Endpoint
from tests.fakehub.catalog import Catalog
from tests.fakehub.faults import Faults
from tests.fakehub.repos import Repos
from tests.fakehub.synthetic import SyntheticCatalog

GOOD_TOKEN = "hf_good"
READ_TOKEN = "hf_reader"


@dataclass(frozen=True)
class Request:
    """A request as it came: path, query pairs, headers by lower-case name."""

    path: str
    params: list[tuple[str, str]]
    headers: Mapping[str, str]


class FakeHub:
    """A Hub on 127.0.0.1; a context manager that serves while it is open.

    Attributes to set: `models`, `commits` and `datasets` by id, `renamed` (old id to new), `disabled` ids,
    `faults`, `pause_s` before each page, `refused_keys`, `refusal` (text of the 400), `tokens`, `writers` among them,
    `repos` (files of data sets), `quota` requests a window of `window_s` (each of api and resolvers), `readmes` by
    model id, `files` of data sets by name, `large_files_at` (another fake Hub).
    To read: `url`, `requests`.
    """

    def __init__(
        self,
        models: Iterable[Any] | Catalog | SyntheticCatalog = (),
        *,
        commits: Mapping[str, list[Any]] | None = None,
        datasets: Mapping[str, Mapping[str, Any]] | None = None,
        quota: int | None = None,
        window_s: int = 300,
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._socket = _listen(port)
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.reset(models, commits=commits, datasets=datasets, quota=quota, window_s=window_s, clock=clock)
        config = uvicorn.Config(
            Starlette(routes=[Route("/{path:path}", Endpoint(self))]),
            log_level="critical",
            access_log=False,
            lifespan="off",
            date_header=False,
            http="h11",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def reset(
        self,
        models: Iterable[Any] | Catalog | SyntheticCatalog = (),
        *,
        commits: Mapping[str, list[Any]] | None = None,
        datasets: Mapping[str, Mapping[str, Any]] | None = None,
        quota: int | None = None,
        window_s: int = 300,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start over with other content, no faults and a full quota; the address stays."""
        self.models = models if isinstance(models, Catalog | SyntheticCatalog) else Catalog(models)
        self.commits: dict[str, list[Any]] = dict(commits or {})
        self.datasets: dict[str, Mapping[str, Any]] = dict(datasets or {})
        self.quota, self.window_s, self.clock = quota, window_s, clock
        self.faults = Faults()
        self.pause_s = 0.0
        self.requests: list[Request] = []
        self.renamed: dict[str, str] = {}
        self.disabled: set[str] = set()
        self.tokens = {GOOD_TOKEN, READ_TOKEN}
        self.writers = {GOOD_TOKEN}
        self.repos = Repos(self)
        self.refused_keys: set[str] = set()
        self.refusal = 'Invalid expand key: "{key}"'
        self.readmes: dict[str, str | bytes] = {}
        self.files: dict[str, dict[str, bytes | Path]] = {}
        self.large_files_at: FakeHub | None = None
        self.elsewhere: dict[str, bytes | Path] = {}
        self._window_ends, self._used = clock() + window_s, Counter[str]()
        self.over_quota = 0

    @property
    def stopping(self) -> bool:
        """Whether the server is on its way out: answers that never end do end then."""
        return self._server.should_exit

    def take_quota(self, resource: str) -> tuple[bool, dict[str, str]]:
        """Count one request: whether it is within the resource's quota, and the headers that tell."""
        now = self.clock()
        if now >= self._window_ends:
            self._window_ends, self._used = now + self.window_s, Counter()
        self._used[resource] += 1
        allowed = 10**9 if self.quota is None else self.quota
        left, seconds = max(allowed - self._used[resource], 0), max(round(self._window_ends - now), 0)
        headers = {
            "ratelimit": f'"{resource}";r={left};t={seconds}',
            "ratelimit-policy": f'"fixed window";"{resource}";q={allowed};w={self.window_s}',
        }
        within = self._used[resource] <= allowed
        self.over_quota += not within
        return within, headers

    def add_dataset(self, repo: str, files: Mapping[str, bytes | Path], sha: str = "c" * 40) -> None:
        """Have a data set with these files, in one commit."""
        modified = "2026-11-20T06:00:00.000Z"
        self.datasets[repo] = {"_id": "1", "id": repo, "sha": sha, "lastModified": modified}
        self.files[repo] = dict(files)

    def transport(self, client: tuple[str, int] | None) -> Any:
        """The transport of a client's connection, to be closed or written to directly."""
        for connection in self._server.server_state.connections:
            if connection.client == client:
                return connection.transport
        raise LookupError(f"no connection from {client}")

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the fake Hub did not start")
            time.sleep(0.005)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving; open connections are closed."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()

    def serve_forever(self) -> None:
        """Serve on this thread until a signal ends the process."""
        self._server.run([self._socket])


def _listen(port: int) -> socket.socket:
    # Named as TCP, so that asyncio sends small answers at once instead of waiting for an acknowledgement.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(128)
    return listening

"""Requests as they are written, down to the byte of the path; follows nothing and mends nothing."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers by lower-case name, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON, which its type has to say."""
        assert self.headers["content-type"] == "application/json", (self.status, self.headers, self.body[:200])
        return json.loads(self.body)

    def error(self) -> str:
        """The reason of a refusal, which holds nothing else."""
        facts = self.json()
        assert set(facts) == {"error"}
        return str(facts["error"])


class Client:
    """Asks one server; each request on a connection of its own."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self.log = log
        self._host = urlsplit(url).netloc

    def __call__(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Ask; `If_None_Match="…"` is the header `If-None-Match`."""
        connection = http.client.HTTPConnection(self._host, timeout=60)
        connection._validate_path = lambda _: None  # hostile paths are sent as they are
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, told, answer.read())
        finally:
            connection.close()

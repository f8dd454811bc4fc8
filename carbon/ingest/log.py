"""Log lines as JSON on stderr, with every token taken out; never writes to a file."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from datetime import UTC, datetime
from types import TracebackType

NAME = "carbon.ingest"
LIBRARIES = ("huggingface_hub", "httpx2", "httpx", "httpcore", "urllib3")
MASK = "[token]"
SECRETS = re.compile(r"hf_(?=[A-Za-z0-9]{8})[A-Za-z0-9_\-]+|(?i:bearer)\s+[^\s\"',;\\]+")

log = logging.getLogger(NAME)


def event(level: int, name: str, **fields: object) -> None:
    """Log one event with its fields, e.g. `event(logging.INFO, "stage", stage="census")`."""
    log.log(level, name, extra={"fields": fields})


def redact(text: str) -> str:
    """`text` without anything that is, or looks like, a Hub token."""
    own = os.environ.get("HF_TOKEN", "").strip()
    if len(own) >= 4:
        text = text.replace(own, MASK)
    return SECRETS.sub(MASK, text)


class JsonLines(logging.Formatter):
    """One JSON object a record: time, level, event, fields; the whole line is redacted last of all."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.name != NAME:
            line["logger"] = record.name
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, default=str, ensure_ascii=False))


def set_up(level: int = logging.INFO) -> None:
    """Send all log records, those of the libraries too, to stderr as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(level)
    for name in LIBRARIES:
        library = logging.getLogger(name)
        library.handlers, library.propagate = [], True
    logging.raiseExceptions = False  # stderr may be a pipe whose reader has died
    sys.excepthook = _log_crash


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("crash", exc_info=(kind, error, trace))

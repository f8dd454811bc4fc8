"""Which model a reader means: reads ids and Hub links; looks nothing up."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_PART = r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}"
_ID = re.compile(rf"{_PART}/{_PART}")
_NAME = re.compile(_PART)
_LINK = re.compile(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)(?=/)(?P<path>/.*)", re.I)

#: First parts of Hub links that lead to no model.
_NOT_MODELS = {
    "api", "blog", "chat", "collections", "datasets", "docs", "enterprise", "join", "learn", "login", "models",
    "new", "organizations", "papers", "posts", "pricing", "settings", "spaces", "tasks", "welcome",
}  # fmt: skip
#: What follows a model's id in a Hub link, so that a link to an old one-part id (`gpt2`) is told from a person's page.
_BELOW_A_MODEL = {"blob", "commits", "commit", "discussions", "raw", "resolve", "tree"}


def model_id_of(text: str) -> str | None:
    """The id that `text` names for certain: `owner/name`, or a link to a model on the Hub.

    None for a part of a name, for links to anything else, and for what can be no id.
    """
    wanted = text.strip()
    link = _LINK.fullmatch(wanted)
    if link:
        return _of_path(link["path"])
    return wanted if _ID.fullmatch(wanted) else None


def is_old_id(text: str) -> bool:
    """Whether `text` can be the id of an old model, which has one part."""
    return _NAME.fullmatch(text) is not None


def _of_path(path: str) -> str | None:
    parts = [unquote(part) for part in urlsplit(path).path.split("/") if part]
    if parts[:1] == ["models"] and len(parts) > 1:
        parts = parts[1:]
    if not parts or parts[0] in _NOT_MODELS:
        return None
    if len(parts) == 1 or parts[1] in _BELOW_A_MODEL:
        return parts[0] if _NAME.fullmatch(parts[0]) else None
    named = "/".join(parts[:2])
    return named if _ID.fullmatch(named) else None

"""What an answer's status means: try again, or which error; never sees the token."""

from __future__ import annotations

import json
import re
from typing import NoReturn

import httpx2
from huggingface_hub.utils import hf_raise_for_status  # type: ignore[attr-defined]

from carbon.hub.errors import BadToken, HubRefused, brief
from carbon.hub.exchange import Reply
from carbon.hub.patience import Setback
from carbon.hub.quota import Quota, read_retry_after

TRANSIENT = {408, 425, 429}
BAD_CREDENTIALS = "Invalid credentials in Authorization header"
LONGEST_TEXT = 1_000
_REPO_PATH = re.compile(r"/(api/(models|datasets|spaces|resolve-cache)|datasets)/.|/.+/resolve/")


def setback_of(reply: Reply, quota: Quota | None, now: float) -> Setback | None:
    """Why the request is to be sent again, or None when the answer is final."""
    transient = reply.status in TRANSIENT or (reply.status >= 500 and reply.status != 501)
    if not transient:
        return None
    told_s = read_retry_after(reply.headers)
    if reply.status == 429 and quota is not None and quota.remaining == 0:
        told_s = max(told_s or 0.0, quota.wait_s(now))
    reason = f"status {reply.status}" + (f" ({error_text(reply)[:200]})" if error_text(reply) else "")
    return Setback(reason, told_s, refused=reply.status == 429 and told_s is not None)


def raise_refusal(reply: Reply, path: str, *, has_token: bool) -> NoReturn:
    """Raise what a final answer other than a 2xx means, in huggingface_hub's error types where it has one."""
    is_repo = _REPO_PATH.match(path) is not None
    if reply.status == 401 and (BAD_CREDENTIALS in error_text(reply) or (has_token and not is_repo)):
        raise BadToken(
            f"The Hub does not accept the token (status 401 from {brief(reply.url)}): set HF_TOKEN to a valid token, "
            "or unset it to read without one."
        )
    hf_raise_for_status(_plain_response(reply, is_repo=is_repo))
    raise HubRefused(f"{brief(reply.url)} answered with status {reply.status}, which this client cannot use.")


def error_text(reply: Reply) -> str:
    """The Hub's own words: from its header, its JSON, or a short plain text; never an HTML page."""
    told = reply.headers.get("x-error-message") or _json_error(reply.body)
    if not told and "html" not in reply.headers.get("content-type", ""):
        told = reply.body[:LONGEST_TEXT].decode("utf-8", "replace")
    return "".join(c for c in " ".join(told.split())[:LONGEST_TEXT] if c.isprintable())


def _json_error(body: bytes) -> str:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    error = value.get("error") if isinstance(value, dict) else None
    return error if isinstance(error, str) else ""


def _plain_response(reply: Reply, *, is_repo: bool) -> httpx2.Response:
    """The answer rebuilt for huggingface_hub's judgement: it trusts bodies more than they deserve (a JSON list
    makes it fail), takes a 401 for a missing repository on https only, keeps the request's headers, and repeats the
    whole query in its messages."""
    code = reply.headers.get("x-error-code", "")
    if reply.status == 401 and is_repo and not code:
        code = "RepoNotFound"
    headers = {"content-type": "application/json", "x-error-code": code}
    for name in ("x-error-message", "x-request-id"):
        if name in reply.headers:
            headers[name] = reply.headers[name][:LONGEST_TEXT]
    content = json.dumps({"error": error_text(reply)}).encode()
    request = httpx2.Request("GET", reply.url.partition("?")[0])
    return httpx2.Response(reply.status, headers=headers, content=content, request=request)

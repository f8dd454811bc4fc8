"""The headers of requests to the Hub, and what of them another host may see; sends nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

from carbon.hub.errors import BadToken

LIBRARY = ("hub-carbon", "0.1")


def headers_with(token: str | bool | None) -> dict[str, str]:
    """The headers of every request; `token` as in `HubClient`.

    Raises:
        BadToken: it cannot be sent.
    """
    used = False if token == "" else token
    headers = dict(build_hf_headers(token=used, library_name=LIBRARY[0], library_version=LIBRARY[1]))
    if not re.fullmatch(r"[\x21-\x7e]+", headers.get("authorization", "Bearer none").removeprefix("Bearer ")):
        raise BadToken("The Hub token holds spaces, line breaks or other characters no token has: set HF_TOKEN anew.")
    return headers


def has_token(headers: Mapping[str, str]) -> bool:
    """Whether a token is among them."""
    return "authorization" in headers


def without_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    """Those that any host may see."""
    return {name: value for name, value in headers.items() if name == "user-agent"}

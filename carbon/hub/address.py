"""The endpoint's own addresses: what may be asked, followed and saved; never an address of another host."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, quote, urlencode, urljoin, urlsplit

from carbon.hub.errors import ForeignLink, brief

PORTS = {"http": 80, "https": 443}
_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_REL_NEXT = re.compile(r""";\s*rel\s*=\s*"?next"?(?:\s|;|,|$)""", re.IGNORECASE)


class Endpoint:
    """The configured Hub, e.g. `https://huggingface.co`; paths are relative to it and start with `/`."""

    def __init__(self, address: str) -> None:
        """Raise ValueError when `address` is not http(s)://host[:port][/path]."""
        parts = urlsplit(address.rstrip("/"))
        if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.query:
            raise ValueError(f"{address!r} is not a Hub address: use https://host, without user or query.")
        self._origin = _origin(parts)
        self._prefix = parts.path
        self.base = parts.geturl()

    def url(self, path: str) -> str:
        """The full address of a relative path."""
        if not path.startswith("/"):
            raise ValueError(f"{path!r} is not a path of the Hub: it must start with a slash.")
        return self.base + path

    def path(self, target: str, found_at: str) -> str:
        """The relative path of `target`, a link or redirect found in the answer from the URL `found_at`.

        Raises:
            ForeignLink: the target's scheme, host or port is not the endpoint's.
        """
        try:
            parts = urlsplit(urljoin(found_at, target))
            own = _origin(parts) == self._origin and "@" not in parts.netloc
        except ValueError:
            own = False
        if not own or not parts.path.startswith(self._prefix + "/"):
            raise ForeignLink(
                f"{brief(found_at)} points to {brief(target)[:200]!r}, which is not at {self.base}; it was not "
                f"followed. If that host is the Hub you mean, set HF_ENDPOINT to it."
            )
        path = parts.path.removeprefix(self._prefix)
        return f"{path}?{parts.query}" if parts.query else path


def foreign_address(target: str, found_at: str) -> str | None:
    """The full address of a redirect to another host; None where it is none, names a user, or gives up on https."""
    try:
        parts = urlsplit(urljoin(found_at, target))
        _ = parts.port
    except ValueError:
        return None
    safe = parts.scheme == "https" or (parts.scheme == "http" and found_at.startswith("http:"))
    return parts.geturl() if safe and parts.hostname and "@" not in parts.netloc else None


def with_params(path: str, params: Sequence[tuple[str, str]]) -> str:
    """The path with query parameters appended, in their order."""
    if not params:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(params)}"


def quoted_id(repo_id: str) -> str:
    """A repository id as it stands in a path: percent-encoded, its one slash kept."""
    return quote(repo_id, safe="/")


def next_link(header: str | None) -> str | None:
    """The address of `rel="next"` in a Link header, or None."""
    for match in _LINK.finditer(header or ""):
        if _REL_NEXT.search(match[2]):
            return match[1]
    return None


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, (parts.hostname or "").lower(), parts.port or PORTS.get(parts.scheme, 0)

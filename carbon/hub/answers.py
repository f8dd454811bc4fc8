"""What an answer of the Hub says: its JSON, its file, or where to ask instead; sends nothing and waits for nothing."""

from __future__ import annotations

from dataclasses import dataclass

from carbon.hub.address import Endpoint, foreign_address, next_link
from carbon.hub.decode import NotJsonError, TooDeepError, decode
from carbon.hub.errors import ForeignLink, HubRefused, UnusableAnswer, brief
from carbon.hub.exchange import Reply
from carbon.hub.patience import Setback
from carbon.hub.quota import Quota
from carbon.hub.verdict import raise_refusal

REDIRECTS = {301, 302, 303, 307, 308}
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Answer:
    """A usable answer: its JSON, the relative path of the next page, its URL, the quota it told."""

    payload: object
    next_path: str | None
    url: str
    quota: Quota | None


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """A file as it came: its bytes, `cut` where it has more, and its ETag; `body` None where it is unchanged."""

    body: bytes | None
    cut: bool
    etag: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Where an answer redirects to: a path at the endpoint, or the address of a file at another host."""

    path: str


def json_answer(
    reply: Reply, path: str, quota: Quota | None, endpoint: Endpoint, *, has_token: bool
) -> Answer | Setback:
    """The JSON of an answer, or why to ask again; raises what `HubClient.get` raises for a final answer."""
    if not 200 <= reply.status < 300:
        raise_refusal(reply, path, has_token=has_token)
    try:
        payload = decode(reply.body)
    except NotJsonError as error:
        return Setback(f"status {reply.status}, but not JSON: {error}")
    except TooDeepError as error:
        raise UnusableAnswer(f"{brief(reply.url)} answered with {error}.") from error
    link = next_link(reply.headers.get("link"))
    return Answer(payload, None if link is None else endpoint.path(link, reply.url), reply.url, quota)


def file_answer(reply: Reply, path: str, *, has_token: bool) -> FileAnswer | Setback:
    """The file that an answer holds, or why to ask again; raises what `HubClient.get` raises for a final answer."""
    etag = reply.headers.get("etag")
    if reply.status == NOT_MODIFIED:
        return FileAnswer(None, False, etag)
    if not 200 <= reply.status < 300:
        raise_refusal(reply, path, has_token=has_token and path.startswith("/"))
    if "text/html" in reply.headers.get("content-type", ""):
        return Setback(f"status {reply.status}, but a web page instead of the file")
    return FileAnswer(reply.body, reply.cut, etag)


def moved(reply: Reply, endpoint: Endpoint, *, elsewhere: bool) -> Moved:
    """Where an answer redirects to; `elsewhere`: other hosts may be asked.

    Raises:
        HubRefused: to an address that is not followed.
    """
    target = reply.headers.get("location", "")
    try:
        return Moved(endpoint.path(target, reply.url))
    except ForeignLink as error:
        foreign = foreign_address(target, reply.url) if elsewhere else None
        if foreign is None:
            raise HubRefused(f"Redirect refused: {error}") from error
        return Moved(foreign)

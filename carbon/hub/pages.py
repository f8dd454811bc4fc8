"""The Hub's lists page by page, each with where to go on; stores nothing, so a page can be saved before the next."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from huggingface_hub.errors import BadRequestError

from carbon.hub.address import with_params
from carbon.hub.answers import Answer
from carbon.hub.client import HubClient
from carbon.hub.errors import StuckPaging, UnusableAnswer, brief
from carbon.hub.fields import shown

MODELS = "/api/models"
EXPAND = {"expand", "expand[]"}
CENSUS_LIMIT = 1000
REPORTER_LIMIT = 200
"""Cards with results weigh up to 34 KB each: 1,000 of them make an answer of tens of megabytes."""

CENSUS_KEYS = (
    "createdAt",
    "lastModified",
    "downloads",
    "likes",
    "library_name",
    "pipeline_tag",
    "gated",
    "private",
    "disabled",
    "safetensors",
)
REPORTER_KEYS = (*CENSUS_KEYS, "sha", "tags", "cardData", "model-index", "siblings", "baseModels")


class Page(NamedTuple):
    """One page: raw items, the relative path of the next page (None at the end), its number from 1."""

    items: list[object]
    next_path: str | None
    number: int


def list_params(
    filter_tag: str | None, expand: Sequence[str], limit: int = CENSUS_LIMIT, sort: str = "createdAt"
) -> list[tuple[str, str]]:
    """Query of a model list. `createdAt` never changes, so paging by it skips and repeats nothing."""
    params = [("limit", str(limit)), ("sort", sort)]
    if filter_tag is not None:
        params.append(("filter", filter_tag))
    return params + [("expand", key) for key in expand]


def older_than(time: datetime, expand: Sequence[str], limit: int = CENSUS_LIMIT) -> str:
    """The path of the first page of models made before `time` (UTC), as the Hub's own links would name it.

    The Hub's cursors are conditions on the sort key and `_id`; this one lies behind every model of that moment.
    """
    moment = time.isoformat(timespec="milliseconds") + "Z"
    condition = [{"createdAt": moment, "_id": {"$gt": "f" * 24}}, {"createdAt": {"$lt": moment}}, {"createdAt": None}]
    cursor = base64.b64encode(json.dumps({"$or": condition}, separators=(",", ":")).encode()).decode()
    return with_params(MODELS, [*list_params(None, expand, limit), ("cursor", cursor)])


def follow(client: HubClient, path: str) -> Iterator[Answer]:
    """The answers from `path` on; the next request is sent only when the next answer is asked for.

    Raises:
        StuckPaging: an answer names itself or an earlier one as the next.
    """
    seen: set[int] = set()
    following: str | None = path
    while following is not None:
        seen.add(hash(following))
        answer = client.get(following)
        check_advance(answer, seen)
        yield answer
        following = answer.next_path or beyond(client.get, following, answer.payload)


def beyond(get: Callable[[str], Answer], path: str, payload: object) -> str | None:
    """Where a list goes on behind a page that names no next one; None where it ends there.

    A page that is not full is the last. A full one is asked for again, one item shorter: as something is left behind
    that, the Hub names a next page, which begins with the last item of the full one and shows whether more follow.

    Raises:
        UnusableAnswer: the shorter page names no next one either, so something on the way takes these names out.
    """
    limit = _limit_of(path)
    if not isinstance(payload, list) or limit < 2 or len(payload) < limit:
        return None
    shorter = get(_with_limit(path, limit - 1))
    if shorter.next_path is None:
        raise UnusableAnswer(
            f"{brief(shorter.url)} has more to come but names no next page: the list would end too early. "
            "Does a proxy remove the Link header? Let it pass, or set HF_ENDPOINT to the Hub itself."
        )
    rest = get(shorter.next_path)
    more = rest.next_path is not None or (isinstance(rest.payload, list) and len(rest.payload) > 1)
    return shorter.next_path if more else None


def check_advance(answer: Answer, seen: set[int]) -> None:
    """Raise StuckPaging when the answer's next page was seen before."""
    if answer.next_path is not None and hash(answer.next_path) in seen:
        raise StuckPaging(
            f"{brief(answer.url)} names a page as the next one that was already read: the list would never end. "
            "Start the list anew."
        )


class ModelPages:
    """The pages of a model list; iterate once.

    Attributes:
        keys: the keys still asked for; those the Hub refuses are dropped with a warning event.
        refused: the keys dropped so far.
    """

    def __init__(
        self,
        client: HubClient,
        keys: Sequence[str],
        filter_tag: str | None = None,
        limit: int = CENSUS_LIMIT,
        next_path: str | None = None,
    ) -> None:
        """List models with `keys`, from the newest on or from a saved `next_path`."""
        self.keys = tuple(keys)
        self.refused: tuple[str, ...] = ()
        self._client = client
        self._start = next_path or with_params(MODELS, list_params(filter_tag, keys, limit))

    def __iter__(self) -> Iterator[Page]:
        """Raise what `HubClient.get` raises, UnusableAnswer for a page that is no list, StuckPaging."""
        seen: set[int] = set()
        following: str | None = self._start
        number = 0
        while following is not None:
            following = _without(following, self.refused)
            answer = self._get(following)
            seen.add(hash(following))
            check_advance(answer, seen)
            if not isinstance(answer.payload, list):
                raise UnusableAnswer(f"{brief(answer.url)} answered with no list but {shown(answer.payload)}.")
            number += 1
            following = answer.next_path or beyond(self._get, following, answer.payload)
            yield Page(answer.payload, following, number)

    def _get(self, path: str) -> Answer:
        while True:
            try:
                return self._client.get(path)
            except BadRequestError as error:
                refused = self._find_refused(str(error.server_message or error))
                if not refused:
                    raise
                self._drop(refused, path)
                path = _without(path, refused)

    def _drop(self, refused: tuple[str, ...], path: str) -> None:
        self.keys = tuple(key for key in self.keys if key not in refused)
        self.refused += refused
        message = f"The Hub refuses the keys {', '.join(refused)}; going on without them"
        self._client.warn("key_refused", message, self._client.endpoint.url(path))

    def _find_refused(self, message: str) -> tuple[str, ...]:
        """The keys the Hub refuses, by asking: those its message names first, since it may name allowed ones."""
        named = tuple(key for key in self.keys if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", message))
        others = tuple(key for key in self.keys if key not in named)
        return self._refused_of(named) or self._refused_of(others)

    def _refused_of(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if self._is_refused(key))

    def _is_refused(self, key: str) -> bool:
        try:
            self._client.get(MODELS, list_params(None, (key,), limit=1))
        except BadRequestError:
            return True
        return False


def _limit_of(path: str) -> int:
    """How many items a page may have at most; 0 where its path does not say."""
    given = dict(parse_qsl(urlsplit(path).query)).get("limit", "")
    return int(given) if given.isdecimal() else 0


def _with_limit(path: str, limit: int) -> str:
    parts = urlsplit(path)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "limit"]
    return f"{parts.path}?{urlencode([('limit', str(limit)), *query])}"


def _without(path: str, keys: Sequence[str]) -> str:
    """The path with the given keys no longer expanded; unchanged, to the letter, when it asks for none of them."""
    if not keys:
        return path
    parts = urlsplit(path)
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if not (name in EXPAND and value in keys)]
    return path if len(kept) == len(query) else f"{parts.path}?{urlencode(kept)}"

"""How routes read: from the newest snapshot that can be read, by an id that a model can have."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request

from carbon.hub.record import is_model_id
from carbon.serving import current_snapshot, pass_over
from carbon.store.reader import UNREADABLE, Snapshot

T = TypeVar("T")


def read(ask: Callable[[Snapshot], T]) -> T:
    """`ask` of the newest snapshot that can be read.

    Raises:
        HTTPException: 503, there is none.
    """
    snapshot = current_snapshot()
    if snapshot is None:
        raise HTTPException(503, "There is no data yet, not even a sample.", {"Retry-After": "60"})
    try:
        return ask(snapshot)
    except UNREADABLE as error:
        pass_over(snapshot, error)
    return read(ask)


def only(request: Request, keys: Collection[str], told: str) -> None:
    """Refuse every parameter but these: whoever sends it would take the answer for another.

    Raises:
        HTTPException: 400, with what is `told` of the parameters that there are.
    """
    unknown = sorted(set(request.query_params) - set(keys))
    if unknown:
        raise HTTPException(400, f"{unknown[0][:60]!r} means nothing here. {told}")


def model_id(request: Request, *, ending: str = "") -> str:
    """The model that the rest of the path names, `owner/name` or an old one-part id, without the ending.

    Raises:
        HTTPException: 404 for another ending, 400 for what can be no id.
    """
    rest = str(request.path_params["model"])
    if rest.endswith("/"):
        raise HTTPException(404, "There is nothing here: the address ends in a slash. Leave it out.")
    if not rest.endswith(ending):
        raise HTTPException(404, f"There is nothing here: the address of a model here ends in {ending}.")
    named = rest.removesuffix(ending)
    if not is_model_id(named):
        raise HTTPException(400, "This can be no model's id: write owner/name with letters, digits, '-', '_' and '.'.")
    return named

"""The README of a model, where its card's text stands; sends requests, reads nothing out of it."""

from __future__ import annotations

from typing import NamedTuple

from carbon.hub.address import quoted_id
from carbon.hub.card_body import body_of
from carbon.hub.client import HubClient
from carbon.hub.errors import NotAnId
from carbon.hub.record import is_model_id

README = "README.md"
#: Of a longer file only this much is read: front matter and body of any card that was written by hand fit in.
MOST_BYTES = 3 * 2**20


class Readme(NamedTuple):
    """A card's text below its front matter, None where it is still the known one; `cut` where there is more of it."""

    body: str | None
    cut: bool
    etag: str | None


def readme(client: HubClient, model_id: str, etag: str | None = None) -> Readme:
    """The text of a model's card, or that it is still the one with this ETag.

    Raises:
        NotAnId: `model_id` cannot be the id of a model.
        huggingface_hub.errors.HfHubHTTPError: the Hub does not show it: the model or the file is gone, or gated.
        HubError: as `HubClient.get`.
    """
    if not is_model_id(model_id):
        raise NotAnId(f"{model_id[:200]!r} is not a model's id: write owner/name, as in the model's address.")
    answer = client.get_file(f"/{quoted_id(model_id)}/resolve/main/{README}", etag, max_bytes=MOST_BYTES)
    if answer.body is None:
        return Readme(None, answer.cut, answer.etag or etag)
    body, cut = body_of(answer.body.decode("utf-8", "replace"))
    return Readme(body, cut or answer.cut, answer.etag)

"""A card as it came into the part of it that is stored; sends no request and reads nothing out of it."""

from __future__ import annotations

from carbon.card.body import LONGEST_BODY
from carbon.card.reading import split_card
from carbon.hub.fields import storable


def body_of(text: str) -> tuple[str, bool]:
    """The part of a card below its front matter that can be read and stored, and whether more of it was left out."""
    _, body = split_card(text)
    return storable(body[:LONGEST_BODY]), len(body) > LONGEST_BODY

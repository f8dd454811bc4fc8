"""What a card says the model was made from: data sets and base models. Follows no link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carbon.card.words import meaningful

#: Of longer lists only this many names are kept.
MOST_NAMES = 100


def datasets_of(card: object) -> list[str]:
    """The data sets that a card's metadata names (`datasets`: a name or a list of names), each once."""
    return _names(card.get("datasets")) if isinstance(card, dict) else []


def base_models_of(base_models: object, card: object = None) -> tuple[list[str], str | None]:
    """Ids of the base models and the relation to them.

    Args:
        base_models: the Hub's own `baseModels`: `{"relation": …, "models": [{"id": …}]}`.
        card: the card's metadata, whose `base_model` and `base_model_relation` count where the Hub has none.
    """
    if isinstance(base_models, dict):
        models = base_models.get("models")
        ids = [model.get("id") for model in models if isinstance(model, dict)] if isinstance(models, list) else []
        if names := _names(ids):
            return names, meaningful(base_models.get("relation"))
    if isinstance(card, dict):
        names = _names(card.get("base_model"))
        return names, meaningful(card.get("base_model_relation")) if names else None
    return [], None


def known_sum(names: Sequence[str], sizes: Mapping[str, int | None]) -> int | None:
    """The sum of the sizes of `names`; None where there are no names or one of the sizes is not known."""
    known = [size for name in names if (size := sizes.get(name)) is not None]
    return sum(known) if names and len(known) == len(names) else None


def _names(value: object) -> list[str]:
    entries = value[:MOST_NAMES] if isinstance(value, list) else [value]
    texts = [meaningful(entry) for entry in entries if isinstance(entry, str)]
    return list(dict.fromkeys(text for text in texts if text))

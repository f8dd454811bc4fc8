"""A data set's size in bytes, from what the Hub says about it; sends no request."""

from __future__ import annotations

from collections.abc import Mapping

from carbon.hub.fields import INT64_MAX

WHOLE = {"default", "all"}


def size_of(dataset: Mapping[str, object]) -> int | None:
    """Bytes of the main branch (`mainSize`), else what the card's `dataset_info` says, else None."""
    main = _bytes(dataset.get("mainSize"))
    if main is not None:
        return main
    card = dataset.get("cardData")
    info = card.get("dataset_info") if isinstance(card, dict) else None
    configs = [c for c in (info if isinstance(info, list) else [info]) if isinstance(c, dict)]
    return _bytes(sum(_config_size(config) or 0 for config in _representative(configs)))


def _representative(configs: list[dict[str, object]]) -> list[dict[str, object]]:
    """The configurations to add up: the one that stands for the whole where there is one, else all."""
    whole = [config for config in configs if config.get("config_name") in WHOLE]
    return whole[:1] or configs


def _config_size(config: Mapping[str, object]) -> int | None:
    splits = config.get("splits")
    sizes = [_bytes(s.get("num_bytes")) or 0 for s in splits if isinstance(s, dict)] if isinstance(splits, list) else []
    return _bytes(config.get("dataset_size")) or _bytes(sum(sizes)) or _bytes(config.get("download_size"))


def _bytes(value: object) -> int | None:
    return value if type(value) is int and 0 < value <= INT64_MAX else None

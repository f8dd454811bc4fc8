"""The lists and JSON texts of a reporting model's item; keeps what can be kept and records what cannot."""

from __future__ import annotations

import json

from carbon.hub.fields import Problems, shown, storable

LONGEST_CARD = 2 * 10**6
LONGEST_INDEX = 8 * 10**6
NOT_IN_CARD = {"model-index", "widget"}
KEPT_OF_LONG_CARD = {"co2_eq_emissions", "base_model", "datasets", "library_name", "pipeline_tag", "tags"}


def tags(value: object, problems: Problems) -> list[str] | None:
    """The model's tags; entries that are no strings are left out and recorded."""
    return _strings(value, "tags", problems)


def file_names(siblings: object, problems: Problems) -> list[str] | None:
    """The names of the repository's files."""
    if type(siblings) is not list:
        return _strings(siblings, "files", problems)
    return _strings([s.get("rfilename") if type(s) is dict else s for s in siblings], "files", problems)


def card(card_data: object, problems: Problems) -> str | None:
    """cardData as JSON, without model-index and widget."""
    if card_data is None:
        return None
    if type(card_data) is not dict:
        problems.append(("card", f"not an object: {shown(card_data)}"))
        return None
    kept = {key: value for key, value in card_data.items() if key not in NOT_IN_CARD}
    written = _json(kept, "card", problems)
    if written is None or len(written) <= LONGEST_CARD:
        return written
    problems.append(("card", f"{len(written):,} characters long: only {', '.join(sorted(KEPT_OF_LONG_CARD))} kept"))
    written = _json({key: value for key, value in kept.items() if key in KEPT_OF_LONG_CARD}, "card", problems)
    return _bounded(written, "card", LONGEST_CARD, problems)


def model_index(value: object, card_data: object, problems: Problems) -> str | None:
    """model-index as JSON, from its own key or the card's; a list, or one object as some cards write it."""
    if value is None and type(card_data) is dict:
        value = card_data.get("model-index")
    if value is None:
        return None
    if type(value) is not list and type(value) is not dict:
        problems.append(("model_index", f"neither a list nor an object: {shown(value)}"))
        return None
    return _bounded(_json(value, "model_index", problems), "model_index", LONGEST_INDEX, problems)


def base_models(value: object, problems: Problems) -> str | None:
    """baseModels as JSON: `{"relation": …, "models": [{"_id": …, "id": …}]}`."""
    if value is None:
        return None
    if type(value) is not dict:
        problems.append(("base_models", f"not an object: {shown(value)}"))
        return None
    return _bounded(_json(value, "base_models", problems), "base_models", LONGEST_CARD, problems)


def _strings(value: object, field: str, problems: Problems) -> list[str] | None:
    if value is None:
        return None
    if type(value) is not list:
        problems.append((field, f"not a list: {shown(value)}"))
        return None
    kept = [storable(entry) for entry in value if type(entry) is str]
    if len(kept) < len(value):
        problems.append((field, f"{len(value) - len(kept)} entries are no strings"))
    return kept


def _json(value: object, field: str, problems: Problems) -> str | None:
    try:
        return storable(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    except RecursionError:
        problems.append((field, "nested too deeply"))
        return None
    except ValueError:
        return _json_without_nan(value, field, problems)


def _json_without_nan(value: object, field: str, problems: Problems) -> str | None:
    """JSON has no NaN and no infinity; Python reads both from text such as 1e999."""
    problems.append((field, "holds NaN or an infinite number, read as null"))
    finite = json.loads(json.dumps(value), parse_constant=lambda name: None)
    return storable(json.dumps(finite, ensure_ascii=False, separators=(",", ":")))


def _bounded(written: str | None, field: str, longest: int, problems: Problems) -> str | None:
    if written is None or len(written) <= longest:
        return written
    problems.append((field, f"{len(written):,} characters long, more than {longest:,}"))
    return None

"""What a model's report holds and why it is flagged, in words, for pages and JSON alike; judges nothing itself."""

from __future__ import annotations

from itertools import zip_longest

from carbon.answers.dates import day
from carbon.card.report import GRAMS_BY_SPECIFICATION
from carbon.method.levels import Evidence
from carbon.method.rows import Classified

#: What the text of a card that the ingest has fetched itself is read from.
OWN_TEXT = "README.md"

#: What `GRAMS_BY_SPECIFICATION` is to people.
NO_UNIT = "no unit written, so grams, as the Hub documents"


def where_found(model: Classified) -> str:
    """Where the value stands and in which unit it is written."""
    if not model.value_written:
        return (
            "The card's metadata has no co2_eq_emissions"
            if not model.snippet
            else "The card's emissions key holds no amount"
        )
    unit = model.unit_written or ""
    told = NO_UNIT if unit == GRAMS_BY_SPECIFICATION else f"unit written: {unit}"
    return f"From the card's {model.found_in}{_collected(model)} · written: {model.value_written} · {told}"


def _collected(model: Classified) -> str:
    """The data set that the text was found in and when the text is of, where it is not the model's own file now."""
    if model.found_in != "text" or model.text_from in {None, OWN_TEXT} or model.text_at is None:
        return ""
    return f" of {day(model.text_at.isoformat())}, as collected in the data set {model.text_from}"


def evidence_of(model: Classified) -> Evidence:
    """What the model's report holds, as the reporting level counts it."""
    return Evidence(
        emissions=model.reports,
        method=model.has_method,
        hardware=model.has_hardware,
        place=model.has_place,
        training_type=model.has_training_type,
        duration=model.has_duration,
        link=model.has_link,
    )


def flag_reasons(model: Classified) -> list[tuple[str, str]]:
    """Every flag of the model with the reason for it, as the snapshot keeps them."""
    return list(zip_longest(model.flags, model.flag_reasons or [], fillvalue=""))

"""The metadata that would mend or complete a card, as YAML to paste. Writes nothing to the Hub."""

from __future__ import annotations

from collections.abc import Sequence

import yaml  # type: ignore[import-untyped]

from carbon.card.flags import Flag
from carbon.card.metadata import KEY
from carbon.card.report import Report


def suspected_grams(flags: Sequence[Flag]) -> float | None:
    """The value (g) that the card probably means, by the most serious flag that suspects one."""
    return next((flag.suspected_g for flag in flags if flag.suspected_g is not None), None)


def mended_yaml(report: Report, flags: Sequence[Flag] = ()) -> str | None:
    """The block of metadata that states what the card means, in grams.

    Args:
        report: what the card says.
        flags: its flags; a suspected value replaces the stated one. An inherited value is left out, for it is not the
            model's own, and so is one beyond belief where nothing else is suspected.

    Returns:
        YAML; None where there is no value to state and nothing to mend.
    """
    block = mended_block(report, flags)
    if block is None:
        return None
    text: str = yaml.safe_dump({KEY: block}, sort_keys=False, allow_unicode=True, width=1000)
    return text


def seen(text: str | None) -> str | None:
    """`text` as one line without what no reader sees: control and direction marks, halves of characters.

    None where nothing is left.
    """
    line = "".join(c for c in " ".join((text or "").split()) if c.isprintable())
    return " ".join(line.split()) or None


def mended_block(report: Report, flags: Sequence[Flag] = ()) -> dict[str, object] | None:
    """What `mended_yaml` writes under the emissions key; None where there is nothing to state."""
    names, suspected = {flag.name for flag in flags}, suspected_grams(flags)
    unusable = "inherited" in names or ("implausible" in names and suspected is None)
    grams = None if unusable else suspected or report.emissions_g
    facts = {
        "source": seen(report.source),
        "training_type": seen(report.training_type),
        "geographical_location": seen(report.place),
        "hardware_used": seen(report.hardware),
        "hours_used": _plain(report.hours),
        "energy_consumed": _plain(report.energy_kwh),
        "cloud_provider": seen(report.cloud_provider),
    }
    stated: dict[str, object] = {name: value for name, value in facts.items() if value is not None}
    if grams is None and not (unusable and stated):
        return None
    return stated if grams is None else {"emissions": _plain(grams), **stated}


def _plain(amount: float | None) -> float | int | None:
    """A whole number as an integer, so that YAML shows `41100` and not `41100.0`."""
    if amount is None:
        return None
    rounded = float(f"{amount:.12g}")
    return int(rounded) if rounded.is_integer() and rounded < 1e15 else rounded

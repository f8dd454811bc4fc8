"""The metadata that would mend or complete a card, as YAML to paste. Writes nothing to the Hub."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

import yaml  # type: ignore[import-untyped]

from carbon.card.flags import Flag
from carbon.card.metadata import KEY
from carbon.card.report import Report


class Stated(Protocol):
    """What a report of any kind states beside its emissions."""

    @property
    def source(self) -> str | None: ...
    @property
    def training_type(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def hardware(self) -> str | None: ...
    @property
    def hours(self) -> float | None: ...
    @property
    def energy_kwh(self) -> float | None: ...
    @property
    def cloud_provider(self) -> str | None: ...


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
    grams, facts = mended_grams(report.emissions_g, names, suspected), mended_facts(report)
    if grams is None and not (facts and is_unusable(names, suspected)):
        return None
    return facts if grams is None else {"emissions": grams, **facts}


def mended_grams(stated_g: float | None, flags: Collection[str], suspected_g: float | None) -> float | int | None:
    """The grams that a card with these flags should state: the suspected ones, none where the stated are unusable."""
    return None if is_unusable(flags, suspected_g) else _plain(suspected_g or stated_g)


def is_unusable(flags: Collection[str], suspected_g: float | None) -> bool:
    """Whether the stated amount is another model's, or beyond belief with nothing else suspected."""
    return "inherited" in flags or ("implausible" in flags and suspected_g is None)


def mended_facts(stated: Stated) -> dict[str, object]:
    """The facts beside the emissions that are known, under the names of the metadata and in their order."""
    facts = {
        "source": seen(stated.source),
        "training_type": seen(stated.training_type),
        "geographical_location": seen(stated.place),
        "hardware_used": seen(stated.hardware),
        "hours_used": _plain(stated.hours),
        "energy_consumed": _plain(stated.energy_kwh),
        "cloud_provider": seen(stated.cloud_provider),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _plain(amount: float | None) -> float | int | None:
    """A whole number as an integer, so that YAML shows `41100` and not `41100.0`."""
    if amount is None:
        return None
    rounded = float(f"{amount:.12g}")
    return int(rounded) if rounded.is_integer() and rounded < 1e15 else rounded

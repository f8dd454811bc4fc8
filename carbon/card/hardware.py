"""The devices that a card names: model, family, count and rated power. What it does not know stays unknown."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from carbon.card.words import is_placeholder

_LONGEST = 300
_COUNT_BEFORE = re.compile(
    r"(?<![\w.-])(\d{1,5})\s?(?:[x×*]\s?|[-\s]\s?)?(?:\d{1,3}\s?GB\s)?(?:[A-Za-z]+[\s-]){0,3}(?:[RG]TX)?$", re.I
)
#: `64 nodes of 4`, `8 nodes x 4`: what stands before a count multiplies it.
_NODES = re.compile(
    r"(?<![\w.-])(\d{1,5})\s?(?:x\s)?(?:compute |gpu )?(?:nodes?|servers?|machines?)\W{0,3}"
    r"(?:of|with|each with|each|x|×|\*)?\W{0,3}$",
    re.I,
)
_NUMBERS = {"one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "sixteen": 16}
_WORD_BEFORE = re.compile(rf"\b({'|'.join(_NUMBERS)})\s(?:[A-Za-z]+[\s-]){{0,3}}$", re.I)
_COUNT_AFTER = re.compile(r"^[\w\s/-]{0,20}?(?:[\s(]+[x×*]\s?(\d{1,5})\b|[\s(]+(\d{1,5})\s?[x×])", re.I)
#: Not inside a word or number, but after `8x` and the makers' series.
_BEGINS = r"(?:(?<![A-Za-z0-9])|(?<=[0-9]x)|(?<=[RG]TX))"
_TPU_SLICE = re.compile(r"^[a-z]?-(\d{1,5})\b", re.I)
#: A slice of these is named by its cores, of which a chip has two; later ones are named by their chips.
_TWO_CORES = frozenset({"TPU v2", "TPU v3", "TPU v4"})


@dataclass(frozen=True, slots=True)
class Device:
    """Devices of one model; `count` and `watts` (rated, of one device) are None where none is written or known.

    `text` is the name as the card writes it, `family` one of GPU, TPU, CPU, Accelerator.
    """

    name: str
    family: str
    count: int | None
    watts: float | None
    text: str


def devices_of(text: str | None) -> tuple[Device, ...]:
    """All different devices that `text` names, in its order; empty where it names none by its model."""
    if text is None or is_placeholder(text):
        return ()
    return _devices_of(text[:_LONGEST])


@lru_cache(maxsize=4096)
def _devices_of(text: str) -> tuple[Device, ...]:
    found: dict[str, Device] = {}
    for match in _pattern().finditer(text):
        kind = next(index for index, group in enumerate(match.groups()) if group is not None)
        name, family, watts = _known()[kind]
        if name not in found:
            count = _count(text[: match.start()], text[match.end() :], name)
            found[name] = Device(name, family, count, watts, match[0])
    return tuple(found.values())


def _count(before: str, after: str, name: str) -> int | None:
    if name.startswith("TPU"):
        cores = _TPU_SLICE.match(after)
        if cores:
            return max(int(cores[1]) // (2 if name in _TWO_CORES else 1), 1)
    near = before[-60:]
    ahead = _COUNT_BEFORE.search(near)
    if ahead:
        nodes = _NODES.search(near[: ahead.start()])
        return int(ahead[1]) * (int(nodes[1]) if nodes else 1) or None
    word = _WORD_BEFORE.search(near)
    if word:
        return _NUMBERS[word[1].lower()]
    behind = _COUNT_AFTER.match(after)
    return int(behind[1] or behind[2]) or None if behind else None


@lru_cache(maxsize=1)
def _data() -> list[dict[str, str | float | None]]:
    path = files("carbon.card").joinpath("data", "devices.json")
    loaded: list[dict[str, str | float | None]] = json.loads(path.read_text(encoding="utf-8"))["devices"]
    return loaded


@lru_cache(maxsize=1)
def _known() -> list[tuple[str, str, float | None]]:
    return [
        (str(one["name"]), str(one["family"]), None if one["watts"] is None else float(one["watts"])) for one in _data()
    ]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    either = "|".join(f"({one['pattern']})" for one in _data())
    # Names of cloud machines (`p4d.24xlarge`, `a2-highgpu-1g`) begin like those of devices.
    return re.compile(
        rf"{_BEGINS}(?:{either})(?![0-9]|[A-Za-z][0-9]|[a-z]{{0,3}}[.-](?:\d*x?large|metal|highgpu))", re.I
    )

"""Which reports are not a model's own but those of the model it was made from or copied. Compares all at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from carbon.card.flags import Flag
from carbon.method.rows import Classified
from carbon.units import format_grams

#: Equal means equal but for the digits that a float or a rounding to six of them loses.
EQUAL = 1e-5
#: Models of different owners with shorter names share them by chance.
LONG_NAME = 6

_COPY = re.compile(
    r"(?:[-_. ]+(?:gguf|ggml|gptq|awq|exl2|exl3|mlx|onnx|openvino|ct2|ctranslate2|bnb|hqq|aqlm|quip|marlin"
    r"|imatrix|i1|imat|static"
    r"|quantized|quantised|quant|quants|[2-8][-_]?bits?|w[48]a(?:8|16)|int[48]|uint[48]|fp(?:4|8|16|32)|bf16|f16|nf4|nvfp4|mxfp4"
    r"|i?q[1-8](?:_[a-z0-9]+)*|safetensors|hf|sharded|copy|clone|mirror|duplicate|fork|backup|unsloth))+$",
    re.I,
)
#: Relations that the Hub knows, in words.
_RELATIONS: Mapping[str | None, str] = {
    "quantized": "of which it is a quantised copy",
    "merge": "with which it is merged",
    "adapter": "for which it is an adapter",
    "finetune": "from which it is fine-tuned",
}


class Ancestry(Protocol):
    """What lineage needs to know of one model; a `Classified` row gives all of it."""

    @property
    def id(self) -> str:
        """`owner/name`."""

    @property
    def emissions_g(self) -> float | None:
        """Emissions in grams, None where none are reported."""

    @property
    def base_models(self) -> Sequence[str]:
        """Ids of the models it was made from."""

    @property
    def base_relation(self) -> str | None:
        """How it was made from them, in the Hub's words."""

    @property
    def created_at(self) -> datetime | None:
        """When it was created (UTC), None before March 2022."""

    @property
    def downloads(self) -> int | None:
        """Downloads in the last 30 days."""


def lineage(rows: Iterable[Ancestry]) -> dict[str, Flag]:
    """The `inherited` flag of every model whose value is that of its base model or of an earlier model of the
    same stem.

    Args:
        rows: all reporting models (any objects with the fields of `Ancestry`, such as classified rows); those without
            emissions are never flagged, and nothing is inherited from them.

    Returns:
        Flags by model id. The original of several equal ones is never flagged.
    """
    reporting = {row.id: row for row in rows if row.emissions_g}
    by_name = {model_id.lower(): row for model_id, row in reporting.items()}
    flags = {}
    for row in reporting.values():
        base = _equal_base(row, by_name)
        if base is not None:
            flags[row.id] = _flag(row, base, _RELATIONS.get(row.base_relation, "from which it is made"))
    for row, original in _equal_stems(reporting.values(), flags):
        flags[row.id] = _flag(row, original, "of which it is a copy by its name")
    return flags


def with_lineage(rows: Sequence[Classified]) -> list[Classified]:
    """The classified rows with `inherited` among the flags of those that inherit."""
    found = lineage(rows)
    return [_inheriting(row, found[row.id]) if row.id in found else row for row in rows]


def _inheriting(row: Classified, flag: Flag) -> Classified:
    reasons = [*row.flag_reasons, flag.reason]
    return row._replace(flags=[*row.flags, flag.name], flag_reasons=reasons, excluded=True)


def stem(model_id: str) -> str:
    """The name of a model without owner, case and what marks quantised and other copies."""
    name = model_id.rsplit("/", 1)[-1].lower()
    return re.sub(r"[-_. ]+", "-", _COPY.sub("", name)) or name


def _equal_base(row: Ancestry, by_name: Mapping[str, Ancestry]) -> Ancestry | None:
    bases = (by_name.get(name.lower()) for name in row.base_models)
    return next(
        (base for base in bases if base and base.id != row.id and _equal(row, base) and not _mutual(row, base)), None
    )


def _mutual(row: Ancestry, base: Ancestry) -> bool:
    """Two models that name each other: only the later is a copy."""
    named = {name.lower() for name in base.base_models}
    return row.id.lower() in named and _originality(row) < _originality(base)


def _equal_stems(rows: Iterable[Ancestry], known: Mapping[str, Flag]) -> list[tuple[Ancestry, Ancestry]]:
    groups: dict[str, list[Ancestry]] = defaultdict(list)
    for row in rows:
        groups[stem(row.id)].append(row)
    pairs = []
    for name, group in groups.items():
        ordered = sorted(group, key=_originality)
        for place, row in enumerate(ordered):
            original = next((one for one in ordered[:place] if _equal(row, one) and _is_copy(row, one)), None)
            if original is not None and row.id not in known and (len(name) >= LONG_NAME or _telling(row)):
                pairs.append((row, original))
    return pairs


def _telling(row: Ancestry) -> bool:
    """Whether the value has digits enough not to be equal by chance."""
    return len(f"{row.emissions_g:.6g}".replace(".", "").strip("0")) >= 3


def _is_copy(row: Ancestry, original: Ancestry) -> bool:
    """Another owner's model, or the same owner's whose name says that it is a quantised copy."""
    if _owner(row) != _owner(original):
        return True
    return _COPY.search(row.id) is not None and _COPY.search(original.id) is None


def _originality(row: Ancestry) -> tuple[bool, bool, datetime, int, str]:
    """Order from the original to its copies: unmarked names, no base model, the earlier, the more used."""
    marked = _COPY.search(row.id.rsplit("/", 1)[-1]) is not None
    created = row.created_at.replace(tzinfo=None) if row.created_at else datetime.min
    return (marked, bool(row.base_models), created, -(row.downloads or 0), row.id)


def _equal(row: Ancestry, other: Ancestry) -> bool:
    one, two = row.emissions_g or 0.0, other.emissions_g or 0.0
    return abs(one - two) <= EQUAL * max(one, two)


def _owner(row: Ancestry) -> str:
    return row.id.rpartition("/")[0].lower()


def _flag(row: Ancestry, original: Ancestry, how: str) -> Flag:
    reason = f"The same {format_grams(row.emissions_g)} as {original.id}, {how}: not its own training."
    return Flag("inherited", reason, True)

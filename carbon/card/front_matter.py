"""Front matter as text: where it ends, the block of a key in it, with every scalar left the text it is, and what is
wrong with the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml  # type: ignore[import-untyped]

#: Of a longer front matter only this much is searched, and of a key's own block only this much is parsed.
LONGEST_FRONT_MATTER, LONGEST_BLOCK = 1_000_000, 3_000
#: A block with more brackets is none that a person wrote, and costs the parser too much time.
MOST_NESTED = 200
#: A longer or more nested front matter was not written by a person, and costs the parser too much time.
LONGEST_WHOLE, MOST_NESTED_WHOLE = 50_000, 1000
#: At most this many lines that begin like a key are looked at.
MOST_CANDIDATES = 200

_FENCES = ("---", "...")
_BEFORE_KEYS = ("\n", '\n"', "\n'")


def fence_after(text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the line of the first fence after `start` begins and ends; None without one in `LONGEST_FRONT_MATTER`."""
    return min((span for fence in _FENCES if (span := _fence(text, fence, start))), default=None)


def _fence(text: str, fence: str, start: int) -> tuple[int, int] | None:
    place = text.find(f"\n{fence}", max(start - 1, 0), LONGEST_FRONT_MATTER)
    while place >= 0:
        end = text.find("\n", place + 1, place + 100)
        end = min(len(text), place + 100) if end < 0 else end
        if text[place + 1 : end].rstrip() == fence:
            return place + 1, end
        place = text.find(f"\n{fence}", place + 1, LONGEST_FRONT_MATTER)
    return None


def block_of(text: str, names: Sequence[str]) -> str | None:
    """The lines of the one key among `names` that stands first in that list; None where none is a key of the text.

    Blanks and hyphens in a key count as underscores.
    """
    text = "\n" + text[:LONGEST_FRONT_MATTER].replace("\r\n", "\n").replace("\r", "\n").replace("İ", "I")
    fence = fence_after(text, 2)
    text = text[: fence[0]] if fence else text
    order = {name: place for place, name in enumerate(names)}
    found = [(order[name], place) for name, place in _keys(text, names)]
    return _lines_of(text, min(found)[1]) if found else None


def _keys(text: str, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The names that begin lines as keys, and where."""
    low = text.lower()
    spelt = "|".join(sorted((name.replace("_", "[_ -]") for name in names), key=len, reverse=True))
    key = re.compile(rf"[\"']?({spelt})[\"']?\s*:")
    for before in _BEFORE_KEYS:
        for beginning in dict.fromkeys(name.split("_")[0] for name in names):
            place = low.find(before + beginning)
            for _ in range(MOST_CANDIDATES):
                if place < 0:
                    break
                match = key.match(low, place + 1)
                if match:
                    yield re.sub(r"[ -]", "_", match[1]), place + 1
                place = low.find(before + beginning, place + 1)


def _lines_of(text: str, start: int) -> str:
    lines: list[str] = []
    for line in text[start : start + LONGEST_BLOCK].split("\n"):
        if lines and line[:1] not in {" ", "\t", "-", "#", ""}:
            break
        lines.append(line)
    return "\n".join(lines)


class TextLoader(yaml.SafeLoader):  # type: ignore[misc]
    """Safe YAML that leaves every scalar the text it is: no dates, no base-60 numbers, no lost digits."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


def parsed(block: str) -> object:
    """The block as objects, lists and texts; None where it is no YAML, for then nothing can be read from it."""
    if block.count("[") + block.count("{") > MOST_NESTED:
        return None
    try:
        return TextLoader(block).get_single_data()
    except (yaml.YAMLError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a front matter, and in which of its lines, from 1; None where that is not one line."""

    line: int | None
    reason: str


def problem_in(text: str) -> Problem | None:
    """Why a front matter as a whole is no YAML with keys; None where it is. The block of one key may still be read."""
    fenced = text.startswith(_FENCES[0])
    fence = fence_after(text, 3) if fenced else None
    if fenced and fence is None:
        return Problem(None, "no line --- ends it")
    block = text[: fence[0]] if fence else text
    if len(block) > LONGEST_WHOLE or block.count("[") + block.count("{") > MOST_NESTED_WHOLE:
        return Problem(None, "it is too long or too nested to be read as a whole")
    try:
        node = TextLoader(block).get_single_node()
    except yaml.MarkedYAMLError as error:
        reason = str(error.problem or error.context)
        return Problem(_line_of(error), reason.replace("'<stream end>'", "the end of the block"))
    except yaml.reader.ReaderError as error:
        return Problem(block.count("\n", 0, error.position) + 1, error.reason)
    except RecursionError:
        return Problem(None, "it is too nested to be read as a whole")
    is_empty = node is None or not node.value
    return None if is_empty or isinstance(node, yaml.MappingNode) else Problem(None, "it holds no keys")


def _line_of(error: yaml.MarkedYAMLError) -> int | None:
    """Where what is wrong begins, such as a bracket that is never closed; of a list of keys only its own line helps."""
    begins = error.context_mark if not str(error.context).startswith("while parsing a block") else None
    mark = begins or error.problem_mark
    return None if mark is None else mark.line + 1

"""Mutations of card texts that must not change what is read: decoration, spacing, case, order of labelled lines."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_LABEL = re.compile(r"^(\s*[-*•]\s+)\**([A-Z][A-Za-z ]{2,40}?)\**[ \t]*:\**[ \t]*(?=\S)", re.M)
_FIGURE = re.compile(r"(?<![\w.,*_`'’-])(\d[\d.,]*)(?= ?(?:kg|g|t|tons|tCO2eq|kgCO2eq|kgCO2)\b)")


def bold_labels(text: str) -> str:
    return _LABEL.sub(r"\1**\2:** ", text)


def plain_labels(text: str) -> str:
    return _LABEL.sub(r"\1\2: ", text)


def colon_outside(text: str) -> str:
    return _LABEL.sub(r"\1**\2**: ", text)


def emphasised_figures(text: str) -> str:
    return _FIGURE.sub(r"**\1**", text)


def code_figures(text: str) -> str:
    return _FIGURE.sub(r"`\1`", text)


def star_bullets(text: str) -> str:
    return re.sub(r"^(\s*)-(\s+)", r"\1*\2", text, flags=re.M)


def non_breaking(text: str) -> str:
    return re.sub(r"(?<=\S) (?=\S)", "\u00a0", text)


def windows_lines(text: str) -> str:
    return text.replace("\n", "\r\n")


def trailing_blanks(text: str) -> str:
    return re.sub(r"$", "  ", text, flags=re.M)


def in_a_card(text: str) -> str:
    return f"# A model\n\nIt does something.\n\n## Environmental Impact\n\n{text}\n\n## Citation\n\nNone, 2023.\n"


def italic_labels(text: str) -> str:
    return _LABEL.sub(r"\1*\2:* ", text)


def underscored_labels(text: str) -> str:
    return _LABEL.sub(r"\1__\2:__ ", text)


def html_labels(text: str) -> str:
    return _LABEL.sub(r"\1<strong>\2:</strong> ", text)


def html_figures(text: str) -> str:
    return _FIGURE.sub(r"<b>\1</b>", text)


def double_blanks(text: str) -> str:
    return re.sub(r"(?<=\w) (?=\w)", "  ", text)


def thin_blanks(text: str) -> str:
    return re.sub(r"(?<=\d) (?=[A-Za-z])", "\u202f", text)


def entity_blanks(text: str) -> str:
    return re.sub(r"(?<=\d) (?=[A-Za-z])", "&nbsp;", text)


def invisible_marks(text: str) -> str:
    return re.sub(r"(?<=[a-z]) (?=[a-z])", " \u200b", text)


def plus_bullets(text: str) -> str:
    return re.sub(r"^(\s*)-(\s+)", r"\1+\2", text, flags=re.M)


def deep_bullets(text: str) -> str:
    return re.sub(r"^(\s*)-\s+", r"\1  -   ", text, flags=re.M)


def upper(text: str) -> str:
    """Capitals, but for HTML entities, whose case has a meaning."""
    return re.sub(r"&\w+;|[^&]+", lambda part: part[0] if part[0].startswith("&") else part[0].upper(), text)


def lower(text: str) -> str:
    return text.lower()


def quoted(text: str) -> str:
    return re.sub(r"^", "> ", text, flags=re.M)


def shuffled_fields(text: str) -> str:
    """The labelled bullets of a block in another order; a text with several blocks, or with figures in two, stays."""
    lines = text.split("\n")
    places = [index for index, line in enumerate(lines) if _LABEL.match(line)]
    if not places or places[-1] - places[0] != len(places) - 1 or text.lower().count("emi") > 1:
        return text
    block = [lines[place] for place in places]
    random.Random(7).shuffle(block)
    return "\n".join([*lines[: places[0]], *block, *lines[places[-1] + 1 :]])


def fenced(text: str) -> str:
    """Front matter between its fences; what has one already stays."""
    return text if "---" in text else f"---\n{text.rstrip()}\n---\n"


def among_other_keys(text: str) -> str:
    return re.sub(r"^co2_eq_emissions:", "license: mit\nco2_eq_emissions:", text, count=1, flags=re.M)


def quoted_key(text: str) -> str:
    return re.sub(r"^co2_eq_emissions:", '"co2_eq_emissions":', text, count=1, flags=re.M)


def deeper(text: str) -> str:
    """Front matter with twice the indent; lists, whose marks are part of it, stay."""
    head, fence, body = text.partition("\n---\n")
    return text if "\n- " in head else re.sub(r"(?<=\n)( +)(?=\S)", r"\1\1", head) + fence + body


def with_comments(text: str) -> str:
    return re.sub(r"^(co2_eq_emissions:)", r"# How much it took\n\1", text, count=1, flags=re.M)


def reversed_block(text: str) -> str:
    """The one-line entries of the block under the key in the opposite order."""
    block = re.search(r"^co2_eq_emissions:[ ]*\n((?:  [A-Za-z_]+:[ ][^\n>|&*{}\[\]]+\n)+)(?! )", text, re.M)
    if block is None:
        return text
    lines = block[1].splitlines(keepends=True)
    return text[: block.start(1)] + "".join(reversed(lines)) + text[block.end(1) :]


METADATA: tuple[Callable[[str], str], ...] = (
    fenced,
    among_other_keys,
    quoted_key,
    deeper,
    with_comments,
    reversed_block,
    windows_lines,
    trailing_blanks,
)
DECORATION: tuple[Callable[[str], str], ...] = (
    bold_labels,
    plain_labels,
    colon_outside,
    emphasised_figures,
    code_figures,
    star_bullets,
    non_breaking,
    windows_lines,
    trailing_blanks,
    in_a_card,
    quoted,
    shuffled_fields,
    italic_labels,
    underscored_labels,
    html_labels,
    html_figures,
    double_blanks,
    thin_blanks,
    entity_blanks,
    invisible_marks,
    plus_bullets,
    deep_bullets,
)
CASE: tuple[Callable[[str], str], ...] = (upper, lower)

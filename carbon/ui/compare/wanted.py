"""Which models a link asks to compare, and what in it cannot be used; looks nothing up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from carbon.live import usable_id
from carbon.ui import link_notes, pages
from carbon.ui.markup import plain

KEY = "ids"
MOST = 5
#: Of a longer link only this much is read, and of a useless part only this much is shown.
LONGEST, LONGEST_SHOWN = 2_000, 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ids that are asked for, each once, and in words (Markdown) what was left out."""

    ids: tuple[str, ...]
    problems: tuple[str, ...] = ()


def wanted(texts: Iterable[str]) -> Wanted:
    """Read the values of `?ids=`: ids or Hub links, separated by commas."""
    parts = [part.strip() for part in ",".join(texts)[:LONGEST].split(",") if part.strip()]
    problems = [_not_an_id(part) for part in parts if usable_id(part) is None]
    ids = {found.lower(): found for found in reversed([usable_id(part) for part in parts]) if found}
    in_order = list(ids.values())[::-1]
    if len(in_order) > MOST:
        problems.append(f"At most {MOST} models are compared; left out: {plain(', '.join(in_order[MOST:]))}.")
    return Wanted(tuple(in_order[:MOST]), tuple(problems))


def joined(ids: Sequence[str]) -> str:
    """The value of `?ids=` for these models."""
    return ",".join(ids[:MOST])


def change(ids: Sequence[str]) -> None:
    """Show these models from the next run on; the link says so."""
    link_notes.forget()
    if ids:
        st.query_params[KEY] = joined(ids)
    elif KEY in st.query_params:
        del st.query_params[KEY]


def link(ids: Sequence[str], label: str, *, icon: str | None = None) -> None:
    """A link to the page that compares these models."""
    st.page_link(pages.page("compare"), label=label, icon=icon, query_params={KEY: joined(ids)})


def _not_an_id(text: str) -> str:
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return f"“{plain(shown)}” is not a model's id. It was left out."

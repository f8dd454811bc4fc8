"""The pages that exist, by section of the navigation, and links to them; runs none of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parents[2] / "pages"
ICON = Path(__file__).with_name("icon.svg")
NAME = "Hub carbon"

#: Section, then file, title and path of each page; the start page has no path.
SECTIONS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "Explore": (
        ("overview", "Overview", ""),
        ("trends", "Trends", "trends"),
        ("domains", "Domains", "domains"),
        ("correlations", "Correlations", "correlations"),
        ("efficiency", "Efficiency", "efficiency"),
    ),
    "Look up": (
        ("model", "Model", "model"),
        ("compare", "Compare", "compare"),
        ("report", "Report yours", "report"),
        ("method", "Data and method", "method"),
    ),
}


def navigation() -> dict[str, list[st.Page]]:
    """What `st.navigation` takes: the pages that exist."""
    found = {section: [_page(*page) for page in pages if _exists(page[0])] for section, pages in SECTIONS.items()}
    return {section: pages for section, pages in found.items() if pages}


def titles() -> dict[str, str]:
    """The title of each page in the browser, by its path; that of the start page is empty."""
    return {path: full_title(title) for pages in SECTIONS.values() for _, title, path in pages}


def full_title(title: str) -> str:
    """What a browser calls a page of this app, in a tab, its history and among bookmarks."""
    return f"{title} · {NAME}"


def entitle(title: str) -> None:
    """Call the page that runs so in the browser."""
    st.set_page_config(page_title=full_title(title))


def page(name: str) -> st.Page:
    """The page in `pages/<name>.py`, to switch to or link to."""
    return _page(*next(page for pages in SECTIONS.values() for page in pages if page[0] == name))


def link(name: str, label: str) -> None:
    """A link to the page in `pages/<name>.py`, keeping the filters; nothing where there is no such page."""
    if _exists(name):
        st.page_link(page(name), label=label)


def _exists(name: str) -> bool:
    return (FOLDER / f"{name}.py").is_file()


def _page(name: str, title: str, path: str) -> st.Page:
    return st.Page(FOLDER / f"{name}.py", title=title, url_path=path, default=not path)

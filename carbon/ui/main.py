"""The app's main script: page settings, navigation and the filters that outlive a change of page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from carbon.ui import filters, source
from carbon.ui.frame import show_style

ROOT = Path(__file__).parents[2]
PAGES = {
    "Explore": (
        ("overview.py", "Overview", ""),
        ("trends.py", "Trends", "trends"),
        ("domains.py", "Domains", "domains"),
        ("efficiency.py", "Efficiency", "efficiency"),
    ),
    "Look up": (("model.py", "Model", "model"),),
}


def navigation() -> dict[str, list[st.Page]]:
    """The pages that exist, by section; the first is the start page."""
    return {
        section: [
            st.Page(ROOT / "pages" / file, title=title, url_path=path, default=not path)
            for file, title, path in pages
            if (ROOT / "pages" / file).is_file()
        ]
        for section, pages in PAGES.items()
    }


st.set_page_config(page_title="Hub carbon", page_icon=":material/eco:", layout="wide")
show_style()
page = st.navigation({section: pages for section, pages in navigation().items() if pages})
snapshot = source.current_store().current()
if snapshot is not None:
    filters.show(snapshot)
page.run()

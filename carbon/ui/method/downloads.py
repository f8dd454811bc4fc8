"""The snapshot's data as files, under which licence, and how to cite it. Makes no file."""

from __future__ import annotations

import streamlit as st

from carbon.answers.dates import day
from carbon.ui.cards import text_card
from carbon.ui.markup import Safe, html, show
from carbon.ui.page import Context
from carbon.ui.server import route

FILES = (
    ("Parquet", "data/models.parquet", "every model of the snapshot"),
    ("CSV", "data/reports.csv", "every report with its class, level, flags and evidence"),
    ("JSON", "api/summary", "the headline figures"),
)
_FILE = '<li><a href="$address" $how>$name</a> <small>$what</small></li>'
LICENCE = """\
**Licence.** The app and the figures it derives (class, level, flags, statistics) are under the
[Apache License 2.0](https://www.apache.org/licenses/LICENSE-2.0). Names, facts and passages of model cards are their
authors', published on the Hub under each model's own licence.
"""


def show_downloads(context: Context) -> None:
    """Links to the files, the licence, and a citation to copy."""

    def body() -> None:
        items = "".join(_file(*file) for file in FILES)
        show('<ul class="hc-files">$items</ul>', items=Safe(items))
        st.markdown(LICENCE)
        st.code(citation(context), language="bibtex", wrap_lines=True)

    text_card(
        title="Take the data with you",
        subtitle="The whole snapshot, flagged reports included and marked; units are named in the columns",
        key="downloads",
        body=body,
    )


def citation(context: Context) -> str:
    """A BibTeX entry for this snapshot."""
    built = context.snapshot.meta.get("built_at", "")
    return (
        "@misc{hubcarbon,\n"
        "  title = {Hub carbon: what training the models of the Hugging Face Hub emits},\n"
        f"  year = {{{built[:4]}}},\n"
        f"  note = {{Snapshot of {day(built)}, label {context.snapshot.meta.get('reference', '')}}}\n"
        "}"
    )


def _file(name: str, path: str, what: str) -> str:
    how = Safe("download" if path.startswith("data/") else 'target="_blank" rel="noopener"')
    return html(_FILE, address=route(path), how=how, name=f"{name}: /{path}", what=what)

"""The searchable table of every reporting model, a bounded page of it at a time; a name opens the model's page."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from carbon.answers.flags import all_in_words
from carbon.answers.label import category_words
from carbon.store.queries import efficiency as queries
from carbon.store.queries import summary
from carbon.store.queries.efficiency import Wanted
from carbon.store.spreadsheet import as_csv
from carbon.ui import drill, link_notes, model_links
from carbon.ui.efficiency import order, pager
from carbon.ui.efficiency.switch import Version
from carbon.ui.findings import counted
from carbon.ui.markup import plain, show
from carbon.ui.page import Context

LONGEST_SEARCH = 200
ROWS_PX = 460
KEY = "reports-table"
DOWNLOADS = "Downloads, 30 days"
#: Their widths (px) in `_rows` add up to that of the card on a wide screen, without the flags, which are shown where
#: there are some; where there is less room the grid is scrolled.
HEADS = {
    "label_class": "Class",
    "emissions_g": "Grams CO₂e",
    "id": "Model",
    "size_bytes": "Size, MB",
    "downloads": DOWNLOADS,
    "month": "Created",
    "confidence": "Confidence",
    "level": "Level",
    "category": "Rated against",
    "flags": "Flags",
}
STUDIED = "v0, 2023 study"
_HEAD = '<div class="hc-head"><h2>$title</h2><p>$subtitle</p></div>'
_FOOT = (
    "<p class=\"hc-source\">$source A name opens the model's page in a new tab; a column's head sorts all rows."
    '<span class="hc-narrow"> It goes on to the right: scroll it sideways.</span></p>'
)


def show_table(context: Context, version: Version) -> None:
    """The card: a search box, a page of the table, and the CSV of all its rows.

    With `v0` the study's label stands before that of this app.
    """
    with st.container(border=True, key="card-reports", gap="small"):
        head = st.container()
        with st.container(horizontal=True, key="reports-controls", vertical_alignment="bottom"):
            text = st.text_input(
                "Search in names",
                placeholder="Part of a model's or an owner's name",
                key="q",
                bind="query-params",
                max_chars=LONGEST_SEARCH,
                icon=":material/search:",
                on_change=link_notes.forget,
            )
            chosen = order.choose()
        by, down = order.ORDERS[chosen]
        wanted = Wanted(text, by, down)
        found, total = queries.reporting_found(context.snapshot, context.selection, wanted)
        with head:
            show(_HEAD, title="All reporting models", subtitle=_count(found, total) + _left_out(context))
        if found:
            _page(context, version, wanted, found, chosen)
        else:
            pager.no_rows((context.selection, wanted))
            st.info(
                f"No reporting model of this selection has “{plain(text)}” in its name.", icon=":material/search_off:"
            )


def heads(version: Version) -> dict[str, str]:
    """The columns of the table and their headings, in their order."""
    return {"label_v0": STUDIED, **HEADS, "label_class": "Class v1"} if version == "v0" else dict(HEADS)


def told(frame: pd.DataFrame, version: Version = "v1") -> pd.DataFrame:
    """The rows as readers see them: headings, categories and flags in words, sizes in MB."""
    named = heads(version)
    shown = frame.assign(
        category=frame["category"].map(category_words, na_action="ignore"),
        flags=frame["flags"].map(all_in_words),
        size_bytes=(frame["size_bytes"].astype("Float64") / 1e6).round(2),
        month=pd.to_datetime(frame["month"]).dt.strftime("%Y-%m"),
    )
    return shown[list(named)].rename(columns=named).reset_index(drop=True)


def _page(context: Context, version: Version, wanted: Wanted, found: int, chosen: str) -> None:
    ask = partial(queries.reporting_models, context.snapshot, context.selection, wanted)
    space = st.container()
    with st.container(horizontal=True, key="reports-pager", vertical_alignment="center", gap="small"):
        first = pager.first_row(found, (context.selection, wanted))
    with space:
        _rows(told(ask(limit=pager.ROWS, offset=first), version), version, chosen)
    with st.container(horizontal=True, key="foot-reports", vertical_alignment="center", gap="small"):
        show(_FOOT, source=context.source_line)
        st.download_button(
            "CSV",
            data=lambda: as_csv(told(ask(), version)),
            file_name="hub-carbon-reports.csv",
            mime="text/csv",
            on_click="ignore",
            type="tertiary",
            key="csv-reports",
        )


def _rows(table: pd.DataFrame, version: Version, chosen: str) -> None:
    names = {head: column for column, head in heads(version).items()}
    shown = {head: order.heading(column, head, chosen) for head, column in names.items()}
    columns = {
        "Class": st.column_config.TextColumn(width=62),
        "Class v1": st.column_config.TextColumn(width=84),
        STUDIED: st.column_config.TextColumn(width=124),
        "Grams CO₂e": st.column_config.NumberColumn(width=92, format="%,.4g"),
        "Model": model_links.column(width=276),
        "Size, MB": st.column_config.NumberColumn(width=76, format="localized"),
        DOWNLOADS: st.column_config.NumberColumn(
            order.heading("downloads", "Downloads", chosen), width=92, format="localized", help="over the last 30 days"
        ),
        "Created": st.column_config.TextColumn(width=70),
        "Flags": st.column_config.TextColumn(width=150),
        "Confidence": st.column_config.TextColumn(width=82),
        "Level": st.column_config.TextColumn(width=54),
        "Rated against": st.column_config.TextColumn(width=172),
    }
    kinds = table["Rated against"].str.removesuffix(" models")
    st.dataframe(
        table.assign(**{"Model": model_links.addresses(table["Model"]), "Rated against": kinds}).rename(columns=shown),
        hide_index=True,
        height=min(ROWS_PX, 38 + 35 * len(table)),
        column_order=[shown[head] for head in names if head != "Flags" or table["Flags"].any()],
        column_config={shown[head]: column for head, column in columns.items() if head in shown},
        placeholder="–",
        on_select=partial(_sort, {shown[head]: column for head, column in names.items()}, chosen),
        selection_mode="single-column",
        key=drill.key_of(KEY),
        alt="Table of the reporting models of this selection",
    )


def _sort(columns: dict[str, str], chosen: str) -> None:
    """Order the table by the column whose head was clicked; for Streamlit's callback."""
    clicked = st.session_state[drill.key_of(KEY)].selection.columns
    wanted = order.of_column(columns[clicked[0]], chosen) if clicked else None
    drill.let_go(KEY)
    if wanted is not None:
        st.session_state[order.KEY] = wanted
        link_notes.forget()


def _left_out(context: Context) -> str:
    excluded = context.ask(summary.excluded).reports
    return (
        f", without {counted(excluded, 'excluded report')}" if excluded and not context.selection.with_flagged else ""
    )


def _count(found: int, total: int) -> str:
    return counted(total, "model") if found == total else f"{found:,} of {counted(total, 'model')}"

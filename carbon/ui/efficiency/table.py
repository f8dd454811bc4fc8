"""The searchable table of every reporting model; a name opens the model's page."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from carbon.answers.label import category_words
from carbon.store.queries import efficiency as queries
from carbon.store.spreadsheet import as_csv
from carbon.ui import model_links
from carbon.ui.efficiency.order import choose, in_order
from carbon.ui.efficiency.switch import Version
from carbon.ui.findings import counted
from carbon.ui.markup import plain, show
from carbon.ui.page import Context

LONGEST_SEARCH = 200
ROWS_PX = 460
HEADS = {
    "label_class": "Class",
    "emissions_g": "Grams CO₂e",
    "id": "Model",
    "size_bytes": "Size, MB",
    "downloads": "Downloads, 30 days",
    "month": "Created",
    "flags": "Flags",
    "confidence": "Confidence",
    "level": "Level",
    "category": "Rated against",
}
STUDIED = "v0, 2023 study"
_HEAD = '<div class="hc-head"><h2>$title</h2><p>$subtitle</p></div>'
_FOOT = "<p class=\"hc-source\">$source A name opens the model's page; a column's head sorts.</p>"


def show_table(context: Context, version: Version) -> None:
    """The card: a search box, the table and the CSV of exactly its rows and columns.

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
            )
            order = choose()
        everything = context.ask(queries.reporting_models)
        found = everything[matches(everything["id"], text)]
        with head:
            show(_HEAD, title="All reporting models", subtitle=_count(len(found), len(everything)))
        if found.empty:
            st.info(
                f"No reporting model of this selection has “{plain(text)}” in its name.", icon=":material/search_off:"
            )
        else:
            _rows(told(in_order(found, order), version), context)


def matches(ids: pd.Series, text: str) -> pd.Series:
    """Which ids contain `text`, upper and lower case being the same."""
    return ids.str.lower().str.contains(text.strip().lower(), regex=False)


def told(frame: pd.DataFrame, version: Version = "v1") -> pd.DataFrame:
    """The rows as readers see them: headings, categories and flags in words, sizes in MB."""
    heads = {"label_v0": STUDIED, **HEADS, "label_class": "Class v1"} if version == "v0" else HEADS
    shown = frame.assign(
        category=frame["category"].map(category_words, na_action="ignore"),
        flags=[", ".join(str(flag).replace("_", " ") for flag in flags) for flags in frame["flags"]],
        size_bytes=(frame["size_bytes"].astype("Float64") / 1e6).round(2),
        month=pd.to_datetime(frame["month"]).dt.strftime("%Y-%m"),
    )
    return shown[list(heads)].rename(columns=heads).reset_index(drop=True)


def _rows(table: pd.DataFrame, context: Context) -> None:
    st.dataframe(
        table.assign(Model=model_links.addresses(table["Model"])),
        hide_index=True,
        height=min(ROWS_PX, 38 + 35 * len(table)),
        column_config={
            "Class": st.column_config.TextColumn(width=58),
            "Class v1": st.column_config.TextColumn(width=74),
            STUDIED: st.column_config.TextColumn(width=110),
            "Grams CO₂e": st.column_config.NumberColumn(width=104, format="%,.4g"),
            "Model": model_links.column(width=270),
            "Downloads, 30 days": st.column_config.NumberColumn(format="localized"),
            "Size, MB": st.column_config.NumberColumn(format="localized"),
        },
        placeholder="–",
        key="reports-table",
        alt="Table of the reporting models of this selection",
    )
    with st.container(horizontal=True, key="foot-reports", vertical_alignment="center", gap="small"):
        show(_FOOT, source=context.source_line)
        st.download_button(
            "CSV",
            data=partial(as_csv, table),
            file_name="hub-carbon-reports.csv",
            mime="text/csv",
            on_click="ignore",
            type="tertiary",
            key="csv-reports",
        )


def _count(found: int, total: int) -> str:
    return counted(total, "model") if found == total else f"{found:,} of {counted(total, 'model')}"

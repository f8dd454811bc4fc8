"""Cards: a chart with finding, source, method, table and CSV; a headline figure. Never computes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NotRequired, TypedDict

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from carbon.store.spreadsheet import as_csv
from carbon.ui import model_links
from carbon.ui.charts.base import CONFIG
from carbon.ui.definitions import with_link
from carbon.ui.drill import Drill, act_on_click, chart_key, open_by_click
from carbon.ui.markup import Safe, html, in_cells, show
from carbon.ui.wrapped import show_wrapped

_HEAD = '<div class="hc-head"><h2>$title</h2><p>$subtitle</p></div>'
_FOOT = '<p class="hc-source">$source$note</p>'
_FIGURE = (
    '<div class="hc-figure"><p class="hc-label">$label</p><p class="hc-value">$value</p>'
    '<p class="hc-detail">$detail</p>$change</div>'
)


#: A table, or what makes one.
Table = pd.DataFrame | Callable[[], pd.DataFrame]
#: How columns of a table are shown.
Columns = dict[str, ColumnConfig | str | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure: what it is, its value, its interval or comparison, its change over a year."""

    label: str
    value: str
    detail: str
    change: str = ""


class ChartParts(TypedDict):
    """The arguments of `chart_card`, to be made once and remembered: `chart_card(**context.make(build))`."""

    title: str
    subtitle: str
    figure: go.Figure
    table: Table
    source: str
    method: str
    alt: str
    key: str
    note: str | None
    drill: NotRequired[Drill]


def chart_card(
    *,
    title: str,
    subtitle: str,
    figure: go.Figure,
    table: Table,
    source: str,
    method: str,
    alt: str,
    key: str,
    note: str | None = None,
    drill: Drill | None = None,
) -> None:
    """Show one chart with everything a reader needs to trust it.

    Args:
        title: the finding in words, or a neutral title where there is none.
        subtitle: measure, unit, n and date.
        figure: from `carbon.ui.charts`; its layout has a fixed height.
        table: the numbers that are drawn, with headings for readers; also the CSV. A long one is made where it is
            asked for, and not kept.
        source: where the numbers come from and of which date.
        method: the definition in words (Markdown of this app's own; escape outside text with `markup.plain`).
        alt: what the chart shows, for those who cannot see it.
        key: unique on the page; also the name of the CSV file.
        note: what else must be known to read the chart, e.g. what is left out.
        drill: what a click on a mark leads to.
    """
    with st.container(border=True, key=f"card-{key}", gap="small", height="stretch"):
        show(_HEAD, title=title, subtitle=subtitle)
        height = int(figure.layout.height)
        with st.container(key=f"plot-{key}", height=height, border=False):
            _chart(figure, height, alt, key, drill)
        told = " ".join(filter(None, (note, drill.hint if drill else None)))
        _foot(source=source, method=method, table=table, key=key, note=told)


def _chart(figure: go.Figure, height: int, alt: str, key: str, drill: Drill | None) -> None:
    look: dict[str, Any] = {"theme": None, "width": "stretch", "height": height, "config": CONFIG, "alt": alt}
    if drill is None:
        st.plotly_chart(figure, key=f"chart-{key}", **look)
    elif drill.filter or drill.listed:
        act = partial(act_on_click, key, drill)
        st.plotly_chart(figure, key=chart_key(key), on_select=act, selection_mode="points", **look)
    else:
        state = st.plotly_chart(figure, key=f"chart-{key}", on_select="rerun", selection_mode="points", **look)
        open_by_click(drill, state)


def text_card(*, title: str, key: str, body: Callable[[], None], subtitle: str = "") -> None:
    """A card whose body is not a chart: `body` draws it."""
    with st.container(border=True, key=f"card-{key}", gap="small", height="stretch"):
        show(_HEAD, title=title, subtitle=subtitle)
        body()


def table_card(
    *,
    title: str,
    subtitle: str,
    table: pd.DataFrame,
    source: str,
    method: str,
    key: str,
    note: str | None = None,
    column_config: Columns | None = None,
    models: str | None = None,
    wrapped: Sequence[str] = (),
) -> None:
    """A card whose body is a table; source, method and CSV as under a chart.

    `models` names the column of models' ids, if there is one: each is shown as a link to the model's page. `wrapped`
    are the columns to show where they hold sentences, which then wrap; the others are in the CSV.
    """
    with st.container(border=True, key=f"card-{key}", gap="small", height="stretch"):
        show(_HEAD, title=title, subtitle=subtitle)
        if wrapped:
            show_wrapped(table[list(wrapped)], title)
        else:
            _grid(table, dict(column_config or {}), models, key)
        _foot(source=source, method=method, table=table, key=key, note=note, with_table=False)


def _grid(table: pd.DataFrame, columns: Columns, models: str | None, key: str) -> None:
    shown = in_cells(table)
    if models:
        shown = shown.assign(**{models: model_links.addresses(table[models])})
        columns[models] = model_links.column()
    st.dataframe(
        shown,
        hide_index=True,
        column_config=columns,
        placeholder="–",
        key=f"table-{key}",
    )


def figure_row(figures: list[Figure]) -> None:
    """Headline figures side by side; two in a row where the screen is narrow."""
    show('<div class="hc-figures">$cards</div>', cards=Safe("".join(_figure(figure) for figure in figures)))


def _figure(figure: Figure) -> str:
    change = html('<p class="hc-detail">$text</p>', text=figure.change) if figure.change else ""
    return html(_FIGURE, label=figure.label, value=figure.value, detail=figure.detail, change=Safe(change))


def _foot(*, source: str, method: str, table: Table, key: str, note: str | None, with_table: bool = True) -> None:
    with st.container(horizontal=True, key=f"foot-{key}", vertical_alignment="center", gap="small"):
        show(_FOOT, source=source, note=f" {note}" if note else "")
        with st.popover("Method", type="tertiary", key=f"method-{key}"):
            st.markdown(with_link(method, key))
        if with_table:
            _table_view(table, key)
        st.download_button(
            "CSV",
            data=lambda: as_csv(_made(table)),
            file_name=f"hub-carbon-{key}.csv",
            mime="text/csv",
            on_click="ignore",
            type="tertiary",
            key=f"csv-{key}",
        )


def _table_view(table: Table, key: str) -> None:
    """What is drawn as a table: sent when it is opened, and of a long one only the rows that are looked at."""
    view = st.popover("Table", type="tertiary", key=f"show-{key}", on_change="rerun")
    if view.open:
        with view:
            made = _made(table)
            st.dataframe(
                in_cells(made),
                hide_index=True,
                width=560,
                column_config=formats(made),
                placeholder="–",
                lazy=True,
                key=f"table-{key}",
            )


def formats(table: pd.DataFrame) -> Columns:
    """How the columns of a table are written: counts with separators, percent with the same digits throughout."""
    counts = {str(name): "localized" for name in table.select_dtypes("integer").columns}
    shares = {str(name): "%.3f" for name in table.select_dtypes("number").columns if str(name).endswith(", %")}
    return {name: st.column_config.NumberColumn(format=written) for name, written in (counts | shares).items()}


def _made(table: Table) -> pd.DataFrame:
    return table() if callable(table) else table

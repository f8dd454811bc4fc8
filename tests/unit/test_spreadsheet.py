"""What a spreadsheet would run is quoted in every CSV, whichever card it comes from."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit as st

from carbon.store.spreadsheet import as_csv
from carbon.ui.cards import chart_card, formats, table_card

TABLE = pd.DataFrame({"Place": ["=1+1", "Paris", None], "n": [-2, 3, 4]})
CSV = b"Place,n\r\n'=1+1,-2\r\nParis,3\r\n,4\r\n"
WORDS = {"title": "t", "subtitle": "s", "source": "s", "method": "m", "key": "k"}


@pytest.mark.parametrize("start", "=+-@\t\r")
def test_a_text_that_a_spreadsheet_would_run_is_quoted(start: str) -> None:
    (row,) = pd.read_csv(io.BytesIO(as_csv(pd.DataFrame({"Model": [f"{start}1"]}))))["Model"]
    assert row == f"'{start}1"


def test_numbers_are_left_as_they_are() -> None:
    assert as_csv(TABLE) == CSV


@pytest.mark.parametrize("kind", ["chart", "table"])
def test_every_cards_csv_is_safe(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[bytes] = []

    def download_button(*_: object, data: Any, **__: object) -> None:
        offered.append(data())

    monkeypatch.setattr(st, "download_button", download_button)
    if kind == "chart":
        chart_card(figure=go.Figure(layout={"height": 100}), table=TABLE, alt="a", **WORDS)
    else:
        table_card(table=TABLE, **WORDS)
    assert offered == [CSV]


def test_counts_have_separators_and_shares_the_same_digits() -> None:
    shown = formats(pd.DataFrame({"Month": ["a"], "Models": [1040], "Reporting, %": [1.07], "Median, g": [2.5]}))
    written = {name: column["type_config"]["format"] for name, column in shown.items()}
    assert written == {"Models": "localized", "Reporting, %": "%.3f"}

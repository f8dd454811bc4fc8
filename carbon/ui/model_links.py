"""Names of models in a table as links to their pages, with the reader's filters; shows no table itself."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from carbon.answers.filters import KEYS


def addresses(ids: pd.Series) -> pd.Series:
    """The address of every model's page, beside the page that is open; a link leaves that one as it is."""
    kept = [(key, value) for key in KEYS for value in st.query_params.get_all(key)]
    start = f"model?{urlencode([*kept, ('id', '')])}"
    return ids.map(lambda model_id: start + quote(str(model_id)))


def column(width: int | None = None) -> ColumnConfig:
    """How a table shows a column of such addresses: as the models' names."""
    return st.column_config.LinkColumn(width=width, display_text=r"[?&]id=(.*)$", alignment="left")

"""Is reporting growing? Are emissions falling?"""

import streamlit as st

from carbon.ui import trend_tests
from carbon.ui.empty import stop_if_empty
from carbon.ui.page import open_page
from carbon.ui.trends import fields, grams, levels, share, tools, unreported

context = open_page("Is reporting growing, are emissions falling?")
stop_if_empty(context)
share.share_card(context)
pairs = (
    (grams.grams_card, tools.tool_card),
    (levels.level_card, fields.field_card),
)
for pair in pairs:
    for column, card in zip(st.columns(2), pair, strict=True):
        with column:
            card(context)
trend_tests.show(context)
unreported.unreported_card(context)

"""Is reporting growing? Are emissions falling?"""

import streamlit as st

from carbon.ui import trend_cards, trend_tests
from carbon.ui.empty import stop_if_empty
from carbon.ui.page import open_page

context = open_page("Is reporting growing, are emissions falling?")
stop_if_empty(context)
trend_cards.share_card(context)
pairs = (
    (trend_cards.grams_card, trend_cards.tool_card),
    (trend_cards.level_card, trend_cards.field_card),
)
for pair in pairs:
    for column, card in zip(st.columns(2), pair, strict=True):
        with column:
            card(context)
trend_tests.show(context)
trend_cards.unreported_card(context)

"""Is reporting growing? Are emissions falling?"""

import streamlit as st

from carbon.ui import trend_cards
from carbon.ui.empty import stop_if_empty
from carbon.ui.page import open_page

context = open_page("Is reporting growing, are emissions falling?")
stop_if_empty(context)
trend_cards.share_card(context)
left, right = st.columns(2)
with left:
    trend_cards.grams_card(context)
    trend_cards.level_card(context)
with right:
    trend_cards.tool_card(context)
    trend_cards.field_card(context)
trend_cards.unreported_card(context)

"""What is this model's class, and why?"""

import streamlit as st

from carbon.live import usable_id
from carbon.ui.markup import plain
from carbon.ui.model import SHEET, address, answers, start, view
from carbon.ui.page import open_page

asked = st.query_params.get("id", "")
address.keep(asked)
model_id = usable_id(asked)
context = open_page(plain(model_id) if model_id else "Look a model up", filtered=False)
st.html(SHEET)
if model_id:
    view.show_model(context, model_id)
    start.show_again(context)
else:
    if asked:
        answers.show_no_id(asked)
    start.show_start(context)

"""What is this model's class, and why?"""

import streamlit as st

from carbon.live import usable_id
from carbon.serving import current_snapshot
from carbon.ui import address, pages
from carbon.ui.markup import plain
from carbon.ui.model import SHEET, answers, found, start, view
from carbon.ui.page import open_page

asked = st.query_params.get("id", "").strip()
snapshot, model_id = current_snapshot(), usable_id(asked)
if snapshot and model_id:
    model_id = found.spelling(snapshot, model_id)
address.keep("id", model_id or asked)
if model_id:
    pages.entitle(model_id)
context = open_page(plain(model_id) if model_id else "Look a model up", filtered=False)
st.html(SHEET)
if model_id:
    view.show_model(context, model_id)
    start.show_again(context)
else:
    if asked:
        answers.show_no_id(asked)
    start.show_start(context)

"""How do I publish mine, and how do I emit less?"""

import streamlit as st

from carbon.method.draft import assess
from carbon.ui.model import SHEET
from carbon.ui.model.view import endpoint_of
from carbon.ui.page import open_page
from carbon.ui.report import advice, form, result

form.note_problems()
context = open_page(
    "Report yours",
    "One number in your model card is enough to be counted; what it takes to be trusted stands beside it.",
    filtered=False,
)
st.html(SHEET)
left, right = st.columns([8, 5], gap="medium")
with left, st.container(border=True, key="card-form"):
    form.show_log()
    draft = form.show_form()
found = assess(draft)
with right:
    result.show_label(context, found)
result.show_checks(context, found)
result.show_block(context, found, endpoint_of(context))
advice.show_advice(context)

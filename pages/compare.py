"""Which of these models emitted less, as far as can be told?"""

import streamlit as st

from carbon.ui import address, compare, link_notes
from carbon.ui import model as model_page
from carbon.ui.compare import view, wanted
from carbon.ui.page import open_page

asked = wanted.wanted(st.query_params.get_all(wanted.KEY))
link_notes.remember(asked.problems)
address.keep(wanted.KEY, wanted.joined(asked.ids))
context = open_page("Compare models", filtered=False)
st.html(model_page.SHEET)
st.html(compare.SHEET)
view.show_comparison(context, asked)

"""Can I trust and reuse this?"""

import streamlit as st

from carbon.ui.method import anchor, beside, coverage, downloads, history, topics
from carbon.ui.page import open_page

context = open_page(
    "Data and method",
    "Where every number comes from, what was left out of it, and how to take it with you.",
    filtered=False,
)
sections = {"coverage": "Coverage", **topics.TOPICS, "study": "The study of 2023", "downloads": "Downloads"}
st.markdown(" · ".join(f"[{name}](#{anchor})" for anchor, name in sections.items()))
st.header(sections["coverage"], anchor="coverage")
coverage.show_figures(context)
coverage.show_ingest(context)
history.show_history(context)
for topic, name in topics.TOPICS.items():
    st.header(name, anchor=topic)
    st.markdown(topics.text(topic))
    if topic == "flags":
        coverage.show_flags(context)
st.header(sections["study"], anchor="study")
beside.show_study(context)
st.header(sections["downloads"], anchor="downloads")
downloads.show_downloads(context)
anchor.go()

"""The ASGI application: pages, routes and the background ingest; nothing else."""

import streamlit as st

app = st.App("carbon/ui/main.py")

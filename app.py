"""The ASGI application: pages, routes and the background ingest; nothing else."""

import streamlit as st

from carbon.http import search
from carbon.serving import ingest_beside, settings_or_exit

app = st.App("carbon/ui/main.py", lifespan=ingest_beside(settings_or_exit()), routes=[search.route])

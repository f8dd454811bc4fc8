"""The ASGI application: pages, routes and the background ingest; nothing else."""

import streamlit as st
from starlette.middleware import Middleware

from carbon.http import routes
from carbon.http.gate import Gate
from carbon.serving import ingest_beside, settings_or_exit

settings = settings_or_exit()
app = st.App(
    "carbon/ui/main.py",
    lifespan=ingest_beside(settings),
    routes=routes.ALL,
    middleware=[Middleware(Gate, rate_per_s=settings.rate_per_s)],
)

"""The ASGI application: pages, routes and the background ingest; nothing else."""

import streamlit as st
from starlette.middleware import Middleware

from carbon.http import routes
from carbon.http.base import Base
from carbon.http.gate import Gate
from carbon.serving import ingest_beside, settings_or_exit
from carbon.ui import shell
from carbon.ui.packed import Packed
from carbon.ui.pages import titles
from carbon.ui.server import base_path

settings = settings_or_exit()
base = base_path()
app = st.App(
    "carbon/ui/main.py",
    lifespan=ingest_beside(settings),
    routes=[*routes.ALL, *shell.routes(base, titles())],
    middleware=[
        Middleware(Base, path=base),
        Middleware(Gate, rate_per_s=settings.rate_per_s),
        Middleware(Packed, path=base),
    ],
)

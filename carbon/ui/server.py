"""Addresses of what the app's own server answers beside the pages, wherever it is mounted; asks nothing."""

from __future__ import annotations

import streamlit as st


def route(path: str) -> str:
    """The path of a route such as `api/search`, below the base path that the server is mounted at."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/{path}" if base else f"/{path}"

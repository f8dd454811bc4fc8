"""Addresses of what the app's own server answers beside the pages, wherever it is mounted; asks nothing."""

from __future__ import annotations

import streamlit as st


def base_path() -> str:
    """The path that the server is mounted at, such as `/app`; empty where it is the root."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def route(path: str) -> str:
    """The path of a route such as `api/search`, below the base path that the server is mounted at."""
    return f"{base_path()}/{path}"

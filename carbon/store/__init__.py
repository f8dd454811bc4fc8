"""Staging, snapshots and the read-only queries over them; never imports Streamlit."""

"""Plotly figures of whatever shape, in the shared template; they are given their data and never shown here."""

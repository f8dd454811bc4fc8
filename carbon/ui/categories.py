"""Symbols of the label's classes in charts; decides nothing."""

#: Plotly symbols of the classes, so that they differ by shape as well as colour.
CLASS_SYMBOLS = {"A": "circle", "B": "square", "C": "diamond", "D": "triangle-up", "E": "triangle-down"}

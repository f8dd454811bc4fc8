"""Measures the figures the product promises, at the Hub's size; never part of what the app runs."""

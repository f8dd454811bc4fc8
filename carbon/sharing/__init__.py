"""Snapshots handed on through a data set on the Hub: taken from there, put there."""

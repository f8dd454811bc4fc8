"""Reads what a model card says about emissions; never touches network, database or UI."""

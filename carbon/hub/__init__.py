"""Speaks the Hub's wire: pages, limits, retries, records; never stores anything."""

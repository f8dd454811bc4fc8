"""Typed functions over the queries in store/sql: one noun a module, one snapshot and its parameters in, data out."""

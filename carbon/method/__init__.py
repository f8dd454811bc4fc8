"""The definitions behind every number: pure functions, no I/O beyond their own frozen data."""

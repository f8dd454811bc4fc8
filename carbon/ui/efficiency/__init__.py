"""The cards of the efficiency page: classes by domain, the trade-off, the table of all reports."""

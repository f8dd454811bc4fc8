"""The cards of the domains page: each turns one query's answer into a finding, a figure and a table."""

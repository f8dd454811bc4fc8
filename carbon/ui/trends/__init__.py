"""The cards of the Trends page, a module each: a query, a finding and a chart."""

"""The cards of the Correlations page: one module a card."""

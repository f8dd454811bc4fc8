"""The browser's history: leaves out of a page's address what belongs to another page. Draws nothing."""

from carbon.ui.history.tidy import leave_out_of

__all__ = ["leave_out_of"]

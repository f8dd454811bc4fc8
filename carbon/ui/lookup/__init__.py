"""The look-up field: finds a model as one types and opens its page; never reads the store for what is typed."""

from carbon.model_id import model_id_of
from carbon.ui.lookup.field import open_model, show

__all__ = ["model_id_of", "open_model", "show"]

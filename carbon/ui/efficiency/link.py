"""What a link to the efficiency page says that it cannot show, told in words. Draws no chart."""

from __future__ import annotations

from carbon.serving import current_snapshot
from carbon.store.queries import efficiency as queries
from carbon.ui import filters, link_notes, source
from carbon.ui.efficiency import order, switch, table, tradeoff


def note_problems() -> None:
    """Remember what in the link cannot be used; before the page's controls are drawn, which drop it."""
    link_notes.note(
        {
            "against": [axis.label for axis in tradeoff.AXES.values()],
            "label": switch.SAID,
            "category": _categories(),
            "sort": order.ORDERS,
        },
        {"q": lambda text: len(text) <= table.LONGEST_SEARCH},
    )


def _categories() -> list[str]:
    """The categories of the reader's selection, as the page writes them."""
    snapshot = current_snapshot()
    if snapshot is None:
        return []
    found = source.ask(queries.rated_categories, snapshot, filters.current(snapshot))
    return [tradeoff.in_words(str(name)) for name in found["category"]]

"""What a link to the efficiency page says that it cannot show, told in words. Draws no chart."""

from __future__ import annotations

from carbon.store.queries import efficiency as queries
from carbon.ui import link_notes
from carbon.ui.efficiency import order, switch, tradeoff
from carbon.ui.page import Context


def check(context: Context) -> None:
    """Note what cannot be used before the page's controls drop it, and say so."""
    known = [str(name) for name in context.ask(queries.rated_categories)["category"]]
    link_notes.note(
        "efficiency",
        {
            "against": {axis.label for axis in tradeoff.AXES.values()}.__contains__,
            "label": frozenset(switch.SAID).__contains__,
            "category": {tradeoff.in_words(name) for name in known}.__contains__,
            "sort": frozenset(order.ORDERS).__contains__,
        },
    )
    link_notes.show("efficiency")

"""Which models emit little for what they are?"""

from carbon.ui.efficiency import classes, link, switch, table, tradeoff, transition
from carbon.ui.empty import stop_if_empty
from carbon.ui.page import open_page

link.note_problems()
context = open_page("Who is efficient?")
stop_if_empty(context)
version = switch.chosen_label()
classes.show(context, version)
if version == "v0":
    transition.show(context)
tradeoff.show(context)
table.show_table(context, version)

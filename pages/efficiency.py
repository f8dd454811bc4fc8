"""Which models emit little for what they are?"""

from carbon.ui.efficiency import classes, link, table, tradeoff
from carbon.ui.empty import stop_if_empty
from carbon.ui.page import open_page

context = open_page("Who is efficient?")
stop_if_empty(context)
link.check(context)
classes.show(context)
tradeoff.show(context)
table.show_table(context)

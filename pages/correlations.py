"""What drives emissions?"""

from carbon.ui.correlations import groups, joint, scatter, table
from carbon.ui.empty import stop_if_empty
from carbon.ui.page import open_page

scatter.note_problems()
context = open_page("What drives emissions?")
groups.show_listed(context)
stop_if_empty(context)
scatter.show(context)
groups.show(context)
joint.show(context)
table.show(context)

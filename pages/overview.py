"""How much is reported today?"""

from carbon.ui import lookup
from carbon.ui.empty import stop_if_empty
from carbon.ui.headlines import show_figures, show_findings
from carbon.ui.page import open_page
from carbon.ui.trends.share import share_card

context = open_page("What training models on the Hub emits")
lookup.show(context.snapshot)
stop_if_empty(context)
show_figures(context)
share_card(context)
show_findings(context)

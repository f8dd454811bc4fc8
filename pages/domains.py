"""Which domains report, and which emit?"""

from carbon.ui.domains import emissions, places, reporting, shares, tests
from carbon.ui.empty import stop_if_empty
from carbon.ui.page import open_page

context = open_page("Which domains report and emit?")
places.show_listed(context)
stop_if_empty(context)
shares.show(context)
emissions.show_domains(context)
emissions.show_tasks(context)
tests.show(context)
reporting.show(context)
places.show(context)

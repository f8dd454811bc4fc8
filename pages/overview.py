"""How much is reported today?"""

from carbon.ui.page import open_page

context = open_page("What training models on the Hub emits")

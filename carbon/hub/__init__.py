"""The Hub's wire: raw JSON pages, rate limits, retries, resume; wire item to record. Never stores or judges."""

import os

# Must stand before huggingface_hub is imported: its telemetry asks the Hub for a list of coding tools once a day,
# a request nobody here wants and whose failure delays the first real one.
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

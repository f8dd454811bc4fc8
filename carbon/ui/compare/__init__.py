"""The compare page: up to five models side by side on the same scales; never ranks what cannot be told apart."""

from pathlib import Path

#: The style of these cards, shown once on their page.
SHEET = Path(__file__).with_name("style.css")

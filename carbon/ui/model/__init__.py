"""The cards of the model page: one model's label, why it has it, and what would improve it."""

from pathlib import Path

#: The style of these cards, shown once on their page.
SHEET = Path(__file__).with_name("style.css")

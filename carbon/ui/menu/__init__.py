"""The menu: on a phone it gives way to the page that was chosen in it, and screen readers can read it."""

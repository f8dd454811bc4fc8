"""How property tests run: the same examples every time; `HYPOTHESIS_PROFILE=search` looks for new ones."""

import os

from hypothesis import HealthCheck, settings

UNTIMED = [HealthCheck.too_slow]

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None, suppress_health_check=UNTIMED)
settings.register_profile("search", deadline=None, max_examples=5000, database=None, suppress_health_check=UNTIMED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

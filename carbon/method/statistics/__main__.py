"""The statistics as a process of their own: JSON columns on standard input, JSON rows on standard output.

So the libraries that test are loaded for the length of a build, not into the ingest or the app, and what goes wrong in
them cannot take a snapshot with it.
"""

from __future__ import annotations

import json
import sys

from carbon.method.statistics.questions import statistics
from carbon.method.statistics.reports import Months, reports_from


def main() -> int:
    """Read {"reports": columns, "months": {population: columns}}, write a list of rows."""
    import numpy as np  # noqa: PLC0415

    read = json.load(sys.stdin)
    months = {
        name: Months(*(np.asarray(columns[key], dtype=np.float64) for key in ("month", "models", "reporting")))
        for name, columns in read["months"].items()
    }
    # Popped, so that the text that was read is gone while it is worked with.
    rows = statistics(reports_from(read.pop("reports")), months)
    json.dump([list(row) for row in rows], sys.stdout, allow_nan=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The stages of an ingest by the requests they send, and faults that strike one of them only."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.fakehub.faults import Fault, Faults

#: What each stage asks for: the path and query of its requests.
STAGES: Mapping[str, str] = {
    "reporters": r"/api/models\?.*filter=co2_eq_emissions",
    "texts": r"/[^/]+/[^/]+/resolve/",
    "details": r"/api/models/[^?]+\?blobs=",
    "first commits": r"/api/models/[^?]+/commits/",
    "data sets": r"/api/datasets/",
    "census": r"/api/models\?(?!.*filter=)",
}


class StageFaults(Faults):
    """Faults of the requests of one stage; all others are answered as they should be."""

    def __init__(self, stage: str) -> None:
        super().__init__()
        self._pattern = re.compile(STAGES[stage])
        self.met = 0

    def next_for(self, address: str) -> Fault | None:
        fault = super().next_for(address) if self._pattern.match(address) else None
        self.met += fault is not None
        return fault

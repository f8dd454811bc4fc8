"""What every stage of an ingest works with, in one hand; does nothing by itself."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbon.config import Settings
from carbon.hub.client import HubClient
from carbon.ingest.clock import Clock
from carbon.ingest.progress import ProgressFile
from carbon.ingest.publisher import Publisher
from carbon.store.staging import Staging

if TYPE_CHECKING:
    from carbon.store.lake.desk import Desk
    from carbon.store.lake.shared import SharedCensus

#: Stages whose requests use up another quota than that of the Hub's `api`.
RESOURCES = {"texts": "resolvers"}


@dataclass(frozen=True, slots=True)
class Team:
    """What a worker of a lake shares with the others: who reads what, and what was read."""

    desk: Desk
    shared: SharedCensus


@dataclass(frozen=True, slots=True)
class Work:
    """One cycle's tools: the Hub, the staging, the snapshots, the progress and the time.

    `client` reads lists; `item_client` asks for single models and data sets, and gives one up sooner. `team` is there
    where others read the same Hub into the same lake.
    """

    settings: Settings
    staging: Staging
    client: HubClient
    item_client: HubClient
    publisher: Publisher
    progress: ProgressFile
    clock: Clock
    stop: threading.Event
    team: Team | None = None

    def wire_state(self) -> dict[str, object]:
        """Requests sent and quota left, as the progress shows them."""
        quota = self.client.quotas.get(RESOURCES.get(self.progress.now.stage or "", "api"))
        state: dict[str, object] = {"requests": self.client.requests + self.item_client.requests}
        if quota is not None:
            resets_in_s = max(0, round(quota.resets_at - self.clock.monotonic()))
            state["quota"] = {"remaining": quota.remaining, "limit": quota.limit, "resets_in_s": resets_in_s}
        return state

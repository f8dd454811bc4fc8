"""A session of the app without a browser: speaks Streamlit's socket, so that the server alone is measured."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect

MAX_MESSAGE = 64 * 1024 * 1024
PATIENCE_S = 60


class PageFailedError(RuntimeError):
    """A page showed an exception; the message carries what it said."""


class Session:
    """One visitor: `async with Session(url) as visitor: seconds = await visitor.run("trends", "task=…")`."""

    def __init__(self, url: str) -> None:
        """Remember the app's http address; the socket opens on entry."""
        self.address = url.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket: ClientConnection | None = None
        self.html: list[str] = []
        self.sent_bytes = 0
        self.tables: list[str] = []

    async def __aenter__(self) -> Session:
        self._socket = await connect(self.address, subprotocols=["streamlit"], max_size=MAX_MESSAGE)  # type: ignore[list-item]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def run(self, page: str, query: str = "", *, opened: str | None = None) -> float:
        """Run a page (its URL path) with a query string; return the seconds until its script finished.

        `html` then holds the texts that the page gave to `st.html`, `sent_bytes` how much was sent for the view, and
        `tables` the charts' tables that can be opened; `opened` is the one that is.
        """
        assert self._socket is not None
        widgets = [WidgetState(id=opened, bool_value=True)] if opened else []
        state = ClientState(page_name=page, query_string=query, widget_states=WidgetStates(widgets=widgets))
        self.html, self.sent_bytes, self.tables = [], 0, []
        start = time.perf_counter()
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        await asyncio.wait_for(self._finished(), PATIENCE_S)
        return time.perf_counter() - start

    async def _finished(self) -> None:
        assert self._socket is not None
        async for raw in self._socket:
            self.sent_bytes += len(raw)
            message = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            if message.delta.new_element.HasField("exception"):
                raise PageFailedError(message.delta.new_element.exception.message)
            if message.delta.new_element.HasField("html"):
                self.html.append(message.delta.new_element.html.body)
            popover = message.delta.add_block.popover
            if popover.label == "Table" and popover.id:
                self.tables.append(popover.id)
            if message.WhichOneof("type") == "script_finished":
                return
        raise PageFailedError("The app closed the connection.")

"""The app's main script under AppTest, on a data directory of the test's own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from carbon.ui.model import found
from tests.fakehub import FakeHub

PROJECT = Path(__file__).parents[2]
TIMEOUT_S = 60
#: What the card of a model states that reports in full.
FULL = {
    "emissions": 5.0,
    "source": "codecarbon",
    "training_type": "fine-tuning",
    "geographical_location": "Girona, Spain",
    "hardware_used": "1 x NVIDIA T4",
}


@pytest.fixture
def open_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page as a browser would: `open_app("trends", domain="NLP")`; the data directory is `tmp_path`."""
    monkeypatch.setenv("CARBON_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CARBON_INGEST", "off")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    # A script run leaves the page as the main module; processes that later tests start would run it.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])

    def opened(page: str | None = None, /, **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(PROJECT / "carbon/ui/main.py", default_timeout=TIMEOUT_S)
        # Before the first run a page is known by its file's name, which is its path: so this is a link to it.
        if page is not None:
            app.switch_page(f"../../pages/{page}.py")
        for key, value in query.items():
            app.query_params[key.rstrip("_")] = value
        app.run()
        assert not app.exception, [each.value for each in app.exception]
        return app

    return opened


@pytest.fixture(scope="module")
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        yield served


@pytest.fixture
def online(hub: FakeHub, open_app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> FakeHub:
    """A Hub with one reporting and one silent model, that the app asks."""
    item = {"_id": "6" * 24, "createdAt": "2026-10-20T08:00:00.000Z", "pipeline_tag": "text-classification"}
    hub.reset(
        [
            {
                **item,
                "id": "new/reporter",
                "cardData": {"co2_eq_emissions": FULL},
                "siblings": [{"rfilename": "a.bin", "size": 10**8}],
            },
            {**item, "_id": "7" * 24, "id": "new/silent"},
        ]
    )
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    found._remembered.clear()
    return hub


def texts(app: AppTest) -> str:
    """Everything that the page says in its own markup and in messages."""
    html = [each.proto.body.replace("\u202f", " ") for each in app.get("html")]
    return "\n".join([*html, *(each.value for kind in ("info", "warning", "error") for each in app.get(kind))])


class _Tables(HTMLParser):
    """The tables of the page's own HTML: a list of rows each, the heads first."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in {"th", "td"}

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def wrapped_table(app: AppTest) -> DataFrame:
    """The page's one table of sentences, all as texts."""
    parser = _Tables()
    parser.feed(texts(app))
    ((heads, *rows),) = parser.tables
    return DataFrame(rows, columns=heads)


def open_table(app: AppTest, card: str) -> DataFrame:
    """The table of a chart's card, which is made when it is opened."""
    app.session_state[f"show-{card}"] = True
    before = [list(each.value.columns) for each in app.dataframe]
    app.run()
    (shown,) = [each.value for each in app.dataframe if list(each.value.columns) not in before]
    return shown

"""The checks that every browser test relies on can fail."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.view import assert_sound, screenshot, settle, visit

SCRIPT = """
import time
import plotly.graph_objects as go
import streamlit as st

st.title("Small")
st.plotly_chart(go.Figure(go.Bar(y=[1, 2, 3])))
if st.button("Work"):
    time.sleep(0.5)
    st.write("Worked")
if "broken" in st.query_params:
    raise ValueError("only for the log")
if "wide" in st.query_params:
    st.html("<div style='width: 3000px'>wide</div>")
if "long" in st.query_params:
    for line in range(200):
        st.write(f"line {line}")
"""


@pytest.fixture(scope="module")
def small(app_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    script = folder / "small.py"
    script.write_text(SCRIPT, encoding="utf-8")
    return app_server(folder, script=script)


def test_a_sound_page_passes(small, page_wide):
    visit(page_wide, small.url)
    assert_sound(page_wide)
    expect(page_wide.locator(".main-svg").first).to_be_visible()


def test_an_exception_is_found_and_its_message_is_kept_from_visitors(small, page_wide):
    visit(page_wide, small.url + "/?broken=1")
    with pytest.raises(AssertionError, match="shows an exception"):
        assert_sound(page_wide)
    assert "only for the log" not in page_wide.content()
    assert "only for the log" in small.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1400, 390])
def test_a_page_wider_than_its_window_is_found(small, open_page, width):
    page = open_page(width)
    visit(page, small.url + "/?wide=1")
    with pytest.raises(AssertionError, match="scrolls sideways"):
        assert_sound(page)


def test_settling_waits_for_the_rerun_after_a_click(small, page_wide):
    visit(page_wide, small.url)
    page_wide.get_by_role("button", name="Work").click()
    settle(page_wide)
    assert page_wide.get_by_text("Worked").is_visible()


def test_a_full_screenshot_is_as_tall_as_the_page(small, page_narrow):
    visit(page_narrow, small.url + "/?long=1")
    picture = screenshot(page_narrow, "harness-long").read_bytes()
    width, height = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    assert width == 390
    assert height > 4000
    assert page_narrow.viewport_size == {"width": 390, "height": 844}

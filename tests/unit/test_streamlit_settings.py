"""Streamlit knows every option of `.streamlit/config.toml`; it would only warn about one that it does not."""

from __future__ import annotations

import tomllib
from pathlib import Path

from streamlit import config

SETTINGS = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))


def keys(section: dict[str, object], prefix: str = "") -> list[str]:
    found = []
    for name, value in section.items():
        found += keys(value, f"{prefix}{name}.") if isinstance(value, dict) else [prefix + name]
    return found


def test_every_option_exists():
    known = set(config.get_config_options(force_reparse=True))
    assert [key for key in keys(SETTINGS) if key not in known] == []


def test_reruns_are_not_slowed_by_the_collector_or_the_file_watcher():
    assert SETTINGS["runner"]["postScriptGC"] is False
    assert SETTINGS["server"]["fileWatcherType"] == "none"


def test_visitors_see_no_traceback_and_forged_requests_are_refused():
    assert SETTINGS["client"]["showErrorDetails"] == "none"
    assert SETTINGS["server"]["enableXsrfProtection"] is True


def test_an_upload_is_bounded():
    assert SETTINGS["server"]["maxUploadSize"] == 2

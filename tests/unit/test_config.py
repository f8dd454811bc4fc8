"""Settings from the environment: what is taken, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbon.config import ConfigError, Settings, unknown_variables


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_env({}) == Settings()


def test_everything_can_be_set() -> None:
    env = {
        "CARBON_DATA_DIR": "/srv/carbon",
        "CARBON_INGEST": "Off",
        "CARBON_REFRESH_HOURS": "6",
        "CARBON_CENSUS_DAYS": "0.5",
        "CARBON_CENSUS": "Bulk",
        "CARBON_CARDS": "on",
        "CARBON_TIMEOUT_S": "5",
        "CARBON_GIVE_UP_S": "30",
        "CARBON_SNAPSHOT_REPO": " ada/hub-carbon ",
        "HF_ENDPOINT": "https://hub.example:8443/mirror/",
        "HF_HUB_OFFLINE": "1",
    }
    assert Settings.from_env(env) == Settings(
        data_dir=Path("/srv/carbon"),
        ingest=False,
        refresh_hours=6.0,
        census_days=0.5,
        census="bulk",
        cards=True,
        timeout_s=5.0,
        give_up_s=30.0,
        snapshot_repo="ada/hub-carbon",
        endpoint="https://hub.example:8443/mirror",
        offline=True,
    )


@pytest.mark.parametrize(
    "address",
    [
        "ftp://hub.example",
        "hub.example",
        "https://",
        "https://hub.example/?q=1",
        "https://hub.example/#",
        "https://hub.example#top",
        "http://[::1",
        "http://127.0.0.1:99999",
        "http://a..b",
        "http://a b",
        "http://hub\x00.example",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="HF_ENDPOINT"):
        Settings.from_env({"HF_ENDPOINT": address})


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ConfigError) as refused:
        Settings.from_env({"HF_ENDPOINT": "https://ada:secret@hub.example"})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("name", ["CARBON_REFRESH_HOURS", "CARBON_CENSUS_DAYS", "CARBON_TIMEOUT_S", "CARBON_GIVE_UP_S"])
@pytest.mark.parametrize("value", ["0", "-1", "nie", "nan", "inf", "1e12"])
def test_a_number_that_cannot_be_used_is_refused(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"{name}='{value}'"):
        Settings.from_env({name: value})


def test_a_word_that_is_none_of_the_choices_is_refused() -> None:
    with pytest.raises(ConfigError, match="CARBON_CENSUS='dump' is none of api, bulk"):
        Settings.from_env({"CARBON_CENSUS": "dump"})


@pytest.mark.parametrize("name", ["CARBON_INGEST", "CARBON_CARDS", "HF_HUB_OFFLINE"])
def test_a_switch_is_on_or_off(name: str) -> None:
    with pytest.raises(ConfigError, match=f"{name}='maybe' is not a switch"):
        Settings.from_env({name: "maybe"})


def test_slips_of_the_pen_are_found() -> None:
    assert unknown_variables({"CARBON_DATADIR": "x", "CARBON_INGEST": "on", "PATH": "/bin"}) == ["CARBON_DATADIR"]


@pytest.mark.parametrize("repo", ["name", "a/b/c", "../x", "a/..", "a/b?x=1", "https://huggingface.co/datasets/a/b"])
def test_a_repository_that_is_none_is_refused(repo: str) -> None:
    with pytest.raises(ConfigError, match="CARBON_SNAPSHOT_REPO"):
        Settings.from_env({"CARBON_SNAPSHOT_REPO": repo})


def test_a_file_is_no_folder_for_the_store(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("")
    with pytest.raises(ConfigError, match=r"CARBON_DATA_DIR=.* is a file and no folder"):
        Settings.from_env({"CARBON_DATA_DIR": str(file)})


@pytest.mark.parametrize("token", ["hf_se cret", "hf_se\ncret", "hf_secr\u00e9t"])
def test_a_token_that_cannot_be_sent_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(ConfigError, match="HF_TOKEN holds spaces") as refused:
        Settings.from_env({"HF_TOKEN": token})
    assert token[:5] not in str(refused.value)


def test_line_breaks_around_a_token_do_no_harm() -> None:
    assert Settings.from_env({"HF_TOKEN": "hf_secret\r\n"}) == Settings()

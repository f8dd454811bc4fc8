"""Settings from the environment: read once, checked, documented; never anything secret but the token's presence."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ENDPOINT = "https://huggingface.co"
CREDENTIALS = re.compile(r"//[^/]*@")
REPO = re.compile(r"(?!.*(\.\.|--|\.git$))[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}

VARIABLES: dict[str, str] = {
    "CARBON_DATA_DIR": "folder of the local store (default: data)",
    "CARBON_INGEST": "on or off: whether the app starts the background ingest (default: on)",
    "CARBON_REFRESH_HOURS": "hours between two ingests (default: 24)",
    "CARBON_CENSUS_DAYS": "days after which all models are listed anew (default: 7)",
    "CARBON_CENSUS": "api or bulk: list all models by requests or from the public daily dump (default: api)",
    "CARBON_CARDS": "on or off: whether each census is followed by a scan of all card texts (default: off)",
    "CARBON_TIMEOUT_S": "seconds of silence after which a request to the Hub has failed (default: 60)",
    "CARBON_GIVE_UP_S": "seconds after which a page that keeps failing is given up (default: 900)",
    "CARBON_RATE": "requests a second that one client may make to badges, API and downloads (default: 20)",
    "CARBON_SNAPSHOT_REPO": "owner/name of the Hub data set to take published snapshots from (optional)",
    "CARBON_STORE": "embedded, or ducklake: and the libpq address of its PostgreSQL catalog (default: embedded)",
    "CARBON_LAKE_DATA": "folder or s3:// address of a lake's files, one for all (default: lake in the data folder)",
    "HF_ENDPOINT": f"the Hub's address (default: {ENDPOINT})",
    "HF_TOKEN": "a Hub token; doubles the request quota (optional)",
    "HF_HUB_OFFLINE": "1 to make no request at all (default: 0)",
}


class ConfigError(ValueError):
    """A setting that cannot be used; the message names the variable, the value and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the app and the ingest; see `VARIABLES` for their meaning.

    `cards_now` is the command line's to set: all card texts are scanned however young the last scan is.
    """

    data_dir: Path = Path("data")
    ingest: bool = True
    refresh_hours: float = 24.0
    census_days: float = 7.0
    census: str = "api"
    cards: bool = False
    cards_now: bool = False
    timeout_s: float = 60.0
    give_up_s: float = 900.0
    rate_per_s: float = 20.0
    snapshot_repo: str | None = None
    lake: str | None = None
    lake_data: str | None = None
    endpoint: str = ENDPOINT
    offline: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read all settings; raise ConfigError naming the first one that cannot be used."""
        env = os.environ if environ is None else environ
        _check_token(env.get("HF_TOKEN", ""))
        return cls(
            data_dir=_folder(env, "CARBON_DATA_DIR", "data"),
            ingest=_switch(env, "CARBON_INGEST", default=True),
            refresh_hours=_positive(env, "CARBON_REFRESH_HOURS", 24.0, most=8760),
            census_days=_positive(env, "CARBON_CENSUS_DAYS", 7.0, most=3650),
            census=_choice(env, "CARBON_CENSUS", ("api", "bulk")),
            cards=_switch(env, "CARBON_CARDS", default=False),
            timeout_s=_positive(env, "CARBON_TIMEOUT_S", 60.0, most=3600),
            give_up_s=_positive(env, "CARBON_GIVE_UP_S", 900.0, most=86_400),
            rate_per_s=_positive(env, "CARBON_RATE", 20.0, most=1_000_000),
            snapshot_repo=_repo(env, "CARBON_SNAPSHOT_REPO"),
            lake=_lake(env),
            lake_data=env.get("CARBON_LAKE_DATA", "").strip() or None,
            endpoint=_endpoint(env),
            offline=_switch(env, "HF_HUB_OFFLINE", default=False),
        )

    @property
    def brings_data(self) -> bool:
        """Whether the app brings in data of its own accord: by an ingest, or by taking published snapshots."""
        return self.follows or (self.ingest and not self.offline)

    @property
    def follows(self) -> bool:
        """Whether it only takes what others publish: from a lake, which is not the Hub, also offline."""
        if self.lake is not None:
            return not self.ingest or self.offline
        return self.snapshot_repo is not None and not (self.ingest or self.offline)


def unknown_variables(environ: Mapping[str, str] | None = None) -> list[str]:
    """Names that look like ours but are not: probably typing slips, worth a warning."""
    env = os.environ if environ is None else environ
    return sorted(name for name in env if name.startswith("CARBON_") and name not in VARIABLES)


def _check_token(token: str) -> None:
    """The Hub's library takes line breaks around a token away; what else is wrong with it is never shown."""
    if not re.fullmatch(r"[\x21-\x7e]*", token.strip()):
        raise ConfigError("HF_TOKEN holds spaces, line breaks or other characters no token has: set it anew.")


def _folder(env: Mapping[str, str], name: str, default: str) -> Path:
    path = Path(env.get(name) or default).expanduser()
    try:
        is_file = path.exists() and not path.is_dir()
    except OSError:
        return path  # it may not be looked into: whoever uses it is told why
    if is_file:
        raise ConfigError(f"{name}={env.get(name, default)!r} is a file and no folder: {VARIABLES[name]}.")
    return path


def _switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    if name not in env:
        return default
    value = env[name].strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ConfigError(f"{name}={env[name]!r} is not a switch: use on or off.")


def _choice(env: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """One of the words that are allowed, the first of them where none is set."""
    value = env.get(name, "").strip().lower() or allowed[0]
    if value not in allowed:
        raise ConfigError(f"{name}={env[name]!r} is none of {', '.join(allowed)}: {VARIABLES[name]}.")
    return value


def _positive(env: Mapping[str, str], name: str, default: float, *, most: float) -> float:
    raw = env.get(name, "").strip()
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = float("nan")
    if not 0 < value <= most:
        raise ConfigError(f"{name}={raw!r} is not a number above 0 and up to {most:,}: {VARIABLES[name]}.")
    return value


def _repo(env: Mapping[str, str], name: str) -> str | None:
    raw = env.get(name, "").strip()
    return repo_id(raw, name) if raw else None


def repo_id(text: str, name: str) -> str:
    """`text` as the id of a repository; raises ConfigError that tells where it stood (`name`)."""
    if not REPO.fullmatch(text):
        raise ConfigError(f"{name}={text[:200]!r} is not the id of a data set: use owner/name, as in its address.")
    return text


def _lake(env: Mapping[str, str]) -> str | None:
    """The libpq address of a lake's catalog; a password in it would end up in errors and process lists."""
    raw = env.get("CARBON_STORE", "").strip()
    if raw in {"", "embedded"}:
        return None
    kind, _, address = raw.partition(":")
    if "password" in raw.lower() or CREDENTIALS.search(raw):
        raise ConfigError("CARBON_STORE holds a password: put it into PGPASSWORD or the file that PGPASSFILE names.")
    if kind != "ducklake" or not address.strip() or not raw.isprintable():
        raise ConfigError(
            f"CARBON_STORE={raw[:200]!r} is no store: use embedded, or ducklake:host=… port=… dbname=… user=…"
        )
    return address.strip()


def _endpoint(env: Mapping[str, str]) -> str:
    raw = (env.get("HF_ENDPOINT") or ENDPOINT).strip().rstrip("/")
    if not _is_address(raw):
        shown = CREDENTIALS.sub("//***@", raw)
        raise ConfigError(
            f"HF_ENDPOINT={shown!r} is not a Hub address: use https://host[:port], without user or query."
        )
    return raw


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna")
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and text.isprintable() and not set(text) & set(" @?#")

"""Settings: environment variables in, one frozen object out. docs/operations.md lists them with their defaults."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


class BadSettings(RuntimeError):
    """The program refuses to start; the message says which setting to mend."""


@dataclass(frozen=True)
class Settings:
    """What the operator decides. `mode` is demo or production."""

    mode: str = "production"
    database_url: str = ""
    var: Path = field(default_factory=lambda: ROOT / "var")
    key_file: Path | None = None
    public_url: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    demo_password: str = "Demo-care-2026-Sindh"  # noqa: S105 - published on purpose, refused in production
    staff_idle_minutes: int = 15
    staff_hours: int = 10
    child_idle_minutes: int = 10
    secure_cookies: bool | None = None
    second_step: bool | None = None
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    mail_from: str = "no-reply@example.org"
    sms_url: str = ""
    map_tiles: str = ""
    map_tiles_credit: str = ""
    nominatim_url: str = ""

    @property
    def made_up(self) -> bool:
        """Demo mode marks every page, PDF and answer as made-up data."""
        return self.mode == "demo"

    @property
    def database(self) -> str:
        """The address SQLAlchemy takes; SQLite under var/data when none is set, BadSettings when it is neither kind."""
        if not self.database_url:
            return f"sqlite:///{self.var / 'data' / 'registry.sqlite3'}"
        for prefix in ("postgres://", "postgresql://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg://" + self.database_url.removeprefix(prefix)
        if not self.database_url.startswith(("postgresql+psycopg://", "sqlite:///")):
            raise BadSettings("DATABASE_URL must begin with postgresql:// or sqlite:///, or be unset (SQLite).")
        return self.database_url

    @property
    def asks_second_step(self) -> bool:
        """After the password a code of an app is asked, save in the demonstration, whose sign-ins everybody shares."""
        return not self.made_up if self.second_step is None else self.second_step

    @property
    def key_path(self) -> Path:
        return self.key_file or self.var / "keys" / "master.json"

    @property
    def cookies_secure(self) -> bool:
        """Cookies travel only over TLS, save where the operator serves plain http on this very machine."""
        return self.public_url.startswith("https://") if self.secure_cookies is None else self.secure_cookies


def from_environment(env: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; BadSettings with one sentence when one cannot be."""
    env = os.environ if env is None else env
    mode = env.get("REGISTRY_MODE", "production")
    if mode not in ("demo", "production"):
        raise BadSettings("REGISTRY_MODE must be demo or production.")
    port = _whole(env, "PORT", 8000)
    return Settings(
        mode=mode,
        database_url=env.get("DATABASE_URL", ""),
        var=Path(env.get("REGISTRY_VAR", ROOT / "var")),
        key_file=Path(env["REGISTRY_KEY_FILE"]) if env.get("REGISTRY_KEY_FILE") else None,
        public_url=env.get("PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        host=env.get("HOST", "127.0.0.1"),
        demo_password=env.get("DEMO_PASSWORD", "Demo-care-2026-Sindh"),
        second_step=_switch(env, "SECOND_STEP"),
        port=port,
        smtp_host=env.get("SMTP_HOST", ""),
        smtp_port=_whole(env, "SMTP_PORT", 587),
        smtp_user=env.get("SMTP_USER", ""),
        smtp_password=env.get("SMTP_PASSWORD", ""),
        mail_from=env.get("MAIL_FROM", "no-reply@example.org"),
        sms_url=env.get("SMS_URL", ""),
        map_tiles=_tiles(env.get("MAP_TILES", "")),
        map_tiles_credit=env.get("MAP_TILES_CREDIT", ""),
        nominatim_url=_geocoder(env.get("NOMINATIM_URL", "")),
        workers=_whole(env, "WEB_WORKERS", 2),
        threads=_whole(env, "WEB_THREADS", 4),
    )


def _switch(env: Mapping[str, str], name: str) -> bool | None:
    """on, off, or not set."""
    if env.get(name, "") not in ("", "on", "off"):
        raise BadSettings(f"{name} must be on or off.")
    return {"on": True, "off": False}.get(env.get(name, ""))


def _tiles(address: str) -> str:
    """A tile server must be named whole: it goes into the policy of the one page that asks it."""
    if address and not re.fullmatch(r"https://[\w.{}-]+(:\d+)?/[\w./{}@-]*\{z\}[\w./{}@-]*", address):
        raise BadSettings("MAP_TILES must be an https address with {z}, {x} and {y}, without a query.")
    return address


def _geocoder(address: str) -> str:
    """A server that finds places, named whole, without a query."""
    if address and not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w./-]*)?", address):
        raise BadSettings("NOMINATIM_URL must be an http or https address without a query.")
    return address


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    if name in env and not env[name].isdigit():
        raise BadSettings(f"{name} must be a whole number.")
    return int(env.get(name, default))

"""Production refuses what belongs to the demonstration, and a command that cannot start says so in one sentence."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from registry_app.accounts import passwords
from registry_app.app import create_app
from registry_app.cli import main
from registry_app.core import keys
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.settings import BadSettings, Settings
from registry_app.pages.loading import load_all
from registry_app.providers.powers import services as powers


@pytest.fixture
def production(settings: Settings) -> Settings:
    return replace(settings, mode="production")


def started(settings: Settings) -> bool:
    """Whether an application under these settings starts and shows made-up data; nothing of it stays open."""
    app = create_app(settings)
    with app.app_context():
        db.engine.dispose()
    return bool(app.config["SETTINGS"].made_up)


def test_production_starts_beside_reference_data(here: Any, production: Settings) -> None:
    list(load_all())
    assert not started(production)


def test_production_refuses_a_database_with_made_up_data(here: Any, production: Settings) -> None:
    list(load_all())
    powers.mark_demo()
    db.session.remove()
    with pytest.raises(BadSettings, match="made-up data"):
        create_app(production)


def test_production_refuses_a_key_made_for_the_demonstration(here: Any, production: Settings, tmp_path: Path) -> None:
    keys.create(tmp_path / "demo.json", demo=True)
    shown = replace(production, key_file=tmp_path / "demo.json")
    with pytest.raises(BadSettings, match="made for the demonstration"):
        create_app(shown)
    assert started(replace(shown, mode="demo"))


@pytest.mark.parametrize("secret", [bytes(32), b"change-me" * 3 + b"12345"[:5], b"secretsecretsecretsecretsecretse"])
def test_no_key_that_somebody_typed(tmp_path: Path, secret: bytes) -> None:
    path = tmp_path / "typed.json"
    path.write_text(json.dumps({"current": "k1", "keys": {"k1": base64.b64encode(secret).decode()}}))
    path.chmod(0o600)
    with pytest.raises(keys.KeyMissing, match="registry key init"):
        keys.Keyring.load(path)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"current": "k1", "keys": {"k1": "%%%"}}', '{"current": "k2"'])
def test_a_key_file_that_is_none_is_refused_with_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(keys.KeyMissing, match="registry key init"):
        keys.Keyring.load(path)


def test_the_published_password_opens_nothing_in_production(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    published = here.config["SETTINGS"].demo_password
    assert passwords.make(published)
    monkeypatch.setitem(here.config, "SETTINGS", replace(here.config["SETTINGS"], mode="production"))
    with pytest.raises(DomainError, match="Others use this password"):
        passwords.make(published)


def command(*arguments: str, **environment: str) -> tuple[int, str]:
    """The exit status and what stands on stderr."""
    done = CliRunner().invoke(main, list(arguments), env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stderr


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    keys.create(tmp_path / "keys" / "master.json")
    return {
        "REGISTRY_VAR": str(tmp_path),
        "REGISTRY_MODE": "demo",
        "DATABASE_URL": "",
        "REGISTRY_KEY_FILE": str(tmp_path / "keys" / "master.json"),
    }


@pytest.mark.parametrize(
    "arguments",
    [("seed", "demo"), ("seed", "reference"), ("work", "--once"), ("audit", "verify"),
     ("user", "add", "a@example.org", "--role", "ADMIN"),
     ("report", "monthly", "--month", "2026-10", "--format", "json", "-o", "-")],
)  # fmt: skip
def test_without_tables_a_command_says_what_to_run(place: dict[str, str], arguments: tuple[str, ...]) -> None:
    status, said = command(*arguments, **place)
    assert status == 1
    assert said.count("\n") == 1
    assert "registry db upgrade" in said


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "database does not answer"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL"),
        ({"REGISTRY_KEY_FILE": "/nowhere/master.json"}, "registry key init"),
        ({"REGISTRY_MODE": "test"}, "REGISTRY_MODE"),
        ({"PORT": "x"}, "PORT"),
    ],
)
def test_settings_that_cannot_be_are_said_in_one_sentence(
    place: dict[str, str], change: dict[str, str], sentence: str
) -> None:
    status, said = command("seed", "reference", **(place | change))
    assert status == 1
    assert said.count("\n") == 1
    assert sentence in said


def test_a_key_made_in_demo_mode_says_so(tmp_path: Path) -> None:
    for mode, wanted in (("demo", True), ("production", False)):
        file = tmp_path / mode / "master.json"
        assert command("key", "init", REGISTRY_MODE=mode, REGISTRY_KEY_FILE=str(file))[0] == 0
        assert keys.Keyring.load(file).demo is wanted

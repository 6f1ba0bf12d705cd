"""A running program with the made-up Sindh, and a real Chromium to walk through it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
PASSWORD = "Demo-care-2026-Sindh"
SERVER_STARTS_WITHIN = 180
# A loaded machine is slow, not wrong: five seconds are too few for a page of it.
expect.set_options(timeout=45_000)


@dataclass(frozen=True)
class Place:
    """Where the program runs, and how to call its commands there."""

    url: str
    environment: dict[str, str]

    def registry(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "registry_app.cli", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers. On a busy machine its start takes long; one that ended is not waited for."""
    until = time.monotonic() + SERVER_STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not answer within {SERVER_STARTS_WITHIN} seconds")


def _place(var: Path) -> Place:
    """The program over this folder, at a port of its own."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "REGISTRY_MODE": "demo",
        "REGISTRY_VAR": str(var),
        "REGISTRY_KEY_FILE": str(var / "keys" / "master.json"),
        "PORT": str(port),
        "PUBLIC_URL": url,
        "DATABASE_URL": "",
        "DEMO_PASSWORD": PASSWORD,
        "PYTHONPATH": os.getcwd(),
    }
    return Place(url, environment)


def _seed(var: Path) -> None:
    """The demonstration, made by its own commands, as `make run` does it."""
    made = _place(var)
    for arguments in (("key", "init"), ("db", "upgrade"), ("seed", "reference"), ("seed", "demo")):
        made.registry(*arguments)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded folder, made once a run: the worker who comes first makes it, the others wait at the lock."""
    base = tmp_path_factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    var, ready = root / "seeded", root / "seeded.ready"
    with (root / "seeded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(var, ignore_errors=True)
            _seed(var)
            ready.touch()
    return var


@pytest.fixture(scope="session")
def place(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A copy of the seeded folder for this worker alone, served."""
    var = tmp_path_factory.mktemp("var") / "copy"
    shutil.copytree(seeded, var)
    made = _place(var)
    server = subprocess.Popen([sys.executable, "-m", "registry_app.cli", "serve"], env=made.environment)
    try:
        _wait(made.url, server)
        yield made
    finally:
        server.terminate()
        server.wait(timeout=60)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(chromium: Playwright) -> Iterator[Browser]:
    opened = chromium.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield opened
    opened.close()


@pytest.fixture
def visitor(browser: Browser, place: Place) -> Iterator[Callable[..., Page]]:
    """A person with a browser of their own: `visitor(width=320, javascript=False)` gives a page."""
    contexts: list[BrowserContext] = []

    def arrive(*, width: int = 1366, height: int = 768, javascript: bool = True, language: str = "en") -> Page:
        context = browser.new_context(
            base_url=place.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale={"en": "en-PK", "ur": "ur-PK", "sd": "sd-PK"}[language],
        )
        context.set_default_timeout(45_000)
        contexts.append(context)
        return context.new_page()

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def staff(visitor: Callable[..., Page]) -> Callable[..., Page]:
    """Somebody of the demonstration, signed in through the door, in a language."""

    def sign_in(name: str, *, language: str = "en", **kwargs: object) -> Page:
        page = visitor(language=language, **kwargs)
        page.goto(f"/language/{language}?next=/sign-in")
        page.locator("input[name=name]").fill(f"{name}@example.org")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form button").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        page.goto(f"/language/{language}?next=/home")
        return page

    return sign_in

"""B4: full visits of 69 answers arriving by sync over HTTP, scored and audited, on a PostgreSQL that syncs to disk."""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import serving
from bench.client import Client
from bench.houses import FOLDER, House
from bench.measure import Figure, NotMeasured

EACH, TURNS, CLIENTS = 64, 3, 8
BARS = {1: 131.0, 8: 212.0}


@dataclass(frozen=True)
class OnPostgres(House):
    """A house whose rows live in PostgreSQL."""

    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "DATABASE_URL": self.url}


@dataclass(frozen=True)
class Ready:
    """One inspector's phone with its session, and the visits it is to send."""

    cookie: str
    phone: str
    sendings: list[tuple[str, bytes]]


def measure() -> Iterator[Figure | NotMeasured]:
    """Visits a second with one client and with eight, and how many were not kept."""
    programs = _programs()
    if programs is None:
        yield NotMeasured("B4", "visits arriving by sync", "PostgreSQL is not installed here")
        return
    with _postgres(programs) as url:
        house = _house(url)
        for clients in (1, CLIENTS):
            yield from _with(house, clients)


def _with(house: OnPostgres, clients: int) -> Iterator[Figure]:
    rates, failed = [], 0
    for turn in range(TURNS + 1):
        ready = _phones(house, clients, EACH // clients if turn else 5)
        with serving.application(house) as port, ThreadPoolExecutor(clients) as pool:
            list(pool.map(lambda one, port=port: _warm(port, one), ready))
            began = time.perf_counter()
            kept = sum(pool.map(lambda one, port=port: _send_all(port, one), ready))
            took = time.perf_counter() - began
        sent = sum(len(one.sendings) for one in ready)
        failed += sent - kept
        if turn:
            rates.append(kept / took)
    tail = "" if clients == 1 else f".{clients}"
    note = f"{serving.WORKERS} workers, {min(rates):.0f} to {max(rates):.0f}"
    what = f"full visits by sync, scored and audited, PostgreSQL, clients: {clients}"
    yield Figure(f"B4{tail}", what, median(rates), BARS[clients], "per second", most=False, note=note)
    yield Figure(f"B4{tail}.errors", "visits that were not kept", failed, 0, "visits")


def _warm(port: int, ready: Ready) -> None:
    """The server has read what it reads once; nothing is stored by it."""
    with Client(port, ready.cookie) as client:
        for _turn in range(6):
            client.get("/api/v1/field/door")


def _send_all(port: int, ready: Ready) -> int:
    """How many were answered 201 with the report at the office; a token of the session first, as a phone does."""
    kept = 0
    with Client(port, ready.cookie) as client:
        _status, body = client.get("/api/v1/field/door", plain=True)
        headers = {"X-CSRFToken": json.loads(body)["token"], "X-Phone": ready.phone, "Content-Type": "application/json"}
        for record, said in ready.sendings:
            status, body = client.put(f"/api/v1/field/visits/{record}", said, headers)
            kept += status == 201 and b'"AT_THE_OFFICE"' in body
    return kept


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def _postgres(programs: Path) -> Iterator[str]:
    """A server of its own with Debian's settings, fsync among them: what is acknowledged is on the disk."""
    folder = Path(tempfile.mkdtemp(prefix="care-bench-"))
    owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if owner:
        shutil.chown(folder, "postgres")
    port, data = serving.free_port(), folder / "data"
    quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    made: list[Any] = [
        *owner,
        programs / "initdb",
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-D",
        data,
    ]
    subprocess.run(made, **quiet)  # noqa: S603
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
    control: list[Any] = [*owner, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options]
    subprocess.run([*control, "start"], **quiet)  # noqa: S603
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **{**quiet, "check": False})  # noqa: S603
        shutil.rmtree(folder, ignore_errors=True)


def _house(url: str) -> OnPostgres:
    from registry_app.core import keys, migrations
    from registry_app.core.db import db, transaction
    from registry_app.pages.loading import load_all
    from registry_app.providers.powers import services as powers

    made = OnPostgres(FOLDER / "sync", url)
    shutil.rmtree(made.folder, ignore_errors=True)
    made.folder.mkdir(parents=True)
    keys.create(made.settings.key_path, demo=True)
    with _app(made).app_context():
        migrations.upgrade(db.engine)
        list(load_all())
        with transaction():
            powers.mark_demo()
        db.session.remove()
        db.engine.dispose()
    return made


def _app(house: OnPostgres) -> Any:
    from registry_app.app import create_app
    from registry_app.core.settings import Settings

    return create_app(Settings(mode="demo", var=house.folder, database_url=house.url))


def _phones(house: OnPostgres, clients: int, each: int) -> list[Ready]:
    """So many inspectors, each with a phone made ready, a session, and planned visits that are filled whole."""
    from registry_app.core.db import db

    app = _app(house)
    with app.app_context():
        ready = [_ready(app, each) for _ in range(clients)]
        db.session.remove()
        db.engine.dispose()
    return ready


def _ready(app: Any, each: int) -> Ready:
    from sqlalchemy import insert

    from inspections.sync import services
    from registry_app.core import clock, sealing
    from registry_app.core.db import db
    from registry_app.core.sessions import STAFF, WebSession, _digest
    from tests.builders import phones, visits

    lead, second, nurse = visits.inspector(), visits.inspector(), visits.inspector(health_professional=True)
    phone, _fresh = services.keep_phone(uuid.uuid4(), "bench", actor=lead)
    sendings = []
    for _turn in range(each):
        visit = visits.planned(visits.authorised_home(), lead, members=[second, nurse])
        said = phones.content(visit, final=True)
        for number, criterion in enumerate(visit.scope):
            said["answers"][criterion]["note"] = "Seen in the kitchen and in the dormitory." if number % 7 == 0 else ""
        sendings.append((str(uuid.uuid4()), json.dumps(said).encode()))
    token, now = secrets.token_urlsafe(32), clock.now()
    digest = _digest(token)
    contents = json.dumps({"_user_id": str(lead.id), "_fresh": True}).encode()
    row = {"digest": digest, "kind": STAFF, "user_id": str(lead.id), "created_at": now, "seen_at": now,
           "sealed": sealing.seal_bytes(contents, f"web_session|sealed|{digest}")}  # fmt: skip
    with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(insert(WebSession).values(**row))
    return Ready(f"{app.session_interface.cookie(STAFF)}={token}", str(phone.id), sendings)

"""Servers for the length of a measurement: the application and the floor under the same gunicorn settings."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.houses import House

WORKERS, THREADS = "2", "4"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def application(house: House) -> Iterator[int]:
    """`registry serve` on this house's tables; gives its port."""
    port = free_port()
    environment = {**house.environment, "PORT": str(port), "WEB_WORKERS": WORKERS, "WEB_THREADS": THREADS}
    with _running([str(Path(sys.executable).with_name("registry")), "serve"], environment, port):
        yield port


@contextmanager
def floor(file: Path) -> Iterator[int]:
    """The floor under the same worker class, workers and threads; gives its port."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", WORKERS, "--threads", THREADS, "--reuse-port",
        "--log-level", "warning", "-b", f"127.0.0.1:{port}", f"bench.floor:create_app({str(file)!r})",
    ]  # fmt: skip
    with _running(command, {}, port):
        yield port


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_for(port, server)
        yield
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(2400):
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not answer within two minutes.")

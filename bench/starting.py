"""B12: what a worker weighs at rest, and how fast commands begin."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench import serving
from bench.client import Client
from bench.houses import house
from bench.measure import ROUNDS, Figure


def measure() -> Iterator[Figure]:
    """Memory of one worker that answered one page, `registry --help`, and the import of the application."""
    yield Figure("B12", "memory of one web worker at rest", _memory(), 150, "MB", note="resident, after one page")
    program = str(Path(sys.executable).with_name("registry"))
    took, worked = _took([program, "--help"])
    yield Figure("B12.help", "registry --help", took, 0.5, "seconds", note=f"{worked:.2f} s of processor")
    bare, bare_worked = _took([sys.executable, "-c", "pass"])
    whole, worked = _took([sys.executable, "-c", "import registry_app.app"])
    note = f"{worked - bare_worked:.2f} s of processor"
    yield Figure("B12.import", "import of the application", whole - bare, 1.0, "seconds", note=note)


def _took(command: list[str]) -> tuple[float, float]:
    """By the clock and of the processor, the median each. Python may keep what it compiled, as it does elsewhere."""
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    clock, processor = [], []
    for _ in range(ROUNDS):
        worked, began = _worked(), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=around)  # noqa: S603 - our own programs
        clock.append(time.perf_counter() - began)
        processor.append(_worked() - worked)
    return median(clock), median(processor)


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory() -> float:
    with serving.application(house(10_000)) as port, Client(port) as client:
        client.get("/en/register")
        time.sleep(1)
        return max(_resident(pid) for pid in _workers(port))


def _workers(port: int) -> list[str]:
    """The processes that were started with this port."""
    mark = f"\0PORT={port}\0".encode()
    return [path.parent.name for path in Path("/proc").glob("[0-9]*/environ") if mark in _read(path)]


def _read(path: Path) -> bytes:
    try:
        return b"\0" + path.read_bytes()
    except OSError:
        return b""


def _resident(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

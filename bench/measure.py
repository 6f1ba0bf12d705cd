"""One measured figure with its bar, and how two sides are compared: alternating, medians of the rounds."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROUNDS = 7


@dataclass(frozen=True)
class Figure:
    """`id` as in the table of bars, a part of a bar with a tail: B6.growth. `most` False: the value must reach the bar.

    A bar of None is a figure for the reader that has to meet nothing.
    """

    id: str
    what: str
    value: float
    bar: float
    unit: str
    most: bool = True
    note: str = ""

    @property
    def ok(self) -> bool:
        """Whether the bar is met."""
        return self.value <= self.bar if self.most else self.value >= self.bar


@dataclass(frozen=True)
class NotMeasured:
    """A bar that could not be measured here, and why."""

    id: str
    what: str
    reason: str


def ratio(one: Callable[[], float], other: Callable[[], float], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """(median of the ratios, median of `one`, median of `other`), the two sides alternating."""
    one(), other()
    pairs = [(one(), other()) if n % 2 else (other(), one())[::-1] for n in range(rounds)]
    return median(a / b for a, b in pairs), median(a for a, _ in pairs), median(b for _, b in pairs)


def machine() -> str:
    """The machine's line: processor, cores, memory, Python, load."""
    cpu = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), "unknown")
    cores = sum(line.startswith("processor") for line in _lines("/proc/cpuinfo"))
    kilobytes = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    load = " ".join(_lines("/proc/loadavg")[0].split()[:3]) if _lines("/proc/loadavg") else "unknown"
    memory = f"{kilobytes / 1048576:.0f} GiB"
    return f"{cpu}, {cores} cores, {memory}, {platform.system()}, Python {platform.python_version()}, load {load}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []

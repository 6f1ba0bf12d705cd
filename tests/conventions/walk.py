"""What the convention tests look at: every module, enum, lifecycle, permission and route of the program."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType

from registry_app.core.states import Lifecycle

ROOT = Path(__file__).parents[2]
PACKAGES = ("registry_app", "inspections", "complaints", "gatekeeping")


def modules() -> Iterator[ModuleType]:
    """Every module of the program, imported."""
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield package
        for found in pkgutil.walk_packages(package.__path__, prefix=f"{name}."):
            yield importlib.import_module(found.name)


def enums() -> list[type[StrEnum]]:
    """Every StrEnum that people may read: all but the permissions."""
    found = {}
    for module in modules():
        for thing in vars(module).values():
            if inspect.isclass(thing) and issubclass(thing, StrEnum) and thing is not StrEnum:
                found[f"{thing.__module__}.{thing.__qualname__}"] = thing
    return [kind for name, kind in sorted(found.items()) if kind.__module__.partition(".")[0] in PACKAGES]


def lifecycles() -> list[tuple[str, Lifecycle]]:
    """Every lifecycle with the place where it stands."""
    found = {}
    for module in modules():
        for name, thing in vars(module).items():
            if isinstance(thing, Lifecycle):
                found[id(thing)] = (f"{module.__name__}.{name}", thing)
    return sorted(found.values(), key=lambda pair: pair[0])


def sources() -> Iterator[Path]:
    """Every Python file of the program."""
    for name in PACKAGES:
        yield from sorted((ROOT / name).rglob("*.py"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()

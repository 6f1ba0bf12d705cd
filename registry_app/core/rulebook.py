"""Versioned reference data shipped with the program: one YAML file a version, one index a package.

An index (`<package>/reference/index.yaml`) lists for each name its versions with the date from which each is in
force, so that a visit or a decision of the past is always read under the version it was made under.
Nothing here needs a database, a key or the network.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownVersion(LookupError):
    """There is no such version of these rules, or none was in force on that day."""


@dataclass(frozen=True)
class Version:
    """One version of one rule file: `status` is draft, approved or withdrawn; the last day is inclusive."""

    package: str
    name: str
    version: str
    file: str
    in_force_from: date
    in_force_to: date | None = None
    status: str = "draft"


def _read(package: str, file: str) -> str:
    return (files(package) / "reference" / file).read_text(encoding="utf-8")


@cache
def versions(package: str, name: str) -> tuple[Version, ...]:
    """Every version of `name` in `package`, the oldest first."""
    index = yaml.load(_read(package, "index.yaml"), Loader=_Loader)  # noqa: S506 - CSafeLoader is the safe one
    rows = index.get(name, ())
    return tuple(sorted((Version(package, name, **row) for row in rows), key=lambda v: v.in_force_from))


def in_force(package: str, name: str, on: date) -> Version:
    """The version in force on the day `on`; UnknownVersion when there was none."""
    fit = [
        v for v in versions(package, name) if v.in_force_from <= on and (v.in_force_to is None or on <= v.in_force_to)
    ]
    if not fit:
        raise UnknownVersion(f"No version of {name} is in force on {on.isoformat()}.")
    return fit[-1]


def exact(package: str, name: str, version: str) -> Version:
    """The version with this very number; UnknownVersion when there is none."""
    for candidate in versions(package, name):
        if candidate.version == version:
            return candidate
    known = ", ".join(v.version for v in versions(package, name))
    raise UnknownVersion(f"There is no version {version!r} of {name}; known: {known}.")


def text(version: Version) -> str:
    """The file as it was shipped, for hashing and for loading into the tables."""
    return _read(version.package, version.file)


@cache
def body(version: Version) -> Any:
    """The parsed file. It is shared: treat it as read-only."""
    return yaml.load(text(version), Loader=_Loader)  # noqa: S506

"""Reference data in the tables: every shipped version kept as it was, so that a past record can be read again."""

import hashlib
import importlib
from datetime import date, datetime
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core import audit, clock, rulebook
from registry_app.core.db import Base, Keyed, db, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.core.types import UTCDateTime


class ReferenceSet(Keyed, Base):
    """One version of one rule file, word for word, with the days on which it is in force."""

    __tablename__ = "reference_set"
    package: Mapped[str] = mapped_column(String(80), comment="whose rules these are")
    name: Mapped[str] = mapped_column(String(60), comment="standards, gatekeeping, complaints, districts …")
    version: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20), comment="draft, approved or withdrawn")
    in_force_from: Mapped[date]
    in_force_to: Mapped[date | None]
    sha256: Mapped[str] = mapped_column(String(64), comment="of the file as it was shipped")
    body: Mapped[str] = mapped_column(Text, comment="the file as it was shipped")
    loaded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    __table_args__ = (
        UniqueConstraint("package", "name", "version"),
        CheckConstraint("in_force_to IS NULL OR in_force_to >= in_force_from", name="period"),
        CheckConstraint("status IN ('draft', 'approved', 'withdrawn')", name="status"),
    )


def names(package: str) -> list[str]:
    """The names a package's index lists."""
    text = (files(importlib.import_module(package)) / "reference" / "index.yaml").read_text(encoding="utf-8")
    return sorted(yaml.safe_load(text))


@transactional
def load(package: str) -> list[str]:
    """Bring every shipped version of a package into the table; one line for each that is new.

    A version that is there already is left as it is. The same version with another text is refused: a rule is changed
    by a new version, never by rewriting one under which somebody was graded, placed or heard.
    """
    said = []
    for name in names(package):
        for version in rulebook.versions(package, name):
            text = rulebook.text(version)
            digest = hashlib.sha256(text.encode()).hexdigest()
            there = db.session.scalars(
                select(ReferenceSet).where(
                    ReferenceSet.package == package,
                    ReferenceSet.name == name,
                    ReferenceSet.version == version.version,
                )
            ).one_or_none()
            if there is None:
                _store(version, text, digest)
                said.append(f"{name} {version.version}: in force from {version.in_force_from.isoformat()}")
            elif there.sha256 != digest:
                raise DomainError(
                    _(
                        "%(name)s %(version)s was changed after it was loaded. Give the change a new number.",
                        version=version.version,
                        name=name,
                    )
                )
    return said


def _store(version: rulebook.Version, text: str, digest: str) -> None:
    row = ReferenceSet(
        package=version.package,
        name=version.name,
        version=version.version,
        status=version.status,
        in_force_from=version.in_force_from,
        in_force_to=version.in_force_to,
        sha256=digest,
        body=text,
    )
    with audit.deed("reference:load", row, None):
        pass


def loaded() -> list[Any]:
    """Every version in the tables, for the page that lists them."""
    order = (ReferenceSet.package, ReferenceSet.name, ReferenceSet.in_force_from, ReferenceSet.version)
    return list(db.session.scalars(select(ReferenceSet).order_by(*order)))

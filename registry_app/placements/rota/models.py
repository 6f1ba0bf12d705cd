"""Who is on a shift of a home, kept also when struck; and the word that somebody is away from the children."""

import uuid
from datetime import date, datetime

from sqlalchemy import DDL, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.rota.states import Part, Struck
from registry_app.providers.homes.models import Home
from registry_app.providers.vetting.models import Person, Post


class RotaShift(Keyed, Base):
    """One person on one shift. Post, person and home belong together; nobody is in two homes at once."""

    __tablename__ = "rota_shift"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    post_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    on_day: Mapped[date]
    part: Mapped[Part] = mapped_column(choice(Part))
    added_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    struck_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    struck: Mapped[Struck | None] = mapped_column(choice(Struck))
    struck_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"), comment="empty: the program")
    home: Mapped[Home] = relationship(viewonly=True)
    post: Mapped[Post] = relationship(viewonly=True)
    __table_args__ = (
        ForeignKeyConstraint(["post_id", "home_id", "person_id"], ["post.id", "post.home_id", "post.person_id"]),
        CheckConstraint("(struck_at IS NULL) = (struck IS NULL)", name="struck_whole"),
        CheckConstraint("struck_by_id IS NULL OR struck_at IS NOT NULL", name="struck_by"),
        Index("ix_rota_shift_of_home", "home_id", "on_day"),
        Index(
            "uq_rota_shift_once", "person_id", "on_day", "part", unique=True,
            sqlite_where=text("struck_at IS NULL"), postgresql_where=text("struck_at IS NULL"),
        ),
    )  # fmt: skip


class StandDown(Keyed, Base):
    """Somebody became not clear: within the hour somebody says that they are away from the children of this home."""

    __tablename__ = "stand_down"
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    late_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="when SWD and SCPA heard it was late")
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    done_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    words_sealed: Mapped[bytes | None] = sealed_column("where the person is now, and who covers the shifts")
    words = Sealed("words_sealed")
    person: Mapped[Person] = relationship()
    home: Mapped[Home] = relationship()
    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done_by"),
        CheckConstraint("(done_at IS NULL) = (words_sealed IS NULL)", name="done_says"),
        CheckConstraint("due_at > opened_at", name="due"),
        Index(
            "uq_stand_down_open", "person_id", "home_id", unique=True,
            sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL"),
        ),
    )  # fmt: skip

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district


REFUSED = "the rota refuses a person who is not clear"
GONE = "the rota refuses a person who has left"
KEPT = "a shift is struck, never changed or removed"
# What rows can say of not clear: a match that stands, or a check of everybody that came to nothing. What lapses with
# the days is the service's part. Constants of this file; nothing that a person typed comes near them.
_NOT_CLEAR = """(NEW.struck_at IS NULL AND (
    EXISTS (SELECT 1 FROM offender_match m WHERE m.person_id = NEW.person_id
            AND m.state IN ('FOUND', 'ANSWERED', 'CONFIRMED'))
    OR EXISTS (SELECT 1 FROM person_check c WHERE c.person_id = NEW.person_id AND c.replaced_at IS NULL
               AND c.result = 'FAILED' AND c.check_code IN ('V01', 'V02', 'V03', 'V10', 'V11')
               AND (c.home_id IS NULL OR c.home_id = NEW.home_id) AND (c.home_id IS NOT NULL
                    OR c.check_code NOT IN ('V10', 'V11')))))"""
_GONE = "EXISTS (SELECT 1 FROM post p WHERE p.id = NEW.post_id AND p.left_on IS NOT NULL AND p.left_on < NEW.on_day)"
_FIXED = ("home_id", "post_id", "person_id", "on_day", "part", "added_by_id", "added_at")


def _changed(differs: str) -> str:
    return "OLD.struck_at IS NOT NULL OR " + " OR ".join(f"NEW.{c} {differs} OLD.{c}" for c in _FIXED)


LAWS: list[tuple[str, str, str | None, str | None, str]] = [
    ("rota_shift_clear", "INSERT", _NOT_CLEAR, _NOT_CLEAR, REFUSED),
    ("rota_shift_gone", "INSERT", _GONE, _GONE, GONE),
    ("rota_shift_stays", "UPDATE", _changed("IS NOT"), _changed("IS DISTINCT FROM"), KEPT),
    ("rota_shift_kept", "DELETE", None, None, KEPT),
]


def statements(dialect: str) -> list[DDL]:
    """Every trigger, ready to run on this kind of database; the first migration runs the same."""
    made: list[DDL] = []
    for name, when, on_sqlite, on_postgres, message in LAWS:
        if dialect == "sqlite":
            made.append(sqlite_trigger(name, "rota_shift", when, on_sqlite, message))
        else:
            made += postgres_trigger(name, "rota_shift", when, on_postgres, message)
    return made


for _dialect in ("sqlite", "postgresql"):
    for _ddl in statements(_dialect):
        event.listen(RotaShift.__table__, "after_create", _ddl.execute_if(dialect=_dialect))

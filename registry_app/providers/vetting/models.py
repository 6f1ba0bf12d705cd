"""A person apart from the posts they hold; checks, papers, matches with the list, and places to be looked at."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.homes.models import Home
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.vetting.states import (
    BLOCKING,
    Check,
    Experience,
    Leaving,
    MatchState,
    OfficialKind,
    PostKind,
    Result,
)


class Person(Keyed, Base):
    """One adult, known by the number on a card; who has none is vouched for by two who have (kin only)."""

    __tablename__ = "person"
    name_sealed: Mapped[bytes] = sealed_column("name, as first given or as on the card", nullable=False)
    identity_kind: Mapped[IdentityKind] = mapped_column(choice(IdentityKind))
    identity_sealed: Mapped[bytes | None] = sealed_column("identity number, in its normal form")
    identity_digest: Mapped[str | None] = mapped_column(String(90), unique=True, info={"sensitive": True})
    vouched_sealed: Mapped[bytes | None] = sealed_column("who vouches: two names and CNICs, a line each")
    woman: Mapped[bool | None] = mapped_column(comment="empty when not said")
    searched_on: Mapped[date | None] = mapped_column(comment="last night on which the list of offenders was searched")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    name, identity, vouched = Sealed("name_sealed"), Sealed("identity_sealed"), Sealed("vouched_sealed")
    posts: Mapped[list["Post"]] = relationship(back_populates="person", order_by="Post.since")
    official_posts: Mapped[list["OfficialPost"]] = relationship(back_populates="person", order_by="OfficialPost.since")
    matches: Mapped[list["OffenderMatch"]] = relationship(back_populates="person", order_by="OffenderMatch.found_at")
    __table_args__ = (
        CheckConstraint("(identity_sealed IS NULL) = (identity_digest IS NULL)", name="number_has_hash"),
        CheckConstraint(
            "(identity_kind = 'VOUCHED_BY_TWO_CNIC_HOLDERS') = (identity_sealed IS NULL) "
            "AND (identity_sealed IS NULL) = (vouched_sealed IS NOT NULL)",
            name="number_or_vouched",
        ),
    )

    @property
    def blocked(self) -> bool:
        """A match with the list of offenders stands."""
        return any(match.state in BLOCKING for match in self.matches)


class Post(Keyed, Base):
    """What a person is in one home, from one day to another. Never removed: leaving is kept."""

    __tablename__ = "post"
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    kind: Mapped[PostKind] = mapped_column(choice(PostKind))
    experience: Mapped[Experience] = mapped_column(choice(Experience), default=Experience.OTHER)
    name_sealed: Mapped[bytes] = sealed_column("name, as this home gave it", nullable=False)
    same_person: Mapped[bool] = mapped_column(
        comment="the name is that of the person's file, or an officer saw that it is the same person"
    )
    since: Mapped[date]
    added_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    left_on: Mapped[date | None]
    leaving: Mapped[Leaving | None] = mapped_column(choice(Leaving))
    under_allegation: Mapped[bool | None] = mapped_column(comment="left, or was sent away, under an allegation")
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="when the home told the office of leaving")
    allegation_sealed: Mapped[bytes | None] = sealed_column("what is alleged, as the home tells it")
    name, allegation = Sealed("name_sealed"), Sealed("allegation_sealed")
    person: Mapped[Person] = relationship(back_populates="posts")
    home: Mapped[Home] = relationship()
    __table_args__ = (
        CheckConstraint(
            "(left_on IS NULL) = (leaving IS NULL) AND (left_on IS NULL) = (under_allegation IS NULL) "
            "AND (left_on IS NULL) = (told_at IS NULL)",
            name="left_whole",
        ),
        CheckConstraint("left_on IS NULL OR left_on >= since", name="period"),
        # What is said of a post elsewhere names its home and its person with it.
        UniqueConstraint("id", "home_id", "person_id"),
        Index(
            "uq_post_living", "person_id", "home_id", "kind", unique=True,
            sqlite_where=text("left_on IS NULL"), postgresql_where=text("left_on IS NULL"),
        ),
    )  # fmt: skip

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district


class OfficialPost(Keyed, Base):
    """A person who comes to children from an office: an inspector or a member of a panel, in no home."""

    __tablename__ = "official_post"
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    kind: Mapped[OfficialKind] = mapped_column(choice(OfficialKind))
    since: Mapped[date]
    named_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    left_on: Mapped[date | None]
    leaving: Mapped[Leaving | None] = mapped_column(choice(Leaving))
    under_allegation: Mapped[bool | None] = mapped_column(comment="left, or was sent away, under an allegation")
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="when the office wrote the leaving down")
    allegation_sealed: Mapped[bytes | None] = sealed_column("what is alleged")
    allegation = Sealed("allegation_sealed")
    person: Mapped[Person] = relationship(back_populates="official_posts")
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    __table_args__ = (
        CheckConstraint(
            "(left_on IS NULL) = (leaving IS NULL) AND (left_on IS NULL) = (under_allegation IS NULL) "
            "AND (left_on IS NULL) = (told_at IS NULL)",
            name="left_whole",
        ),
        CheckConstraint("left_on IS NULL OR left_on >= since", name="period"),
        CheckConstraint("named_by_id IS NULL OR named_by_id <> user_id", name="not_by_oneself"),
        Index(
            "uq_official_post_living", "user_id", "kind", unique=True,
            sqlite_where=text("left_on IS NULL"), postgresql_where=text("left_on IS NULL"),
        ),
    )  # fmt: skip


class PersonCheck(Keyed, Base):
    """One check as an officer recorded it; a later word replaces it, and the earlier one stays to be read."""

    __tablename__ = "person_check"
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    home_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("home.id"), comment="for checks made in each home")
    check: Mapped[Check] = mapped_column("check_code", choice(Check))
    result: Mapped[Result] = mapped_column(choice(Result))
    on: Mapped[date] = mapped_column("checked_on", comment="the day the paper or the officer speaks of")
    references: Mapped[int] = mapped_column("references_called", default=0, comment="V04: how many were called back")
    note_sealed: Mapped[bytes] = sealed_column("slip, districts, condition: what the officer saw", nullable=False)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    replaced_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="empty: this is what counts")
    note = Sealed("note_sealed")
    person: Mapped[Person] = relationship()
    recorded_by: Mapped[User] = relationship()
    __table_args__ = (
        CheckConstraint("references_called >= 0", name="references"),
        Index(
            "uq_person_check_of_person", "person_id", "check_code", unique=True,
            sqlite_where=text("replaced_at IS NULL AND home_id IS NULL"),
            postgresql_where=text("replaced_at IS NULL AND home_id IS NULL"),
        ),
        Index(
            "uq_person_check_of_home", "person_id", "home_id", "check_code", unique=True,
            sqlite_where=text("replaced_at IS NULL AND home_id IS NOT NULL"),
            postgresql_where=text("replaced_at IS NULL AND home_id IS NOT NULL"),
        ),
    )  # fmt: skip


class PersonPaper(Keyed, Base):
    """A paper that a home gave for a check, waiting for an officer to read it."""

    __tablename__ = "person_paper"
    post_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("post.id"), index=True)
    check: Mapped[Check] = mapped_column("check_code", choice(Check))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    given_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="when an officer recorded the check")
    file: Mapped[StoredFile] = relationship()
    post: Mapped[Post] = relationship()


class OffenderMatch(Keyed, Base):
    """The number of a person stands in the list of offenders. It blocks at once; the person may answer."""

    __tablename__ = "offender_match"
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offender_entry.id"), index=True)
    state: Mapped[MatchState] = mapped_column(choice(MatchState), default=MatchState.FOUND, index=True)
    found_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    answer_until: Mapped[date] = mapped_column(comment="that day still counts")
    answered_on: Mapped[date | None]
    answer_sealed: Mapped[bytes | None] = sealed_column("what the person answered")
    judged_on: Mapped[date | None]
    judged_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    reasons_sealed: Mapped[bytes | None] = sealed_column("why it is, or is not, this person")
    answer, reasons = Sealed("answer_sealed"), Sealed("reasons_sealed")
    person: Mapped[Person] = relationship(back_populates="matches")
    entry: Mapped[OffenderEntry] = relationship()
    letters: Mapped[list["MatchLetter"]] = relationship(order_by="MatchLetter.language")
    places: Mapped[list["PlaceCheck"]] = relationship(back_populates="match", order_by="PlaceCheck.id")
    __table_args__ = (
        CheckConstraint("(answered_on IS NULL) = (answer_sealed IS NULL)", name="answer"),
        CheckConstraint(
            "state NOT IN ('CONFIRMED', 'REFUTED') OR (judged_by_id IS NOT NULL AND reasons_sealed IS NOT NULL)",
            name="judged",
        ),
        Index("uq_offender_match_once", "person_id", "entry_id", unique=True),
    )


class MatchLetter(Keyed, Base):
    """The letter to the person in one language, byte for byte as it was written when the match was found."""

    __tablename__ = "match_letter"
    match_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offender_match.id"))
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (
        UniqueConstraint("match_id", "language"),
        CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
    )


class PlaceCheck(Keyed, Base):
    """A place where a matched person works, to be looked at: is the person away from children, was anybody harmed?"""

    __tablename__ = "place_check"
    match_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offender_match.id"))
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    done_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    found_sealed: Mapped[bytes | None] = sealed_column("what the officer found there")
    found = Sealed("found_sealed")
    match: Mapped[OffenderMatch] = relationship(back_populates="places")
    home: Mapped[Home] = relationship()
    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done_by"),
        CheckConstraint("(done_at IS NULL) = (found_sealed IS NULL)", name="done_says"),
        Index("uq_place_check_once", "match_id", "home_id", unique=True),
    )

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district

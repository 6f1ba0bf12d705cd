"""The organisation, its people, its homes and the services each home offers."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock, names
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.homes.rules import House, lacks, village_is_small_group
from registry_app.providers.homes.states import (
    CareType,
    Grade,
    HouseLack,
    KnownFrom,
    MemberRole,
    Ownership,
    Sexes,
    Standing,
)


class Organisation(Keyed, Base):
    """Who answers for one or more homes: a body, a department, or a family."""

    __tablename__ = "organisation"
    name: Mapped[str] = mapped_column(String(200))
    name_ur: Mapped[str | None] = mapped_column(String(200))
    name_sd: Mapped[str | None] = mapped_column(String(200))
    ownership: Mapped[Ownership] = mapped_column(choice(Ownership))
    registration_law: Mapped[str | None] = mapped_column(String(40), comment="registration.yaml other_registrations")
    registration_number: Mapped[str | None] = mapped_column(String(60))
    phone: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    members: Mapped[list["Membership"]] = relationship(back_populates="organisation")
    homes: Mapped[list["Home"]] = relationship(back_populates="organisation", order_by="Home.register_number")


class Membership(Keyed, Base):
    """A person signs in for an organisation."""

    __tablename__ = "membership"
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[MemberRole] = mapped_column(choice(MemberRole))
    since: Mapped[date] = mapped_column(default=clock.today)
    until: Mapped[date | None]
    organisation: Mapped[Organisation] = relationship(back_populates="members")
    user: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("organisation_id", "user_id", "since"),)


class Home(Keyed, Base):
    """One address where children live, or one family that cares: known under its register number for ever."""

    __tablename__ = "home"
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    register_number: Mapped[str] = mapped_column(String(12), unique=True, comment="H-00042-K")
    name: Mapped[str] = mapped_column(String(200))
    name_ur: Mapped[str | None] = mapped_column(String(200))
    name_sd: Mapped[str | None] = mapped_column(String(200))
    run_by: Mapped[Ownership] = mapped_column(
        choice(Ownership), comment="whose home it is; for independence and routing"
    )
    district: Mapped[str] = mapped_column(String(6), index=True, comment="district code, SD-HYD")
    taluka: Mapped[str | None] = mapped_column(String(80))
    address_sealed: Mapped[bytes | None] = sealed_column("street address; never public")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    household: Mapped[bool] = mapped_column(default=False, comment="a family; its name and address are never public")
    shelters_survivors: Mapped[bool] = mapped_column(
        default=False, comment="public page shows number and district only"
    )
    standing: Mapped[Standing] = mapped_column(choice(Standing), default=Standing.KNOWN_UNREGISTERED, index=True)
    known_from: Mapped[KnownFrom] = mapped_column(choice(KnownFrom))
    known_since: Mapped[date] = mapped_column(default=clock.today)
    same_as_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("home.id"), index=True, comment="the record that stays, where one home was recorded twice"
    )
    closed_on: Mapped[date | None]
    notice_until: Mapped[date | None] = mapped_column(
        comment="last day of the notice to apply; named in public after it"
    )
    certificate_number: Mapped[str | None] = mapped_column(
        String(20), unique=True, comment="the longest certificate that stands; kept by authorisations"
    )
    authorised_from: Mapped[date | None]
    authorised_until: Mapped[date | None] = mapped_column(comment="the last day, which still counts")
    admissions_frozen: Mapped[bool] = mapped_column(default=False)
    frozen_by: Mapped[str] = mapped_column(String(80), default="", comment="what keeps admissions frozen; FreezeSource")
    visited_on: Mapped[date | None] = mapped_column(comment="last day somebody inspected it; kept by inspections")
    open_critical_actions: Mapped[int] = mapped_column(default=0, comment="kept by inspections")
    major_due_on: Mapped[date | None] = mapped_column(
        comment="the first day by which an open major action must be put right; kept by inspections"
    )
    offender_matches: Mapped[int] = mapped_column(
        default=0, comment="people in post who are matched with the list of offenders; kept by vetting"
    )
    grade: Mapped[Grade | None] = mapped_column(choice(Grade), comment="the last published grade; kept by inspections")
    grade_on: Mapped[date | None] = mapped_column(comment="day of the visit it rests on")
    grade_with_notice: Mapped[bool | None]
    grade_limits: Mapped[str | None] = mapped_column(String(60), comment="rule ids that hold it down: L1 L6")
    protection_met: Mapped[bool | None] = mapped_column(comment="the child protection gate of the same visit")
    community_school: Mapped[bool | None] = mapped_column(
        comment="its children go to a school outside; asked of a children's village"
    )
    present: Mapped[int] = mapped_column(default=0, comment="children staying here now; kept by placements")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    organisation: Mapped[Organisation] = relationship(back_populates="homes")
    services: Mapped[list["Service"]] = relationship(back_populates="home", order_by="Service.care_type")
    units: Mapped[list["Unit"]] = relationship(back_populates="home", order_by="Unit.name, Unit.id")
    address = Sealed("address_sealed")

    def name_in(self, language: str) -> str:
        """The home's name in a language, or as it is known where nobody gave one."""
        return {"ur": self.name_ur, "sd": self.name_sd}.get(language) or self.name

    @property
    def is_village(self) -> bool:
        """One site with houses as units."""
        return bool(self.units)

    @property
    def village_care(self) -> CareType | None:
        """The care that a village counts as by rule: small group homes only when every house is one."""
        if not self.units:
            return None
        small = village_is_small_group([unit.as_house for unit in self.units], self.community_school)
        return CareType.SMALL_GROUP if small else CareType.RESIDENTIAL

    @property
    def names(self) -> list[str]:
        """Every name it is known by."""
        return [name for name in (self.name, self.name_ur, self.name_sd) if name]

    __table_args__ = (
        CheckConstraint("(grade IS NULL) = (grade_on IS NULL)", name="grade_has_day"),
        CheckConstraint("admissions_frozen = (frozen_by <> '')", name="frozen_by_something"),
        CheckConstraint("present >= 0 AND open_critical_actions >= 0", name="counts"),
        CheckConstraint("(standing = 'RECORDED_TWICE') = (same_as_id IS NOT NULL)", name="twice_has_other"),
        CheckConstraint("offender_matches >= 0", name="matches"),
        CheckConstraint(
            "standing NOT IN ('CLOSED_VOLUNTARILY', 'CLOSED_BY_ORDER') OR closed_on IS NOT NULL", name="closed_has_day"
        ),
        CheckConstraint(
            "standing NOT IN ('AUTHORISED', 'SUSPENDED') OR (certificate_number IS NOT NULL "
            "AND authorised_from IS NOT NULL AND authorised_until IS NOT NULL AND authorised_from <= authorised_until)",
            name="authorised_by_certificate",
        ),
        CheckConstraint(
            "latitude IS NULL OR (latitude BETWEEN 23 AND 29 AND longitude BETWEEN 66 AND 72)", name="in_sindh"
        ),
        Index("ix_home_position", "latitude", "longitude"),
        Index("ix_home_by_place", "district", "household", "standing", "authorised_until"),
        Index("ix_home_listing", "district", "grade", "register_number"),
        Index("ix_home_by_district", "district", "register_number"),
        Index("ix_home_by_grade", "grade", "register_number"),
        Index("ix_home_name", "name", "id"),
    )


class HomeName(Base):
    """One key (`core.names`) under which a home is found; written anew whenever one of its names changes."""

    __tablename__ = "home_name"
    key: Mapped[str] = mapped_column(
        String(1 + names.LONGEST).with_variant(String(1 + names.LONGEST, collation="C"), "postgresql"), primary_key=True
    )
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), primary_key=True, index=True)


class HomeStep(Keyed, Base):
    """How a home stood from a moment on, written whenever one of these facts changes and never edited.

    The home itself keeps only what is true now; a report about a past day reads the last step before its end.
    """

    __tablename__ = "home_step"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … of this home")
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    standing: Mapped[Standing] = mapped_column(choice(Standing))
    run_by: Mapped[Ownership] = mapped_column(choice(Ownership))
    district: Mapped[str] = mapped_column(String(6))
    household: Mapped[bool]
    care: Mapped[str] = mapped_column(String(120), comment="kinds of care it offers, by code, between blanks")
    visited_on: Mapped[date | None] = mapped_column(comment="last day somebody had inspected it")
    name: Mapped[str] = mapped_column(String(200), comment="as it was called then")
    name_ur: Mapped[str | None] = mapped_column(String(200))
    name_sd: Mapped[str | None] = mapped_column(String(200))
    __table_args__ = (
        UniqueConstraint("home_id", "number"),
        CheckConstraint("number > 0", name="number"),
        Index("ix_home_step_taken", "taken_at"),
    )


class Unit(Keyed, Base):
    """One house of a children's village; the village is one home."""

    __tablename__ = "home_unit"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    places: Mapped[int]
    own_carer: Mapped[bool]
    own_kitchen: Mapped[bool]
    own_door: Mapped[bool]
    home: Mapped[Home] = relationship(back_populates="units")
    __table_args__ = (CheckConstraint("places >= 0", name="places"),)

    @property
    def lacks(self) -> list[HouseLack]:
        """Why it is no small group home."""
        return lacks(self.as_house, self.home.community_school)

    @property
    def as_house(self) -> House:
        """The house as the rule takes it."""
        return House(self.own_carer, self.own_kitchen, self.own_door, self.places)


class Service(Keyed, Base):
    """What a home offers: a care type for a sex and an age band, up to a capacity. Each has its own authorisation."""

    __tablename__ = "service"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    care_type: Mapped[CareType] = mapped_column(choice(CareType), index=True)
    sexes: Mapped[Sexes] = mapped_column(choice(Sexes))
    age_from: Mapped[int]
    age_to: Mapped[int]
    capacity: Mapped[int] = mapped_column(comment="places asked for, or authorised once it is")
    special_needs: Mapped[str] = mapped_column(String(300), default="", comment="what is offered, separated by commas")
    woman_in_charge: Mapped[bool | None] = mapped_column(comment="a woman leads it; required where girls live")
    home: Mapped[Home] = relationship(back_populates="services")
    __table_args__ = (
        CheckConstraint("0 <= age_from AND age_from <= age_to AND age_to <= 21", name="ages"),
        CheckConstraint("capacity > 0", name="capacity"),
        UniqueConstraint("home_id", "care_type", "sexes", "age_from"),
    )

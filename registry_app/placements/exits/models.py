"""The facts of leaving, as columns of a stay tied to its way out by CHECKs; and what is recorded beside a leaving.

The columns stand on the stay itself: a way out and what it has to show are one row, so that neither can be without the
other. What is only known later (a review, a grave) is a row of its own, because a stay that ended is never edited.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.exits import rules
from registry_app.placements.exits.states import Cause, CourtType, Destination
from registry_app.placements.states import Exit

FACTS = (
    "exit_order", "exit_court", "exit_to", "exit_district", "exit_authority", "destination_sealed", "nikahnama_number",
    "consent_on", "consent_to_id", "death_cause", "death_certified_by", "found_dead", "burial_place_sealed",
    "burial_number", "burial_pending", "police_on", "police_number", "death_review_on",
)  # fmt: skip


class Leaving:
    """Why a stay ended and what shows it. Everything is empty while the stay is open."""

    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    exit: Mapped[Exit | None] = mapped_column(choice(Exit))
    exit_to: Mapped[Destination | None] = mapped_column(choice(Destination), comment="to whom, as reports count it")
    exit_district: Mapped[str | None] = mapped_column(String(12), comment="where to: SD-HYD, OUT-PB … OUT-UNKNOWN")
    exit_order: Mapped[str | None] = mapped_column(String(120), comment="number of the court's order")
    exit_court: Mapped[CourtType | None] = mapped_column(choice(CourtType))
    exit_authority: Mapped[str | None] = mapped_column(
        String(120), comment="authority of the other province, consulate or UNHCR office"
    )
    destination_sealed: Mapped[bytes | None] = sealed_column("where the child went, in words")
    nikahnama_number: Mapped[str | None] = mapped_column(String(60))
    consent_on: Mapped[date | None] = mapped_column(comment="day on which the leaver said so, in person")
    death_cause: Mapped[Cause | None] = mapped_column(choice(Cause))
    death_certified_by: Mapped[str | None] = mapped_column(String(120), comment="doctor or hospital")
    found_dead: Mapped[bool | None] = mapped_column(comment="dead before it came to the home: counted apart")
    burial_place_sealed: Mapped[bytes | None] = sealed_column("where the child is buried")
    burial_number: Mapped[str | None] = mapped_column(String(60), comment="number in the book of the graveyard")
    burial_pending: Mapped[bool | None] = mapped_column(comment="not buried yet; the review cannot close without it")
    police_on: Mapped[date | None] = mapped_column(comment="day on which the police were told")
    police_number: Mapped[str | None] = mapped_column(String(60), comment="number in the diary of the station")
    death_review_on: Mapped[date | None] = mapped_column(index=True, comment="the death is reviewed by this day")
    destination, burial_place = Sealed("destination_sealed"), Sealed("burial_place_sealed")

    def leave(self, exit_kind: Exit, at: datetime, facts: rules.Facts, home_district: str) -> None:
        """Write down this way out with its facts; whether they are enough was asked before."""
        self.ended_at, self.exit = at, exit_kind
        self.exit_to = rules.destination(exit_kind, facts)
        self.exit_district = rules.district(exit_kind, facts, home_district)
        self.exit_order, self.exit_court, self.exit_authority = facts.order, facts.court, facts.authority
        self.destination = facts.words
        self.nikahnama_number, self.consent_on = facts.nikahnama_number, facts.consent_on
        self.consent_to_id = facts.consent_to_id
        self.death_cause, self.death_certified_by = facts.cause, facts.certified_by
        self.found_dead = facts.found_dead
        self.burial_place, self.burial_number = facts.burial_place, facts.burial_number
        self.burial_pending = facts.burial_pending if exit_kind is Exit.DIED else None
        self.police_on, self.police_number = facts.police_on, facts.police_number
        self.death_review_on = rules.review_due(exit_kind, clock.local(at).date())

    @declared_attr
    def consent_to_id(cls) -> Mapped[uuid.UUID | None]:  # noqa: N805
        return mapped_column(ForeignKey("user_account.id"), comment="the woman officer who heard it")


def _only(exits: list[Exit], column: str) -> str:
    """The column is filled exactly on these ways out."""
    return f"(coalesce(exit, '') IN ({rules.listed(exits)})) = ({column} IS NOT NULL)"


def _goes_to() -> str:
    allowed = [
        f"(exit = '{one}' AND exit_to IN ({', '.join(repr(str(to)) for to in way.to)}))"
        for one, way in rules.WAYS.items()
        if way.to
    ]
    return "exit_to IS NULL OR " + " OR ".join(allowed)


def leaving_checks(*, begins: bool = True) -> list[CheckConstraint]:
    """What the database holds about leaving, made from the table of ways out; `begins`: the row knows its beginning."""
    somewhere = [one for one, way in rules.WAYS.items() if way.to]
    provinces = ", ".join(f"'{one}'" for one in rules.PROVINCES)
    return [
        CheckConstraint("(ended_at IS NULL) = (exit IS NULL)", name="ended_has_exit"),
        *([CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="period")] if begins else []),
        CheckConstraint(
            "exit IS NOT NULL OR (" + " AND ".join(f"{fact} IS NULL" for fact in FACTS) + ")", name="open_has_no_facts"
        ),
        CheckConstraint(_only(rules.exits_that("order"), "exit_order"), name="handing_over_has_order"),
        CheckConstraint(_only(rules.exits_that("court"), "exit_court"), name="order_has_court"),
        # A paper for NADRA is no order of a court; other spellings are refused by the rules before they come here.
        *(
            CheckConstraint(
                f"lower(coalesce({order}, '')) NOT LIKE '%affidavit%' "
                f"AND lower(coalesce({order}, '')) NOT LIKE '%nadra%'",
                name=name,
            )
            for order, name in (("exit_order", "affidavit_is_no_order"), ("order_reference", "nor_on_the_way_in"))
            if begins or order == "exit_order"
        ),
        CheckConstraint("exit_order <> '' AND nikahnama_number <> '' AND exit_authority <> ''", name="numbers"),
        CheckConstraint(_only(somewhere, "exit_to"), name="goes_to_somebody"),
        CheckConstraint(_only(somewhere, "exit_district"), name="goes_somewhere"),
        CheckConstraint(_goes_to(), name="goes_to_the_right_one"),
        CheckConstraint(
            f"coalesce(exit, '') <> 'OTHER_PROVINCE' OR exit_district IN ({provinces})", name="province_is_named"
        ),
        CheckConstraint(
            f"(coalesce(exit, '') <> 'ABROAD_BY_COURT' OR exit_district = '{rules.ABROAD}') "
            f"AND (coalesce(exit_district, '') <> '{rules.ABROAD}' OR exit IN ({rules.listed(rules.MAY_GO_ABROAD)}))",
            name="abroad_by_court",
        ),
        CheckConstraint(
            f"coalesce(exit, '') NOT IN ({rules.listed(rules.exits_that('authority'))}) OR exit_authority IS NOT NULL",
            name="authority_is_named",
        ),
        CheckConstraint(
            f"{_only([Exit.MARRIED_ADULT], 'nikahnama_number')} AND {_only([Exit.MARRIED_ADULT], 'consent_on')} "
            f"AND {_only([Exit.MARRIED_ADULT], 'consent_to_id')}",
            name="marriage_has_consent",
        ),
        CheckConstraint(
            " AND ".join(
                _only([Exit.DIED], fact)
                for fact in ("death_cause", "death_certified_by", "found_dead", "burial_pending", "death_review_on")
            ),
            name="death_has_facts",
        ),
        CheckConstraint(
            "(coalesce(exit, '') <> 'DIED' OR police_on IS NOT NULL) "
            "AND (police_number IS NULL OR (police_on IS NOT NULL AND police_number <> ''))",
            name="death_is_told_to_police",
        ),
        CheckConstraint(
            "(burial_place_sealed IS NULL) = (burial_number IS NULL) "
            "AND (coalesce(exit, '') = 'DIED' OR burial_number IS NULL) "
            "AND (burial_pending IS NULL OR burial_pending = (burial_number IS NULL))",
            name="grave_is_whole",
        ),
    ]


class DeathReview(Keyed, Base):
    """What the review of a death found, within 14 days. Written once; it cannot be without a grave and a cause."""

    __tablename__ = "death_review"
    stay_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stay.id"), unique=True)
    held_on: Mapped[date]
    cause: Mapped[Cause] = mapped_column(choice(Cause))
    certified_by: Mapped[str] = mapped_column(String(120))
    burial_place_sealed: Mapped[bytes] = sealed_column("where the child is buried", nullable=False)
    burial_number: Mapped[str] = mapped_column(String(60))
    findings_sealed: Mapped[bytes] = sealed_column("what was found and what must change", nullable=False)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    burial_place, findings = Sealed("burial_place_sealed"), Sealed("findings_sealed")
    __table_args__ = (
        CheckConstraint("cause <> 'NOT_YET_KNOWN'", name="cause_is_said"),
        CheckConstraint("certified_by <> '' AND burial_number <> ''", name="facts"),
    )


class MarriagePlan(Keyed, Base):
    """A plan to marry off a child: never a way out, always danger (P1), and the police are told.

    Sindh Child Marriage Restraint Act 2013; gatekeeping.yaml `exit_rules`.
    """

    __tablename__ = "marriage_plan"
    stay_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    reported_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reported_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    planned_on: Mapped[date | None] = mapped_column(comment="day of the marriage, where it is known")
    story_sealed: Mapped[bytes | None] = sealed_column("who plans it and how it became known")
    police_on: Mapped[date | None] = mapped_column(comment="day on which the police were told")
    police_number: Mapped[str | None] = mapped_column(String(60), comment="number in the diary of the station")
    police_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    police_recorded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    story = Sealed("story_sealed")
    __table_args__ = (
        CheckConstraint(
            "(police_on IS NULL) = (police_number IS NULL) AND (police_on IS NULL) = (police_by IS NULL)",
            name="police",
        ),
    )

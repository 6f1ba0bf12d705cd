"""Offices and powers as data: read from the shipped file first, then changed by dated rows, never rewritten."""

import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import choice
from registry_app.providers.powers import rules
from registry_app.providers.powers.states import PUBLISHING, Act, PowerStatus, ProposalState


class Office(Base):
    """An office known by a key; its title and its present holder are data."""

    __tablename__ = "office"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    title_ur: Mapped[str] = mapped_column(String(120))
    title_sd: Mapped[str] = mapped_column(String(120))
    holder: Mapped[str | None] = mapped_column(String(120), comment="who holds the office now, as a letter names them")

    def title_in(self, language: str) -> str:
        """The title in en, ur or sd."""
        return {"ur": self.title_ur, "sd": self.title_sd}.get(language, self.title)


class Power(Keyed, Base):
    """From `since` on, this office holds this act on this basis. A change is a new row; the last one counts."""

    __tablename__ = "power"
    act: Mapped[Act] = mapped_column(choice(Act))
    since: Mapped[date] = mapped_column(default=clock.today)
    holder: Mapped[str] = mapped_column(ForeignKey("office.key"))
    basis: Mapped[str | None] = mapped_column(String(200), comment="law, rule or clause; empty when there is none")
    status: Mapped[PowerStatus] = mapped_column(choice(PowerStatus))
    setting: Mapped[str | None] = mapped_column(String(40), comment="for acts that publish: how far")
    changed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    setting_proposed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    setting_approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)

    @property
    def said_setting(self) -> StrEnum | None:
        """The setting as its own enum, which has words; None for acts that publish nothing."""
        kind = PUBLISHING.get(self.act)
        return kind(self.setting) if kind and self.setting else None

    @property
    def in_effect(self) -> StrEnum | None:
        """What of the setting holds: nothing is published while the power itself is not in force."""
        kind = PUBLISHING.get(self.act)
        return kind(rules.setting_in_effect(self.status, self.setting)) if kind else None

    __table_args__ = (
        UniqueConstraint("act", "since"),
        CheckConstraint("status NOT IN ('IN_FORCE', 'IN_FORCE_AS_POLICY') OR basis IS NOT NULL", name="by_paper"),
        CheckConstraint(
            "setting IS NULL OR (act = 'publish_grade' AND setting IN ('off', 'status', 'grade')) "
            "OR (act = 'name_unregistered_home' AND setting IN ('off', 'after_notice_and_term'))",
            name="setting",
        ),
        CheckConstraint(
            "setting IS NULL OR setting = 'off' OR status = 'IN_FORCE_DEMO' "
            "OR (setting_proposed_by IS NOT NULL AND setting_approved_by IS NOT NULL)",
            name="published_by_two",
        ),
        CheckConstraint(
            "setting_proposed_by IS NULL OR setting_approved_by IS NULL OR setting_proposed_by <> setting_approved_by",
            name="two_persons",
        ),
    )


class PublicationProposal(Keyed, Base):
    """What somebody proposes to make public, and what another person of the office that holds the power said to it."""

    __tablename__ = "publication_proposal"
    act: Mapped[Act] = mapped_column(choice(Act))
    setting: Mapped[str] = mapped_column(String(40))
    since: Mapped[date]
    why: Mapped[str] = mapped_column(Text)
    state: Mapped[ProposalState] = mapped_column(choice(ProposalState), default=ProposalState.PROPOSED)
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    proposed_on: Mapped[date] = mapped_column(default=clock.today)
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    answered_on: Mapped[date | None]
    proposed_by: Mapped[User] = relationship(foreign_keys=proposed_by_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)

    @property
    def said_setting(self) -> StrEnum:
        """The setting as its own enum, which has words."""
        return PUBLISHING[self.act](self.setting)

    __table_args__ = (
        CheckConstraint(
            "(act = 'publish_grade' AND setting IN ('off', 'status', 'grade')) "
            "OR (act = 'name_unregistered_home' AND setting IN ('off', 'after_notice_and_term'))",
            name="setting",
        ),
        CheckConstraint("why <> ''", name="why"),
        CheckConstraint(
            "(state = 'PROPOSED') = (answered_by_id IS NULL) AND (answered_by_id IS NULL) = (answered_on IS NULL)",
            name="answered",
        ),
        CheckConstraint(
            "state NOT IN ('APPROVED', 'REFUSED') OR answered_by_id <> proposed_by_id", name="two_persons"
        ),
        Index(
            "uq_publication_proposal_open", "act", unique=True,
            sqlite_where=text("state = 'PROPOSED'"), postgresql_where=text("state = 'PROPOSED'"),
        ),
    )  # fmt: skip

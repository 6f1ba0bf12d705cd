"""Mails and text messages: rows written in the transaction of the deed, sent after it, in the receiver's language.

No message holds a child's name, word or number; it says that something waits and where to sign in.
"""

import smtplib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core import clock
from registry_app.core.db import Base, Keyed, db, transactional
from registry_app.core.i18n import in_language
from registry_app.core.types import UTCDateTime, choice


class Channel(StrEnum):
    MAIL = "mail"
    SMS = "sms"


class OutboxMessage(Keyed, Base):
    """One message to one address, waiting or sent."""

    __tablename__ = "outbox_message"
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    to: Mapped[str] = mapped_column(String(254), comment="mail address or phone number")
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    once_key: Mapped[str | None] = mapped_column(
        String(200), comment="a second message with the same key is not written"
    )
    confidential: Mapped[bool] = mapped_column(
        default=False, comment="that it was sent says something; the demonstration's list leaves it out"
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    not_before: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    __table_args__ = (
        UniqueConstraint("once_key"),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index("ix_outbox_message_waiting", "sent_at", "not_before"),
    )


def mail(
    to: str, language: str, subject: Any, body: Any, *, once_key: str | None = None, confidential: bool = False
) -> None:
    """Queue a mail. `subject` and `body` are lazy sentences, spoken in the receiver's language."""
    _queue(Channel.MAIL, to, language, subject, body, once_key, confidential)


def sms(to: str, language: str, body: Any, *, once_key: str | None = None, confidential: bool = False) -> None:
    """Queue a text message."""
    _queue(Channel.SMS, to, language, "", body, once_key, confidential)


def _queue(
    channel: Channel, to: str, language: str, subject: Any, body: Any, once_key: str | None, confidential: bool
) -> None:
    # What this transaction has queued already is seen too, also where questions do not store first by themselves.
    db.session.flush()
    if once_key and db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.once_key == once_key)):
        return
    said_subject, said_body = in_language(language, lambda: (str(subject), str(body)))
    db.session.add(
        OutboxMessage(
            channel=channel,
            to=to,
            language=language,
            subject=said_subject,
            body=said_body,
            once_key=once_key,
            confidential=confidential,
        )
    )


Sender = Callable[[OutboxMessage], None]


def waiting(now: datetime, limit: int = 100) -> list[uuid.UUID]:
    """Keys of messages that are due to be sent."""
    due = select(OutboxMessage.id).where(OutboxMessage.sent_at.is_(None), OutboxMessage.not_before <= now)
    return list(db.session.scalars(due.order_by(OutboxMessage.not_before, OutboxMessage.id).limit(limit)))


@transactional
def send_one(message_id: uuid.UUID, send: Sender) -> bool:
    """Send one waiting message; a failure is tried again later, ever less often. True when it went out."""
    message = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.id == message_id).with_for_update(skip_locked=True)
    ).one_or_none()
    if message is None or message.sent_at is not None:
        return False
    message.attempts += 1
    try:
        send(message)
    except (OSError, smtplib.SMTPException):
        message.not_before = clock.now() + timedelta(minutes=min(2**message.attempts, 360))
        return False
    message.sent_at = clock.now()
    return True

"""The public keys with which certificates were signed."""

from datetime import date

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core import clock
from registry_app.core.db import Base, Keyed


class SealKey(Keyed, Base):
    """A public key that signed at least one certificate: kept for ever, also after its private half is gone."""

    __tablename__ = "seal_key"
    key_id: Mapped[str] = mapped_column(String(8), unique=True, comment="first signs of its SHA-256")
    raw: Mapped[bytes] = mapped_column(LargeBinary(32), comment="Ed25519, 32 bytes")
    since: Mapped[date] = mapped_column(default=clock.today, comment="the first certificate signed with it")

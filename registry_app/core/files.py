"""Papers and photographs: looked into, rebuilt, sealed, kept under random names outside the web root.

A picture is copied pixel by pixel into a new one, so that no place, device or comment travels with it; a PDF is saved
anew without scripts, attachments and metadata. What cannot be opened is refused with a sentence. Bytes first, row
second.
"""

import hashlib
import io
import os
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core import clock, sealing
from registry_app.core.db import Base, Keyed, after_commit, db
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.types import UTCDateTime

LIMIT = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
DARK = 90
"""Below this the lightest part of a photo, which is the paper, is no lighter than ink by daylight."""
PICTURES = {"image/jpeg", "image/png", "image/webp"}
PDF = "application/pdf"


class StoredFile(Keyed, Base):
    """A sealed file: its media type, size and hash as served. The record it belongs to decides who may open it."""

    __tablename__ = "stored_file"
    media_type: Mapped[str] = mapped_column(String(60))
    size: Mapped[int] = mapped_column(comment="bytes as served")
    sha256: Mapped[str] = mapped_column(String(64), comment="of the bytes as served")
    name: Mapped[str] = mapped_column(String(120), comment="what the person who gave it called it, cleaned")
    given_by: Mapped[uuid.UUID | None] = mapped_column(index=True, comment="key of the person")
    stored_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    too_dark: Mapped[bool] = mapped_column(default=False, comment="a photo on which writing can hardly be read")
    __table_args__ = (CheckConstraint("size > 0", name="size"),)


def folder() -> Path:
    path: Path = current_app.config["SETTINGS"].var / "files"
    return path


def _path(key: uuid.UUID) -> Path:
    return folder() / key.hex[:2] / key.hex


def accept(given: Any, *, actor: Any, pictures_only: bool = False) -> StoredFile:
    """Take an upload (a werkzeug FileStorage) into the store; DomainError with a sentence when it cannot be taken."""
    raw = given.stream.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise DomainError(_("This file is over 8 MB. Take the photo again with a smaller size."))
    if not raw:
        raise DomainError(_("This file is empty. Choose it again."))
    media_type, clean = rebuilt(raw, pictures_only=pictures_only)
    stored = keep(clean, media_type=media_type, name=given.filename or "file", actor=actor)
    stored.too_dark = media_type != PDF and brightness(clean) < DARK
    return stored


def rebuilt(raw: bytes, *, pictures_only: bool = False) -> tuple[str, bytes]:
    """What the bytes really are, and the same content built anew."""
    # Read in only where a file is looked into: the libraries would be a tenth of the time that every start takes.
    import filetype

    kind = filetype.guess(raw)
    mime = kind.mime if kind else ""
    if mime in PICTURES:
        return _picture(raw)
    if mime == PDF and not pictures_only:
        return PDF, _pdf(raw)
    raise DomainError(_("We cannot open this file. Use a photo or a PDF."))


def _picture(raw: bytes) -> tuple[str, bytes]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw), formats=["JPEG", "PNG", "WEBP"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise DomainError(_("This photo is too large. Take it again with a smaller size."))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise DomainError(_("We cannot open this file. Use a photo or a PDF.")) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)
    out = io.BytesIO()
    fresh.save(out, "JPEG", quality=82, optimize=True)
    return "image/jpeg", out.getvalue()


def brightness(picture: bytes) -> int:
    """How light the lightest tenth of a photo is, 0 to 255: paper is light, however dark the table under it."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as opened:
        opened.draft("L", (400, 400))
        counts = opened.convert("L").histogram()
    lightest, light = sum(counts) / 10, 255
    while light and sum(counts[light:]) < lightest:
        light -= 1
    return light


def _pdf(raw: bytes) -> bytes:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(raw)) as opened:
            fresh = pikepdf.new()
            fresh.pages.extend(opened.pages)
            for page in fresh.pages:
                for name in ("/AA", "/Annots", "/Metadata"):
                    if name in page:
                        del page[name]
            out = io.BytesIO()
            fresh.save(out)
    except pikepdf.PdfError as error:
        raise DomainError(_("We cannot open this file. Use a photo or a PDF.")) from error
    return out.getvalue()


def keep(plain: bytes, *, media_type: str, name: str, actor: Any) -> StoredFile:
    """Seal bytes that the program itself made or rebuilt. Needs an open transaction; undone with it."""
    stored = StoredFile(
        media_type=media_type,
        size=len(plain),
        sha256=hashlib.sha256(plain).hexdigest(),
        name="".join(c for c in name if c.isprintable() and c not in '/\\"')[-120:] or "file",
        given_by=getattr(actor, "id", None),
    )
    path = _path(stored.id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(sealing.seal_bytes(plain, f"stored_file|{stored.id}"))
        file.flush()
        os.fsync(file.fileno())
    db.session.add(stored)
    return stored


def read(stored: StoredFile) -> bytes:
    """The bytes as served."""
    return sealing.unseal_bytes(_path(stored.id).read_bytes(), f"stored_file|{stored.id}")


def remove(stored: StoredFile) -> None:
    """Take the row out now and the bytes once that is stored."""
    path = _path(stored.id)
    db.session.delete(stored)
    after_commit(lambda: path.unlink(missing_ok=True))

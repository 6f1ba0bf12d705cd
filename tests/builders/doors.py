"""Posters and cards for tests."""

import io
from typing import Any

from PIL import Image
from werkzeug.datastructures import FileStorage

from complaints import numbers
from complaints.doors.models import Door
from complaints.doors.states import Kind
from registry_app.core.db import db, transaction
from registry_app.providers.homes.models import Home


def a_poster(home: Home, token: str, kind: Kind = Kind.POSTER) -> Door:
    """A poster (or card) of the home with this token, put straight into the tables."""
    with transaction():
        door = Door(kind=kind, home_id=home.id, serial=f"T-{numbers.digest(token)[:10]}", digest=numbers.digest(token))
        door.token = token
        db.session.add(door)
    return door


def photo() -> Any:
    """An upload of a small picture, as a form gives it."""
    return FileStorage(io.BytesIO(picture_bytes()), filename="wall.jpg", content_type="image/jpeg")


def picture_bytes() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "#d9cbb3").save(out, "JPEG")
    return out.getvalue()

"""The notice of an arrival inside its box: the boxes of the form and the photographs."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registry_app.core import boxes
from registry_app.core.boxes import Unreadable, public_key

__all__ = ["KIND", "Opened", "Unreadable", "open_box", "public_key"]
KIND = "arrival"


@dataclass(frozen=True)
class Opened:
    """The boxes of the form as (name, text), and photographs by the name of their box."""

    fields: list[tuple[str, str]]
    photos: dict[str, bytes]


def open_box(box: Mapping[str, Any], notice_id: uuid.UUID) -> Opened:
    """The notice as it was typed; Unreadable as in `core.boxes`, and when it holds no notice."""
    said = boxes.open_box(KIND, box, notice_id)
    try:
        fields = [(str(name), str(text)) for name, text in said["fields"]]
        photos = {str(name): boxes.to_bytes(picture) for name, picture in said.get("photos", {}).items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable from error
    return Opened(fields, photos)

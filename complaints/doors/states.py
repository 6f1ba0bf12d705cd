"""Words of the doors: what kinds there are, and who may do what with them."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    VIEW = "door:view"
    KEEP = "door:keep"
    SEEN = "door:seen"
    VIEW_OWN = "door:view-own"
    HANG_OWN = "door:hang-own"


class Kind(StrEnum):
    """A poster belongs to a home, a card to a child of a family; the card does not know which child."""

    POSTER = "POSTER"
    CARD = "CARD"


labels({Kind.POSTER: _("Poster"), Kind.CARD: _("Card")})

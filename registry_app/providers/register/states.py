"""What of the register is not for everybody."""

from enum import StrEnum


class Permission(StrEnum):
    FREE_PLACES = "register:free-places"

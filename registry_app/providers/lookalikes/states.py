"""Kinds of look-alikes, where one stands, and what a look at it found (registration.yaml TRK-D)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    VIEW = "look-alike:view"
    RECORD = "look-alike:record"
    CHECK = "look-alike:check"
    CLOSE = "look-alike:close"


class LookAlikeKind(StrEnum):
    """registration.yaml TRK-D `for`."""

    MADRASAH = "MADRASAH"
    HOSTEL = "HOSTEL"
    DISABILITY_CENTRE = "DISABILITY_CENTRE"
    DRUG_REHABILITATION = "DRUG_REHABILITATION"


class LookAlikeState(StrEnum):
    """Where a place stands. What must register goes on as a home of the register, under a number of its own."""

    MAPPED = "MAPPED"
    OUTSIDE = "OUTSIDE"
    MUST_REGISTER = "MUST_REGISTER"
    CLOSED = "CLOSED"


class InPlaceOfParents(StrEnum):
    """Why a place gives care in place of parents."""

    WITHOUT_FAMILY = "WITHOUT_FAMILY"
    NOT_TAKEN_HOME = "NOT_TAKEN_HOME"
    PLACE_DECIDES = "PLACE_DECIDES"


S = LookAlikeState
OPEN = (S.MAPPED, S.OUTSIDE)
LIFE: Lifecycle[LookAlikeState] = Lifecycle(
    S.MAPPED,
    move("find_outside", OPEN, S.OUTSIDE, Permission.CHECK),
    move("find_care", OPEN, S.MUST_REGISTER, Permission.CHECK),
    move("close", OPEN, S.CLOSED, Permission.CLOSE),
)

labels(
    {
        LookAlikeKind.MADRASAH: _("Boarding madrasah"),
        LookAlikeKind.HOSTEL: _("Hostel"),
        LookAlikeKind.DISABILITY_CENTRE: _("Centre for people with disabilities"),
        LookAlikeKind.DRUG_REHABILITATION: _("Drug rehabilitation home"),
        S.MAPPED: _("Mapped, not looked at yet"),
        S.OUTSIDE: _("Outside the register"),
        S.MUST_REGISTER: _("Must register"),
        S.CLOSED: _("There no more"),
        InPlaceOfParents.WITHOUT_FAMILY: _("Children sleep there who have nobody to go home to."),
        InPlaceOfParents.NOT_TAKEN_HOME: _("Children were not taken home by a family in the last six months."),
        InPlaceOfParents.PLACE_DECIDES: _("The place decides about the children, not their parents."),
    }
)

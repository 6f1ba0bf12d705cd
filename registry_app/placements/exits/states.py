"""Words of leaving: courts, where a child goes, why a child died (gatekeeping.yaml `exit_rules`, `courts`)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class CourtType(StrEnum):
    """Which kind of court gave an order (gatekeeping.yaml `courts`)."""

    MAGISTRATE = "MAGISTRATE"
    FAMILY_COURT = "FAMILY_COURT"
    SPECIAL_COURT_CHILD_PROTECTION = "SPECIAL_COURT_CHILD_PROTECTION"
    CHILDRENS_COURT = "CHILDRENS_COURT"
    HIGH_COURT = "HIGH_COURT"


class Destination(StrEnum):
    """To whom a child goes, as reports count it. Names and streets are sealed words beside it."""

    PARENTS = "PARENTS"
    RELATIVES = "RELATIVES"
    GUARDIAN = "GUARDIAN"
    KAFIL = "KAFIL"
    FOSTER_FAMILY = "FOSTER_FAMILY"
    OWN_ROOM = "OWN_ROOM"
    SPOUSE = "SPOUSE"
    CUSTODY = "CUSTODY"
    AUTHORITY = "AUTHORITY"
    CONSULATE = "CONSULATE"
    UNHCR = "UNHCR"
    OTHER_PERSON = "OTHER_PERSON"
    NOT_KNOWN = "NOT_KNOWN"


class Cause(StrEnum):
    """Of what a child died, as far as it is known on the day; the review says it for good."""

    BORN_WEAK = "BORN_WEAK"
    ILLNESS = "ILLNESS"
    ACCIDENT = "ACCIDENT"
    VIOLENCE = "VIOLENCE"
    OWN_HAND = "OWN_HAND"
    NOT_YET_KNOWN = "NOT_YET_KNOWN"


labels(
    {
        CourtType.MAGISTRATE: _("Magistrate"),
        CourtType.FAMILY_COURT: _("Family Court"),
        CourtType.SPECIAL_COURT_CHILD_PROTECTION: _("Special Court for child protection"),
        CourtType.CHILDRENS_COURT: _("Children's Court"),
        CourtType.HIGH_COURT: _("High Court"),
        Destination.PARENTS: _("Mother or father"),
        Destination.RELATIVES: _("Relatives"),
        Destination.GUARDIAN: _("Guardian"),
        Destination.KAFIL: _("Kafil family"),
        Destination.FOSTER_FAMILY: _("Foster family"),
        Destination.OWN_ROOM: _("A place of their own"),
        Destination.SPOUSE: _("Husband or wife"),
        Destination.CUSTODY: _("Custody that a court ordered"),
        Destination.AUTHORITY: _("Child protection authority of the province"),
        Destination.CONSULATE: _("Consulate"),
        Destination.UNHCR: _("UNHCR"),
        Destination.OTHER_PERSON: _("Another person whom the court named"),
        Destination.NOT_KNOWN: _("Not known"),
        Cause.BORN_WEAK: _("Born too weak to live"),
        Cause.ILLNESS: _("Illness"),
        Cause.ACCIDENT: _("Accident"),
        Cause.VIOLENCE: _("Violence"),
        Cause.OWN_HAND: _("By own hand"),
        Cause.NOT_YET_KNOWN: _("Not yet known"),
    }
)

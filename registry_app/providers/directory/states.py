"""Kinds of services, who may refer, when they are open, and what was answered about free places."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _

PERSONAL = _(
    "This is a mobile number, and a person carries it. The public sees this box: write the number of the office, and "
    "the mobile as the number of the focal person."
)


class Permission(StrEnum):
    LIST = "directory:list"
    VIEW = "directory:view"
    ADD = "directory:add"
    EDIT = "directory:edit"
    ASK = "directory:record-answer"
    DESK = "directory:desk"


class ServiceKind(StrEnum):
    """What a service gives (SCPP 5.7(f)-(h))."""

    HELPLINE = "HELPLINE"
    FAMILY = "FAMILY"
    COUNSELLING = "COUNSELLING"
    HEALTH = "HEALTH"
    DISABILITY = "DISABILITY"
    SCHOOL = "SCHOOL"
    LAW = "LAW"
    POLICE = "POLICE"
    SHELTER = "SHELTER"
    PAPERS = "PAPERS"
    MONEY = "MONEY"
    DRUGS = "DRUGS"
    WELFARE_OFFICE = "WELFARE_OFFICE"


class RunBy(StrEnum):
    """Whether a department or an organisation gives it: an organisation needs a written agreement before data go."""

    DEPARTMENT = "DEPARTMENT"
    ORGANISATION = "ORGANISATION"


class MayRefer(StrEnum):
    """Who may send a child or a family there."""

    ANYBODY = "ANYBODY"
    UNIT = "UNIT"
    POLICE_OR_COURT = "POLICE_OR_COURT"
    HOMES = "HOMES"


class Days(StrEnum):
    ALWAYS = "ALWAYS"
    EVERY_DAY = "EVERY_DAY"
    MON_SAT = "MON_SAT"
    MON_FRI = "MON_FRI"


class Answered(StrEnum):
    """What a service said when it was asked for a place, without any child's data (DP33)."""

    FREE = "FREE"
    FULL = "FULL"
    NOBODY_ANSWERED = "NOBODY_ANSWERED"


labels(
    {
        ServiceKind.HELPLINE: _("Helpline"),
        ServiceKind.FAMILY: _("Support for families"),
        ServiceKind.COUNSELLING: _("Counselling"),
        ServiceKind.HEALTH: _("Doctor and hospital"),
        ServiceKind.DISABILITY: _("Help with a disability"),
        ServiceKind.SCHOOL: _("School and learning"),
        ServiceKind.LAW: _("Lawyer and legal help"),
        ServiceKind.POLICE: _("Police"),
        ServiceKind.SHELTER: _("A safe place for the night"),
        ServiceKind.PAPERS: _("Birth papers and B-Form"),
        ServiceKind.MONEY: _("Money and food support"),
        ServiceKind.DRUGS: _("Help to stop drugs"),
        ServiceKind.WELFARE_OFFICE: _("District office of the Social Welfare Department"),
        RunBy.DEPARTMENT: _("A department"),
        RunBy.ORGANISATION: _("An organisation"),
        MayRefer.ANYBODY: _("Anybody may come"),
        MayRefer.UNIT: _("The Child Protection Unit refers"),
        MayRefer.POLICE_OR_COURT: _("The police or a court refers"),
        MayRefer.HOMES: _("Homes may refer"),
        Days.ALWAYS: _("Day and night"),
        Days.EVERY_DAY: _("Every day"),
        Days.MON_SAT: _("Monday to Saturday"),
        Days.MON_FRI: _("Monday to Friday"),
        Answered.FREE: _("Has a place"),
        Answered.FULL: _("Is full"),
        Answered.NOBODY_ANSWERED: _("Nobody answered"),
    }
)

"""The roles of contract.md and what an account may do with itself."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Role(StrEnum):
    REGISTRY_OFFICER = "REGISTRY_OFFICER"
    AUTHORISER = "AUTHORISER"
    SCPA_DG = "SCPA_DG"
    SWD_DIRECTOR = "SWD_DIRECTOR"
    DISTRICT_OFFICER = "DISTRICT_OFFICER"
    INSPECTOR = "INSPECTOR"
    REVIEWER = "REVIEWER"
    CPO = "CPO"
    CPU_HEAD = "CPU_HEAD"
    PANEL_CHAIR = "PANEL_CHAIR"
    PANEL_MEMBER = "PANEL_MEMBER"
    COMPLAINT_OFFICER = "COMPLAINT_OFFICER"
    DESK = "DESK"
    PROVIDER = "PROVIDER"
    FAMILY_CARER = "FAMILY_CARER"
    TWG = "TWG"
    LAW_OFFICER = "LAW_OFFICER"
    DPO = "DPO"
    AUDITOR = "AUDITOR"
    ADMIN = "ADMIN"


class Permission(StrEnum):
    OWN_ACCOUNT = "account:own"
    MANAGE = "account:manage"
    LOST_PHONE = "account:lost-phone"


class Agency(StrEnum):
    """Whose staff a person is; SWD does not inspect what its own directorate runs."""

    SCPA = "SCPA"
    SWD = "SWD"
    CPU = "CPU"
    POLICE = "POLICE"
    OTHER = "OTHER"


OFFICE_ROLES = frozenset(Role) - {Role.PROVIDER, Role.FAMILY_CARER}

labels(
    {
        Role.REGISTRY_OFFICER: _("Registry officer, SCPA"),
        Role.AUTHORISER: _("Authorising officer, SCPA"),
        Role.SCPA_DG: _("Director General, SCPA"),
        Role.SWD_DIRECTOR: _("Director, Social Welfare Department"),
        Role.DISTRICT_OFFICER: _("District officer, Social Welfare Department"),
        Role.INSPECTOR: _("Inspector"),
        Role.REVIEWER: _("Reviewer of inspections"),
        Role.CPO: _("Child Protection Officer"),
        Role.CPU_HEAD: _("Head of the Child Protection Unit"),
        Role.PANEL_CHAIR: _("Chair of the panel"),
        Role.PANEL_MEMBER: _("Member of the panel"),
        Role.COMPLAINT_OFFICER: _("Complaint officer"),
        Role.DESK: _("Helpline 1121 operator"),
        Role.PROVIDER: _("Manager of a home"),
        Role.FAMILY_CARER: _("Family carer"),
        Role.TWG: _("Technical Working Group"),
        Role.LAW_OFFICER: _("Law officer"),
        Role.DPO: _("Data Protection Officer"),
        Role.AUDITOR: _("Auditor"),
        Role.ADMIN: _("System administrator"),
        Agency.SCPA: _("Sindh Child Protection Authority"),
        Agency.SWD: _("Social Welfare Department"),
        Agency.CPU: _("Child Protection Unit"),
        Agency.POLICE: _("Police"),
        Agency.OTHER: _("Another body"),
    }
)

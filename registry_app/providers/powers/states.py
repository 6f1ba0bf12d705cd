"""Acts, the standing of the paper they rest on, and what follows from it."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    VIEW = "power:view"
    EDIT = "power:edit"
    PROPOSE = "power:propose-publication"
    APPROVE = "power:approve-publication"
    TAKE_BACK = "power:take-back-publication"


class Act(StrEnum):
    """Every act of powers.yaml."""

    REGISTER = "register"
    AUTHORISE = "authorise"
    CERTIFICATE_ORPHANAGES_ACT = "certificate_orphanages_act"
    NOTICE_TO_APPLY = "notice_to_apply"
    PROSECUTE_UNREGISTERED = "prosecute_unregistered"
    INSPECT = "inspect"
    NAME_INDEPENDENT_LEAD = "name_independent_lead"
    IMPOSE_CONDITION = "impose_condition"
    FREEZE_ADMISSIONS = "freeze_admissions"
    SUSPEND = "suspend"
    CANCEL = "cancel"
    TAKE_CHILD_INTO_CUSTODY = "take_child_into_custody"
    APPOINT_GUARDIAN = "appoint_guardian"
    GATEKEEPING_DECISION = "gatekeeping_decision"
    LIST_OFFENDER = "list_offender"
    PUBLISH_GRADE = "publish_grade"
    NAME_UNREGISTERED_HOME = "name_unregistered_home"


class PowerStatus(StrEnum):
    """How far the legal basis of an act carries today."""

    IN_FORCE = "IN_FORCE"
    IN_FORCE_AS_POLICY = "IN_FORCE_AS_POLICY"
    IN_FORCE_DEMO = "IN_FORCE_DEMO"
    PROPOSED = "PROPOSED"
    CHECK_TEXT = "CHECK_TEXT"


class Mode(StrEnum):
    """What the program does when a person carries out an act: it acts, or it recommends to the office that may."""

    ACT = "ACT"
    RECOMMEND = "RECOMMEND"


class ProposalState(StrEnum):
    """Where a proposal about publication stands."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    TAKEN_BACK = "TAKEN_BACK"


PROPOSAL_LIFE: Lifecycle[ProposalState] = Lifecycle(
    ProposalState.PROPOSED,
    move("approve", ProposalState.PROPOSED, ProposalState.APPROVED, Permission.APPROVE),
    move("refuse", ProposalState.PROPOSED, ProposalState.REFUSED, Permission.APPROVE),
    move("take_back", ProposalState.PROPOSED, ProposalState.TAKEN_BACK, Permission.TAKE_BACK),
)


class GradePublication(StrEnum):
    """The setting of the act publish_grade."""

    OFF = "off"
    STATUS = "status"
    GRADE = "grade"


class NamingUnregistered(StrEnum):
    """The setting of the act name_unregistered_home."""

    OFF = "off"
    AFTER_NOTICE_AND_TERM = "after_notice_and_term"


PUBLISHING: dict[Act, type[StrEnum]] = {
    Act.PUBLISH_GRADE: GradePublication,
    Act.NAME_UNREGISTERED_HOME: NamingUnregistered,
}
"""The acts whose power carries a setting of how far something is made public."""

labels(
    {
        Act.REGISTER: _("Keep the register of care providers"),
        Act.AUTHORISE: _("Authorise alternative care"),
        Act.CERTIFICATE_ORPHANAGES_ACT: _("Give a certificate under the Orphanages Act"),
        Act.NOTICE_TO_APPLY: _("Serve notice to apply"),
        Act.PROSECUTE_UNREGISTERED: _("Prosecute unregistered care"),
        Act.INSPECT: _("Inspect"),
        Act.NAME_INDEPENDENT_LEAD: _("Name an independent lead inspector"),
        Act.IMPOSE_CONDITION: _("Impose a condition"),
        Act.FREEZE_ADMISSIONS: _("Stop new admissions"),
        Act.SUSPEND: _("Suspend an authorisation"),
        Act.CANCEL: _("Cancel an authorisation"),
        Act.TAKE_CHILD_INTO_CUSTODY: _("Take a child into custody"),
        Act.APPOINT_GUARDIAN: _("Appoint a guardian"),
        Act.GATEKEEPING_DECISION: _("Decide where a child is cared for"),
        Act.LIST_OFFENDER: _("Put a person on the list of offenders"),
        Act.PUBLISH_GRADE: _("Publish a grade"),
        Act.NAME_UNREGISTERED_HOME: _("Name an unregistered home in public"),
        PowerStatus.IN_FORCE: _("In force"),
        PowerStatus.IN_FORCE_AS_POLICY: _("In force as policy"),
        PowerStatus.IN_FORCE_DEMO: _("In force for this demonstration only"),
        PowerStatus.PROPOSED: _("Proposed"),
        PowerStatus.CHECK_TEXT: _("Text of the law still to be read"),
        Mode.ACT: _("Decision"),
        Mode.RECOMMEND: _("Recommendation"),
        GradePublication.OFF: _("Nothing about grades"),
        GradePublication.STATUS: _("Only that it was inspected"),
        GradePublication.GRADE: _("The grade"),
    }
)
# ProposalState.PROPOSED and PowerStatus.PROPOSED are the same text, so each enum has its own call.
labels(
    {
        ProposalState.PROPOSED: _("Waiting for approval"),
        ProposalState.APPROVED: _("Approved"),
        ProposalState.REFUSED: _("Not approved"),
        ProposalState.TAKEN_BACK: _("Taken back"),
    }
)
# GradePublication.OFF and NamingUnregistered.OFF are the same text, so each enum has its own call.
labels(
    {
        NamingUnregistered.OFF: _("Never by name"),
        NamingUnregistered.AFTER_NOTICE_AND_TERM: _("By name after notice and its term"),
    }
)

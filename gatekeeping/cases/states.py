"""Words of a case (gatekeeping.yaml `procedure` steps 1-8)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    VIEW = "case:view"
    REFER = "case:refer"
    PREPARE = "case:prepare"
    DECLARE = "case:declare-interest"
    OVERRIDE = "case:override"
    EMERGENCY = "case:emergency"
    DECIDE = "case:decide"
    TELL = "case:tell"


class State(StrEnum):
    OPEN = "OPEN"
    BEFORE_PANEL = "BEFORE_PANEL"
    DECIDED = "DECIDED"
    CLOSED = "CLOSED"


LIFE: Lifecycle[State] = Lifecycle(
    State.OPEN,
    move("send", State.OPEN, State.BEFORE_PANEL, Permission.PREPARE),
    move("take_back", State.BEFORE_PANEL, State.OPEN, Permission.PREPARE),
    move("decide", State.BEFORE_PANEL, State.DECIDED, Permission.DECIDE),
    move("return", State.BEFORE_PANEL, State.OPEN, Permission.DECIDE),
    move("review", State.DECIDED, State.OPEN, Permission.PREPARE),
    move("close", State.OPEN, State.CLOSED, Permission.PREPARE),
)


class Source(StrEnum):
    """Who referred."""

    FAMILY = "FAMILY"
    CHILD = "CHILD"
    NEIGHBOUR = "NEIGHBOUR"
    SCHOOL = "SCHOOL"
    HOSPITAL = "HOSPITAL"
    POLICE = "POLICE"
    COURT = "COURT"
    HOME = "HOME"
    HELPLINE = "HELPLINE"
    CPU = "CPU"


class Screening(StrEnum):
    SAFE_AT_HOME = "SAFE_AT_HOME"
    NEEDS_EMERGENCY = "NEEDS_EMERGENCY"
    NOT_A_CASE = "NOT_A_CASE"


class LegalCare(StrEnum):
    PARENTS = "PARENTS"
    RELATIVE = "RELATIVE"
    GUARDIAN = "GUARDIAN"
    COURT = "COURT"
    NOBODY = "NOBODY"
    NOT_KNOWN = "NOT_KNOWN"


class Ground(StrEnum):
    """Why the child cannot stay: harms, and what is never enough alone (`forbidden_as_sole_reason`)."""

    HARM = "HARM"
    NEGLECT = "NEGLECT"
    NO_CARER = "NO_CARER"
    TRAFFICKING = "TRAFFICKING"
    THREAT = "THREAT"
    POVERTY = "X01_POVERTY"
    DISABILITY = "X02_DISABILITY"
    SCHOOLING = "X03_SCHOOLING"
    REQUEST = "X04_PROVIDER_OR_DONOR_REQUEST"
    FAMILY_FORM = "X05_PARENT_REMARRIAGE_OR_SINGLE_PARENT"
    BIRTH = "X06_BIRTH_STATUS"


NEVER_ALONE = frozenset(g for g in Ground if g.value.startswith("X"))


class Profession(StrEnum):
    """The second profession of a comprehensive assessment (step 5)."""

    HEALTH = "HEALTH"
    PSYCHOLOGY = "PSYCHOLOGY"
    EDUCATION = "EDUCATION"


class Relation(StrEnum):
    MOTHER = "MOTHER"
    FATHER = "FATHER"
    GRANDPARENT = "GRANDPARENT"
    BROTHER_SISTER = "BROTHER_SISTER"
    UNCLE_AUNT = "UNCLE_AUNT"
    OTHER_KIN = "OTHER_KIN"
    FAMILY_FRIEND = "FAMILY_FRIEND"


class Answer(StrEnum):
    """What a relative said."""

    WILLING = "WILLING"
    WITH_HELP = "WITH_HELP"
    UNWILLING = "UNWILLING"
    NOT_FOUND = "NOT_FOUND"
    NOT_ASKED = "NOT_ASKED"


class Hearing(StrEnum):
    """How the child was heard; a child who cannot speak is observed."""

    TALK = "TALK"
    DRAWING = "DRAWING"
    SIGNS = "SIGNS"
    OBSERVED = "OBSERVED"


labels(
    {
        State.OPEN: _("Being prepared"),
        State.BEFORE_PANEL: _("Before the panel"),
        State.DECIDED: _("Decided"),
        State.CLOSED: _("Closed"),
        Screening.SAFE_AT_HOME: _("Safe at home"),
        Screening.NEEDS_EMERGENCY: _("Needs emergency care"),
        Screening.NOT_A_CASE: _("Not a case for us"),
        Ground.HARM: _("Harmed, or in danger of harm"),
        Ground.NEGLECT: _("Not fed, not treated, left alone"),
        Ground.NO_CARER: _("Nobody is there to care"),
        Ground.TRAFFICKING: _("Sold, trafficked or made to work"),
        Ground.THREAT: _("Threat from the community or over honour"),
        Ground.POVERTY: _("Poverty"),
        Ground.DISABILITY: _("Disability"),
        Ground.SCHOOLING: _("Schooling"),
        Ground.REQUEST: _("A home or a donor asks for the child"),
        Ground.FAMILY_FORM: _("A parent has remarried or is alone"),
        Ground.BIRTH: _("How the child was born"),
        Relation.MOTHER: _("Mother"),
        Relation.FATHER: _("Father"),
        Relation.GRANDPARENT: _("Grandparent"),
        Relation.BROTHER_SISTER: _("Adult brother or sister"),
        Relation.UNCLE_AUNT: _("Uncle or aunt"),
        Relation.OTHER_KIN: _("Another relative"),
        Relation.FAMILY_FRIEND: _("Close friend of the family"),
        Answer.WILLING: _("Will care for the child"),
        Answer.WITH_HELP: _("Will, with help"),
        Answer.UNWILLING: _("Will not"),
        Answer.NOT_FOUND: _("Not found"),
        Answer.NOT_ASKED: _("Not asked yet"),
        Hearing.TALK: _("We talked"),
        Hearing.DRAWING: _("By drawing or play"),
        Hearing.SIGNS: _("By signs"),
        Hearing.OBSERVED: _("Watched, because the child cannot speak"),
    }
)
# Members with the same text as one above stand apart.
labels(
    {
        Source.FAMILY: _("The family"),
        Source.CHILD: _("The child"),
        Source.NEIGHBOUR: _("A neighbour or community member"),
        Source.SCHOOL: _("A school"),
        Source.HOSPITAL: _("A hospital"),
        Source.POLICE: _("The police"),
        Source.COURT: _("A court"),
        Source.HOME: _("A care home"),
        Source.HELPLINE: _("Helpline 1121"),
        Source.CPU: _("The Child Protection Unit"),
    }
)
labels(
    {
        LegalCare.PARENTS: _("The parents"),
        LegalCare.RELATIVE: _("A relative"),
        LegalCare.GUARDIAN: _("A guardian by order of a court"),
        LegalCare.COURT: _("The court"),
        LegalCare.NOBODY: _("Nobody"),
        LegalCare.NOT_KNOWN: _("Not known"),
        Profession.HEALTH: _("Health"),
        Profession.PSYCHOLOGY: _("Psychology"),
        Profession.EDUCATION: _("Education"),
    }
)

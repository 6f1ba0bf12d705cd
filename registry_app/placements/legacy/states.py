"""Words of the list of children present, of the order of review, and of what a review said (`stays` LEGACY)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    VIEW_OWN = "legacy-list:view-own"
    WRITE = "legacy-list:write"
    SIGN_HOME = "legacy-list:sign-home"
    LIST = "legacy-list:list"
    VIEW = "legacy-list:view"
    SIGN_UNIT = "legacy-list:sign-unit"
    CLOSE = "legacy-list:close"


class ListState(StrEnum):
    """Where a list stands: two persons sign it, the home first; then the paper is filed."""

    DRAFT = "DRAFT"
    HOME_SIGNED = "HOME_SIGNED"
    UNIT_SIGNED = "UNIT_SIGNED"
    CLOSED = "CLOSED"


LIFE: Lifecycle[ListState] = Lifecycle(
    ListState.DRAFT,
    move("sign_home", ListState.DRAFT, ListState.HOME_SIGNED, Permission.SIGN_HOME),
    move("send_back", ListState.HOME_SIGNED, ListState.DRAFT, Permission.SIGN_UNIT),
    move("sign_unit", ListState.HOME_SIGNED, ListState.UNIT_SIGNED, Permission.SIGN_UNIT),
    move("close", ListState.UNIT_SIGNED, ListState.CLOSED, Permission.CLOSE),
)
SIGNED = (ListState.UNIT_SIGNED, ListState.CLOSED)


class Parents(StrEnum):
    """Which of the child's parents live."""

    BOTH_DEAD = "BOTH_DEAD"
    MOTHER_LIVING = "MOTHER_LIVING"
    FATHER_LIVING = "FATHER_LIVING"
    BOTH_LIVING = "BOTH_LIVING"
    NOT_KNOWN = "NOT_KNOWN"


class LegalPaper(StrEnum):
    """The paper on which the child is there."""

    COURT_ORDER = "COURT_ORDER"
    GUARDIAN_CERTIFICATE = "GUARDIAN_CERTIFICATE"
    PARENT_LETTER = "PARENT_LETTER"
    POLICE_LETTER = "POLICE_LETTER"
    OTHER = "OTHER"
    NONE = "NONE"


class Turn(StrEnum):
    """Why a child's review comes early, the first reason first."""

    UNDER_3 = "UNDER_3"
    AGE_3_TO_5 = "AGE_3_TO_5"
    LIVING_PARENT = "LIVING_PARENT"
    DISABILITY = "DISABILITY"
    LONG_IN_CARE = "LONG_IN_CARE"
    SIBLINGS_APART = "SIBLINGS_APART"
    OTHERS = "OTHERS"


class ReviewOutcome(StrEnum):
    """What a review of a stay from before the register says. It is never a gatekeeping decision."""

    CONTINUES = "CONTINUES"
    NEEDS_DECISION = "NEEDS_DECISION"


class Column(StrEnum):
    """The columns of the file, in the order of the template."""

    NUMBER = "number"
    NAME = "name"
    SEX = "sex"
    BIRTH_YEAR = "birth_year"
    AGE_FROM = "age_from"
    AGE_TO = "age_to"
    AGE_METHOD = "age_method"
    SINCE = "since"
    ORIGIN = "origin"
    PARENTS = "parents"
    PAPER = "paper"
    PAPER_NUMBER = "paper_number"
    SIBLINGS = "siblings"
    SIBLINGS_ELSEWHERE = "siblings_elsewhere"
    DISABILITY = "disability"


REQUIRED = (
    Column.NUMBER, Column.SEX, Column.AGE_METHOD, Column.SINCE, Column.ORIGIN, Column.PARENTS, Column.PAPER,
    Column.SIBLINGS_ELSEWHERE, Column.DISABILITY,
)  # fmt: skip


class Wrong(StrEnum):
    """What cannot be true of a row."""

    BIRTH = "BIRTH"
    AGES = "AGES"
    GROWN = "GROWN"
    BORN_LATER = "BORN_LATER"
    SINCE_BEFORE_BIRTH = "SINCE_BEFORE_BIRTH"
    SINCE_LATER = "SINCE_LATER"
    SINCE_AFTER_CUT_OVER = "SINCE_AFTER_CUT_OVER"
    JUST_CAME = "JUST_CAME"
    PAPER_NUMBER = "PAPER_NUMBER"
    ORIGIN = "ORIGIN"
    TWICE = "TWICE"
    OTHER_ROW = "OTHER_ROW"


labels(
    {
        ListState.DRAFT: _("Being written"),
        ListState.HOME_SIGNED: _("Signed by the home"),
        ListState.UNIT_SIGNED: _("Signed by both"),
        ListState.CLOSED: _("Closed, the paper is filed"),
        Parents.BOTH_DEAD: _("Both parents have died"),
        Parents.MOTHER_LIVING: _("The mother lives"),
        Parents.FATHER_LIVING: _("The father lives"),
        Parents.BOTH_LIVING: _("Both parents live"),
        Parents.NOT_KNOWN: _("Not known whether a parent lives"),
    }
)
labels(
    {
        LegalPaper.COURT_ORDER: _("An order of a court"),
        LegalPaper.GUARDIAN_CERTIFICATE: _("A guardian's certificate"),
        LegalPaper.PARENT_LETTER: _("A letter of a parent or relative"),
        LegalPaper.POLICE_LETTER: _("A letter of the police"),
        LegalPaper.OTHER: _("Another paper"),
        LegalPaper.NONE: _("No paper"),
    }
)
labels(
    {
        Turn.UNDER_3: _("Under 3 years"),
        Turn.AGE_3_TO_5: _("3 to 5 years"),
        Turn.LIVING_PARENT: _("A parent lives, or it is not known"),
        Turn.DISABILITY: _("A disability"),
        Turn.LONG_IN_CARE: _("Over 12 months in care"),
        Turn.SIBLINGS_APART: _("Brothers or sisters live elsewhere"),
        Turn.OTHERS: _("After all others"),
        ReviewOutcome.CONTINUES: _("The stay continues"),
        ReviewOutcome.NEEDS_DECISION: _("The panel must decide: make it a case"),
    }
)
labels(
    {
        Column.NUMBER: _("Number in the home's own book of admissions"),
        Column.NAME: _("Name; it is sealed at once"),
        Column.SEX: _("Sex"),
        Column.BIRTH_YEAR: _("Year of birth; or leave it and write the two ages"),
        Column.AGE_FROM: _("At least how old"),
        Column.AGE_TO: _("At most how old"),
        Column.AGE_METHOD: _("How the age is known"),
        Column.SINCE: _("Day on which the child came"),
        Column.ORIGIN: _("Where the child is from: a district, or a code such as OUT-PB"),
        Column.PARENTS: _("Parents"),
        Column.PAPER: _("Paper on which the child is there"),
        Column.PAPER_NUMBER: _("Number of that paper"),
        Column.SIBLINGS: _("Brothers and sisters here: the same letter for all of them"),
        Column.SIBLINGS_ELSEWHERE: _("Brothers or sisters in care elsewhere: yes or no"),
        Column.DISABILITY: _("Disability: yes or no"),
    }
)
labels(
    {
        Wrong.BIRTH: _("Write the year of birth, or both ages: one of the two, not both."),
        Wrong.AGES: _("The lower age is above the higher one."),
        Wrong.GROWN: _("This person is 18 or older. The list is for children."),
        Wrong.BORN_LATER: _("The year of birth is still to come."),
        Wrong.SINCE_BEFORE_BIRTH: _("The child came before it was born. Look at the day and at the age."),
        Wrong.SINCE_LATER: _("The day is still to come."),
        Wrong.SINCE_AFTER_CUT_OVER: _("The child came after the day of the list. Tell the Child Protection Unit."),
        Wrong.JUST_CAME: _("A child who came in the last 7 days is told by a notice of arrival, not on this list."),
        Wrong.PAPER_NUMBER: _("Write the number of the order or of the certificate."),
        Wrong.ORIGIN: _("Write a district of Sindh, or OUT-PB, OUT-KP, OUT-BA, OUT-ICT, OUT-GB, OUT-AJK, OUT-ABROAD "
                        "or OUT-UNKNOWN."),
        Wrong.TWICE: _("This number stands in the list already. Each child has its own."),
        Wrong.OTHER_ROW: _("This number stands in the list already with other facts. Change the row there."),
    }
)  # fmt: skip

"""Words of the monthly return."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    LIST_OWN = "return:list-own"
    SEND = "return:send"
    LIST = "return:list"
    LIST_ALL = "return:list-all"
    SETTLE = "return:settle"


class Wrong(StrEnum):
    """What does not add up in a return."""

    SEXES = "SEXES"
    BALANCE = "BALANCE"
    TO_FAMILY = "TO_FAMILY"
    SERIOUS = "SERIOUS"
    WAYS_OUT = "WAYS_OUT"
    STAFF = "STAFF"
    STAFF_LEFT = "STAFF_LEFT"
    STAFF_LEFT_UNSAID = "STAFF_LEFT_UNSAID"


class MonthState(StrEnum):
    """Where the return of one home for one month stands."""

    SENT = "SENT"
    NOTHING = "NOTHING"
    LATE = "LATE"
    DIFFERS = "DIFFERS"
    WAITING = "WAITING"
    MISSING = "MISSING"


class Reminded(StrEnum):
    """Who was written to about a return that did not come."""

    HOME = "HOME"
    OFFICE = "OFFICE"


class Box(StrEnum):
    """What a return and the stays both say, in the words of a comparison."""

    AT_START = "at_start"
    CAME = "came"
    WENT = "went"
    TO_FAMILY = "to_family"
    MOVED = "moved"
    MISSING = "missing"
    DIED = "died"
    PRESENT = "present"
    GIRLS = "girls"
    BOYS = "boys"
    TRANSGENDER = "transgender"


labels(
    {
        Wrong.SEXES: _("Girls, boys and transgender children together are not the number of children present."),
        Wrong.BALANCE: _("Children at the start, and those who came, less those who left, are not the number present."),
        Wrong.TO_FAMILY: _("More children went to their families than left."),
        Wrong.SERIOUS: _("More serious events than events are written."),
        Wrong.WAYS_OUT: _("Those who went to families, moved, went missing or died are more than those who left."),
        Wrong.STAFF: _("More people began to work here than work here."),
        Wrong.STAFF_LEFT: _("More people stopped working here than worked here last month and began this month."),
        Wrong.STAFF_LEFT_UNSAID: _(
            "More people stopped than work here now. Look at the number; if it is right, write in the last box how "
            "that came."
        ),
    }
)
labels(
    {
        MonthState.SENT: _("Sent in time"),
        MonthState.NOTHING: _("Sent: nothing to report"),
        MonthState.LATE: _("Sent late"),
        MonthState.DIFFERS: _("Sent, differs from the stays"),
        MonthState.WAITING: _("Not due yet"),
        MonthState.MISSING: _("Has not come"),
        Reminded.HOME: _("The home was reminded"),
        Reminded.OFFICE: _("The department was told"),
    }
)
labels(
    {
        Box.AT_START: _("Children on the first day of the month"),
        Box.CAME: _("Children who came"),
        Box.WENT: _("Children who left"),
        Box.TO_FAMILY: _("Of those who left: to their families"),
        Box.MOVED: _("Of those who left: moved to another home"),
        Box.MISSING: _("Of those who left: ran away or missing"),
        Box.DIED: _("Of those who left: died"),
        Box.PRESENT: _("Children on the last day of the month"),
        Box.GIRLS: _("Of these: girls"),
        Box.BOYS: _("Of these: boys"),
        Box.TRANSGENDER: _("Of these: transgender children"),
    }
)

"""The risk of a home in sentences: every part with its points says what it rests on, in the page's language."""

from inspections.due.rules import Part
from inspections.due.states import RiskPart
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, ngettext
from registry_app.providers.homes.states import CareType


def sentence(part: Part) -> str:
    """What a part of the risk rests on; of messages only how many themes were told often enough."""
    told = part.facts
    match part.part:
        case RiskPart.CALLED:
            return _("A visit was asked for and was not made yet.")
        case RiskPart.ACTIONS:
            return _("Open actions: %(n)s. The gravest: %(level)s.", n=told["n"], level=label(told["gravest"]))
        case RiskPart.ACTIONS_OVERDUE:
            return ngettext("%(num)s action is overdue.", "%(num)s actions are overdue.", told["n"])
        case RiskPart.GRADE if told["grade"]:
            return _("The last grade is %(grade)s.", grade=told["grade"])
        case RiskPart.GRADE:
            return _("The home was never graded.")
        case RiskPart.LATE:
            return ngettext("The visit is %(num)s day overdue.", "The visit is %(num)s days overdue.", told["days"])
        case RiskPart.THEMES:
            return ngettext(
                "%(num)s theme was told at least three times in a year.",
                "%(num)s themes were told at least three times each in a year.", told["n"],
            )  # fmt: skip
        case RiskPart.SILENCE:
            return _("In %(days)s days hardly a message, no private talk on a visit and no photo of the poster.",
                     days=told["days"])  # fmt: skip
        case RiskPart.NEW_CHILDREN:
            return _("%(n)s children came in the last %(days)s days and no visit has met them.", **told)
        case RiskPart.AGE:
            return ngettext("The grade is %(num)s month old.", "The grade is %(num)s months old.", told["months"])
        case RiskPart.CARE:
            return _("Kind of care: %(care)s.", care=label(CareType(told["care"])))

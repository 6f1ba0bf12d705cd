"""Searching by code, and what is written into a child's file: a better age, a sibling, what care needs."""

from datetime import date

from wtforms import BooleanField, IntegerField, RadioField, StringField
from wtforms.validators import NumberRange

from registry_app.core.forms import ChoiceField, Form, at_most, optional, options, required
from registry_app.core.i18n import lazy as _
from registry_app.placements.children.states import Faith, FaithNeed, Speech
from registry_app.placements.forms import born
from registry_app.placements.states import AgeMethod


class AgeForm(Form):
    """A better age. A care leaver may be older than a child, so years go up to 25."""

    age = IntegerField(
        _("How old is the child, in years?"),
        [required(_("Write the age in years. A guess is good enough.")), NumberRange(0, 25, _("Write 0 to 25."))],
    )
    method = ChoiceField(_("How is the age known?"), [required(_("Choose one."))], kind=AgeMethod, radios=True)
    reason = StringField(_("What shows this age?"), [required(_("Write what shows this age.")), at_most(300)])

    def born(self) -> tuple[date, date]:
        return born(int(self.age.data or 0), self.method.data)


class SiblingForm(Form):
    code = StringField(_("Code of the brother or sister"), [required(_("Write the code.")), at_most(12)])
    linked = RadioField(
        _("What is true?"), [required(_("Choose one."))], default="yes",
        choices=options([("yes", _("They are brothers or sisters")), ("no", _("They are not: take the link back"))]),
    )  # fmt: skip
    reason = StringField(_("How is this known?"), [required(_("Write how this is known.")), at_most(300)])


class CareForm(Form):
    speech = ChoiceField(_("In which language is the child spoken to?"), [optional()], kind=Speech)
    disability = BooleanField(_("The child has a disability"))
    special_needs = StringField(_("What does the child need by day and night?"), [optional(), at_most(300)])
    faith = ChoiceField(_("Faith, only where care needs it"), [optional()], kind=Faith)
    faith_need = ChoiceField(_("For what is it needed?"), [optional()], kind=FaithNeed)

"""What the unit writes of a child's B-Form."""

from registry_app.core.forms import ChoiceField, DayField, Form, not_in_future, required
from registry_app.core.i18n import lazy as _
from registry_app.placements.papers.states import BForm


class BFormForm(Form):
    status = ChoiceField(_("Does the child have a B-Form?"), [required(_("Choose one."))], kind=BForm, radios=True)
    since = DayField(_("Since which day?"), [required(_("Write the day.")), not_in_future])

"""What an officer writes of a place that looks like a home, and of a look at it."""

from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from registry_app.core.forms import ChoiceField, DayField, Form, at_most, name_rules, optional, options, required
from registry_app.core.forms import not_in_future as past
from registry_app.core.i18n import language
from registry_app.core.i18n import lazy as _
from registry_app.places import gazetteer
from registry_app.providers.findings.states import TOLD
from registry_app.providers.homes.states import KnownFrom, Ownership
from registry_app.providers.lookalikes.rules import Seen
from registry_app.providers.lookalikes.states import LookAlikeKind

CHOOSE = _("Choose one.")
NUMBER = _("Write a whole number, like 12.")
DAY = _("Write the day.")


def _districts() -> list[Any]:
    names = [(one.code, one.name_in(language())) for one in gazetteer.districts()]
    return options([("", str(_("Choose one"))), *names])


class RecordForm(Form):
    """A place as somebody told of it."""

    kind = ChoiceField(_("What kind of place is it?"), [required(CHOOSE)], kind=LookAlikeKind)
    name = StringField(_("Name"), name_rules())
    name_ur = StringField(_("Name in Urdu"), [optional(), at_most(200)])
    name_sd = StringField(_("Name in Sindhi"), [optional(), at_most(200)])
    district = SelectField(_("District"), [required(CHOOSE)], choices=_districts)
    ownership = ChoiceField(_("Who runs it"), [required(CHOOSE)], kind=Ownership)
    taluka = StringField(_("Taluka or town"), [optional(), at_most(80)])
    address = TextAreaField(_("Address"), [optional(), at_most(500)])
    known_from = ChoiceField(_("How do we know of it?"), [required(CHOOSE)], kind=KnownFrom, members=TOLD)
    known_since = DayField(_("Since when"), [required(DAY), past])


class CheckForm(Form):
    """What was counted on the day; the rule says what follows."""

    on = DayField(_("Day of the look"), [required(DAY), past])
    sleep = IntegerField(_("How many children sleep there?"), [required(NUMBER), NumberRange(0, 9999, NUMBER)])
    without_family = IntegerField(
        _("How many of them have nobody to go home to?"), [required(NUMBER), NumberRange(0, 9999, NUMBER)]
    )
    not_home = IntegerField(
        _("How many were not taken home by their family in the last six months?"),
        [required(NUMBER), NumberRange(0, 9999, NUMBER)],
    )
    decides = RadioField(
        _("Who decides about school, health and leaving?"),
        [required(CHOOSE)],
        choices=options(
            [("parents", _("The parents or the family")), ("place", _("The place itself, not the parents"))]
        ),
    )
    why = TextAreaField(_("What you saw, and who told you"), [required(), at_most(1000)])
    next_check_on = DayField(_("Look again by"), [optional()])

    def seen(self) -> Seen:
        """The counts as the rule takes them."""
        return Seen(
            self.sleep.data or 0, self.without_family.data or 0, self.not_home.data or 0,
            parents_decide=self.decides.data == "parents",
        )  # fmt: skip


class CloseForm(Form):
    reason = TextAreaField(_("Why"), [required(_("Say why, in short.")), at_most(300)])

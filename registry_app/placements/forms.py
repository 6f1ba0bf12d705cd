"""Recording where a child sleeps, in two minutes; ending a stay; opening who the child is, with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange

from registry_app.core import clock
from registry_app.core.forms import ChoiceField, DayField, Form, at_most, not_in_future, optional, required
from registry_app.core.i18n import language
from registry_app.core.i18n import lazy as _
from registry_app.placements.exits.states import CourtType
from registry_app.placements.states import AgeMethod, Basis, Sex
from registry_app.places.gazetteer import districts, outside
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType

RECORDED = [Basis.ARRIVAL, Basis.EMERGENCY, Basis.COURT_DIRECT, Basis.OUTSIDE]


def inside() -> list[tuple[str, Any]]:
    """Districts of Sindh, or nothing said."""
    return [("", _("Choose one")), *[(d.code, d.name_in(language())) for d in districts()]]


def places() -> list[tuple[str, Any]]:
    """Districts of Sindh, then the places outside it."""
    return [*inside(), *[(o.code, o.name_in(language())) for o in outside()]]


def born(age: int, method: AgeMethod) -> tuple[date, date]:
    """The range of birth dates that fits an age: a whole year, one more on each side for a guess."""
    today, slack = clock.today(), 0 if method is AgeMethod.DOCUMENT else 1
    earliest = today.replace(year=today.year - age - 1 - slack, day=1)
    latest = today.replace(year=today.year - max(age - slack, 0), day=1)
    return earliest, min(latest, today)


class StayForm(Form):
    """Where a child sleeps and why. Only what cannot be done without is required."""

    home = SelectField(_("Which home or family?"), [optional()])
    place = StringField(_("Or another place: describe it"), [optional(), at_most(200)])
    place_district = SelectField(_("District of that place"), [optional()], choices=inside)
    basis = ChoiceField(
        _("Why is the child there?"), [required(_("Choose one."))], kind=Basis, members=RECORDED, radios=True
    )
    care_type = ChoiceField(_("Kind of care"), [optional()], kind=CareType)
    since = DayField(_("Since when?"), [required(_("Write the day.")), not_in_future], default=clock.today)
    order_reference = StringField(_("Court and number of its order"), [optional(), at_most(120)])
    order_court = ChoiceField(_("Which court gave the order?"), [optional()], kind=CourtType)
    brought_by = StringField(_("Who brought the child?"), [optional(), at_most(60)])
    diary_number = StringField(_("Police diary number"), [optional(), at_most(60)])
    approved = BooleanField(_("The head of the Child Protection Unit has approved the emergency, by word or phone"))

    def offer(self, homes: Sequence[Home]) -> None:
        """The homes a person may choose."""
        lang = language()
        self.home.choices = [("", _("None of these"))] + [
            (str(home.id), f"{home.name_in(lang)} · {home.register_number}") for home in homes
        ]


class NewStayForm(StayForm):
    """The same for a child that is not known here yet."""

    sex = ChoiceField(_("Girl or boy"), [required(_("Choose one."))], kind=Sex, radios=True)
    age = IntegerField(
        _("About how old?"),
        [required(_("Write the age in years. A guess is good enough.")), NumberRange(0, 17, _("Write 0 to 17."))],
    )
    age_method = ChoiceField(_("How is the age known?"), [required(_("Choose one."))], kind=AgeMethod, radios=True)
    home_district = SelectField(_("Where is the child from?"), [required(_("Choose one."))], choices=places)
    name = StringField(_("Name"), [optional(), at_most(120)])
    unaccompanied = BooleanField(_("No parent or usual carer is with the child"))
    disability = BooleanField(_("The child has a disability"))

    def born(self) -> tuple[date, date]:
        return born(int(self.age.data or 0), self.age_method.data)


class IdentityForm(Form):
    reason = StringField(
        _("Why do you need to know who this child is?"),
        [required(_("Write the reason. It is recorded.")), at_most(300)],
    )

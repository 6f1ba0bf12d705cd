"""What is typed about reviews of children who were there before."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from gatekeeping.cases.states import Hearing
from registry_app.core.forms import ChoiceField, DayField, Form, at_most, not_in_future, optional, options, required
from registry_app.core.i18n import gettext
from registry_app.core.i18n import lazy as _
from registry_app.placements.legacy.states import Parents, ReviewOutcome


def _yes_no() -> Any:
    return options([("no", gettext("No")), ("yes", gettext("Yes"))])


class PrepareForm(Form):
    on_day = DayField(_("On which day did you talk with the child?"), [required(_("Write the day.")), not_in_future])
    how = ChoiceField(_("How was the child heard?"), [required(_("Choose one."))], kind=Hearing, radios=True)
    alone = BooleanField(_("Alone, out of hearing of the home"))
    words = TextAreaField(_("What does the child say, in its own words?"), [required(), at_most(2000)])
    child_objects = RadioField(
        _("Does the child want to leave this home?"), [required(_("Choose one."))], choices=_yes_no
    )
    parents = ChoiceField(_("Do the parents live?"), [required(_("Choose one."))], kind=Parents, radios=True)
    parent_objects = RadioField(
        _("Does a parent or relative object to the stay?"), [required(_("Choose one."))], choices=_yes_no
    )
    changed = RadioField(
        _("Has anything changed: family, health, school, a relative who could care?"), [required(_("Choose one."))],
        choices=_yes_no,
    )  # fmt: skip
    note = TextAreaField(_("What has changed?"), [optional(), at_most(1000)])

    def facts(self) -> dict[str, Any]:
        """What was typed, after the form was found good."""
        yes = {name: self[name].data == "yes" for name in ("child_objects", "parent_objects", "changed")}
        return {
            "on_day": self.on_day.data, "how": self.how.data, "alone": self.alone.data, "words": self.words.data or "",
            "parents": self.parents.data, "note": self.note.data or "", **yes,
        }  # fmt: skip


class AloneForm(Form):
    outcome = ChoiceField(_("What does the panel say?"), [required(_("Choose one."))], kind=ReviewOutcome, radios=True)
    reasons = TextAreaField(_("Reasons"), [required(), at_most(2000)])


class KnownForm(Form):
    member = SelectField(_("Member"), [required(_("Choose one."))])
    row = SelectField(_("Child"), [required(_("Choose one."))])
    note = StringField(_("How does the member know them?"), [required(), at_most(300)])

    def offer(self, members: Sequence[tuple[str, str]], rows: Sequence[tuple[str, str]]) -> None:
        first = [("", gettext("Choose one"))]
        self.member.choices, self.row.choices = first + list(members), first + list(rows)

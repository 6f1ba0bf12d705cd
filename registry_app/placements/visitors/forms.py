"""What is written into a visitors' book, and what is said of its actions."""

from typing import Any

from wtforms import SelectField, StringField, TextAreaField

from registry_app.core.forms import (
    ChoiceField,
    DayField,
    Form,
    at_most,
    not_in_future,
    optional,
    options,
    required,
)
from registry_app.core.i18n import lazy as _
from registry_app.placements.visitors.models import BookEntry
from registry_app.placements.visitors.states import Owner, Step, Visitor

CHOOSE = _("Choose one.")
DAY = _("Write the day.")


class EntryForm(Form):
    """Built by `entry_form` with the entries that can be corrected."""

    visitor = ChoiceField(_("Who came?"), [required(CHOOSE)], kind=Visitor)
    visitor_name = StringField(_("Court or office, and the visitor's name"), [required(), at_most(160)])
    visited_on = DayField(_("Day of the visit"), [required(DAY), not_in_future])
    said = TextAreaField(_("What was said or written"), [required(), at_most(4000)])
    order_reference = StringField(_("Number of the order"), [optional(), at_most(120)])
    task = TextAreaField(_("What is to be done"), [required(), at_most(1000)])
    owner = ChoiceField(_("Who does it?"), [required(CHOOSE)], kind=Owner)
    due_on = DayField(_("By which day?"), [required(DAY)])
    corrects = SelectField(_("Does it correct an earlier entry?"), [optional()])

    def typed(self) -> dict[str, Any]:
        """What was typed, as the service takes it; without the entry that is corrected."""
        names = ("visitor", "visitor_name", "visited_on", "said", "task", "owner", "due_on")
        found = {name: self[name].data for name in names}
        return {**found, "order_reference": self.order_reference.data or ""}


def entry_form(book: list[BookEntry]) -> EntryForm:
    """The form with the entries of this book as what can be corrected."""
    form = EntryForm()
    earlier = [(str(entry.number), f"{entry.number}") for entry in book]
    form.corrects.choices = options([("", _("No, it stands for itself")), *earlier])
    return form


class StepForm(Form):
    """What the home did."""

    words = TextAreaField(_("What was done"), [required(), at_most(1000)])


class FollowForm(Form):
    """What an officer saw."""

    step = ChoiceField(_("How does it stand?"), [required(CHOOSE)], kind=Step, members=(Step.DONE, Step.RETURNED),
                       radios=True)  # fmt: skip
    words = TextAreaField(_("What you saw, or what is missing"), [required(), at_most(1000)])

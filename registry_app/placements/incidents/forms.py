"""What a reporter writes, with or without an account, and what the offices write about a report."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from wtforms import SelectField, StringField, TextAreaField

from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.core.forms import ChoiceField, DayField, Form, at_most, not_in_future, optional, options, required
from registry_app.core.i18n import language
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import western
from registry_app.placements.incidents.states import WORKING, IncidentKind, IncidentOutcome, StepKind, WhoDid
from registry_app.providers.homes.models import Home

CHOOSE = _("Choose one.")
HOUR = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")


class ReportForm(Form):
    """The boxes that every report has."""

    kind = ChoiceField(_("What happened?"), [required(CHOOSE)], kind=IncidentKind, radios=True)
    day = DayField(_("On which day?"), [required(_("Write the day.")), not_in_future], default=clock.today)
    hour = StringField(_("At what time?"), [required(), at_most(5)])
    words = TextAreaField(_("What you saw or heard"), [required(), at_most(6000)])
    done = TextAreaField(_("What was done at once"), [optional(), at_most(3000)])
    who = ChoiceField(_("Who did it?"), [required(CHOOSE)], kind=WhoDid, radios=True)
    children = StringField(_("Codes of the children"), [optional(), at_most(800)])

    def happened_at(self) -> datetime:
        """Day and hour by the clocks of Karachi; DomainError at the hour when it is none."""
        assert self.day.data is not None
        fits = HOUR.fullmatch(western(self.hour.data or "").strip())
        if not fits:
            raise DomainError(_("Write the time by the 24-hour clock, like 21:40."), "hour")
        return datetime.combine(self.day.data, time(int(fits[1]), int(fits[2])), clock.KARACHI)

    def said(self) -> dict[str, Any]:
        """What the service asks for."""
        return {
            "kind": self.kind.data, "happened_at": self.happened_at(), "words": self.words.data or "",
            "done": self.done.data or "", "who": self.who.data, "children": self.children.data or "",
        }  # fmt: skip


class OwnReportForm(ReportForm):
    """For somebody who signed in: one of their homes."""

    home = SelectField(_("Which home?"), [required(CHOOSE)])

    def among(self, homes: Iterable[Home]) -> "OwnReportForm":
        """Offer these homes; the only one is chosen already."""
        pairs = [(str(one.id), f"{one.name_in(language())} · {one.register_number}") for one in homes]
        self.home.choices = options(pairs if len(pairs) == 1 else [("", _("Choose one")), *pairs])
        return self


class OpenReportForm(ReportForm):
    """For somebody without an account: the number on the home's certificate, and a way to be reached if wished."""

    home = StringField(_("Number of the home"), [required(), at_most(12)])
    reach = StringField(_("How may we reach you?"), [optional(), at_most(200)])


class OutcomeForm(Form):
    code = StringField(_("Your number"), [required(), at_most(30)])


class WordsForm(Form):
    words = TextAreaField(_("What was said or found"), [required(), at_most(3000)])


class FollowForm(Form):
    kind = ChoiceField(_("What was done"), [required(CHOOSE)], kind=StepKind, members=WORKING)
    words = TextAreaField(_("What was said or found"), [required(), at_most(3000)])


class ReleaseForm(Form):
    summary = TextAreaField(_("What the home is told"), [required(), at_most(2000)])


class CloseForm(Form):
    outcome = ChoiceField(_("What was found"), [required(CHOOSE)], kind=IncidentOutcome, radios=True)
    answer = TextAreaField(_("What the reporter is told"), [required(), at_most(2000)])

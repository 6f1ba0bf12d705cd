"""Leaving, one question after the other: first the way out, then only what this way has to show."""

import uuid
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from registry_app.core import clock
from registry_app.core.forms import (
    ChoiceField,
    DayField,
    Form,
    at_most,
    choices,
    not_in_future,
    optional,
    options,
    required,
)
from registry_app.core.i18n import lazy as _
from registry_app.placements.exits.rules import WAYS, Facts, chosen_by_hand
from registry_app.placements.exits.states import Cause, CourtType, Destination
from registry_app.placements.forms import places
from registry_app.placements.states import Exit


class WayForm(Form):
    """The first question."""

    exit = ChoiceField(
        _("Where does the child go?"), [required(_("Choose one."))], kind=Exit, members=chosen_by_hand(), radios=True
    )


class LeavingForm(Form):
    """Every box that some way out asks for; `for_way` leaves only those of one way, so that none is missing or odd."""

    ended_on = DayField(_("On which day?"), [required(_("Write the day.")), not_in_future], default=clock.today)
    to = ChoiceField(_("To whom?"), [optional()], kind=Destination, radios=True)
    district = SelectField(_("Where to?"), [optional()], choices=places)
    words = StringField(_("To whom, and where? It is kept sealed."), [optional(), at_most(300)])
    authority = StringField(_("Which authority or office receives the child?"), [optional(), at_most(120)])
    court = ChoiceField(_("Which court gave the order?"), [optional()], kind=CourtType, radios=True)
    order = StringField(_("Number of the order"), [optional(), at_most(120)])
    consent_to_id = SelectField(_("Which woman officer heard her or him?"), [optional()], choices=[])
    consent_on = DayField(_("When did she or he agree, in her or his own words?"), [optional()])
    nikahnama_number = StringField(_("Number of the nikahnama"), [optional(), at_most(60)])
    found_dead = RadioField(
        _("Was the child dead before it came to the home?"), [optional()],
        choices=options([("no", _("No, it died while it stayed here")), ("yes", _("Yes, it was found dead"))]),
    )  # fmt: skip
    cause = ChoiceField(_("Of what did the child die?"), [optional()], kind=Cause, radios=True)
    certified_by = StringField(_("Which doctor or hospital certified it?"), [optional(), at_most(120)])
    burial_place = StringField(_("Where is the child buried? It is kept sealed."), [optional(), at_most(200)])
    burial_number = StringField(_("Number in the book of the graveyard"), [optional(), at_most(60)])
    burial_pending = BooleanField(_("The child is not buried yet"))
    police_on = DayField(_("On which day were the police told?"), [optional()])
    police_number = StringField(_("Number in the diary of the police station"), [optional(), at_most(60)])

    def for_way(self, exit_kind: Exit, women: list[tuple[str, str]]) -> "LeavingForm":
        """Only the boxes of this way out, with the women who may have heard a consent."""
        way = WAYS[exit_kind]
        if self.consent_to_id is not None:
            self.consent_to_id.choices = options([("", _("Choose one")), *women])
        self.to.choices = choices(way.to)
        for name in set(Facts.__dataclass_fields__) - boxes(exit_kind) - {"consent_to_a_woman"}:
            del self[name]
        return self

    def facts(self) -> Facts:
        """What was typed, as the rules read it."""
        said: dict[str, Any] = {
            name: self[name].data or None for name in Facts.__dataclass_fields__ if name in self._fields
        }
        if "found_dead" in self._fields:
            said["found_dead"] = {"yes": True, "no": False}.get(self.found_dead.data or "")
            said["burial_pending"] = bool(self.burial_pending.data)
        if said.get("consent_to_id"):
            said["consent_to_id"] = uuid.UUID(said["consent_to_id"])
        return Facts(**said)


def boxes(exit_kind: Exit) -> set[str]:
    """Which boxes a way out shows: what it needs, where it leads, and what helps whoever looks for the child later."""
    way = WAYS[exit_kind]
    shown = set(way.needs) | {"words"}
    if way.to:
        shown |= {"district", "authority"} - ({"district"} if len(way.districts) == 1 else set())
    if len(way.to) > 1:
        shown.add("to")
    if exit_kind is Exit.DIED:
        shown |= {"burial_place", "burial_number", "burial_pending", "police_number"}
        shown.discard("words")
    if exit_kind is Exit.MISSING:
        shown |= {"police_on", "police_number"}
    return shown


class CorrectionWayForm(Form):
    """The first question of a correction."""

    exit = RadioField(
        _("How did the child really leave?"), [required(_("Choose one."))],
        choices=[*options([(Exit.NEW_BASIS.value, _("The child never left"))]), *choices(chosen_by_hand())],
    )  # fmt: skip


class CorrectionForm(LeavingForm):
    """What is true instead of the first line, and why that one was wrong."""

    reason = TextAreaField(
        _("What was wrong, and how did it become known? It is kept sealed."),
        [required(_("Write what was wrong, and how it became known.")), at_most(2000)],
    )


class MarriagePlanForm(Form):
    """What the police were told of a planned marriage of a child."""

    police_on = DayField(
        _("On which day were the police told?"), [required(_("Write the day.")), not_in_future], default=clock.today
    )
    police_number = StringField(
        _("Number in the diary of the police station"),
        [required(_("Write the number in the diary of the police station.")), at_most(60)],
    )
    planned_on = DayField(_("For which day is the marriage planned, if it is known?"), [optional()])
    story = TextAreaField(
        _("Who plans it, and how did it become known? It is kept sealed."), [optional(), at_most(2000)]
    )


class FirForm(Form):
    """What the police wrote of a missing child."""

    number = StringField(_("Number of the FIR"), [required(_("Write the number of the FIR.")), at_most(60)])
    on = DayField(_("On which day was it written?"), [required(_("Write the day.")), not_in_future],
                  default=clock.today)  # fmt: skip


class DeathReviewForm(Form):
    """What the review found."""

    held_on = DayField(_("On which day was the review?"), [required(_("Write the day.")), not_in_future],
                       default=clock.today)  # fmt: skip
    cause = ChoiceField(
        _("Of what did the child die?"), [required(_("Choose one."))], kind=Cause,
        members=[one for one in Cause if one is not Cause.NOT_YET_KNOWN], radios=True,
    )  # fmt: skip
    certified_by = StringField(_("Which doctor or hospital certified it?"), [required(), at_most(120)])
    burial_place = StringField(_("Where is the child buried? It is kept sealed."), [optional(), at_most(200)])
    burial_number = StringField(_("Number in the book of the graveyard"), [optional(), at_most(60)])
    findings = TextAreaField(_("What was found, and what must change? It is kept sealed."), [required(), at_most(4000)])

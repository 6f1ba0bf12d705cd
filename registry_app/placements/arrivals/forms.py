"""The notice as it is typed at the door: three questions that must be answered, all others may stay empty."""

import re
import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Regexp

from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.core.forms import (
    ChoiceField,
    DayField,
    Form,
    PhoneField,
    at_most,
    not_in_future,
    not_in_past,
    optional,
    options,
    required,
)
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import western
from registry_app.placements.arrivals.services import OneLine, Told
from registry_app.placements.arrivals.states import (
    BroughtBy,
    Condition,
    Found,
    Group,
    Outcome,
    SeenBy,
    Trace,
    Via,
)
from registry_app.placements.forms import places
from registry_app.placements.states import Sex
from registry_app.providers.homes.models import Home

CHOOSE = _("Choose one.")
MOST_PHOTO = 8 * 1024 * 1024
TIME = r"^([01]?\d|2[0-3])[:.]?[0-5]\d$"


class TimeField(StringField):
    """A time of the day, 24 hours: 23:40, 2340 or 9.05, in any digits; kept as 23:40."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = western(valuelist[0] if valuelist else "").strip()
        digits = re.sub(r"[:.]", "", typed)
        self.data = f"{int(digits[:-2]):02d}:{digits[-2:]}" if re.match(TIME, typed) else typed


TIME_RULE = Regexp(r"^([01]\d|2[0-3]):[0-5]\d$", message=_("Write a time like 23:40."))


class ChildForm(Form):
    """One line: a child, or several like it."""

    class Meta(Form.Meta):
        csrf = False

    sex = ChoiceField(_("Girl or boy"), [required(CHOOSE)], kind=Sex, radios=True)
    age = IntegerField(
        _("About how old?"),
        [required(_("Write the age in years. A guess is good enough.")), NumberRange(0, 17, _("Write 0 to 17."))],
    )
    condition = ChoiceField(_("How is the child?"), [required(CHOOSE)], kind=Condition, radios=True)
    name = StringField(_("Name"), [optional(), at_most(120)])
    found = ChoiceField(_("How was the child found?"), [optional()], kind=Found, empty=_("Not known"))
    photo = FileField(_("Photo for finding the family"), [optional()])
    count = IntegerField(_("How many children like this?"), [optional(), NumberRange(1, 50, _("Write 1 to 50."))])
    siblings = SelectField(
        _("Brothers and sisters have the same letter"), [optional()],
        choices=options([("", "–"), *((letter, letter) for letter in "ABCDEFGHJK")]),
    )  # fmt: skip

    def line(self) -> OneLine:
        return OneLine(
            sex=self.sex.data, age=int(self.age.data or 0), condition=self.condition.data,
            found=self.found.data or Found.NOT_SAID, name=self.name.data or "", siblings=self.siblings.data or "",
            count=self.count.data or 1, photo=_picture(self.photo.data),
        )  # fmt: skip


def _picture(given: Any) -> bytes | None:
    if given is None or not getattr(given, "filename", ""):
        return None
    raw: bytes = given.stream.read(MOST_PHOTO + 1)
    given.stream.seek(0)
    if len(raw) > MOST_PHOTO:
        raise DomainError(_("This file is over 8 MB. Take the photo again with a smaller size."))
    return raw or None


class ArrivalForm(Form):
    """The notice of a home."""

    notice = HiddenField()
    written = HiddenField()
    home = SelectField(_("Which home?"), [optional()])
    children = FieldList(FormField(ChildForm), min_entries=1, max_entries=40)
    brought_by = ChoiceField(_("Who brought the child?"), [required(CHOOSE)], kind=BroughtBy, radios=True)
    police_station = StringField(_("Police station"), [optional(), at_most(120)])
    diary_number = StringField(_("Number in the police diary"), [optional(), at_most(60)])
    hospital = StringField(_("Hospital"), [optional(), at_most(120)])
    together = ChoiceField(
        _("Why did several children come together?"), [optional()], kind=Group, empty=_("Only one child came")
    )
    day = DayField(_("If it was not just now: on which day did the child come?"), [optional(), not_in_future])
    hour = TimeField(_("At what time? (24 hours)"), [optional(), TIME_RULE])
    note_left = BooleanField(_("A note or letter lay with the child. Keep it safe."))
    words = TextAreaField(_("Anything else that helps to find the family"), [optional(), at_most(1000)])

    def key(self) -> uuid.UUID:
        """The notice's own key, made with the form or on the phone."""
        try:
            return uuid.UUID(self.notice.data or "")
        except ValueError:
            return uuid.uuid4()

    def told(self, home: Home) -> Told:
        """What was typed, after the form was found good."""
        return Told(
            home=home, brought_by=self.brought_by.data, lines=[entry.form.line() for entry in self.children],
            together=self.together.data, police_station=self.police_station.data or "",
            diary_number=self.diary_number.data or "", hospital=self.hospital.data or "",
            note_left=bool(self.note_left.data), words=self.words.data or "", said_at=self._said(),
            written_at=_moment(self.written.data),
        )  # fmt: skip

    def _said(self) -> datetime | None:
        if self.day.data is None and not self.hour.data:
            return None
        on: date = self.day.data or clock.today()
        said = datetime.combine(on, time.fromisoformat(self.hour.data or "12:00"), clock.KARACHI)
        # Just before midnight somebody writes the time of the day that ended.
        if self.day.data is None and said > clock.now():
            said -= timedelta(days=1)
        return said

    def wrong(self) -> Iterator[tuple[str, str, str]]:
        """(id of the box, its name, what to do) for every mistake, also those in the lines of children."""
        for field in self:
            if isinstance(field, FieldList):
                for number, entry in enumerate(field, start=1):
                    for box in entry.form:
                        if box.errors:
                            yield box.id, f"{number} · {box.label.text}", str(box.errors[0])
            elif field.errors:
                yield field.id, str(field.label.text), str(field.errors[0])


def _moment(text: str | None) -> datetime | None:
    """A moment as a phone writes it; None for anything else."""
    try:
        found = datetime.fromisoformat((text or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else None


class ForHomeForm(ArrivalForm):
    """The same, typed by the helpline or the unit while somebody speaks on the phone."""

    via = ChoiceField(_("Who tells it?"), [required(CHOOSE)], kind=Via, radios=True)
    post = StringField(_("Police post or hospital, and the name and rank of the person"), [optional(), at_most(120)])
    post_phone = PhoneField(_("A number on which you called them back"), [optional()])

    def told(self, home: Home) -> Told:
        from dataclasses import replace

        return replace(
            super().told(home), via=self.via.data, post=self.post.data or "", post_phone=self.post_phone.data or "",
            written_at=None,
        )  # fmt: skip


class SeenForm(Form):
    arrivals = SelectMultipleField(_("Which children were seen?"))
    by = ChoiceField(_("Who was with the child?"), [required(CHOOSE)], kind=SeenBy, radios=True)
    day = DayField(_("On which day?"), [optional(), not_in_future])
    hour = TimeField(_("At what time? (24 hours)"), [optional(), TIME_RULE])

    def at(self) -> datetime:
        """The moment that was typed; now when no time was."""
        if not self.hour.data and self.day.data in (None, clock.today()):
            return clock.now()
        on: date = self.day.data or clock.today()
        return datetime.combine(on, time.fromisoformat(self.hour.data or "12:00"), clock.KARACHI)


class TraceForm(Form):
    kind = ChoiceField(_("What was done?"), [required(CHOOSE)], kind=Trace)
    on = DayField(_("On which day?"), [optional(), not_in_future])
    number = StringField(_("Number in the list of missing children, or of the FIR"), [optional(), at_most(60)])
    words = TextAreaField(_("What was asked, and what was the answer?"), [optional(), at_most(1000)])


class OutcomeForm(Form):
    outcome = ChoiceField(_("What came of it?"), [required(CHOOSE)], kind=Outcome, radios=True)
    receipt = StringField(_("Number of the receipt"), [optional(), at_most(60)])
    receiver = StringField(_("Who took the child, and where to? It is kept sealed."), [optional(), at_most(300)])
    district = SelectField(_("Where to?"), [optional()], choices=places)
    authority = StringField(_("Which authority or office receives the child?"), [optional(), at_most(120)])
    place = StringField(
        _("If handed over: at which place does the child sleep now? No name of a person."), [optional(), at_most(120)]
    )
    panel_on = DayField(_("Day before the panel"), [optional(), not_in_past])


class ReceiverForm(Form):
    why = StringField(
        _("Why do you need to know who took the child?"),
        [required(_("Write the reason. It is recorded.")), at_most(300)],
    )


class PhotoForm(Form):
    reason = StringField(
        _("Why do you need the photo? It is for finding the family only."),
        [required(_("Write the reason. It is recorded.")), at_most(300)],
    )

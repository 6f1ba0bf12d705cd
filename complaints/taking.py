"""What an officer or the desk took down becomes a message; a slip of the box brings its own number."""

from typing import Any

from complaints import filing, fresh, numbers
from complaints.doors import services as doors
from complaints.filing import Telling
from complaints.forms import CallForm
from complaints.models import Complaint
from complaints.states import About, AgeBand, Channel, Help, ReplyBy, Sex, Want
from registry_app.core.db import transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.queries import by_number


def with_districts(form: Any) -> Any:
    """The form with the districts to choose from."""
    form.district.choices = [("", _("Not known"))] + [(d.code, d.name_in(language())) for d in gazetteer.districts()]
    return form


def _home(number: str) -> Home | None:
    """The home of a register number; a number of no home is put right or left out by the officer."""
    home = by_number(number.strip().upper())
    if home is None and number.strip():
        raise DomainError(_("No home has this number. Look again, or leave it empty."), "home_number")
    return home


def told(form: CallForm, **more: Any) -> Telling:
    """The answers of the form as a message; DomainError at the box of the home. `more` are further facts."""
    home = _home(form.home_number.data or "")
    facts: dict[str, Any] = {"channel": Channel.CH01, **more}
    return Telling(
        category=form.category.data,
        language=language(),
        home=home,
        district=form.district.data or None,
        about=form.about.data or About.UNKNOWN,
        danger=form.danger.data,
        story=form.story.data or "",
        age=form.age.data or AgeBand.NOT_SAID,
        sex=form.sex.data or Sex.NOT_SAID,
        helps=tuple(Help(one) for one in form.helps.data or []),
        wants=tuple(Want(one) for one in form.wants.data or []),
        reply_by=form.reply_by.data or ReplyBy.NUMBER,
        phone=form.phone.data or "",
        **facts,
    )


@transactional
def enter(telling: Telling, slip: str, *, actor: Any) -> tuple[Complaint, str | None]:
    """Store what came through any way. The number to give away, or None when the child has it on its stub."""
    if slip.strip():
        taken = doors.take_slip(slip, actor=actor)
        return filing.file_message(telling, lookup=taken.code_lookup, actor=actor), None
    number = fresh.number()
    return filing.file_message(telling, lookup=numbers.lookup(number), actor=actor), number

"""The receipt of an application, on the page and as PDF: its number, what comes next by when, and whom to ask."""

from typing import Any

from flask import current_app

from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, language, ngettext, write_date, write_moment
from registry_app.core.pdf import iso, palette
from registry_app.providers.applications import reading
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import State
from registry_app.providers.directory import queries as directory


def whom_to_ask(application: Application) -> list[str]:
    """The district office with its number, as the directory has it; where it has none, where to ask instead."""
    office = directory.welfare_office(application.district)
    if office is None:
        return [
            _("The register does not know the number of your district office yet."),
            _("Ask helpline 1121 for it, or the Sindh Child Protection Authority, with the number above."),
        ]
    lines = [office.name_in(language()), _("Phone: %(number)s", number=iso(office.phone))]
    if office.place:
        lines.append(office.place)
    return [*lines, _("Have the number above at hand.")]


def comes_next(application: Application) -> list[str]:
    """What happens next, with the last day of each step."""
    days, lines = reading.days(application), []
    if application.state is State.SUBMITTED:
        day = write_date(days.completeness_by)
        lines.append(_("Before %(day)s we say whether everything is there, or what is missing.", day=day))
    if application.state is State.RETURNED:
        lines.append(_("The office has questions. Answer before %(day)s.", day=write_date(days.answer_by)))
    lines.append(_("Then we check the people and visit the home. We do not say when."))
    if days.decision_by:
        lines.append(_("Before %(day)s we write to you with the decision.", day=write_date(days.decision_by)))
    return lines


def story(application: Application, locale: str) -> list[Any]:
    """The receipt as parts, in the language of the moment."""
    assert application.number is not None
    rows = [
        (_("Number"), iso(application.number)),
        (_("Sent"), write_moment(application.submitted_at)),
        (_("Home"), application.home_name or ""),
    ]
    unseen = [row for row in reading.papers(application) if not row.seen]
    made = [
        pdf.heading(_("We have your application"), locale),
        pdf.facts([row for row in rows if row[1]], locale),
        pdf.heading(_("What happens next"), locale, 2),
        pdf.bullets(comes_next(application), locale),
    ]
    if unseen:
        many = ngettext("%(num)s paper was not seen yet", "%(num)s papers were not seen yet", len(unseen))
        made += [
            pdf.heading(_("Bring these papers"), locale, 2),
            pdf.para(f"{many}.", locale),
            pdf.bullets([f"{iso(row.code)} {row.name}" for row in unseen], locale),
        ]
    box = [pdf.para(line, locale, bold=no == 0) for no, line in enumerate(whom_to_ask(application))]
    made += [pdf.heading(_("If you hear nothing"), locale, 2), pdf.box(box, palette.INDIGO, locale=locale)]
    return made


def receipt(application: Application, code: str) -> bytes:
    """The receipt in one language, as PDF bytes."""

    def write() -> bytes:
        return pdf.build(
            story(application, code),
            locale=code,
            title=f"{_('Receipt')} {application.number}",
            made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("There is no fee. Nobody may ask you for money."),
        )

    written: bytes = in_language(code, write)
    return written

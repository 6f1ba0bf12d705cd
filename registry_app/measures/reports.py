"""The letters of a measure: the power first, then what is asked or decided and why, then how to answer or appeal."""

from datetime import date
from typing import Any

from flask import current_app

from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, lazy, write_date
from registry_app.core.pdf import iso, palette
from registry_app.measures.access import act_of
from registry_app.measures.book import book
from registry_app.measures.models import Measure
from registry_app.measures.states import COURT_KINDS, Ground, MeasureKind, PaperKind
from registry_app.providers.authorisations.reports import name_of
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers import reports as power_reports

K = MeasureKind
# What each kind asks of the home, or tells it.
ASKS = {
    K.PUBLIC_NOTICE: lazy("The public is told that this home has no authorisation. No new child may be brought to it."),
    K.NOTICE_TO_APPLY: lazy(
        "Apply for an authorisation by the last day, or stop. While your application runs, care may go on. "
        "No new child may come."
    ),
    K.SHOW_CAUSE: lazy("Write by the last day why the matter should not be brought before the court."),
    K.COURT_FILE: lazy("The court is asked to order what the law provides. No child is put on the street."),
    K.ADVICE: lazy("We ask you to put this right. Ask the office if you need help."),
    K.IMPROVEMENT_NOTICE: lazy("Put this right by the last day. An inspector will look at it again."),
    K.CONDITION: lazy("From today the authorisation carries this condition."),
    K.ADMISSIONS_FROZEN: lazy("From today no new child may come to this home until this is lifted."),
    K.SUSPENSION: lazy("From today the authorisation is suspended. No child may be brought here while it lasts."),
    K.CANCELLATION: lazy("The authorisation ends on the day named. Each child has a plan before that day."),
    K.CLOSURE_ORDER: lazy("The home closes on the day named, by order of the court. Each child has a plan before it."),
    K.PROSECUTION: lazy("The matter is brought before the court."),
    K.VOLUNTARY_CLOSURE: lazy("The holder closes the home on the day named. Each child has a plan before that day."),
}


ASKED_OF_OFFICE = lazy(
    "We ask your office to take this decision. Until it is taken, nothing changes for the home, and the home is not "
    "told."
)
WOULD_SAY = lazy("What the decision would say to the home")
CARRIED_ON = lazy(
    "The home was heard, and another person looked at the suspension again. It is carried on until the last day."
)


def _lines(measure: Measure) -> list[str]:
    if measure.power_lines:
        return list(measure.power_lines[language()])
    act = act_of(measure.kind, book())
    return list(power_reports.authority(act).lines) if act else []


def _to(measure: Measure, kind: PaperKind) -> str:
    """Whom the letter goes to: the office that holds the power, the court, or the holder of the home."""
    act = act_of(measure.kind, book())
    if kind is PaperKind.RECOMMENDATION and act:
        return str(powers.power(act).office.title_in(language()))
    if measure.kind in COURT_KINDS:
        return _("The court")
    return f"{name_of(measure.home.organisation, language())}\n{name_of(measure.home, language())}"


def _rows(measure: Measure, kind: PaperKind, hearing_on: date | None) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [
        (_("Letter number"), iso(measure.number)),
        (_("Addressed to"), _to(measure, kind)),
        (_("Home"), name_of(measure.home, language())),
        (_("Register number"), iso(measure.home.register_number)),
        (_("Date"), write_date(_written_on(measure, kind))),
    ]
    if kind is not PaperKind.NOTICE:
        rows += [(words, write_date(day)) for words, day in _days(measure, kind) if day]
    if measure.court_reference:
        rows.append((_("Court and number"), iso(measure.court_reference)))
    if measure.outside_member:
        rows.append((_("Outside member"), measure.outside_member))
    if hearing_on:
        rows.append((_("Hearing"), write_date(hearing_on)))
    return rows


def _written_on(measure: Measure, kind: PaperKind) -> date | None:
    days = {PaperKind.NOTICE: measure.notice_on, PaperKind.CONFIRMATION: measure.confirmed_on}
    return days.get(kind, measure.decided_on)


def _days(measure: Measure, kind: PaperKind) -> list[tuple[str, date | None]]:
    if kind is PaperKind.RECOMMENDATION:
        return [(_("Proposed day"), measure.effective_on)]
    return [(_("Last day"), measure.until), (_("Takes effect on"), measure.effective_on)]


def said_condition(measure: Measure) -> str:
    """The condition in words, with what was added; empty for another kind."""
    words = label(measure.condition)
    return f"{words}: {measure.condition_detail}" if measure.condition_detail else words


def _body(measure: Measure, kind: PaperKind, locale: str) -> list[Any]:
    asks = {
        PaperKind.DECISION: str(ASKS[measure.kind]),
        PaperKind.RECOMMENDATION: str(ASKED_OF_OFFICE),
        PaperKind.CONFIRMATION: str(CARRIED_ON),
    }.get(kind)
    story = [pdf.para(asks, locale, bold=True)] if asks else []
    if kind is PaperKind.RECOMMENDATION:
        story += [pdf.heading(str(WOULD_SAY), locale, 3), pdf.para(str(ASKS[measure.kind]), locale)]
    if measure.condition:
        story += [pdf.heading(_("Condition"), locale, 3), pdf.para(said_condition(measure), locale)]
    reasons = [line.strip() for line in measure.reasons.splitlines() if line.strip()]
    story += [
        pdf.heading(_("Reasons"), locale, 3),
        pdf.bullets([label(Ground(code)) for code in measure.grounds], locale),
        *(pdf.para(f"{iso(f'{no}.')} {reason}", locale) for no, reason in enumerate(reasons, start=1)),
    ]
    if measure.plan:
        story += [pdf.heading(_("The children who live there"), locale, 3), pdf.para(measure.plan, locale)]
    return story


def _ways(measure: Measure, kind: PaperKind, locale: str) -> list[Any]:
    """Boxes: how and until when the home can answer, and appeal."""
    said = []
    show_cause = kind is PaperKind.DECISION and measure.kind is K.SHOW_CAUSE
    if kind is PaperKind.NOTICE and measure.answer_until:
        said.append((
            _("You can answer in writing until %(day)s.", day=write_date(measure.answer_until)),
            _("Nothing is decided before you were heard or the day for it is over."),
        ))  # fmt: skip
    if show_cause and measure.until:
        said.append((
            _("You can answer in writing until %(day)s.", day=write_date(measure.until)),
            _("Send it on your page of the register or in writing."),
        ))  # fmt: skip
    if kind is not PaperKind.NOTICE and measure.appeal_until:
        said.append((
            _("You can appeal until %(day)s.", day=write_date(measure.appeal_until)),
            _("Send it on your page of the register or in writing. Others than those who decided will read it."),
        ))  # fmt: skip
    return [
        pdf.box([pdf.para(words, locale, bold=True), pdf.para(more, locale)], palette.INDIGO, locale=locale)
        for words, more in said
    ]


def letter_story(measure: Measure, kind: PaperKind, locale: str, hearing_on: date | None = None) -> list[Any]:
    """The letter as parts, in the language of the moment."""
    lines = _lines(measure)
    title = label(measure.kind)
    head = title if kind is PaperKind.DECISION else f"{label(kind)}: {title}"
    person = {PaperKind.NOTICE: measure.prepared_by, PaperKind.CONFIRMATION: measure.confirmed_by}.get(
        kind, measure.decided_by
    )
    return [
        *(pdf.para(line, locale, bold=True) for line in lines[:1]),
        *(pdf.para(line, locale, size=9, colour=palette.SLATE) for line in lines[1:]),
        pdf.heading(head, locale),
        pdf.facts(_rows(measure, kind, hearing_on), locale),
        *_body(measure, kind, locale),
        *_ways(measure, kind, locale),
        pdf.spacer(8),
        pdf.para(person.name if person else "", locale, bold=True, align="start"),
    ]


def letter(measure: Measure, kind: PaperKind, code: str, hearing_on: date | None = None) -> bytes:
    """The letter in one language, as PDF bytes."""

    def write() -> bytes:
        return pdf.build(
            letter_story(measure, kind, code, hearing_on),
            locale=code,
            title=f"{measure.number} {label(measure.kind)}",
            made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("Register of alternative care, Sindh"),
        )

    written: bytes = in_language(code, write)
    return written

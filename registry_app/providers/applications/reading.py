"""An application as a person reads it: parts, rows, papers, statuses, questions. For the applicant and for offices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.i18n import gettext, language, write_date, write_moment
from registry_app.core.workdays import karachi_date
from registry_app.places import gazetteer
from registry_app.providers.applications import answer_services, clocks, progress, queries, wording
from registry_app.providers.applications.models import Application, ApplicationAnswer, ApplicationFlag, ApplicationPaper
from registry_app.providers.applications.questions import Answers, Paper, Question, Section, Step, questions
from registry_app.providers.applications.states import State, TaskStatus, TimedStep, Turn


@dataclass(frozen=True)
class Row:
    """One answer in words. `flag` is the last question of the office about it that was sent, if any."""

    section: str
    step: str
    field: str
    label: str
    text: str
    not_known: bool
    version: int
    flag: ApplicationFlag | None


@dataclass(frozen=True)
class Part:
    """One part with its status and its rows."""

    id: str
    group: str
    name: str
    status: TaskStatus
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class PaperRow:
    """One paper: what, why, and what was given."""

    code: str
    name: str
    why: str
    given: tuple[ApplicationPaper, ...]
    flag: ApplicationFlag | None

    @property
    def seen(self) -> bool:
        """It lies here as a file, or was brought to the office and seen there; a promise alone is not that."""
        return any(one.file_id or one.seen_at for one in self.given)


@dataclass(frozen=True)
class Days:
    """The days that bind both sides."""

    completeness_by: Any
    decision_by: Any
    answer_by: Any


def parts(application: Application) -> list[Part]:
    """Every part of the application, in order; the answers are in the page's language."""
    book = answer_services.asked(application)
    rows, values = queries.answers(application), queries.values(application)
    finished = {part.section for part in application.parts if part.finished}
    flags = _flags(application)
    found = []
    for section in book.sections:
        flagged = any(is_open(flag, application) for key, flag in flags.items() if key[0] == section.id)
        status = progress.status(section, values, finished=section.id in finished, flagged=flagged)
        lines = tuple(
            _row(application, step, question, rows.get((section.id, question.id)), flags)
            for step in section.asked(values)
            for question in step.fields
            if _worth_a_line(question, values)
        )
        found.append(Part(section.id, section.group, gettext(section.name), status, lines))
    return found


def _worth_a_line(question: Question, values: Answers) -> bool:
    """What is asked only after a certain answer is left out while it is neither needed nor answered."""
    key = (question.section, question.id)
    return question.needed_if is None or question.needed_if.holds(values) or values.get(key) is not None


def part(application: Application, section: Section) -> Part:
    """One part."""
    return next(one for one in parts(application) if one.id == section.id)


def _flags(application: Application) -> dict[tuple[str, str], ApplicationFlag]:
    # Later questions cover earlier ones about the same answer. A question that was not sent is the office's own paper.
    return {(flag.section, flag.field): flag for flag in application.flags if flag.sent_at is not None}


def is_open(flag: ApplicationFlag, application: Application) -> bool:
    """Whether the applicant still has to do something about a question."""
    returned = application.state is State.RETURNED
    return returned and flag.answered_at is None and not answer_services.flag_is_answered(flag, application)


def _row(
    application: Application,
    step: Step,
    question: Question,
    row: ApplicationAnswer | None,
    flags: dict[tuple[str, str], ApplicationFlag],
) -> Row:
    return Row(
        section=step.section,
        step=step.id,
        field=question.id,
        label=gettext(question.label),
        text=wording.said(question, answer_services.content(row), application.track) if row else "",
        not_known=bool(row and row.not_known),
        version=row.version if row else 0,
        flag=flags.get((step.section, question.id)),
    )


def papers(application: Application) -> list[PaperRow]:
    """The papers that are asked for, with what was given."""
    book, values = answer_services.asked(application), queries.values(application)
    given, flags = queries.papers(application), _flags(application)
    return [
        PaperRow(
            one.code,
            gettext(one.name),
            gettext(one.why),
            tuple(given.get(one.code, ())),
            flags.get(("papers", one.code)),
        )
        for one in book.papers
        if one.asked(values) or one.code in given
    ]


def paper(application: Application, code: str) -> PaperRow | None:
    return next((row for row in papers(application) if row.code == code), None)


def papers_status(application: Application) -> TaskStatus:
    book, values = answer_services.asked(application), queries.values(application)
    flagged = any(flag.section == "papers" and is_open(flag, application) for flag in application.open_flags)
    return progress.papers_status(book, values, queries.papers(application), flagged=flagged)


@dataclass(frozen=True)
class OfficeQuestion:
    """A question of the office with its answer; `answered` once the applicant changed it or said why not."""

    flag: ApplicationFlag
    label: str
    text: str
    part: str
    step: str | None
    answered: bool


def questions_of_office(application: Application) -> list[OfficeQuestion]:
    """Every question that was sent, in the order in which it was asked."""
    rows = {(row.section, row.field): (one.name, row) for one in parts(application) for row in one.rows}
    names = {row.code: row.name for row in papers(application)}
    found = []
    for flag in application.flags:
        if flag.sent_at is None:
            continue
        answered = answer_services.flag_is_answered(flag, application)
        if flag.section == "papers":
            name = f"{flag.field} {names.get(flag.field, '')}"
            found.append(OfficeQuestion(flag, name, "", gettext("Papers"), None, answered))
        elif (flag.section, flag.field) in rows:
            part_name, row = rows[flag.section, flag.field]
            found.append(OfficeQuestion(flag, row.label, row.text, part_name, row.step, answered))
    return found


def days(application: Application) -> Days:
    """The last days of the office and of the applicant; None where a clock does not run."""
    if application.submitted_at is None:
        return Days(None, None, None)
    by = {one.step: one.by for one in clocks.today_of(application)}
    return Days(by.get(TimedStep.COMPLETENESS), by.get(TimedStep.DECISION), by.get(TimedStep.ANSWERS))


def asked_papers(version: str, track: str) -> Sequence[Paper]:
    """The papers of a track, for the start page."""
    return questions(version, track).papers


def saved(application: Application) -> str:
    """When it was last saved: the hour today, the day and the hour before."""
    moment = clock.local(application.saved_at)
    return f"{moment:%H:%M}" if moment.date() == clock.today() else write_moment(moment)


@dataclass(frozen=True)
class Both:
    """One answer that two people gave: what stands, by whom, and what was typed here."""

    label: str
    by: str
    theirs: str
    mine: str


def both(
    application: Application, step: Step, theirs: Sequence[ApplicationAnswer], mine: Mapping[str, Any]
) -> list[Both]:
    """The answers of a step in which two people disagree, side by side."""
    asked = {question.id: question for question in step.fields}
    return [
        Both(
            gettext(asked[row.field].label),
            row.changed_by.name,
            wording.said(asked[row.field], answer_services.content(row), application.track),
            wording.said(asked[row.field], mine.get(row.field), application.track),
        )
        for row in theirs
    ]


def history(application: Application) -> list[tuple[str, str, str, bool]]:
    """What happened and what comes, newest first, as the timeline takes it: when, what, who, whether it is to come."""
    last = days(application)
    running = application.turn is not Turn.NOBODY
    rows: list[tuple[Any, str, str, bool]] = [
        (last.decision_by if running else None, gettext("Last day for the decision"), "", True),
        (last.answer_by, gettext("Last day for your answers"), "", True),
        (
            last.completeness_by if application.state is State.SUBMITTED else None,
            gettext("Last day for us to say whether everything is there"),
            "",
            True,
        ),
        (application.withdrawn_at, gettext("It was taken back"), _name(application.withdrawn_by), False),
        (application.lapsed_at, gettext("It ended without an answer"), "", False),
        (application.decided_on, gettext("Decided"), "", False),
        (application.reopened_on, gettext("The decision of before was set aside"), "", False),
        (application.completed_at, gettext("Everything is there"), "", False),
        *(
            (sending.sent_at, gettext("The answers were sent back"), _name(sending.sent_by), False)
            for sending in reversed(application.sendings[1:])
        ),
        (application.returned_at, gettext("Questions came back to you"), "", False),
        (
            application.submitted_at,
            gettext("The application was sent"),
            _name(application.sendings[0].sent_by) if application.sendings else "",
            False,
        ),
        (application.started_at, gettext("The application was started"), "", False),
    ]
    ordered = sorted(
        ((_day(when), what, who, future) for when, what, who, future in rows if when),
        key=lambda row: row[0],
        reverse=True,
    )
    return [(write_date(day), what, who, future) for day, what, who, future in ordered]


def _name(person: User | None) -> str:
    return person.name if person else ""


def _day(when: date | datetime) -> date:
    return karachi_date(when) if isinstance(when, datetime) else when


@dataclass(frozen=True)
class FoundPlace:
    """A place that somebody calls so, with the nearest town that everybody knows."""

    name: str
    lat: str
    lon: str
    near: str
    km: str


def places(query: str) -> list[FoundPlace]:
    """Places of this name; none for an empty one."""
    wanted = query.strip()[:80]
    if not wanted:
        return []
    address = current_app.config["SETTINGS"].nominatim_url
    from registry_app.core import geocoding

    found = geocoding.find(wanted, lambda name, limit: gazetteer.search(name, limit, language()), address)
    rows = []
    for name, point in found:
        district, away = gazetteer.nearest_headquarters(point)
        rows.append(
            FoundPlace(name, f"{point.lat:.5f}", f"{point.lon:.5f}", district.name_in(language()), f"{away:.0f}")
        )
    return rows

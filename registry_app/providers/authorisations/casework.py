"""One application as the office works on it: its steps with who may take them, what stands in the way, its history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, ngettext, write_date
from registry_app.providers.applications import answer_services
from registry_app.providers.applications.models import Application, ApplicationFlag
from registry_app.providers.applications.states import Permission as Apply
from registry_app.providers.applications.states import State
from registry_app.providers.authorisations import queries, rules
from registry_app.providers.authorisations.access import people_of
from registry_app.providers.authorisations.models import SetAside
from registry_app.providers.authorisations.services import LOOKED_INTO, with_tie
from registry_app.providers.authorisations.states import Block, Duty, Permission, outcome_words
from registry_app.providers.need import queries as need
from registry_app.providers.need import services as opining
from registry_app.providers.need.states import Permission as Opine
from registry_app.providers.powers.states import Mode

DONE, OPEN, LATER, BAD = "green", "blue", "", "red"


@dataclass(frozen=True)
class Step:
    """One row of the office's task list; `url` only where this officer may open it now."""

    key: str
    name: str
    status: str
    tone: str
    hint: str
    open_to_me: bool


def steps(application: Application, actor: Any) -> list[Step]:
    """The steps of registration.yaml, as far as they have come, and which of them this officer may take now."""
    makers: list[Callable[[Application], tuple[str, str, str, str, str, Any, bool]]] = [
        _completeness, _need, _vetting, _gate, _visit, _recommendation, _hearing, _decision,
    ]  # fmt: skip
    found = []
    for make in makers:
        if make is _need and not rules.needs_answer(queries.facts(application)):
            continue
        key, name, status, tone, hint, permission, possible = make(application)
        found.append(Step(key, name, status, tone, hint, possible and allows(actor, permission, application)))
    return found


def _completeness(a: Application) -> tuple[str, str, str, str, str, Any, bool]:
    name = _("Is everything there?")
    if a.state is State.SUBMITTED:
        unseen = len(answer_services.unseen_papers(a))
        hint = ngettext("%(num)s paper was not seen yet", "%(num)s papers were not seen yet", unseen) if unseen else ""
        return "answers", name, _("Not checked yet"), OPEN, hint, Apply.CHECK, True
    if a.state is State.RETURNED:
        by = _("Answers are due by %(day)s.", day=write_date(a.return_by))
        return "answers", name, _("With the applicant"), OPEN, by, Apply.CHECK, False
    done = a.completed_at is not None
    return "answers", name, _("Complete") if done else _("Ended"), DONE if done else LATER, "", Apply.CHECK, False


def _need(a: Application) -> tuple[str, str, str, str, str, Any, bool]:
    name, opinion = _("Is this home needed?"), need.opinion_on(a)
    if opinion is None:
        hint = _("By the Authority. Without it a new residential home is not authorised.")
        return "need", name, _("No opinion yet"), OPEN, hint, Opine.OPINE, a.state in opining.OPEN
    on = write_date(opinion.on)
    again = opinion.application_id is None and a.state in opining.OPEN
    return "need", name, label(opinion.need), DONE, on, Opine.OPINE, again


def _vetting(a: Application) -> tuple[str, str, str, str, str, Any, bool]:
    joined = queries.vetting_outcomes(a)
    table = [(who, check, joined.get((who.value, check.value))) for who, check, _said in queries.vetting_table(a)]
    known = [outcome for _who, _check, outcome in table if outcome is not None]
    hint = _("%(some)s of %(all)s outcomes recorded.", some=len(known), all=len(table))
    if known and all(outcome == rules.CLEAR for outcome in known) and len(known) == len(table):
        status, tone = _("Clear"), DONE
    elif any(outcome == "NOT_CLEAR" for outcome in known):
        status, tone = _("Not clear"), BAD
    else:
        status, tone = (_("Looked at, not finished"), OPEN) if known else (_("Not started"), LATER)
    return "vetting", _("Vetting"), status, tone, hint, Permission.RECORD_VETTING, a.state in LOOKED_INTO


def _gate(a: Application) -> tuple[str, str, str, str, str, Any, bool]:
    check = queries.crm_check(a.home_id) if a.home_id else None
    name = _("Can children complain?")
    if check is None:
        row = (_("Not looked at yet"), LATER, _("By the Child Protection Unit. Without it nothing is authorised."))
    elif check.passed:
        row = (_("Passed"), DONE, write_date(check.on))
    else:
        row = (_("Not passed"), BAD, write_date(check.on))
    return "complaint-gate", name, *row, Permission.RECORD_CRM, a.state in LOOKED_INTO


def _visit(a: Application) -> tuple[str, str, str, str, str, Any, bool]:
    seen = queries.visits_that_count(a)
    name = _("Visit before registration")
    if not seen:
        return "visit", name, _("Not visited yet"), LATER, "", Permission.RECORD_VISIT, a.state in LOOKED_INTO
    bad = seen[0].critical_zero
    status = _("A critical criterion at 0") if bad else _("Visited")
    tone = BAD if bad else DONE
    return "visit", name, status, tone, write_date(seen[0].on), Permission.RECORD_VISIT, a.state in LOOKED_INTO


def _recommendation(a: Application) -> tuple[str, str, str, str, str, Any, bool]:
    name = _("Recommendation")
    if a.recommendation is not None:
        by = a.recommended_by.name if a.recommended_by else ""
        return "recommendation", name, outcome_words(a.recommendation), DONE, by, Permission.RECOMMEND, False
    return "recommendation", name, _("Not made yet"), LATER, "", Permission.RECOMMEND, a.state is State.VISITED


def _hearing(a: Application) -> tuple[str, str, str, str, str, Any, bool]:
    found, name = queries.hearing(a), _("Hearing")
    if found is None:
        row = (_("Not needed so far"), LATER, _("Needed before a refusal or a condition."))
    elif found.held_on is None:
        row = (_("Notice given"), OPEN, write_date(found.notice_on))
    else:
        row = (_("Held"), DONE, write_date(found.held_on))
    return "hearing", name, *row, Permission.RECORD_HEARING, a.state in (State.VISITED, State.RECOMMENDED)


def _decision(a: Application) -> tuple[str, str, str, str, str, Any, bool]:
    name = _("Decision")
    if a.decision is not None:
        by = a.decided_by.name if a.decided_by else ""
        return "decision", name, outcome_words(a.decision), DONE, by, Permission.DECIDE, False
    ready = a.state is State.RECOMMENDED
    status = _("Ready to be decided") if ready else _("Cannot start yet")
    return "decision", name, status, OPEN if ready else LATER, "", Permission.DECIDE, ready


def in_the_way(application: Application) -> list[str]:
    """The hard blocks that stand against a full authorisation now, in words; nothing once it is decided."""
    if application.state not in LOOKED_INTO:
        return []
    return [
        label(Block(code)) for code in rules.blocks(queries.book(), queries.facts(application), "FULL", clock.today())
    ]


def may_decide_in_time(actor: Any) -> bool:
    """Whether the person holds a role that decides, whatever they did on this application."""
    return bool(actor.has(Role.AUTHORISER, Role.SCPA_DG))


def why_not_me(application: Application, actor: Any) -> str:
    """Which earlier step or tie keeps this decider from deciding; empty when none does."""
    found = rules.may_not_decide(str(actor.id), with_tie(actor, application, people_of(application)))
    return label(Duty(found[0])) if found else ""


def proposed_aside(application: Application) -> SetAside | None:
    """What was written to the office that holds the power to set the standing decision aside, if anything was."""
    ruling = queries.ruling(application) if application.state is State.DECIDED else None
    return queries.set_aside_written(ruling, Mode.RECOMMEND) if ruling else None


def open_questions(application: Application) -> list[ApplicationFlag]:
    """Questions prepared and not sent yet."""
    return [flag for flag in application.flags if flag.sent_at is None]


def history(application: Application, by: date | None) -> list[tuple[str, str, str, bool]]:
    """What happened and what comes, newest first: (day, words, who, still to come)."""
    rows: list[tuple[Any, str, str, bool]] = [
        (by, _("Last day for the decision"), "", True),
        (_answers_by(application), _("Last day for the answers"), "", True),
        (application.withdrawn_at, _("The applicant took it back"), "", False),
        (application.lapsed_at, _("It ended without an answer"), "", False),
        (application.completed_at, _("Complete"), "", False),
        (application.returned_at, _("Questions went to the applicant"), "", False),
        *((sending.sent_at, _("Sent") if sending.no == 1 else _("Answers came back"), sending.sent_by.name, False)
          for sending in application.sendings),
        *((one.set_aside_on, _("Decision set aside"), one.set_asides[0].by.name if one.set_asides else "", False)
          for one in queries.undone(application)),
        *((one.on, _("Decision, set aside later"), one.by.name, False) for one in queries.undone(application)),
        *_looked_at(application),
        *_decided(application),
    ]  # fmt: skip
    ordered = [(_day(when), words, who, future) for when, words, who, future in rows if when]
    ordered.sort(key=lambda row: (row[3], row[0]), reverse=True)
    return [(write_date(day), words, who, future) for day, words, who, future in ordered]


def _answers_by(application: Application) -> date | None:
    return application.return_by if application.state is State.RETURNED else None


def _looked_at(application: Application) -> list[tuple[Any, str, str, bool]]:
    rows: list[tuple[Any, str, str, bool]] = [
        (visit.on, _("Visit before registration"), visit.recorded_by.name, False)
        for visit in queries.visits(application)
    ]
    check = queries.crm_check(application.home_id) if application.home_id else None
    if check:
        words = _("Ways to complain: in place") if check.passed else _("Ways to complain: not in place")
        rows.append((check.on, words, check.officer.name, False))
    hearing = queries.hearing(application)
    if hearing:
        rows.append((hearing.notice_on, _("Notice of a hearing"), "", False))
        rows.append((hearing.held_on, _("Hearing"), "", False))
    return rows


def _decided(application: Application) -> list[tuple[Any, str, str, bool]]:
    rows: list[tuple[Any, str, str, bool]] = []
    if application.recommended_at and application.recommended_by:
        rows.append((application.recommended_at, _("Recommendation"), application.recommended_by.name, False))
    if application.decided_on and application.decided_by:
        rows.append((application.decided_on, _("Decision"), application.decided_by.name, False))
    return rows


def _day(when: date | datetime) -> date:
    return clock.local(when).date() if isinstance(when, datetime) else when

"""Setting a decision aside: by another person, with a reason and its power named; nothing of the decision is lost."""

from typing import Any

from registry_app.core import audit, clock, files
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import LANGUAGES
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import office_services
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import REOPENED, State
from registry_app.providers.authorisations import papers, queries, rules, set_aside_reports
from registry_app.providers.authorisations.access import people_of
from registry_app.providers.authorisations.models import Authorisation, Ruling, SetAside, SetAsideLetter
from registry_app.providers.authorisations.services import home_of, refuse_duties, with_tie
from registry_app.providers.authorisations.standing_services import keep_on_home, set_aside
from registry_app.providers.authorisations.states import LIVING, AuthorisationStanding
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import GONE, Standing
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode


@transactional
def set_decision_aside(application: Application, *, reason: str, back_to: State, actor: Any) -> SetAside:
    """The decision counts no more and its application is open again at `back_to`; while the power is not in force,
    only a letter to its holder is written and no status changes (README 1.4).

    Refused with a sentence: out of turn; by who decided or took an earlier step (NotAllowed); of a home that is closed;
    of a certificate that has ended already, or while a newer application for the home is under way.
    """
    application = locked(application)
    ruling = queries.ruling(application)
    if application.state is not State.DECIDED or ruling is None:
        raise DomainError(_("This is not possible now. Look again at where the application stands."))
    refuse_duties(rules.may_not_set_aside(str(actor.id), with_tie(actor, application, people_of(application))))
    if not reason.strip():
        raise DomainError(_("Write the reason."), "reason")
    if back_to not in REOPENED:
        raise DomainError(_("Choose the step that is taken anew."), "back_to")
    standing = _what_stands(application, ruling)
    written = _write_down(application, ruling, reason.strip(), back_to, actor)
    if written.mode is Mode.ACT:
        _undo(application, ruling, standing, written, actor)
    _write_letter(written, standing if written.mode is Mode.ACT else [], actor)
    return written


def _what_stands(application: Application, ruling: Ruling) -> list[Authorisation]:
    """The authorisations that rest on the decision and would fall with it."""
    given = queries.given_by_ruling(ruling)
    standing = [one for one in given if one.standing in LIVING]
    if given and not standing:
        raise DomainError(_("What this decision gave has ended already. There is nothing to set aside."))
    if home_of(application).standing in GONE:
        raise DomainError(_("This home is closed. There is nothing to decide anew."))
    return standing


def _write_down(application: Application, ruling: Ruling, reason: str, back_to: State, actor: Any) -> SetAside:
    mode, today = powers.may_act(Act.AUTHORISE), clock.today()
    if queries.set_aside_written(ruling, mode) is not None:
        raise DomainError(_("The letter to the office that holds this power was written already."))
    written = SetAside(
        ruling_id=ruling.id, mode=mode, on=today, by_id=actor.id, decided_by_id=ruling.by_id, reason=reason,
        back_to=back_to, recommendation_text=application.recommendation_text or "",
        power_lines=papers.power_lines(Act.AUTHORISE, today), power_basis=powers.power(Act.AUTHORISE, today).basis,
    )  # fmt: skip
    with audit.deed("authorisation:set-aside", written, actor, reason=reason[:500]):
        pass
    return written


def _undo(
    application: Application, ruling: Ruling, standing: list[Authorisation], written: SetAside, actor: Any
) -> None:
    short = written.reason[:500]
    for authorisation in standing:
        set_aside(authorisation, reason=short, actor=actor)
    hearing = queries.hearing(application)
    if hearing is not None:
        with audit.deed("authorisation:close-hearing", hearing, actor):
            hearing.undone_id = ruling.id
    with audit.deed("authorisation:undo-ruling", ruling, actor, reason=short):
        ruling.set_aside_on = written.on
    office_services.reopen(application, written.back_to, reason=short, actor=actor)
    _home_follows(home_of(application), actor, short)


def _home_follows(home: Home, actor: Any, reason: str) -> None:
    """A home with another certificate keeps its standing; any other is in process once more."""
    home = keep_on_home(home, actor=actor, ended=AuthorisationStanding.SET_ASIDE)
    if home.standing not in (Standing.AUTHORISED, Standing.SUSPENDED, Standing.IN_PROCESS):
        homes.set_standing(home, Standing.IN_PROCESS, actor, reason)


def _write_letter(written: SetAside, fallen: list[Authorisation], actor: Any) -> None:
    db.session.flush()
    db.session.refresh(written)
    office = powers.power(Act.AUTHORISE, written.on).office
    numbers = [one.certificate_number for one in fallen]
    for code in LANGUAGES:
        content = set_aside_reports.letter(written, office.title_in(code), numbers, code)
        name = f"{written.ruling.application.number}-set-aside-{code}.pdf"
        stored = files.keep(content, media_type=papers.PDF, name=name, actor=actor)
        db.session.flush()
        db.session.add(SetAsideLetter(set_aside_id=written.id, language=code, file_id=stored.id))
    db.session.flush()

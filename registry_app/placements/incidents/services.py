"""A person of a home sends a report; the offices speak with somebody, follow it, tell the home, and close it."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.events import publish
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.placements.events import IncidentSent
from registry_app.placements.incidents import queries, rules
from registry_app.placements.incidents.models import Incident, IncidentChild, IncidentStep
from registry_app.placements.incidents.states import (
    LIFE,
    WORKING,
    IncidentKind,
    IncidentLevel,
    IncidentOutcome,
    SentVia,
    StepKind,
    WhoDid,
)
from registry_app.providers import telling
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Ownership

OWN_TRIES, HOME_TRIES = 5, 50
TRIES_WITHIN, WAIT = timedelta(minutes=5), timedelta(seconds=30)
"""After so many reports without an account, from one browser or about one home, the next one waits; never refused."""
CODE_SIGNS = 10
"""So many signs by chance that nobody guesses the number of a report."""
MOST_CODES = 60
CODE = re.compile(rf"C-[{codes.CODE_LETTERS}]{{6}}-[{codes.CODE_LETTERS}]")


@transactional
def send(
    home: Home, kind: IncidentKind, *, happened_at: datetime, words: str, who: WhoDid, done: str = "",
    children: str = "", reach: str = "", actor: User | None,
) -> tuple[Incident, str]:  # fmt: skip
    """Keep a report under the next serial number and tell the offices at once; the report, and the number that opens
    its outcome, which is shown this once. `actor` is None for somebody without an account."""
    now = clock.now()
    if happened_at > now:
        raise DomainError(_("This lies in the future. Write when it happened."), "hour")
    if not words.strip():
        raise DomainError(_("Write what happened."), "words")
    typed = _codes(children)
    known = queries.children_of(home, typed) if typed else {}
    if actor is not None and (strange := [code for code in typed if code not in known]):
        raise DomainError(_("No child of this home has the code %(code)s.", code=strange[0]), "children")
    opener = codes.random_code("R", CODE_SIGNS)
    incident = _kept(home, kind, happened_at, now, who, actor, opener)
    incident.words, incident.done, incident.codes = words.strip(), done.strip() or None, " ".join(typed) or None
    incident.reach = reach.strip() or None
    with audit.deed("incident:send", incident, actor):
        pass
    for key in known.values():
        db.session.add(IncidentChild(incident_id=incident.id, child_id=key))
    db.session.flush()
    _tell(incident, home)
    publish(IncidentSent(home_id=home.id, kind=kind.value))
    return incident, opener


def must_wait(own: int, home: Home) -> bool:
    """Whether the next report of somebody without an account waits, after `own` ones from the same browser."""
    return own >= OWN_TRIES or queries.without_account(home, clock.now() - TRIES_WITHIN) >= HOME_TRIES


def _codes(typed: str) -> list[str]:
    found = list(dict.fromkeys(one.upper() for one in re.split(r"[\s,;،]+", typed) if one))
    if len(found) > MOST_CODES or not all(CODE.fullmatch(one) for one in found):
        raise DomainError(_("Write codes like C-7K2M9P-X, with a space between them. No names."), "children")
    return found


def _kept(
    home: Home, kind: IncidentKind, happened_at: datetime, now: datetime, who: WhoDid, actor: User | None, opener: str
) -> Incident:
    book = queries.book()
    level, year = rules.level(book, kind.value), clock.local(now).year
    serial = codes.next_number(f"incident:{year}")
    body = f"I-{year}-{serial:05d}"
    return Incident(
        number=f"{body}-{codes.check_letter(body)}", year=year, serial=serial, home_id=home.id, kind=kind,
        level=IncidentLevel(level), who=who, via=SentVia.OPEN_PAGE if actor is None else SentVia.ACCOUNT,
        sent_by_id=None if actor is None else actor.id, happened_at=happened_at, sent_at=now,
        late=rules.report_by(book, happened_at) < now, contact_by=rules.contact_by(book, level, now),
        safe_by=rules.safe_by(book, level, now), digest=queries.digest(opener), rules_version=book["version"],
    )  # fmt: skip


def _offices(incident: Incident, home: Home) -> list[User]:
    """The unit of the district, and SWD; for a home that SWD runs, SCPA in its place. Without those tied to it.

    A report about somebody of the unit goes past the unit, to SCPA as well.
    """
    over = {Role.SCPA_DG} if home.run_by is Ownership.SWD else {Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR}
    over |= {Role.SCPA_DG} if incident.who is WhoDid.CPU else {Role.CPU_HEAD, Role.COMPLAINT_OFFICER}
    return telling.offices_for(home, *sorted(over))


def _tell(incident: Incident, home: Home) -> None:
    subject = _("Report %(number)s from a home waits", number=incident.number)
    body = _("Report %(number)s from a home waits for a first contact. Sign in and read it.", number=incident.number)
    telling.tell(_offices(incident, home), subject, body, f"incident:{incident.id}")


@transactional
def chase(now: datetime) -> int:
    """Write once more, to the heads alone, about reports that nobody answered in time; gives how many."""
    found = queries.unanswered(now)
    for incident in found:
        over = Role.SCPA_DG if incident.home.run_by is Ownership.SWD else Role.SWD_DIRECTOR
        first = Role.SCPA_DG if incident.who is WhoDid.CPU else Role.CPU_HEAD
        heads = telling.offices_for(incident.home, *{first, over})
        subject = _("Report %(number)s is past its time", number=incident.number)
        body = _("Nobody has answered report %(number)s in time. Sign in and act now.", number=incident.number)
        telling.tell(heads, subject, body, f"incident-late:{incident.id}")
    if found:
        audit.note("incident:chase", None, None, changes={"reports": [None, len(found)]})
    return len(found)


def _move(
    incident: Incident, action: str, kind: StepKind, words: str, field: str, actor: Any, **facts: Any
) -> Incident:
    incident = locked(incident)
    try:
        target = LIFE.target(incident.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where it stands.")) from error
    if not words.strip():
        raise DomainError(_("Fill in this box."), field)
    step = IncidentStep(incident_id=incident.id, place=queries.steps_so_far(incident) + 1, kind=kind, by_id=actor.id)
    step.words = words.strip()
    with audit.deed(f"incident:{action}", incident, actor):
        for name, value in facts.items():
            setattr(incident, name, value)
        incident.state = target
    with audit.deed("incident:step", step, actor):
        pass
    db.session.refresh(incident, ["steps"])
    return incident


@transactional
def contact(incident: Incident, *, words: str, actor: Any) -> Incident:
    """Somebody of the office spoke with the reporter, the home or the child; the clock of first contact stops."""
    return _move(incident, "contact", StepKind.CONTACT, words, "words", actor, contact_at=clock.now())


@transactional
def follow(incident: Incident, *, kind: StepKind, words: str, actor: Any) -> Incident:
    """What was done next. That the children are safe stops the second clock."""
    if kind not in WORKING:
        raise DomainError(_("Choose one from the list."), "kind")
    facts = {"safe_at": clock.now()} if kind is StepKind.SAFE and locked(incident).safe_at is None else {}
    return _move(incident, "follow", kind, words, "words", actor, **facts)


@transactional
def release(incident: Incident, *, summary: str, actor: Any) -> Incident:
    """The home may see this summary from now on, and nothing of the report itself."""
    if locked(incident).released_at is not None:
        raise DomainError(_("The home was told already."))
    return _move(
        incident, "release", StepKind.RELEASE, summary, "summary", actor, released_at=clock.now(),
        summary=summary.strip() or None,
    )  # fmt: skip


@transactional
def close(incident: Incident, *, outcome: IncidentOutcome, answer: str, actor: Any) -> Incident:
    """The end of it, with words for the reporter. A danger is not closed before the children are safe."""
    standing = locked(incident)
    if standing.level is IncidentLevel.P1 and standing.safe_at is None:
        raise DomainError(_("Write first how the children were made safe."))
    return _move(
        incident, "close", StepKind.CLOSE, answer, "answer", actor, outcome=outcome, answer=answer.strip() or None,
        closed_at=clock.now(),
    )  # fmt: skip


@transactional
def reopen(incident: Incident, *, words: str, actor: Any) -> Incident:
    """Something new came up; the earlier end stays among the steps."""
    return _move(incident, "reopen", StepKind.REOPEN, words, "words", actor, closed_at=None)


def outcome_words(incident: Incident) -> Mapping[str, Any]:
    """What the number of a report tells: where it stands, and at the end what was found. No word of the report."""
    return {"state": incident.state, "outcome": incident.outcome if incident.closed_at else None,
            "answer": incident.answer if incident.closed_at else None}  # fmt: skip

"""A message comes in: judged by the rules of `registry triage`, routed past every conflict, stored, in one transaction.

SCPP 5.4.2.1; complaints-0.1.yaml `routing`, `triage`, `small_offices`. Nothing that a person sends is ever refused.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from complaints import queries
from complaints.access import meets, no_provider, not_shut_out
from complaints.duty import services as duty
from complaints.events import ClusterFound, ComplaintReceived
from complaints.models import Complaint, Exclusion, Reach, Step, Task
from complaints.offices import EVERYWHERE, HANDLERS, LOCAL, NEXT_UP, SHUT_OUT
from complaints.rules import Judgement, assess
from complaints.states import (
    AGE_OF_BAND,
    About,
    AgeBand,
    Category,
    Channel,
    Consent,
    Danger,
    Ground,
    Help,
    Level,
    Office,
    ReplyBy,
    Sex,
    TaskKind,
    Want,
)
from registry_app.accounts.models import RoleGrant, User
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, events, files
from registry_app.core.db import db, transactional
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.access import no_tie

RUN_BY = {
    Ownership.SWD: "SWD",
    Ownership.SCPA: "SCPA",
    Ownership.FEDERAL_PBM: "FEDERAL",
    Ownership.NGO: "NGO",
    Ownership.TRUST: "TRUST",
    Ownership.FAITH_BODY: "FAITH",
    Ownership.PRIVATE: "PRIVATE",
    Ownership.FAMILY: "FAMILY",
}


@dataclass(frozen=True)
class Telling:
    """What was told. Only `category` is asked for; everything else may be unknown."""

    category: Category
    channel: Channel = Channel.CH02
    by_child: bool = True
    language: str = "sd"
    home: Home | None = None
    district: str | None = None
    about: About = About.UNKNOWN
    danger: Danger | None = None
    story: str = ""
    voice: bytes | None = None
    voice_type: str = ""
    age: AgeBand = AgeBand.NOT_SAID
    sex: Sex = Sex.NOT_SAID
    helps: tuple[Help, ...] = ()
    wants: tuple[Want, ...] = ()
    reply_by: ReplyBy = ReplyBy.NUMBER
    phone: str = ""
    source: str = ""
    consent: Consent = Consent.NOT_ASKED
    ground: Ground | None = None
    received_at: datetime | None = None
    also_never: tuple[Office, ...] = field(default=())


@transactional
def file_message(told: Telling, *, lookup: str | None = None, token: str | None = None, actor: Any = None) -> Complaint:
    """Store a message; the same page's token stores it once. What is returned is kept for good once this returns.

    `lookup` and `token` are hashes (`numbers.lookup`, `numbers.digest`). `actor` is the officer who took it down.
    """
    if token and (sent := queries.by_token(token)) is not None:
        return sent
    now = clock.now()
    complaint = _new(told, now)
    complaint.code_lookup, complaint.sent_token = lookup, token
    if told.voice:
        complaint.voice_id = files.keep(told.voice, media_type=told.voice_type, name="voice", actor=None).id
        db.session.flush()
    judged = judge(complaint)
    apply(complaint, judged)
    with audit.deed("complaint:file", complaint, actor):
        pass
    route(complaint, judged, also_never=told.also_never)
    note(complaint, "file", None)
    _tell_the_house(complaint, judged)
    if complaint.level is Level.P1:
        duty.call_next(complaint)
    return complaint


def _new(told: Telling, now: datetime) -> Complaint:
    home = told.home
    about = About.HOUSEHOLD if home and home.household and told.about is About.STAFF else told.about
    return Complaint(
        home_id=home.id if home else None,
        home=home,
        district=home.district if home else told.district,
        channel=told.channel,
        by_child=told.by_child,
        language=told.language,
        category=told.category,
        about=about,
        danger=told.danger,
        story=told.story or None,
        age=told.age,
        sex=told.sex,
        helps=[str(one) for one in told.helps],
        wants=[str(one) for one in told.wants],
        reply_by=told.reply_by,
        phone=told.phone or None,
        source=told.source or None,
        consent=told.consent,
        ground=told.ground,
        received_at=told.received_at or now,
        arrived_at=now,
        times_reopened=0,
    )


def judge(complaint: Complaint, agreed: Level | None = None) -> Judgement:
    """The rules' own word on a message as it is recorded; at the level that officers `agreed`, when there is one."""
    facts: dict[str, Any] = {
        "received_at": complaint.received_at.isoformat(),
        "arrived_at": complaint.arrived_at.isoformat(),
        "channel": complaint.channel.value,
        "category": complaint.category.value,
        "text": complaint.story or "",
        "age_years": AGE_OF_BAND.get(complaint.age),
        "about": complaint.about.value,
        "provider_run_by": RUN_BY.get(complaint.home.run_by) if complaint.home else None,
        "danger_now": complaint.danger.value if complaint.danger else None,
        "disability": bool(complaint.helps) or None,
        "consent": complaint.consent.value,
        "no_consent_ground": complaint.ground.value if complaint.ground else None,
        "history": _history(complaint),
    }
    return assess(facts, gazetteer.holidays(), agreed.value if agreed else None)


def _history(complaint: Complaint) -> list[dict[str, str]]:
    if complaint.home_id is None:
        return []
    rows = queries.history(complaint.home_id, complaint.arrived_at - timedelta(days=92))
    return [{"level": level.value, "on": clock.local(at).date().isoformat()} for level, at in rows]


def apply(complaint: Complaint, judged: Judgement) -> None:
    """Level, reasons and clocks as judged."""
    complaint.level = Level(judged.level)
    complaint.rules_version = judged.version
    complaint.reasons = json.dumps([list(reason) for reason in judged.reasons], ensure_ascii=False)
    clocks = judged.clocks
    complaint.contact_by, complaint.safe_by = clocks.first_contact_by, clocks.child_safe_by
    complaint.start_by, complaint.decision_by = clocks.investigation_starts_by, clocks.decision_by
    complaint.office = Office(judged.routes_to)


def route(complaint: Complaint, judged: Judgement, *, also_never: Iterable[Office] = ()) -> None:
    """Write down who sees the message and who never does, then climb while nobody is left in an office."""
    never = {*(Office(name) for name in judged.never_to), *also_never}
    complaint.exclusions = [row for office in sorted(never) for row in _shut(office, complaint)]
    _add_tasks(complaint, judged)
    wanted = Office(judged.routes_to)
    for _time in range(complaint.times_reopened):
        wanted = NEXT_UP.get(wanted, wanted)
    complaint.office = staffed(complaint, wanted)
    copies = [Office(name) for name in judged.copied_to]
    complaint.reaches = _reaches(complaint, complaint.office, handles=True) + [
        row for office in copies if office not in never for row in _reaches(complaint, office, handles=False)
    ]
    db.session.flush()


def widen(complaint: Complaint, judged: Judgement) -> None:
    """The tasks and copies that a higher level or a new consent asks for; nobody who has the message loses it."""
    _add_tasks(complaint, judged)
    known = {(row.role, row.district) for row in complaint.reaches}
    copies = [row for name in judged.copied_to for row in _reaches(complaint, Office(name), handles=False)]
    complaint.reaches += [row for row in copies if (row.role, row.district) not in known]
    db.session.flush()


def hand_up(complaint: Complaint) -> None:
    """To the next office up that has somebody without a conflict; those who handled it keep their copy."""
    complaint.office = staffed(complaint, NEXT_UP.get(complaint.office, complaint.office))
    for row in complaint.reaches:
        row.handles = False
    complaint.reaches += _reaches(complaint, complaint.office, handles=True)


def _shut(office: Office, complaint: Complaint) -> list[Exclusion]:
    # A department that runs the home runs it everywhere: its district officers are shut out in every district.
    by_department = complaint.about in (About.SWD_DIRECTORATE,) or (
        complaint.home is not None and complaint.home.run_by is Ownership.SWD and office is Office.SWD_DISTRICT
    )
    place = None if office in EVERYWHERE or by_department else complaint.district
    return [Exclusion(complaint_id=complaint.id, role=role, district=place) for role in SHUT_OUT.get(office, ())]


def _reaches(complaint: Complaint, office: Office, *, handles: bool) -> list[Reach]:
    place = complaint.district if office in LOCAL else None
    return [
        Reach(complaint_id=complaint.id, role=role, district=place, handles=handles)
        for role in HANDLERS.get(office, ())
    ]


def staffed(complaint: Complaint, office: Office) -> Office:
    """The office, or the next one up that has somebody without a conflict; the first one when nobody has."""
    wanted: Office | None = office
    while wanted is not None:
        if any(_clear(user, complaint) for user in _holders(complaint, wanted)):
            return wanted
        wanted = NEXT_UP.get(wanted)
    return office


def _holders(complaint: Complaint, office: Office) -> list[User]:
    today = clock.today()
    rows = (
        select(User)
        .join(RoleGrant)
        .where(
            User.disabled_at.is_(None),
            RoleGrant.role.in_(HANDLERS.get(office, ())),
            RoleGrant.since <= today,
            or_(RoleGrant.until.is_(None), RoleGrant.until >= today),
        )
    )
    people = db.session.scalars(rows).unique().all()
    asked = _reaches(complaint, office, handles=True)
    return [
        user
        for user in people
        if any(meets(g.role, g.district, row) for g in user.grants if g.runs(today) for row in asked)
    ]


def _clear(user: User, complaint: Complaint) -> bool:
    return no_tie(user, complaint) and not_shut_out(user, complaint) and no_provider(user, complaint)


def _add_tasks(complaint: Complaint, judged: Judgement) -> None:
    known = set(db.session.scalars(select(Task.kind).where(Task.complaint_id == complaint.id)))
    for name in judged.tasks:
        if name not in known:
            db.session.add(Task(complaint_id=complaint.id, kind=TaskKind(name).value))


def note(complaint: Complaint, action: str, actor: Any) -> None:
    """One line in the message's own book."""
    db.session.add(
        Step(
            complaint_id=complaint.id,
            action=action,
            state=complaint.state,
            level=complaint.level,
            actor_id=getattr(actor, "id", None),
        )
    )
    db.session.flush()


def _tell_the_house(complaint: Complaint, judged: Judgement) -> None:
    events.publish(ComplaintReceived(complaint.home_id))
    if TaskKind.RESPONSIVE_INSPECTION.value in judged.tasks and complaint.home_id:
        events.publish(ClusterFound(complaint.home_id))


def widen_for_officers() -> tuple[Office, ...]:
    """A child who points at "a visitor or officer" may mean any of them, so none of them sees the message."""
    return (Office.CPU_COMPLAINT_OFFICER, Office.CPU_HEAD, Office.SWD_DISTRICT, Office.INSPECTION_TEAM)


def role_of(actor: Any) -> Role:
    """The role in which an officer acts on messages; the first one held that may."""
    held = [role for role in (*HANDLERS_BY_WEIGHT,) if actor.has(role)]
    return held[0] if held else sorted(actor.roles)[0]


HANDLERS_BY_WEIGHT = (
    Role.COMPLAINT_OFFICER, Role.CPU_HEAD, Role.CPO, Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR, Role.SCPA_DG, Role.DESK,
)  # fmt: skip

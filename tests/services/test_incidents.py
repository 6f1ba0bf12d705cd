"""Reports of incidents: serial numbers without a gap, who is told and who sees, each step from each state."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from complaints.models import Complaint
from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.placements.incidents import queries, services
from registry_app.placements.incidents.models import Incident, IncidentStep
from registry_app.placements.incidents.states import (
    IncidentKind,
    IncidentOutcome,
    IncidentState,
    Permission,
    SentVia,
    StepKind,
    WhoDid,
)
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import homes, stays
from tests.builders.incidents import report, stands_at
from tests.builders.people import person

S = IncidentState


def head(district="SD-HYD"):
    return person(Role.CPU_HEAD, district=district)


def test_numbers_follow_each_other_and_a_refused_report_takes_none(here):
    home = homes.home()
    first, _ = report(home)
    with pytest.raises(DomainError):
        report(home, words="   ")
    second, _ = report(home)
    assert (first.serial, second.serial) == (1, 2)
    assert first.number.startswith(f"I-{first.year}-00001-")


def test_the_database_refuses_a_gap_a_changed_word_and_a_removed_line(here):
    incident, _ = report(homes.home())
    stands_at(incident, S.CLOSED, head())
    for statement in (
        update(Incident).values(serial=7),
        update(Incident).values(words_sealed=b"x"),
        update(Incident).values(level="P3"),
        update(Incident).values(contact_at=clock.now()),
        update(IncidentStep).values(place=9),
        delete(IncidentStep),
        delete(Incident),
    ):
        with pytest.raises(DBAPIError), transaction() as session:
            session.execute(statement)
    columns = [c.name for c in Incident.__table__.columns if c.name not in ("id", "serial", "number", "digest")]
    copied = ", ".join(columns)
    with pytest.raises(DBAPIError, match="follows the one before"), transaction() as session:
        session.execute(
            text(
                f"INSERT INTO incident (id, serial, number, digest, {copied}) "  # noqa: S608
                f"SELECT '{'0' * 32}', 3, 'I-X', 'd', {copied} FROM incident"
            )
        )


def test_a_danger_cannot_be_closed_before_the_children_are_safe(here):
    officer = head()
    incident, _ = report(homes.home(), IncidentKind.MISSING)
    stands_at(incident, S.IN_HAND, officer)
    with pytest.raises(DomainError, match="made safe"):
        services.close(incident, outcome=IncidentOutcome.CONFIRMED, answer="Done.", actor=officer)
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(
            update(Incident).values(state="CLOSED", closed_at=clock.now(), outcome="PARTLY", answer_sealed=b"x")
        )
    services.follow(incident, kind=StepKind.SAFE, words="Found at his aunt's.", actor=officer)
    assert services.close(incident, outcome=IncidentOutcome.CONFIRMED, answer="Done.", actor=officer).state is S.CLOSED


ACTIONS = {
    "contact": lambda one, me: services.contact(one, words="Spoken.", actor=me),
    "follow": lambda one, me: services.follow(one, kind=StepKind.NOTE, words="Noted.", actor=me),
    "release": lambda one, me: services.release(one, summary="Please lock the store.", actor=me),
    "close": lambda one, me: services.close(one, outcome=IncidentOutcome.PARTLY, answer="Thank you.", actor=me),
    "reopen": lambda one, me: services.reopen(one, words="It goes on.", actor=me),
}
POSSIBLE = {
    (S.SENT, "contact"): S.IN_HAND,
    (S.IN_HAND, "follow"): S.IN_HAND,
    (S.IN_HAND, "release"): S.IN_HAND,
    (S.IN_HAND, "close"): S.CLOSED,
    (S.CLOSED, "reopen"): S.IN_HAND,
}


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(ACTIONS))
def test_each_step_from_each_state(here, state, action):
    officer = head()
    incident, _ = report(homes.home(), IncidentKind.ACCIDENT)
    stands_at(incident, state, officer)
    steps = queries.steps_so_far(incident)
    wanted = POSSIBLE.get((state, action))
    if wanted is None:
        with pytest.raises(DomainError, match="not possible now"):
            ACTIONS[action](incident, officer)
        assert (incident.state, queries.steps_so_far(incident)) == (state, steps)
    else:
        assert ACTIONS[action](incident, officer).state is wanted
        assert queries.steps_so_far(incident) == steps + 1
    assert audit.verify()[0] == audit.SOUND


def test_the_offices_are_told_at_once_without_a_word_of_it_and_once_more_when_nobody_answers(here):
    first, other = head(), head("SD-SKR")
    director, officer = person(Role.SWD_DIRECTOR), person(Role.COMPLAINT_OFFICER, district="SD-HYD")
    manager = person(Role.PROVIDER)
    home = homes.home(manager, name="Noor House")
    child = stays.legacy(home).child
    incident, opener = report(home, words="He hit Ali.", children=child.code)
    sent = db.session.scalars(select(OutboxMessage)).all()
    assert {one.to for one in sent} == {first.email, director.email, officer.email}
    assert other.email not in {one.to for one in sent}
    for one in sent:
        assert incident.number in one.body
        for secret in ("Ali", "hit", child.code, "Noor", opener):
            assert secret not in one.body + one.subject
    assert services.chase(clock.now()) == 0
    late = clock.now() + timedelta(hours=2)
    assert services.chase(late) == 1
    services.chase(late)
    again = db.session.scalars(select(OutboxMessage.to).where(OutboxMessage.once_key.like("incident-late:%"))).all()
    assert sorted(again) == sorted([first.email, director.email])


def test_of_a_home_of_the_department_the_department_learns_nothing(here):
    director, district = person(Role.SWD_DIRECTOR), person(Role.DISTRICT_OFFICER, district="SD-HYD")
    general, unit = person(Role.SCPA_DG), head()
    home = homes.home(of=homes.organisation(ownership=Ownership.SWD))
    incident, _ = report(home)
    assert set(db.session.scalars(select(OutboxMessage.to))) == {general.email, unit.email}
    for actor in (director, district):
        assert queries.one(actor, incident.id) is None
        assert not allows(actor, Permission.WORK, incident)
    for actor in (general, unit):
        assert queries.one(actor, incident.id) is not None
        assert allows(actor, Permission.WORK, incident)


def test_who_sees_a_report_the_query_and_the_policy_say_the_same(here):
    tied = head()
    home = homes.home(person(Role.PROVIDER))
    with transaction() as session:
        session.add(Tie(user_id=tied.id, home_id=home.id, kind=TieKind.DONOR))
    incident, _ = report(home)
    both = person(Role.CPU_HEAD, Role.PROVIDER, district="SD-HYD")
    seen = {
        "head": (head(), True), "elsewhere": (head("SD-SKR"), False), "tied": (tied, False), "both": (both, False),
        "complaints": (person(Role.COMPLAINT_OFFICER, district="SD-HYD"), True),
        "director": (person(Role.SWD_DIRECTOR), True), "general": (person(Role.SCPA_DG), False),
        "district": (person(Role.DISTRICT_OFFICER, district="SD-HYD"), True), "cpo": (person(Role.CPO), False),
        "registrar": (person(Role.REGISTRY_OFFICER), False), "desk": (person(Role.DESK), False),
        "auditor": (person(Role.AUDITOR), False), "inspector": (person(Role.INSPECTOR), False),
    }  # fmt: skip
    for name, (actor, wanted) in seen.items():
        assert (queries.one(actor, incident.id) is not None) is wanted, name
        assert allows(actor, Permission.VIEW, incident) is wanted, name
        assert (incident in queries.listing(actor).rows) is wanted, name


def test_a_manager_sees_the_report_of_a_colleague_only_as_the_summary_that_was_released(here):
    manager, colleague, officer = person(Role.PROVIDER), person(Role.PROVIDER), head()
    home = homes.home(manager, colleague)
    incident, _ = report(home, IncidentKind.ACCIDENT, colleague)
    assert list(queries.own(colleague)) == [incident]
    assert list(queries.own(manager)) == []
    assert queries.one_of_own(manager, incident.id) is None
    stands_at(incident, S.IN_HAND, officer)
    services.release(incident, summary="Mend the swing.", actor=officer)
    assert list(queries.own(manager)) == [incident]
    assert queries.one_of_own(person(Role.PROVIDER), incident.id) is None
    with pytest.raises(DomainError, match="told already"):
        services.release(incident, summary="Again.", actor=officer)


def test_without_an_account_the_number_opens_where_it_stands_and_nothing_else(here):
    officer = head()
    incident, opener = report(homes.home(), IncidentKind.ACCIDENT, children="C-222222-2", reach="0300 1234567")
    assert (incident.via, incident.sent_by_id, incident.children) == (SentVia.OPEN_PAGE, None, [])
    assert queries.by_code(opener.lower().replace("-", " ")) == incident
    assert queries.by_code("R-AAAAAAAAAA-A") is None
    assert services.outcome_words(incident) == {"state": S.SENT, "outcome": None, "answer": None}
    stands_at(incident, S.CLOSED, officer)
    assert services.outcome_words(incident)["answer"] == "We acted."
    services.reopen(incident, words="New.", actor=officer)
    assert services.outcome_words(incident)["answer"] is None


def test_late_and_future_and_strange_codes(here):
    owner = person(Role.PROVIDER)
    home = homes.home(owner)
    stay = stays.legacy(home)
    late, _ = report(home, actor=owner, happened_at=clock.now() - timedelta(hours=25))
    good, _ = report(home, actor=owner, children=f"{stay.child.code.lower()},")
    assert (late.late, good.late) == (True, False)
    assert [row.child.code for row in good.children] == [stay.child.code]
    with pytest.raises(DomainError) as future:
        report(home, actor=owner, happened_at=clock.now() + timedelta(minutes=1))
    with pytest.raises(DomainError, match="No child of this home") as strange:
        report(home, actor=owner, children="C-222222-2")
    with pytest.raises(DomainError, match="No names") as name:
        report(home, children="AVeryLongNameOfAChild")
    assert (future.value.field, strange.value.field, name.value.field) == ("hour", "children", "children")


def test_a_report_is_never_a_message_of_a_child(here):
    incident, _ = report(homes.home())
    stands_at(incident, S.CLOSED, head())
    assert db.session.scalar(select(func.count()).select_from(Complaint)) == 0


def test_words_lie_sealed_and_the_record_of_deeds_does_not_repeat_them(here):
    incident, opener = report(homes.home(), words="Secret words of a carer")
    assert b"Secret" not in incident.words_sealed
    rows = db.session.scalars(select(audit.AuditEntry.changes).where(audit.AuditEntry.action == "incident:send")).all()
    assert "Secret" not in str(rows)
    assert opener not in str(rows)
    assert incident.digest not in str(rows)


def test_the_list_begins_with_what_is_open_and_finished_ones_are_asked_for(here):
    officer, home = head(), homes.home()
    closed, waiting = report(home)[0], report(home)[0]
    stands_at(closed, S.CLOSED, officer)
    assert list(queries.listing(officer).rows) == [waiting]
    assert list(queries.listing(officer, state="CLOSED").rows) == [closed]
    assert list(queries.listing(officer, late=True).rows) == []


def test_a_report_about_the_unit_goes_past_the_unit(here):
    home, unit = homes.home(), head()
    scpa, director = person(Role.SCPA_DG), person(Role.SWD_DIRECTOR)
    about, _opener = report(home, who=WhoDid.CPU)
    plain, _opener = report(home, who=WhoDid.POLICE)
    seen = {name: {one.id for one in queries.listing(actor).rows}
            for name, actor in (("unit", unit), ("scpa", scpa), ("director", director))}  # fmt: skip
    assert seen == {"unit": {plain.id}, "scpa": {about.id}, "director": {about.id, plain.id}}
    assert not allows(unit, Permission.VIEW, about)
    assert allows(scpa, Permission.WORK, about)
    told = set(db.session.scalars(select(OutboxMessage.to).where(OutboxMessage.once_key.like(f"incident:{about.id}%"))))
    assert unit.email not in told
    assert {scpa.email, director.email} <= told

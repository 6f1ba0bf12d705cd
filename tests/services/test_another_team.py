"""A planned visit goes with other people: who fits, what is agreed to anew, what is kept, and until when."""

import pytest
from sqlalchemy import select

from inspections import services, team_services
from inspections.models import TeamMember
from inspections.states import Entry, TeamLack, TeamRole
from registry_app.accounts.states import Role
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.states import WrongState
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import visits
from tests.builders.people import person


def change(visit, lead, members=(), **facts):
    given = {"reason": "One is ill.", "actor": person(Role.DISTRICT_OFFICER, district="SD-HYD"), **facts}
    return team_services.change_team(visit, lead=lead, members=list(members), **given)


def team_of(visit):
    rows = db.session.execute(select(TeamMember.user_id, TeamMember.role).where(TeamMember.visit_id == visit.id))
    return {user_id: role for user_id, role in rows}  # noqa: C416


def test_a_member_is_replaced_and_both_lines_and_the_reason_are_kept(here):
    visit = visits.planned()
    lead, gone, nurse = visit.lead, visit.team[1].user, visit.team[2].user
    new = visits.inspector()
    stay = gone if gone.health_professional else nurse
    gone = nurse if stay is gone else gone
    change(visit, lead, [stay, new])
    assert team_of(visit) == {lead.id: TeamRole.LEAD, stay.id: TeamRole.MEMBER, new.id: TeamRole.MEMBER}
    lines = db.session.scalars(select(AuditEntry).where(AuditEntry.action.like("visit:%")).order_by(AuditEntry.seq))
    last = [(line.action, line.reason) for line in lines][-3:]
    assert last == [("visit:change-team", "One is ill."), ("visit:take-from-team", None), ("visit:add-to-team", None)]


def test_a_member_leads_and_the_lead_becomes_a_member(here):
    visit = visits.planned()
    old, new, third = (member.user for member in visit.team)
    change(visit, new, [old, third])
    assert team_of(visit) == {old.id: TeamRole.MEMBER, new.id: TeamRole.LEAD, third.id: TeamRole.MEMBER}
    assert visit.lead.id == new.id


def test_what_the_new_team_lacks_is_agreed_to_anew(here):
    visit = visits.planned(members=[])
    officer = person(Role.SWD_DIRECTOR)
    services.acknowledge_team(visit, reason="Nobody else is here.", actor=officer)
    man = visits.inspector(woman=False)
    change(visit, man)
    assert (visit.acknowledged_by_id, visit.acknowledged_reason) == (None, None)
    assert TeamLack.NO_WOMAN in visit.team_lacks
    with pytest.raises(DomainError, match="Ask the office to agree"):
        services.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=man)
    change(visit, visits.inspector(), [man, visits.inspector(health_professional=True)])
    assert visit.team_lacks == []


def test_a_tie_another_district_and_the_own_directorate_refuse_a_person(here):
    visit = visits.planned()
    before = team_of(visit)
    tied = visits.inspector()
    with transaction():
        db.session.add(Tie(user_id=tied.id, home_id=visit.home_id, kind=TieKind.FAMILY))
    for user, sentence in ((tied, "has a tie"), (visits.inspector("SD-SKR"), "no inspector of this district")):
        with pytest.raises(DomainError, match=sentence):
            change(visit, visit.lead, [user])
        with pytest.raises(DomainError, match=sentence):
            change(visit, user)
    assert team_of(visit) == before


def test_the_same_people_are_no_change(here):
    visit = visits.planned()
    with pytest.raises(DomainError, match="go already"):
        change(visit, visit.lead, [member.user for member in visit.team])


def test_once_begun_or_cancelled_the_team_stays(here):
    begun, off = visits.under_way(), visits.planned()
    services.cancel(off, reason="Rain", actor=off.lead)
    for visit in (begun, off):
        before = team_of(visit)
        with pytest.raises(WrongState):
            change(visit, visits.inspector())
        assert team_of(visit) == before

"""From referral to stay: what the body may decide, what no page, service or SQL can get past."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gatekeeping.bodies import services as bodies
from gatekeeping.bodies.states import Presence
from gatekeeping.cases import ladder_services, queries, search, services
from gatekeeping.cases.models import Case
from gatekeeping.cases.states import Ground, Permission, Source, State
from gatekeeping.decisions import emergency_services, proposal
from gatekeeping.decisions import queries as decisions
from gatekeeping.decisions import services as deciding
from gatekeeping.decisions.models import Decision
from gatekeeping.decisions.states import Choice, Outcome
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.placements import queries as placements
from registry_app.placements import services as stays
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis, Exit, Rung, Sex
from registry_app.providers.homes.states import CareType
from registry_app.providers.ties.models import Tie
from tests.builders import cases as build
from tests.builders.children import a_child
from tests.builders.people import person


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD")


@pytest.fixture
def panel(here):
    return build.a_panel()


def decide(case, panel, cpo, outcome=Outcome.APPROVE, votes=None, **facts):
    passed = {"W09": build.LONG, "W12": build.LONG, **facts.pop("passed", {})}
    return deciding.decide(
        case, panel.meeting, outcome=outcome, votes=votes or panel.votes(), actor=panel.chair,
        words=build.words(cpo, passed=passed, **facts),
    )  # fmt: skip


def no_stay_of(case):
    return placements.open_stay(case.child_id) is None


def test_from_referral_to_stay(cpo, panel):
    home = build.authorised()
    case = build.ready(cpo, home)
    decision = decide(case, panel, cpo)
    stay = placements.open_stay(case.child_id)
    assert stay.basis is Basis.DECISION
    assert stay.home_id == home.id
    assert stay.warrant.decision_id == decision.id
    assert case.state is State.DECIDED
    assert decision.judgement["may_proceed"] is True
    assert len(decision.votes) == 7
    assert queries.tasks(case)[0].what == "Visit the aunt each week"


@pytest.mark.parametrize("missing", list(build.CODES))
def test_the_panel_cannot_skip_a_rung(cpo, panel, missing):
    home = build.authorised()
    case = build.ruled_out(build.heard(build.assessed(build.a_case(cpo), cpo), cpo), cpo, but=(missing,))
    services.send(build.picked(case, cpo, home), actor=cpo)
    with pytest.raises(deciding.Blocked) as refused:
        decide(case, panel, cpo)
    assert "HB04" in refused.value.explain
    assert any(missing.value in sentence for sentence in refused.value.explain["HB04"])
    assert no_stay_of(case)
    assert db.session.scalars(db.select(Decision)).all() == []


def test_a_possible_rung_closes_those_after_it(cpo, panel):
    home = build.authorised()
    case = build.ruled_out(build.heard(build.assessed(build.a_case(cpo), cpo), cpo), cpo)
    ladder_services.find_possible(case, Rung.KINSHIP, actor=cpo)
    services.send(build.picked(case, cpo, home), actor=cpo)
    with pytest.raises(deciding.Blocked):
        decide(case, panel, cpo)


def test_without_the_childs_view_nothing_is_decided(cpo, panel):
    case = build.ruled_out(build.assessed(build.a_case(cpo), cpo), cpo)
    services.send(build.picked(case, cpo, build.authorised()), actor=cpo)
    with pytest.raises(deciding.Blocked) as refused:
        decide(case, panel, cpo)
    assert list(refused.value.explain) == ["HB06"] or "HB06" in refused.value.explain


def test_poverty_alone_parts_no_family(cpo):
    case = build.a_case(cpo)
    with pytest.raises(DomainError, match="never part a child"):
        build.assessed(case, cpo, grounds=[Ground.POVERTY, Ground.SCHOOLING])
    build.assessed(case, cpo, grounds=[Ground.POVERTY, Ground.HARM])
    with pytest.raises(DomainError, match="never part a child"):
        ladder_services.rule_out(
            case, Rung.PRESERVE, code="X01_POVERTY", evidence="poor", on_day=clock.today(), actor=cpo
        )
    with pytest.raises(DomainError, match="does not apply"):
        ladder_services.rule_out(
            case, Rung.PRESERVE, code="R16_AGE_OR_CAPACITY", evidence="x", on_day=clock.today(), actor=cpo
        )


def test_a_search_refuses_while_a_carer_is_free(cpo):
    case = build.assessed(build.a_case(cpo), cpo)
    ladder_services.search_nobody(case, Rung.FOSTER, actor=cpo)
    answer = placements.answers(case.child)[0]
    assert "in Sindh 0" in answer.evidence
    build.authorised(CareType.FOSTER)
    with pytest.raises(DomainError, match="free place"):
        ladder_services.search_nobody(case, Rung.FOSTER, actor=cpo)
    with pytest.raises(DomainError):
        ladder_services.search_nobody(case, Rung.PRESERVE, actor=cpo)


def test_quorum_and_conflict(cpo):
    body, members = build.a_body()
    home = build.authorised()
    case = build.ready(cpo, home)
    panel = build.Panel(body, members, build.sit(body, members, here=5))
    services.declare_interest(case, members[4], "Sits on its board", actor=members[0])
    with pytest.raises(deciding.Blocked) as refused:
        decide(case, panel, cpo, votes=panel.votes(but=3))
    assert "HB09" in refused.value.explain
    with pytest.raises(deciding.Blocked):
        decide(case, panel, cpo, votes=panel.votes(but=2))
    bodies.call_roll(panel.meeting, {m.id: Presence.BY_PHONE for m in members}, actor=members[0])
    votes = {m.id: Choice.FOR for m in members if m.id != members[4].id}
    assert decide(case, panel, cpo, votes=votes).outcome is Outcome.APPROVE


def test_a_tie_to_the_home_is_found_and_hides_the_case(cpo, panel):
    home = build.authorised()
    case = build.ready(cpo, home)
    member = panel.members[3]
    assert queries.one(member, case.id) is not None

    with transaction():
        db.session.add(Tie(user_id=member.id, home_id=home.id, kind="BOARD", since=clock.today()))
    assert queries.one(member, case.id) is None
    assert not allows(member, Permission.VIEW, case)
    with pytest.raises(deciding.Blocked):
        decide(case, panel, cpo)


def test_two_thirds_for_group_care_and_a_lost_vote(cpo, panel):
    case = build.ready(cpo, build.authorised())
    votes = panel.votes()
    for member in panel.members[4:]:
        votes[member.id] = Choice.AGAINST
    with pytest.raises(deciding.Blocked, match="do not carry"):
        decide(case, panel, cpo, votes=votes)
    lost = decide(case, panel, cpo, outcome=Outcome.REJECT, votes=votes)
    assert lost.outcome is Outcome.REJECT
    assert case.state is State.OPEN
    assert no_stay_of(case)


def test_put_off_with_a_question(cpo, panel):
    case = build.ready(cpo, build.authorised())
    with pytest.raises(DomainError, match="question"):
        decide(case, panel, cpo, outcome=Outcome.DEFER)
    decide(case, panel, cpo, outcome=Outcome.DEFER, question="Did anybody speak to the grandmother?")
    assert case.state is State.OPEN
    assert case.question == "Did anybody speak to the grandmother?"


@pytest.mark.parametrize("days", [0, 29])
def test_a_review_day_within_28_days(cpo, panel, days):
    case = build.ready(cpo, build.authorised())
    with pytest.raises(DomainError, match="review day"):
        decide(case, panel, cpo, review_on=clock.today() + timedelta(days=days))
    assert no_stay_of(case)


def test_a_child_who_objects_is_reviewed_in_14_days_with_two_thirds(cpo, panel):
    case = build.ready(cpo, build.authorised())
    build.heard(case, cpo, objects_to=[Rung.RESIDENTIAL])
    with pytest.raises(DomainError, match="30 letters"):
        decide(case, panel, cpo)
    with pytest.raises(DomainError, match="review day"):
        decide(case, panel, cpo, passed={"W04": build.LONG}, review_on=clock.today() + timedelta(days=15))
    decision = decide(case, panel, cpo, passed={"W04": build.LONG})
    assert decisions.overrides(case, clock.today())[0].rule == "W04"
    assert decision.judgement["panel"]["majority"] == "two_thirds"


def test_a_higher_office_lifts_its_own_warnings(cpo, panel):
    child = a_child(5, sex=Sex.BOY, actor=cpo, unaccompanied=False)
    case = build.ready(cpo, build.authorised(), child)
    with pytest.raises(DomainError, match="higher office"):
        decide(case, panel, cpo)
    with pytest.raises(NotAllowed):
        deciding.override(case, "W13", reason=build.LONG, actor=panel.chair)
    director = person(Role.SWD_DIRECTOR)
    deciding.override(case, "W13", reason=build.LONG, actor=director)
    decide(case, panel, cpo)
    assert not no_stay_of(case)


def test_a_child_under_three_needs_the_director_general(cpo, panel):
    child = a_child(1, sex=Sex.BOY, actor=cpo, unaccompanied=False)
    case = build.ready(cpo, build.authorised(), child)
    with pytest.raises(deciding.Blocked):
        decide(case, panel, cpo)
    until, ground = clock.today() + timedelta(days=30), "keeps_siblings_together"
    for actor in (person(Role.SWD_DIRECTOR), panel.chair):
        with pytest.raises(NotAllowed):
            deciding.override(case, "BX01", ground=ground, until=until, reason=build.LONG, actor=actor)
    dg = person(Role.SCPA_DG)
    with pytest.raises(DomainError, match="that long"):
        deciding.override(case, "BX01", ground=ground, until=until + timedelta(days=1), reason=build.LONG, actor=dg)
    deciding.override(case, "BX01", ground=ground, until=until, reason=build.LONG, actor=dg)
    decide(case, panel, cpo)
    assert not no_stay_of(case)


def test_nobody_overrides_or_decides_an_own_case(here, panel):
    chair = panel.chair
    case = build.ready(person(Role.CPO, Role.CPU_HEAD, district="SD-HYD"), build.authorised())
    assert allows(chair, Permission.DECIDE, case)
    assert not allows(panel.members[1], Permission.DECIDE, case)
    preparer = db.session.get(type(chair), case.officer_id)
    with pytest.raises(NotAllowed):
        deciding.override(case, "W07", reason=build.LONG, actor=preparer)
    assert not allows(preparer, Permission.OVERRIDE, case)


def test_the_last_bed_goes_to_one(cpo, panel):
    home = build.authorised(capacity=1)
    first, second = build.ready(cpo, home), build.ready(cpo, home)
    decide(first, panel, cpo)
    with pytest.raises(deciding.Blocked) as refused:
        decide(second, panel, cpo)
    assert "BX02" in refused.value.explain
    assert no_stay_of(second)


def test_a_closed_home_cannot_be_picked(cpo):
    case = build.assessed(build.a_case(cpo), cpo)
    frozen, expired = build.authorised(admissions_frozen=True, frozen_by="MEASURE"), build.authorised()
    with pytest.raises(DomainError, match="closed"):
        build.picked(case, cpo, frozen)
    with pytest.raises(DomainError, match="from the list"):
        build.picked(case, cpo, expired, Rung.FOSTER)


def test_the_list_puts_siblings_first_then_the_nearest(cpo):
    import uuid

    group = uuid.uuid4()
    far, near = build.authorised(district="SD-SKR"), build.authorised()
    sister = a_child(12, sex=Sex.BOY, actor=cpo, sibling_group=group)
    stays.record_stay(sister, basis=Basis.LEGACY, home=far, actor=cpo)
    brother = a_child(16, sex=Sex.BOY, actor=cpo, sibling_group=group)
    found = search.options(build.a_case(cpo, brother), Rung.RESIDENTIAL, clock.today())
    assert [option.home.id for option in found] == [far.id, near.id]
    alone = search.options(build.a_case(cpo), Rung.RESIDENTIAL, clock.today())
    assert [option.home.id for option in alone] == [near.id, far.id]


def test_an_emergency_needs_no_ladder_but_an_authorised_home(cpo):
    head = person(Role.CPU_HEAD, district="SD-HYD")
    case = build.a_case(cpo)
    facts = {
        "danger": "Beaten tonight",
        "tried": "Aunt called, no answer",
        "escort_is_woman": None,
        "shares_unit": False,
        "in_conflict_with_law": False,
        "actor": head,
    }
    closed = build.authorised(CareType.EMERGENCY, admissions_frozen=True, frozen_by="MEASURE")
    with pytest.raises(deciding.Blocked) as refused:
        emergency_services.begin_emergency(case, closed, CareType.EMERGENCY, **facts)
    assert "HB02" in refused.value.explain
    stay = emergency_services.begin_emergency(case, build.authorised(CareType.EMERGENCY), CareType.EMERGENCY, **facts)
    assert stay.basis is Basis.EMERGENCY
    assert stay.limit_on == clock.today() + timedelta(days=30)


def test_an_emergency_never_replaces_the_ladder_of_a_decision(cpo, panel):
    head = person(Role.CPU_HEAD, district="SD-HYD")
    case = build.a_case(cpo)
    emergency_services.begin_emergency(
        case, build.authorised(CareType.EMERGENCY), CareType.EMERGENCY, danger="x", tried="y", escort_is_woman=None,
        shares_unit=False, in_conflict_with_law=False, actor=head,
    )  # fmt: skip
    build.heard(build.assessed(case, cpo), cpo)
    services.send(build.picked(case, cpo, build.authorised()), actor=cpo)
    with pytest.raises(deciding.Blocked) as refused:
        decide(case, panel, cpo)
    assert "HB04" in refused.value.explain
    assert placements.open_stay(case.child_id).basis is Basis.EMERGENCY


def test_reunified_ends_the_stay(cpo, panel):
    case = build.a_case(cpo)
    stays.record_stay(case.child, basis=Basis.LEGACY, home=build.authorised(), actor=cpo)
    build.heard(build.assessed(case, cpo, necessary=False, grounds=[]), cpo)
    build.ruled_out(case, cpo, Rung.REUNIFY)
    services.pick(case, Rung.REUNIFY, reason="The mother is well again", actor=cpo)
    services.send(case, actor=cpo)
    decide(case, panel, cpo)
    ended = db.session.scalars(db.select(Stay).where(Stay.child_id == case.child_id)).one()
    assert ended.exit is Exit.REUNIFIED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE gatekeeping_decision SET outcome = 'REJECT'",
        "UPDATE gatekeeping_decision SET review_on = NULL",
        "DELETE FROM gatekeeping_decision",
        "UPDATE gatekeeping_vote SET vote = 'AGAINST'",
        "DELETE FROM gatekeeping_vote",
        "UPDATE gatekeeping_override SET reason = reason",
        "DELETE FROM gatekeeping_override",
        "UPDATE gatekeeping_case SET state = 'BEFORE_PANEL'",
        "UPDATE gatekeeping_case SET state = 'CLOSED'",
        "UPDATE gatekeeping_match SET home_id = NULL",
        "UPDATE gatekeeping_meeting SET state = 'CLOSED'",
        "UPDATE stay SET warrant_id = NULL",
    ],
)
def test_what_was_decided_holds_against_sql(cpo, panel, statement):
    case = build.ready(cpo, build.authorised())
    build.heard(case, cpo, objects_to=[Rung.RESIDENTIAL])
    decide(case, panel, cpo, passed={"W04": build.LONG})
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(statement))


def test_a_locked_decision_is_locked(cpo, panel):
    decision = decide(build.ready(cpo, build.authorised()), panel, cpo)
    deciding.lock(decision, actor=panel.chair)
    with pytest.raises(DomainError):
        deciding.lock(decision, actor=panel.chair)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text("UPDATE gatekeeping_decision SET locked_at = NULL, locked_by = NULL"))


def test_one_living_case_a_child(cpo):
    case = build.a_case(cpo)
    with pytest.raises(DomainError, match="already"):
        build.a_case(cpo, case.child)
    with pytest.raises(DomainError, match="which home"):
        build.a_case(cpo, source=Source.HOME)
    services.close(case, "Safe with the grandmother", actor=cpo)
    assert build.a_case(cpo, case.child).state is State.OPEN


def test_who_sees_a_case(cpo, panel):
    case = build.a_case(cpo)
    elsewhere = person(Role.CPO, district="SD-SKR")
    provider, director = person(Role.PROVIDER), person(Role.SWD_DIRECTOR)
    seen = {who.id for who in (cpo, elsewhere, provider, director, panel.members[1]) if queries.one(who, case.id)}
    assert seen == {cpo.id, director.id}
    build.picked(build.assessed(case, cpo), cpo, build.authorised())
    services.send(case, actor=cpo)
    assert queries.one(panel.members[1], case.id) is not None
    for who in (cpo, elsewhere, provider, director, *panel.members):
        assert (queries.one(who, case.id) is not None) == allows(who, Permission.VIEW, case)


def test_the_proposal_is_the_commands_own_input(cpo, panel):
    case = build.ready(cpo, build.authorised())
    made = proposal.build(case, panel.meeting, panel.votes())
    assert proposal.judged(made)["blocks"] == []
    assert db.session.get(Case, case.id).state is State.BEFORE_PANEL


def test_figures_of_a_month(cpo, panel):
    decide(build.ready(cpo, build.authorised()), panel, cpo)
    start, end = clock.today().replace(day=1), clock.today() + timedelta(days=1)
    assert decisions.outcomes_between(start, end) == {"APPROVE": 1}
    assert decisions.care_decided_between(start, end) == {"RESIDENTIAL": 1}
    assert decisions.codes_between(start, end)["R05_REFUSES_TO_CARE"] == 2
    assert decisions.outcomes_between(end, end + timedelta(days=30)) == {}

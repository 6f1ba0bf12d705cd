"""Inspectors and members of panels: named by their card, vetted, refused while not clear, gone and not forgotten."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from gatekeeping.bodies import services as bodies
from gatekeeping.bodies.states import Presence, SeatKind, Template
from inspections import services as visits
from inspections import team_services
from inspections.states import Entry
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.outbox import OutboxMessage
from registry_app.demo.vetted import Vetting
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations.decision_services import Blocked
from registry_app.providers.authorisations.states import Block, VettedGroup
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders.models import OffenderQuestion
from registry_app.providers.vetting import official_queries, official_services, queries, search_services, services
from registry_app.providers.vetting.models import OffenderMatch, OfficialPost, Person, Post
from registry_app.providers.vetting.states import Check, Leaving, MatchState, OfficialKind, Permission, PostKind, Result
from tests.builders import authorisations as applied
from tests.builders import homes
from tests.builders import vetting as built
from tests.builders import visits as built_visits
from tests.builders.authorisations import in_force
from tests.builders.people import person

INSPECTOR, MEMBER = OfficialKind.INSPECTOR, OfficialKind.PANEL_MEMBER
ASKED = ("V01", "V02", "V10", "V11")


@pytest.fixture
def here(app):
    with app.app_context():
        yield app


def inspector(**facts):
    return person(Role.INSPECTOR, vetted=False, agency=Agency.SWD, **facts)


def member(**facts):
    return person(Role.PANEL_MEMBER, vetted=False, **facts)


def named(user, kind=INSPECTOR, number=None, actor=None):
    return official_services.name_official(
        user, kind, card=IdentityKind.CNIC, number=number or built.cnic(), since=clock.today(),
        actor=actor or built.registrar(),
    )  # fmt: skip


def check(post, code, result=Result.PASSED, on=None):
    return services.record_check(
        post.person, Check(code), result=result, on=on or clock.today(), note="Seen.", actor=built.registrar()
    )


def cleared(user, kind=INSPECTOR, number=None):
    post = named(user, kind, number)
    for code in ASKED:
        check(post, code)
    return post


def outcome(user, kind=INSPECTOR):
    db.session.expire_all()
    return official_queries.vetted(kind, [user])[0].outcome


def mails(user):
    return [m.subject for m in db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == user.email))]


def test_an_inspector_is_pending_until_every_check_is_there(here):
    user = inspector()
    assert outcome(user) == "PENDING"
    post = named(user)
    assert len(db.session.scalars(select(OffenderQuestion)).all()) == 1
    for code in ASKED:
        assert outcome(user) == "PENDING"
        check(post, code)
    assert outcome(user) == "CLEAR"
    check(post, "V11", Result.WITH_CONDITION)
    assert outcome(user) == "CLEAR_WITH_CONDITION"
    check(post, "V02", Result.FAILED)
    assert outcome(user) == "NOT_CLEAR"


def test_what_is_asked_in_each_home_is_asked_for_the_office_again(here):
    user, number = inspector(name="Made-up Person Both"), built.cnic()
    in_home = built.cleared(homes.home(), PostKind.TEACHER, number=number, name="Made-up Person Both")
    post = named(user, number=number)
    assert post.person_id == in_home.person_id
    # Identity and police certificate are of the person; the code and the induction of each place.
    lines = {line.code: line.standing for line in official_queries.vetted(INSPECTOR, [user])[0].lines}
    assert (lines["V01"], lines["V02"], lines["V10"], lines["V11"]) == ("GOOD", "GOOD", "MISSING", "MISSING")
    check(post, "V10")
    assert queries.one_post(in_home).outcome == "CLEAR"
    check(post, "V10", Result.FAILED)
    assert queries.one_post(in_home).outcome == "CLEAR"
    assert outcome(user) == "NOT_CLEAR"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"since": 1}, "today or earlier"),
        ({"kind": MEMBER}, "does not hold the role"),
        ({"number": "123"}, "number|digits|card"),
    ],
)
def test_who_is_named_wrongly_is_not_named(here, change, said):
    facts = {"kind": INSPECTOR, "number": built.cnic(), "since": 0, **change}
    with pytest.raises(DomainError, match=said):
        official_services.name_official(
            inspector(), facts["kind"], card=IdentityKind.CNIC, number=facts["number"],
            since=clock.today() + timedelta(days=facts["since"]), actor=built.registrar(),
        )  # fmt: skip
    assert db.session.scalars(select(OfficialPost)).all() == []


def test_one_card_is_one_account_and_one_account_is_named_once(here):
    user, number = inspector(), built.cnic()
    named(user, number=number)
    with pytest.raises(DomainError, match="named already"):
        named(user)
    with pytest.raises(DomainError, match="another account"):
        named(inspector(), number=number)


def test_nobody_names_records_or_opens_oneself(here):
    both = person(Role.REGISTRY_OFFICER, Role.INSPECTOR, vetted=False)
    with pytest.raises(NotAllowed):
        named(both, actor=both)
    assert not allows(both, Permission.NAME_OFFICIAL, both)
    post = named(both)
    assert not allows(both, Permission.RECORD, post.person)
    assert not allows(both, Permission.VIEW, post.person)
    assert not allows(both, Permission.RECORD_OFFICIAL_LEAVING, post)
    assert queries.one_person(both, post.person_id) is None
    other = built.registrar()
    assert queries.one_person(other, post.person_id) is post.person
    assert allows(other, Permission.RECORD, post.person)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.REGISTRY_OFFICER, True), (Role.AUTHORISER, True), (Role.SCPA_DG, True), (Role.SWD_DIRECTOR, True),
        (Role.DISTRICT_OFFICER, False), (Role.CPU_HEAD, False), (Role.CPO, False), (Role.PROVIDER, False),
    ],
)  # fmt: skip
def test_the_file_of_an_official_is_opened_by_the_province_only(here, role, sees):
    post = named(inspector())
    assert (queries.one_person(person(role), post.person_id) is not None) is sees


def test_an_office_sees_those_who_come_to_its_districts(here):
    near, far, everywhere = inspector(district="SD-HYD"), inspector(district="SD-SKR"), inspector()
    head = person(Role.CPU_HEAD, district="SD-HYD")
    found = {one.user.id for one in official_queries.listed(head, INSPECTOR)}
    assert {near.id, everywhere.id} <= found
    assert far.id not in found
    assert far.id in {one.user.id for one in official_queries.listed(built.registrar(), INSPECTOR)}


def test_the_list_of_officials_asks_the_database_little(here):
    officer = built.registrar()

    def asked():
        db.session.expire_all()
        officer.roles  # noqa: B018 - loaded before the count
        said = []
        listen = lambda *given: said.append(given[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        official_queries.listed(officer, INSPECTOR)
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(said)

    for _each in range(2):
        person(Role.INSPECTOR)
    few = asked()
    for _each in range(6):
        person(Role.INSPECTOR)
    assert asked() == few


# --- inspectors on a visit


@pytest.mark.parametrize("spoil", [None, "V02"])
def test_an_inspector_who_is_not_clear_goes_on_no_visit(here, spoil):
    user = inspector(woman=True)
    if spoil:
        check(cleared(user), spoil, Result.FAILED)
    with pytest.raises(DomainError, match="may not be with children") as refused:
        built_visits.planned(lead=user)
    assert refused.value.field == "members"
    with pytest.raises(DomainError, match="may not be with children"):
        built_visits.planned(members=[user, built_visits.inspector(health_professional=True)])


def test_a_team_in_which_somebody_became_not_clear_does_not_begin(here):
    user = inspector(woman=True)
    post = cleared(user)
    visit = built_visits.planned(lead=user)
    check(post, "V01", Result.FAILED)
    with pytest.raises(DomainError, match="cannot go"):
        visits.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=user)
    assert visit.arrived_at is None
    check(post, "V01")
    visits.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=user)


def test_who_became_not_clear_is_replaced_in_the_team_and_comes_into_no_other(here):
    user, officer = inspector(woman=True), person(Role.DISTRICT_OFFICER, district="SD-HYD")
    post = cleared(user)
    visit = built_visits.planned(lead=user)
    others = [member.user for member in visit.team if member.user_id != user.id]
    check(post, "V01", Result.FAILED)
    new = built_visits.inspector()
    team_services.change_team(visit, lead=new, members=others, reason="Not clear.", actor=officer)
    visits.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=new)
    other = built_visits.planned()
    with pytest.raises(DomainError, match="may not be with children"):
        team_services.change_team(other, lead=user, members=[], reason="Nobody else.", actor=officer)


# --- members of panels


def a_body():
    return bodies.notify_body(
        template=Template.DISTRICT_PANEL, notification="SWD-9", notified_on=clock.today(), districts=["SD-HYD"],
        actor=None,
    )  # fmt: skip


@pytest.mark.parametrize("spoil", [None, "V02"])
def test_a_member_who_is_not_clear_takes_no_seat(here, spoil):
    user, body = member(), a_body()
    if spoil:
        check(cleared(user, MEMBER), spoil, Result.FAILED)
    with pytest.raises(DomainError, match="not vetted") as refused:
        bodies.fill_seat(body, user, SeatKind.HEALTH, since=clock.today(), actor=None)
    assert refused.value.field == "user"
    assert body.seats == []


def test_who_became_not_clear_does_not_sit_and_who_is_pending_may(here):
    body = a_body()
    chair, user = person(Role.PANEL_CHAIR), member()
    post = cleared(user, MEMBER)
    bodies.fill_seat(body, chair, SeatKind.CHAIR, since=clock.today(), actor=None)
    bodies.fill_seat(body, user, SeatKind.HEALTH, since=clock.today(), actor=None)
    meeting = bodies.plan_meeting(body, on_day=clock.today(), urgent=False, actor=chair)
    check(post, "V02", Result.FAILED)
    with pytest.raises(DomainError, match="cannot sit"):
        bodies.call_roll(meeting, {chair.id: Presence.PRESENT, user.id: Presence.BY_PHONE}, actor=chair)
    bodies.call_roll(meeting, {chair.id: Presence.PRESENT, user.id: Presence.ABSENT}, actor=chair)
    # A certificate of two years ago has lapsed: pending.
    check(post, "V02", on=clock.today() - timedelta(days=760))
    assert outcome(user, MEMBER) == "PENDING"
    bodies.call_roll(meeting, {chair.id: Presence.PRESENT, user.id: Presence.PRESENT}, actor=chair)


# --- the list of offenders


def test_an_official_is_searched_every_night_and_a_match_takes_them_away(here):
    in_force()
    director, dg = person(Role.SWD_DIRECTOR, agency=Agency.SWD), person(Role.SCPA_DG, agency=Agency.SCPA)
    user, number = inspector(), built.cnic()
    post = cleared(user, number=number)
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        assert outcome(user) == "PENDING"
        search_services.search_all()
        assert outcome(user) == "CLEAR"
    search_services.search_all()
    with built.without_letters():
        built.listed(number)
    assert outcome(user) == "NOT_CLEAR"
    for told in (director, dg):
        assert "Urgent: a person may not be with children" in mails(told)
    match = db.session.scalars(select(OffenderMatch)).one()
    assert match in queries.open_matches(built.registrar())
    assert match.places == []
    search_services.judge(match, is_person=False, reasons="Another father's name.", actor=person(Role.AUTHORISER))
    assert match.state is MatchState.REFUTED
    assert outcome(user) == "CLEAR"
    assert post.left_on is None


def test_the_database_lets_nobody_with_a_match_on_a_team_or_a_seat(here):
    in_force()
    user, number = person(Role.INSPECTOR, Role.PANEL_MEMBER, vetted=False, woman=True), built.cnic()
    cleared(user, number=number)
    visit, body = built_visits.planned(), a_body()
    key, seat = visit.id, body.id
    with built.without_letters():
        built.listed(number)
    for statement in (
        text("INSERT INTO visit_team_member (id, visit_id, user_id, role) VALUES (:id, :of, :user, 'MEMBER')"),
        text(
            "INSERT INTO gatekeeping_seat (id, body_id, user_id, seat, since) "
            "VALUES (:id, :of, :user, 'HEALTH', '2026-01-01')"
        ),
    ):
        of = key if "visit_id" in statement.text else seat
        given = {"id": uuid4(), "of": of, "user": user.id}
        if db.engine.dialect.name == "sqlite":
            given = {name: value.hex for name, value in given.items()}
        with pytest.raises(Exception, match="not clear"), transaction():
            db.session.execute(statement, given)
        db.session.rollback()


# --- leaving, renewing


def test_leaving_under_an_allegation_is_told_and_kept(here):
    director, dg = person(Role.SWD_DIRECTOR), person(Role.SCPA_DG)
    post = cleared(inspector())
    official_services.record_official_leaving(
        post, on=clock.today(), leaving=Leaving.DISMISSED, under_allegation=True, allegation="Shouted at a child.",
        actor=built.registrar(),
    )  # fmt: skip
    for told in (director, dg):
        assert "Somebody left an office under an allegation" in mails(told)
    assert post.allegation == "Shouted at a child."
    assert outcome(post.user) == "PENDING"
    with pytest.raises(DomainError, match="already"):
        official_services.record_official_leaving(
            post, on=clock.today(), leaving=Leaving.OTHER, under_allegation=False, actor=built.registrar()
        )
    # The file is still opened by the province, and the person may be named again with the same card.
    assert queries.one_person(built.registrar(), post.person_id) is post.person


@pytest.mark.parametrize(("ahead", "field"), [(1, "on"), (-1, "on")])
def test_nobody_leaves_tomorrow_or_before_they_came(here, ahead, field):
    post = named(inspector())
    with pytest.raises(DomainError) as refused:
        official_services.record_official_leaving(
            post, on=clock.today() + timedelta(days=ahead), leaving=Leaving.OTHER, under_allegation=False,
            actor=built.registrar(),
        )  # fmt: skip
    assert refused.value.field == field


def test_an_official_is_reminded_before_a_check_ends(here):
    user = inspector()
    post = cleared(user)
    check(post, "V10", on=clock.today() - timedelta(days=340))
    assert services.remind_due() == 1
    services.remind_due()
    assert mails(user).count("A check of yours must be renewed") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE official_post SET left_on = since",
        "UPDATE official_post SET named_by_id = user_id",
        "UPDATE official_post SET left_on = '2020-01-01', leaving = 'OTHER', under_allegation = false, "
        "told_at = '2026-01-01 00:00:00'",
    ],
)
def test_the_database_refuses_half_facts(here, statement):
    named(inspector())
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text(statement))


def test_the_nightly_search_asks_as_much_for_many_as_for_few(here):
    def asked():
        db.session.expire_all()
        said = []
        listen = lambda *given: said.append(given[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        search_services.search_all()
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(said)

    home = homes.home()
    built.in_post(home)
    few, numbers = asked(), count(1)
    with transaction():
        vetting = Vetting(lambda: f"77777{next(numbers):07d}1", uuid4, built.registrar())
        people = [vetting.person(f"Made-up {n}", True, clock.today()) for n in range(1450)]
        db.session.add_all(people)
        db.session.flush()
        posts = []
        for one in people:
            post = Post(
                id=vetting.key(), person_id=one.id, home_id=home.id, kind=PostKind.CARER, since=clock.today(),
                same_person=True,
            )  # fmt: skip
            post.name = one.name
            posts.append(post)
        db.session.add_all(posts)
    assert asked() == few
    searched = select(Person.id).where(Person.searched_on == clock.today())
    assert len(db.session.scalars(searched).all()) == 1451


# --- named people before an authorisation


def test_a_home_that_names_nobody_is_not_cleared_by_a_record_of_groups(here):
    in_force()
    application = applied.sent()
    registrar = built.registrar()
    applied.office.mark_complete(application, actor=registrar)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(applied.officials, "name_people", lambda *_given: [])
        applied.vet(application, registrar)
    applied.look_at_gate(application)
    applied.services.record_pre_registration_visit(application, clock.today(), False, person(Role.DISTRICT_OFFICER))
    director = person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    applied.services.recommend(application, recommendation=applied.Decision.FULL, text="Good.", actor=director)
    assert authorisations.groups_without_people(application) == list(VettedGroup)
    with pytest.raises(Blocked) as refused:
        applied.decide(application)
    assert refused.value.blocks == [Block.PEOPLE_NOT_NAMED]
    home = application.home
    for kind in (PostKind.RESPONSIBLE_PERSON, PostKind.MANAGER):
        built.cleared(home, kind)
    assert authorisations.groups_without_people(application) == [VettedGroup.CARERS]
    carer = built.cleared(home, PostKind.CARER)
    services.record_leaving(carer, on=clock.today(), leaving=Leaving.OTHER, under_allegation=False, actor=None)
    with pytest.raises(Blocked) as refused:
        applied.decide(application)
    assert Block.PEOPLE_NOT_NAMED in refused.value.blocks
    built.cleared(home, PostKind.CARER)
    with applied.without_setting():
        applied.decide(application)
    assert home.standing.value == "AUTHORISED"

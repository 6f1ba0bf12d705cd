"""An aunt tonight: what is looked at, what it gives, what the list of offenders stops, and how it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from gatekeeping.cases import search, services
from gatekeeping.decisions import emergency_services
from gatekeeping.decisions import services as deciding
from gatekeeping.rules import hard_blocks_of_provider
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed, Several
from registry_app.core.outbox import OutboxMessage
from registry_app.placements import queries as placements
from registry_app.placements.states import Rung, Sex
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations import standing_services
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import AuthorisationStanding, Kind
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, Standing
from registry_app.providers.identity import IdentityKind
from registry_app.providers.kin import approval_services, queries
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.kin.states import Comes, Permission, Woman
from registry_app.providers.offenders.models import OffenderQuestion
from registry_app.providers.powers import services as powers
from registry_app.providers.powers.states import Mode
from registry_app.providers.ties.models import Tie, TieKind
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting import search_services
from tests.builders import cases as build
from tests.builders import kin as built
from tests.builders import vetting
from tests.builders.authorisations import in_force
from tests.builders.children import a_child
from tests.builders.people import person

VOUCHED = IdentityKind.VOUCHED_BY_TWO_CNIC_HOLDERS


@pytest.fixture
def head(here):
    in_force()
    return built.head()


def again(approval, actor, **facts):
    given = {
        "home_seen": True, "home_seen_by": "An officer", "child_said": "It is good here", "nobody_new": True,
        "police_seen": True, "references_seen": False,
    }  # fmt: skip
    return approval_services.approve_again(approval, **given | facts, actor=actor)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_an_aunt_is_authorised_for_28_days(head):
    approval = built.approved(head)
    home, given, today = approval.home, approval.authorisation, clock.today()
    assert (home.standing, home.household, home.district) == (Standing.AUTHORISED, True, "SD-HYD")
    assert home.register_number in home.name
    assert home.address == "Near the mosque"
    assert (given.kind, given.start, given.until) == (Kind.KIN_TEMPORARY, today, today + timedelta(days=27))
    assert (given.decided_by_id, given.capacity) == (head.id, 1)
    assert given.service.care_type is CareType.KINSHIP
    assert (approval.no, approval.mode, approval.woman) == (1, Mode.ACT, Woman.NOT_NEEDED)
    assert {one.language for one in approval.letters} == {"en", "ur", "sd"} == {one.language for one in given.papers}
    [member] = people.staff(home)
    assert member.post.person.searched_on == today


def provider_blocks(approval, sex="boy"):
    [service] = approval.home.services
    facts = search.provider_facts(service, search.authorisations([service]), 0)
    child = search.RuleChild(age_years=10, sex=sex)
    return facts, set(hard_blocks_of_provider(child, facts, "KINSHIP", clock.today()))


def test_it_counts_as_authorised_and_as_clear_for_kinship(head):
    approval = built.approved(head)
    facts, blocks = provider_blocks(approval)
    assert facts["status"] == "KIN_TEMPORARY"
    assert not {"HB01", "HB08"} & blocks
    with clock.set_to(clock.now() + timedelta(days=28)):
        assert "HB01" in provider_blocks(approval)[1]


def test_a_girl_may_go_where_a_named_woman_is(head):
    uncle = built.aunt(name="Made-up Uncle", woman=False)
    girl = {"comes": frozenset({Comes.GIRL})}
    with pytest.raises(DomainError, match="name a woman"):
        built.approved(head, uncle, **girl)
    approval = built.approved(head, uncle, visiting="Made-up Neighbour", **girl)
    assert (approval.woman, approval.visiting) == (Woman.VISITS_DAILY, "Made-up Neighbour")
    assert "HB07" not in provider_blocks(approval, "girl")[1]


def test_the_family_reaches_the_list_of_homes_and_a_stay(head):
    approval = built.approved(head)
    cpo, panel = person(Role.CPO, district="SD-HYD"), build.a_panel()
    case = build.heard(build.assessed(build.a_case(cpo, a_child(10, sex=Sex.BOY, actor=cpo)), cpo), cpo)
    case = build.ruled_out(case, cpo, Rung.KINSHIP)
    [option] = [one for one in search.options(case, Rung.KINSHIP, clock.today()) if one.home.id == approval.home_id]
    assert option.closed == ()
    case = build.picked(case, cpo, approval.home, Rung.KINSHIP)
    services.send(case, actor=cpo)
    deciding.decide(
        case, panel.meeting, outcome=deciding.Outcome.APPROVE, votes=panel.votes(), actor=panel.chair,
        words=build.words(cpo, passed={"W09": build.LONG, "W12": build.LONG}),
    )  # fmt: skip
    assert placements.open_stay(case.child_id).home_id == approval.home_id


def test_an_emergency_may_begin_there_tonight(head):
    approval = built.approved(head)
    cpo = person(Role.CPO, district="SD-HYD")
    case = build.a_case(cpo, a_child(10, sex=Sex.BOY, actor=cpo))
    emergency_services.begin_emergency(
        case, approval.home, CareType.KINSHIP, danger="x", tried="y", escort_is_woman=True, shares_unit=False,
        in_conflict_with_law=False, actor=head,
    )  # fmt: skip
    assert placements.open_stay(case.child_id).home_id == approval.home_id


def test_who_is_on_the_list_stops_it_and_every_question_stays(head):
    number = vetting.cnic()
    vetting.listed(number=number)
    before = count(OffenderQuestion)
    second = built.aunt(name="Made-up Man", woman=False, number=number, field="number_0")
    with pytest.raises(Several) as refused:
        built.approved(head, built.aunt(), second, counted=2)
    assert [one.field for one in refused.value.errors] == ["number_0"]
    assert count(OffenderQuestion) == before + 2
    assert (count(Home), count(KinApproval), count(Authorisation)) == (0, 0, 0)


@pytest.mark.parametrize("typed", ["41303-7654321-2", "4130376543212", " 41303 7654321 2 "])
def test_two_adults_never_share_a_number(head, typed):
    husband = built.aunt(name="Husband", woman=False, number=typed, field="number_0")
    with pytest.raises(Several) as refused:
        built.approved(head, built.aunt(number="41303-7654321-2"), husband, counted=2)
    assert [one.field for one in refused.value.errors] == ["number_0"]
    assert (count(Home), count(KinApproval), count(OffenderQuestion)) == (0, 0, 0)


def test_every_adult_named_is_a_person_the_nightly_search_finds(head):
    adults = built.aunt(), built.aunt(name="Husband", woman=False, field="number_0")
    approval = built.approved(head, *adults, counted=2)
    with clock.set_to(clock.now() + timedelta(days=1)):
        search_services.search_all()
        looked_for = [(one.post.person.name, one.post.person.searched_on) for one in people.staff(approval.home)]
        assert sorted(looked_for) == [("Husband", clock.today()), ("Made-up Aunt", clock.today())]


def test_who_vouches_is_looked_for_too(head):
    number = vetting.cnic()
    vetting.listed(number=number)
    grandmother = built.aunt(kind=VOUCHED, number="")
    vouch = {"vouchers": (("One", vetting.cnic()), ("Two", number)), "list_words": "Asked the registry by phone"}
    with pytest.raises(Several) as refused:
        built.approved(head, grandmother, **vouch)
    assert [one.field for one in refused.value.errors] == ["second_number"]


def test_without_a_card_two_vouch_and_somebody_says_how_the_list_was_looked_at(head):
    grandmother = built.aunt(kind=VOUCHED, number="")
    vouch = {"vouchers": (("One", vetting.cnic()), ("Two", vetting.cnic()))}
    with pytest.raises(DomainError, match="without a card"):
        built.approved(head, grandmother, **vouch)
    approval = built.approved(head, grandmother, list_words="Asked the registry by phone", **vouch)
    [member] = people.staff(approval.home)
    assert next(line for line in member.lines if line.code == "V03").standing == "GOOD"


def test_every_check_that_lacks_is_said_at_its_box_at_once(head):
    with pytest.raises(Several) as refused:
        built.approved(head, home_seen=False, child_said=" ", counted=3)
    assert [one.field for one in refused.value.errors] == ["home_seen", "adults", "child_said"]
    assert count(Home) == 0


def test_only_in_the_own_district_and_never_with_a_tie(head):
    with pytest.raises(DomainError, match="your own"):
        built.approved(head, district="SD-SKR")
    approval = built.approved(head)
    assert allows(head, Permission.APPROVE_AGAIN, approval)
    for other in (built.head("SD-SKR"), person(Role.CPO, district="SD-HYD"), person(Role.SCPA_DG)):
        assert not allows(other, Permission.APPROVE_AGAIN, approval)
    assert queries.one(built.head("SD-SKR"), approval.id) is None
    with transaction() as session:
        session.add(Tie(user_id=head.id, home_id=approval.home_id, kind=TieKind.FAMILY, since=clock.today()))
    assert not allows(head, Permission.APPROVE_AGAIN, approval)
    assert queries.one(head, approval.id) is None


def test_a_known_family_is_not_recorded_twice_nor_approved_by_who_is_tied(head):
    aunt = built.aunt()
    approval = built.approved(head, aunt)
    with pytest.raises(DomainError, match="last week"):
        built.approved(head, aunt)
    with transaction() as session:
        session.add(Tie(user_id=head.id, home_id=approval.home_id, kind=TieKind.FAMILY, since=clock.today()))
    with pytest.raises(NotAllowed):
        built.approved(head, aunt)
    assert count(Home) == 1


def test_once_more_28_days_and_then_never(head):
    aunt = built.aunt()
    first = built.approved(head, aunt)
    with pytest.raises(DomainError, match="last week"):
        again(first, head)
    with clock.set_to(clock.now() + timedelta(days=25)):
        for lack in ({"home_seen": False}, {"child_said": ""}, {"nobody_new": False}):
            with pytest.raises(Several):
                again(first, head, **lack)
        second = again(first, head)
        assert (second.no, second.until) == (2, first.on + timedelta(days=55))
        [living] = authorisations.living([first.home_id])[first.home_id]
        assert living.id == second.authorisation_id
        assert db.session.get(Authorisation, first.authorisation_id).replaced_by_id == living.id
    with clock.set_to(clock.now() + timedelta(days=54)):
        for attempt in (lambda: again(second, head), lambda: built.approved(head, aunt)):
            with pytest.raises(DomainError, match="light track"):
                attempt()


def test_a_match_found_later_stops_the_second(head):
    number = vetting.cnic()
    first = built.approved(head, built.aunt(number=number))
    with clock.set_to(clock.now() + timedelta(days=25)):
        vetting.listed(number=number)
        with pytest.raises(DomainError, match="may not care"):
            again(first, head)


def test_it_ends_by_itself_and_the_head_is_told_before(head):
    approval = built.approved(head)
    with clock.set_to(clock.now() + timedelta(days=21)):
        assert approval_services.remind_due() == 1
        approval_services.remind_due()
    mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == head.email)).all()
    assert len(mails) == 1
    with clock.set_to(clock.now() + timedelta(days=28)):
        assert approval_services.remind_due() == 0
        standing_services.expire_due()
    assert db.session.get(Authorisation, approval.authorisation_id).standing is AuthorisationStanding.EXPIRED
    assert approval.home.standing is Standing.EXPIRED


def test_while_the_power_is_not_in_force_only_a_letter_is_written(here):
    powers.load_reference()
    approval = built.approved(built.head())
    assert (approval.mode, approval.authorisation_id) == (Mode.RECOMMEND, None)
    assert approval.home.standing is Standing.KNOWN_UNREGISTERED
    assert len(approval.letters) == 3
    assert "HB01" in provider_blocks(approval)[1]


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE kin_approval SET times = 3",
        "UPDATE kin_approval SET mode = 'RECOMMEND'",
        "UPDATE kin_approval SET authorisation_id = NULL",
        "UPDATE kin_approval SET woman = 'VISITS_DAILY'",
        "UPDATE kin_approval SET home_seen_by = ''",
        "UPDATE kin_approval SET children = 0",
        "UPDATE kin_approval SET valid_until = '2020-01-01'",
    ],
)
def test_the_database_refuses_half_an_approval(head, broken):
    built.approved(head)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text(broken))

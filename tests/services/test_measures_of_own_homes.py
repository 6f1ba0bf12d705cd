"""Homes of an authority, and homes that write on paper: every measure can be decided, answered and appealed."""

from datetime import timedelta

import pytest

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import transaction
from registry_app.core.errors import DomainError
from registry_app.measures import appeals, clockwork, deciding, services
from registry_app.measures.deciding import Wish
from registry_app.measures.states import AppealOutcome, Ground, MeasureKind, MeasureState, PaperKind, Permission
from registry_app.providers.homes.states import Ownership, Standing
from tests.builders import authorisations as built
from tests.builders import homes
from tests.builders import measures as made
from tests.builders.people import person

K, M = MeasureKind, MeasureState


@pytest.fixture
def ready(here):
    """The table of powers as the demonstration has it, and letters that nobody sets."""
    built.in_force()
    with made.blank_letters():
        yield


def cast():
    return {
        "dg": person(Role.SCPA_DG, agency=Agency.SCPA),
        "registrar": person(Role.REGISTRY_OFFICER, agency=Agency.SCPA),
        "authority": person(Role.AUTHORISER, agency=Agency.SCPA),
        "director": person(Role.SWD_DIRECTOR, agency=Agency.SWD),
        "district": person(Role.DISTRICT_OFFICER, district="SD-HYD", agency=Agency.SWD),
    }


@pytest.mark.parametrize("kind", [kind for kind in K if kind is not K.VOLUNTARY_CLOSURE])
@pytest.mark.parametrize("run_by", [Ownership.SWD, Ownership.SCPA])
def test_somebody_decides_every_measure_about_a_home_of_an_authority_and_never_its_own_wing(ready, kind, run_by):
    people = cast()
    preparer = people["registrar"] if run_by is Ownership.SWD else people["district"]
    measure = made.prepared(kind, actor=preparer)
    with transaction():
        measure.home.run_by = run_by
    deciders = {name for name, who in people.items() if allows(who, Permission.DECIDE, measure)}
    own_wing = {"director", "district"} if run_by is Ownership.SWD else {"dg", "registrar"}
    assert deciders
    assert not deciders & own_wing


@pytest.mark.parametrize("run_by", [Ownership.SWD, Ownership.SCPA])
def test_a_home_of_an_authority_is_not_decided_without_an_outside_member(ready, run_by):
    people = cast()
    home = homes.home(run_by=run_by)
    measure = made.prepared(K.NOTICE_TO_APPLY, home=home, actor=people["authority"])
    decider = people["dg"] if run_by is Ownership.SWD else people["director"]
    assert allows(decider, Permission.DECIDE, measure)
    with pytest.raises(DomainError, match="outside member"):
        deciding.decide(measure, Wish(), actor=decider)
    deciding.decide(measure, Wish(outside_member="Justice (retired) Mirza"), actor=decider)
    assert home.standing is Standing.NOTICE_SERVED
    in_its_place = "The Authority decides in its place" in " ".join(measure.power_lines["en"])
    assert in_its_place is (run_by is Ownership.SWD)


def test_a_show_cause_notice_is_answered_until_its_last_day(ready):
    measure, late = made.decided(K.SHOW_CAUSE), made.decided(K.SHOW_CAUSE)
    services.answer(measure, "We have applied.", actor=made.speaker(measure))
    owner = made.speaker(late)
    assert measure.answer == "We have applied."
    with made.later(16), pytest.raises(DomainError, match="no notice to answer"):
        services.answer(late, "Too late.", actor=owner)


def test_an_office_writes_down_an_answer_that_came_on_paper_in_time(ready):
    officer = person(Role.DISTRICT_OFFICER, district="SD-HYD", agency=Agency.SWD)
    measure = made.decided(K.SHOW_CAUSE)
    came = clock.today() + timedelta(days=14)
    with made.later(17):
        clockwork.run()
        assert measure.state is M.IN_FORCE
        for day in (clock.today() + timedelta(days=1), measure.until + timedelta(days=1)):
            with pytest.raises(DomainError):
                services.answer(measure, "A letter.", actor=officer, came_on=day)
        with pytest.raises(DomainError, match="between the letter and today"):
            services.answer(measure, "A letter.", actor=officer, came_on=measure.decided_on - timedelta(days=1))
        services.answer(measure, "A letter.", actor=officer, came_on=came)
    assert measure.answered_on == came


def test_an_office_writes_down_an_appeal_that_came_on_paper_in_time(ready):
    officer = person(Role.DISTRICT_OFFICER, district="SD-HYD", agency=Agency.SWD)
    measure = made.decided(K.ADMISSIONS_FROZEN)
    came = clock.today() + timedelta(days=30)
    with made.later(33):
        for day in (clock.today() + timedelta(days=1), measure.decided_on - timedelta(days=1)):
            with pytest.raises(DomainError, match="between the letter and today"):
                appeals.appeal(measure, "It is put right.", actor=officer, came_on=day)
        with pytest.raises(DomainError, match="time for an appeal"):
            appeals.appeal(measure, "It is put right.", actor=officer, came_on=came + timedelta(days=1))
        made_now = appeals.appeal(measure, "It is put right.", actor=officer, came_on=came)
    assert (made_now.filed_on, made_now.decide_by) == (came, came + timedelta(days=45))


@pytest.mark.parametrize("kind", [K.CANCELLATION, K.CLOSURE_ORDER])
def test_no_child_comes_from_the_day_on_which_a_closing_is_decided(ready, kind):
    measure = made.decided(kind)
    assert measure.home.admissions_frozen
    deciding.lift(measure, reason="Put right.", actor=measure.decided_by)
    assert not measure.home.admissions_frozen


def test_no_child_comes_from_the_day_on_which_a_holder_says_that_the_home_closes(ready):
    owner = person(Role.PROVIDER)
    home = built.authorised(owner).home
    made.closing_home(home, owner)
    assert home.admissions_frozen
    with made.later(90):
        clockwork.run()
    assert (home.standing, home.admissions_frozen) == (Standing.CLOSED_VOLUNTARILY, False)


def test_two_measures_that_freeze_are_let_go_one_by_one(ready):
    closing = made.decided(K.CANCELLATION)
    freeze = made.decided(K.ADMISSIONS_FROZEN, home=closing.home)
    deciding.lift(freeze, reason="Put right.", actor=freeze.decided_by)
    assert closing.home.admissions_frozen
    appeals.appeal(closing, "We put it right.", actor=made.speaker(closing))
    law = person(Role.LAW_OFFICER, agency=Agency.SCPA)
    facts = {"body": "Panel", "reasons": "It was put right.", "decided_on": clock.today()}
    appeals.decide_appeal(closing, AppealOutcome.SET_ASIDE, actor=law, **facts)
    assert not closing.home.admissions_frozen


def test_a_suspension_that_is_carried_on_has_a_letter_with_its_new_last_day(ready):
    home, dg = built.authorised().home, person(Role.SCPA_DG, agency=Agency.SCPA)
    measure = deciding.suspend_at_once(home, reasons="A child was beaten on 2 November.", plan="", actor=dg)
    other = person(Role.AUTHORISER, agency=Agency.SCPA)
    services.hear(measure, heard_on=clock.today(), heard="Nobody came.", actor=other)
    deciding.confirm(measure, until=clock.today() + timedelta(days=60), actor=other)
    written = {paper.language for paper in measure.papers if paper.kind is PaperKind.CONFIRMATION}
    assert written == {"en", "ur", "sd"}


def test_a_suspension_ordered_alone_by_mistake_is_lifted_the_same_day(ready):
    home, dg = built.authorised().home, person(Role.SCPA_DG, agency=Agency.SCPA)
    measure = deciding.suspend_at_once(home, reasons="A wrong report.", plan="", actor=dg)
    people = cast()
    assert allows(dg, Permission.LIFT, measure)
    assert allows(people["authority"], Permission.LIFT, measure)
    for stranger in ("registrar", "director", "district"):
        assert not allows(people[stranger], Permission.LIFT, measure)
    deciding.lift(measure, reason="It was another house.", actor=dg)
    assert home.standing is Standing.AUTHORISED


def test_no_letter_says_that_a_notice_ran_out_while_the_home_may_still_apply(ready):
    untold = homes.home()
    told = made.decided(K.NOTICE_TO_APPLY).home
    for home in (untold, told):
        with pytest.raises(DomainError, match="last day is over"):
            made.prepared(K.SHOW_CAUSE, home=home, grounds=[Ground.DID_NOT_APPLY])
    with made.later(30), pytest.raises(DomainError, match="last day is over"):
        made.prepared(K.SHOW_CAUSE, home=told, grounds=[Ground.DID_NOT_APPLY])
    with made.later(31):
        assert made.prepared(K.SHOW_CAUSE, home=told, grounds=[Ground.DID_NOT_APPLY]).state is M.PROPOSED

"""Measures whole: each kind from preparation to end, every action from every state, and what the tables refuse."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock, files
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import in_language
from registry_app.core.outbox import OutboxMessage
from registry_app.core.states import WrongState
from registry_app.measures import appeals, clockwork, closing, deciding, queries, reports, services
from registry_app.measures.deciding import Wish
from registry_app.measures.models import Measure
from registry_app.measures.states import (
    LADDER,
    LIFE,
    ROUTE,
    AppealOutcome,
    MeasureKind,
    MeasureState,
    NextPlace,
    PaperKind,
    Permission,
    ServedBy,
)
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations.states import AuthorisationStanding as A
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import FreezeSource, Ownership, Standing
from registry_app.providers.powers import services as powers
from tests.builders import authorisations as built
from tests.builders import homes, stays
from tests.builders import measures as made
from tests.builders.people import person

K, M = MeasureKind, MeasureState
TAKEN = (*ROUTE, *LADDER)


@pytest.fixture
def ready(here):
    """The table of powers as the demonstration has it, and letters that nobody sets."""
    built.in_force()
    with made.blank_letters():
        yield


def law():
    return person(Role.LAW_OFFICER, agency=Agency.SCPA)


@pytest.mark.parametrize("kind", TAKEN)
def test_each_kind_is_taken_by_another_person_and_says_its_power(ready, kind):
    measure = made.decided(kind)
    waits = kind in (K.CANCELLATION, K.CLOSURE_ORDER)
    assert measure.state is (M.WAITING if waits else M.IN_FORCE)
    assert measure.decided_by_id != measure.prepared_by_id
    assert measure.power_lines.keys() == {"en", "ur", "sd"}
    assert {paper.language for paper in measure.papers} == {"en", "ur", "sd"}
    before = {K.SHOW_CAUSE: 1, K.COURT_FILE: 2}.get(kind, 0)
    assert measure.number.startswith(f"M-{clock.today().year}-{before + 1:05}-")
    assert audit.verify()[0] == audit.SOUND


@pytest.mark.parametrize("kind", TAKEN)
def test_without_its_power_in_force_it_is_only_recommended_and_nothing_changes(here, kind):
    built.in_force()
    with made.blank_letters():
        measure = made.heard(kind)
        before = (measure.home.standing, measure.home.admissions_frozen, measure.home.notice_until)
        act = services.numbers()["kinds"][kind.value]["act"]
        row = deciding.powers.power(deciding.Act(act))
        with transaction():
            row.status, row.setting = "PROPOSED", row.setting and "off"
        measure = deciding.decide(measure, made.wish(kind), actor=made.decider(kind))
    assert measure.state is M.RECOMMENDED
    assert {paper.kind for paper in measure.papers if paper.kind is not PaperKind.NOTICE} == {PaperKind.RECOMMENDATION}
    assert (measure.home.standing, measure.home.admissions_frozen, measure.home.notice_until) == before
    assert measure.papers
    assert powers is not None


def out_of_force(act):
    """The power as the file has it: proposed only."""
    with transaction():
        deciding.powers.power(act).status = "PROPOSED"


def back_in_force(act):
    with transaction():
        deciding.powers.power(act).status = "IN_FORCE_DEMO"


def test_a_suspension_at_once_without_its_power_is_recommended_and_changes_nothing(ready):
    home, dg = built.authorised().home, person(Role.SCPA_DG, agency=Agency.SCPA)
    out_of_force(deciding.Act.SUSPEND)
    told = db.session.query(OutboxMessage).filter_by(to=dg.email).count()
    measure = deciding.suspend_at_once(home, reasons="A child was beaten.", plan="To relatives.", actor=dg)
    assert (measure.state, measure.immediate, measure.mode.value) == (M.RECOMMENDED, True, "RECOMMEND")
    assert (home.standing, measure.until, measure.appeal_until) == (Standing.AUTHORISED, None, None)
    assert [paper.kind for paper in measure.papers] == [PaperKind.RECOMMENDATION] * 3
    assert db.session.query(OutboxMessage).filter_by(to=dg.email).count() == told + 1
    with pytest.raises(DomainError, match="Give notice of the hearing first"):
        services.hear(measure, heard_on=clock.today(), heard="x", actor=dg)
    back_in_force(deciding.Act.SUSPEND)
    with pytest.raises(DomainError, match="ordered anew"):
        deciding.decide(measure, Wish(), actor=person(Role.AUTHORISER, agency=Agency.SCPA))
    assert deciding.suspend_at_once(home, reasons="Again.", plan="", actor=dg).state is M.IN_FORCE
    assert home.standing is Standing.SUSPENDED


def test_what_is_only_recommended_is_no_letter_to_the_home_and_its_step_stays_open(ready):
    home, director = homes.home(), person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    with transaction():
        home.visited_on = clock.today()
    out_of_force(deciding.Act.NOTICE_TO_APPLY)
    measure = deciding.decide(made.prepared(K.NOTICE_TO_APPLY, home), Wish(), actor=director)
    assert (measure.state, queries.next_in_route(home)) == (M.RECOMMENDED, "NOTICE_TO_APPLY")
    assert list(queries.recommended(home)) == [measure]
    assert measure in queries.listing(director, "", None).rows
    with pytest.raises(DomainError, match="no letter yet"):
        services.serve(
            measure, on_day=clock.today(), how=ServedBy.BY_HAND, to_whom="x", actor=director, upload=made.scan()
        )
    with pytest.raises(DomainError, match="once the power for it is in force"):
        deciding.decide(measure, Wish(), actor=director)
    back_in_force(deciding.Act.NOTICE_TO_APPLY)
    measure = deciding.decide(measure, Wish(), actor=director)
    assert (measure.state, home.standing) == (M.IN_FORCE, Standing.NOTICE_SERVED)
    assert {paper.kind for paper in measure.papers} == {PaperKind.RECOMMENDATION, PaperKind.DECISION}


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_letter_of_a_recommendation_goes_to_the_office_and_not_to_the_home(ready, language):
    home, dg = built.authorised().home, person(Role.SCPA_DG, agency=Agency.SCPA)
    out_of_force(deciding.Act.SUSPEND)
    measure = deciding.suspend_at_once(home, reasons="A fire.", plan="", actor=dg)
    with patch.object(reports.pdf, "para") as paras, patch.object(reports.pdf, "facts") as facts:
        in_language(language, lambda: reports.letter_story(measure, PaperKind.RECOMMENDATION, language))
    words = [call.args[0] for call in paras.call_args_list]
    office = deciding.powers.power(deciding.Act.SUSPEND).office.title_in(language)
    assert office in words[0]
    assert office in [row[1] for row in facts.call_args.args[0]]
    assert in_language(language, lambda: str(reports.ASKED_OF_OFFICE)) in words
    assert (language == "en") == ("the home is not told" in "".join(words))


def test_what_was_recommended_is_not_decided_beside_the_same_measure(ready):
    home, director = homes.home(), person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    out_of_force(deciding.Act.NOTICE_TO_APPLY)
    waits = deciding.decide(made.prepared(K.NOTICE_TO_APPLY, home), Wish(), actor=director)
    back_in_force(deciding.Act.NOTICE_TO_APPLY)
    made.prepared(K.NOTICE_TO_APPLY, home)
    with pytest.raises(DomainError, match="already under way"):
        deciding.decide(waits, Wish(), actor=director)
    assert services.drop(waits, reason="The other goes on.", actor=director).state is M.DROPPED


def test_who_prepared_it_does_not_decide_it(ready):
    dg = person(Role.SCPA_DG, agency=Agency.SCPA)
    measure = made.prepared(K.ADMISSIONS_FROZEN, actor=dg)
    with pytest.raises(NotAllowed):
        deciding.decide(measure, Wish(), actor=dg)
    assert not allows(dg, Permission.DECIDE, measure)


def at_state(state):
    """A measure that stands at `state`."""
    if state is M.PROPOSED:
        return made.prepared(K.CANCELLATION)
    if state is M.NOTICED:
        return made.noticed(K.CANCELLATION)
    if state is M.WAITING:
        return made.decided(K.CANCELLATION)
    if state is M.DROPPED:
        measure = made.prepared(K.ADVICE)
        return services.drop(measure, reason="A mistake.", actor=measure.prepared_by)
    measure = made.decided(K.ADMISSIONS_FROZEN)
    if state is M.LIFTED:
        return deciding.lift(measure, reason="Put right.", actor=measure.decided_by)
    if state is M.ENDED:
        return deciding.end(measure)
    if state is M.SET_ASIDE:
        appeals.appeal(measure, "We put it right.", actor=made.speaker(measure))
        facts = {"body": "Panel", "reasons": "It was put right.", "decided_on": clock.today()}
        appeals.decide_appeal(measure, AppealOutcome.SET_ASIDE, actor=law(), **facts)
        return measure
    if state is M.RECOMMENDED:
        with transaction():
            measure.state = M.RECOMMENDED
        return measure
    return measure


@pytest.mark.parametrize("state", list(M))
def test_every_action_from_every_state_does_what_the_table_says(ready, state):
    measure = at_state(state)
    assert measure.state is state
    for action in LIFE.actions:
        try:
            LIFE.target(state, action)
        except WrongState:
            with pytest.raises(DomainError, match="not possible now"):
                services.move(measure, action, actor=None)
            assert db.session.get_one(Measure, measure.id).state is state


def test_a_notice_to_apply_moves_the_home_and_its_withdrawal_moves_it_back(ready):
    measure = made.decided(K.NOTICE_TO_APPLY)
    home = measure.home
    assert (home.standing, home.notice_until) == (Standing.NOTICE_SERVED, clock.today() + timedelta(days=30))
    deciding.lift(measure, reason="It is a hostel.", actor=measure.decided_by)
    assert (home.standing, home.notice_until) == (Standing.KNOWN_UNREGISTERED, None)


def test_a_freeze_by_a_measure_and_one_by_an_action_are_kept_apart(ready):
    measure = made.decided(K.ADMISSIONS_FROZEN)
    home_services.freeze_admissions(measure.home, actor=None, reason="x", source=FreezeSource.CRITICAL_ACTION)
    deciding.lift(measure, reason="Put right.", actor=measure.decided_by)
    assert measure.home.admissions_frozen
    home_services.unfreeze_admissions(measure.home, actor=None, reason="x", source=FreezeSource.CRITICAL_ACTION)
    assert not measure.home.admissions_frozen


def test_a_condition_is_on_the_authorisation_while_it_lasts(ready):
    measure = made.decided(K.CONDITION)
    [given] = authorisations.living([measure.home_id])[measure.home_id]
    assert given.conditions == [{"code": "LOWER_CAPACITY", "detail": "20 places"}]
    deciding.lift(measure, reason="Put right.", actor=measure.decided_by)
    assert not given.conditions


def test_a_suspension_ends_by_itself_on_its_last_day_and_not_before(ready):
    measure = made.decided(K.SUSPENSION)
    assert measure.home.standing is Standing.SUSPENDED
    assert clockwork.run(measure.until) == 0
    assert clockwork.run(measure.until + timedelta(days=1)) == 1
    assert measure.home.standing is Standing.AUTHORISED
    assert measure.state is M.ENDED


def test_a_suspension_ends_also_while_nobody_may_order_a_new_one(ready):
    """On its last day, and lifted by hand: the power is for ordering it."""
    first, second = made.decided(K.SUSPENSION), made.decided(K.SUSPENSION)
    with transaction():
        deciding.powers.power(deciding.Act.SUSPEND).status = "PROPOSED"
    deciding.lift(first, reason="Put right.", actor=first.decided_by)
    assert first.home.standing is Standing.AUTHORISED
    with made.later(91):
        clockwork.run()
    assert second.state is M.ENDED


def test_in_danger_the_head_acts_alone_for_14_days_and_another_confirms_after_the_hearing(ready):
    home, dg = built.authorised().home, person(Role.SCPA_DG, agency=Agency.SCPA)
    measure = deciding.suspend_at_once(home, reasons="A child was beaten on 2 November.", plan="", actor=dg)
    assert (home.standing, measure.until) == (Standing.SUSPENDED, clock.today() + timedelta(days=13))
    other = person(Role.AUTHORISER, agency=Agency.SCPA)
    with pytest.raises(DomainError, match="Hear the home"):
        deciding.confirm(measure, until=clock.today(), actor=other)
    services.hear(measure, heard_on=clock.today(), heard="Nobody came.", actor=other)
    with pytest.raises(NotAllowed):
        deciding.confirm(measure, until=clock.today(), actor=dg)
    with pytest.raises(DomainError, match="last day"):
        deciding.confirm(measure, until=clock.today() + timedelta(days=90), actor=other)
    deciding.confirm(measure, until=clock.today() + timedelta(days=89), actor=other)
    assert clockwork.run(clock.today() + timedelta(days=15)) == 0
    assert home.standing is Standing.SUSPENDED


def test_unconfirmed_it_ends_after_14_days(ready):
    home = built.authorised().home
    dg = person(Role.SCPA_DG, agency=Agency.SCPA)
    deciding.suspend_at_once(home, reasons="A fire.", plan="", actor=dg)
    assert clockwork.run(clock.today() + timedelta(days=13)) == 0
    assert home.standing is Standing.SUSPENDED
    assert clockwork.run(clock.today() + timedelta(days=14)) == 1
    assert home.standing is Standing.AUTHORISED


def test_after_one_that_ended_unheard_nobody_suspends_alone_again_for_90_days(ready):
    home, dg = built.authorised().home, person(Role.SCPA_DG, agency=Agency.SCPA)
    alone = {"reasons": "A fire.", "plan": "", "actor": dg}
    first = deciding.suspend_at_once(home, **alone)
    with made.later(15):
        clockwork.run()
        assert (first.state, home.standing) == (M.ENDED, Standing.AUTHORISED)
    for days in (15, 105):
        with made.later(days), pytest.raises(DomainError, match="another person decides it after the hearing"):
            deciding.suspend_at_once(home, **alone)
    with made.later(106):
        assert deciding.suspend_at_once(home, **alone).state is M.IN_FORCE


def test_one_that_was_heard_does_not_stop_the_next(ready):
    home, dg = built.authorised().home, person(Role.SCPA_DG, agency=Agency.SCPA)
    first = deciding.suspend_at_once(home, reasons="A fire.", plan="", actor=dg)
    services.hear(first, heard_on=clock.today(), heard="They spoke.", actor=dg)
    deciding.lift(first, reason="Put right.", actor=dg)
    assert deciding.suspend_at_once(home, reasons="Another fire.", plan="", actor=dg).state is M.IN_FORCE


def test_a_cancellation_waits_for_each_childs_plan(ready):
    measure = made.decided(K.CANCELLATION)
    stay = stays.legacy(measure.home)
    day = measure.effective_on
    assert clockwork.run(day) == 0
    made.plan(measure, stay, person(Role.CPU_HEAD, district="SD-HYD"))
    assert clockwork.run(day - timedelta(days=1)) == 0
    assert clockwork.run(day) == 1
    assert measure.home.standing is Standing.CANCELLED
    assert {one.standing for one in authorisations.of_home(measure.home)} == {A.CANCELLED}


def test_an_appeal_holds_a_cancellation_back_but_not_while_children_are_at_risk(ready):
    calm, danger = made.decided(K.CANCELLATION), made.decided(K.CANCELLATION, in_danger=True)
    for measure in (calm, danger):
        appeals.appeal(measure, "We put it right.", actor=made.speaker(measure))
    assert clockwork.run(calm.effective_on) == 1
    assert (calm.state, danger.state) == (M.WAITING, M.IN_FORCE)


def test_set_aside_on_appeal_what_it_ended_is_taken_up_again(ready):
    measure = made.decided(K.CANCELLATION, in_danger=True)
    appeals.appeal(measure, "We put it right.", actor=made.speaker(measure))
    with made.later(30):
        clockwork.run()
        assert measure.home.standing is Standing.CANCELLED
        facts = {"body": "Appeal panel", "reasons": "It was put right.", "decided_on": clock.today()}
        appeals.decide_appeal(measure, AppealOutcome.SET_ASIDE, actor=law(), **facts)
    assert measure.state is M.SET_ASIDE
    assert measure.home.standing is Standing.AUTHORISED


def test_an_appeal_is_made_once_and_in_time_and_decided_by_others(ready):
    measure = made.decided(K.ADMISSIONS_FROZEN)
    with made.later(31), pytest.raises(DomainError, match="time for an appeal"):
        appeals.appeal(measure, "Too late.", actor=made.speaker(measure))
    with pytest.raises(DomainError, match="why the measure"):
        appeals.appeal(measure, "  ", actor=made.speaker(measure))
    appeals.appeal(measure, "We put it right.", actor=made.speaker(measure))
    with pytest.raises(DomainError, match="already"):
        appeals.appeal(measure, "Again.", actor=made.speaker(measure))
    facts = {"body": "Panel", "reasons": "No.", "decided_on": clock.today()}
    with pytest.raises(NotAllowed):
        appeals.decide_appeal(measure, AppealOutcome.UPHELD, actor=measure.decided_by, **facts)
    appeals.decide_appeal(measure, AppealOutcome.UPHELD, actor=law(), **facts)
    assert measure.state is M.IN_FORCE
    assert measure.home.admissions_frozen


def test_a_holder_closes_with_90_days_notice_and_a_plan_for_each_child(ready):
    owner = person(Role.PROVIDER)
    home = built.authorised(owner).home
    stay = stays.legacy(home)
    with pytest.raises(DomainError, match="at least 90 days"):
        closing.give_notice_of_closing(home, effective_on=clock.today() + timedelta(days=89), reasons="x", actor=owner)
    measure = made.closing_home(home, owner)
    with pytest.raises(DomainError, match="already under way"):
        made.closing_home(home, owner)
    with pytest.raises(DomainError, match="before the home closes"):
        closing.plan_for(
            measure, stay.id, place=NextPlace.FAMILY, by_day=measure.effective_on + timedelta(days=1), actor=owner
        )
    made.plan(measure, stay, person(Role.CPO, district="SD-HYD"))
    with made.later(90):
        assert clockwork.run() == 1
    assert home.standing is Standing.CLOSED_VOLUNTARILY


def test_a_holder_takes_its_notice_of_closing_back_until_the_home_has_closed(ready):
    owner = person(Role.PROVIDER)
    home = built.authorised(owner).home
    unit = person(Role.CPU_HEAD, district=home.district)
    measure = made.closing_home(home, owner)
    assert home.admissions_frozen
    with pytest.raises(DomainError, match="Write the reason"):
        closing.take_back(measure, "  ", actor=owner)
    told = db.session.query(OutboxMessage).filter_by(to=unit.email).count()
    measure = closing.take_back(measure, "A new owner was found.", actor=owner)
    assert (measure.state, measure.end_reason) == (M.LIFTED, "A new owner was found.")
    assert (home.standing, home.admissions_frozen) == (Standing.AUTHORISED, False)
    assert db.session.query(OutboxMessage).filter_by(to=unit.email).count() == told + 1
    with made.later(120):
        assert clockwork.run() == 0
    again = made.closing_home(home, owner)
    with made.later(90):
        clockwork.run()
        with pytest.raises(DomainError, match="not possible now"):
            closing.take_back(again, "Too late.", actor=owner)
    assert home.standing is Standing.CLOSED_VOLUNTARILY


def test_only_the_holder_takes_back_and_only_its_own_notice(ready):
    owner = person(Role.PROVIDER)
    home = built.authorised(owner).home
    measure = made.closing_home(home, owner)
    assert allows(owner, Permission.TAKE_BACK, measure)
    others = (person(Role.PROVIDER), person(Role.SWD_DIRECTOR, agency=Agency.SWD), person(Role.AUTHORISER))
    assert not any(allows(one, Permission.TAKE_BACK, measure) for one in others)
    assert not allows(owner, Permission.TAKE_BACK, made.decided(K.CANCELLATION, home=home))


def test_a_home_closed_by_order_does_not_read_as_closed_by_its_holder(ready):
    measure = made.decided(K.CLOSURE_ORDER)
    with made.later(30):
        clockwork.run()
    assert measure.home.standing is Standing.CLOSED_BY_ORDER
    assert measure.home.closed_on is not None
    assert home_services.set_standing(measure.home, Standing.IN_PROCESS, None).closed_on is None


@pytest.mark.parametrize("kind", [K.SHOW_CAUSE, K.COURT_FILE, K.PROSECUTION])
def test_no_court_before_the_notice_and_its_term_save_in_danger(ready, kind):
    home = homes.home()
    with pytest.raises(DomainError, match="First comes a notice to apply"):
        made.prepared(kind, home)
    made.decided(K.NOTICE_TO_APPLY, home=home)
    with pytest.raises(DomainError, match="First comes a notice to apply"):
        made.prepared(kind, home)
    assert made.prepared(kind, home, in_danger=True).state is M.PROPOSED


def test_a_court_file_waits_for_the_answer_to_show_cause_or_its_last_day(ready):
    home = homes.home()
    made.owed(home, K.SHOW_CAUSE)
    cause = deciding.decide(made.prepared(K.SHOW_CAUSE, home), Wish(), actor=made.decider(K.SHOW_CAUSE))
    with pytest.raises(DomainError, match="asked to show cause"):
        made.prepared(K.COURT_FILE, home)
    services.answer(cause, "We have applied elsewhere.", actor=made.speaker(cause))
    assert made.prepared(K.COURT_FILE, home).state is M.PROPOSED


def test_the_public_page_has_the_notices_only_while_such_homes_may_be_named(ready, client):
    home = homes.home()
    made.decided(K.NOTICE_TO_APPLY, home=home)
    address = f"/en/register/{home.register_number}"
    for setting, shown in (("off", False), ("after_notice_and_term", True)):
        with transaction():
            deciding.powers.power(deciding.Act.NAME_UNREGISTERED_HOME).setting = setting
        page = client.get(address).text
        assert ("Notice to apply" in page) == shown
        assert "On 3 November" not in page


def test_service_of_a_letter_is_proved_by_day_person_and_photo(ready):
    measure = made.noticed()
    actor = measure.prepared_by
    with pytest.raises(DomainError, match="no letter yet"):
        services.serve(
            made.prepared(), on_day=clock.today(), how=ServedBy.BY_HAND, to_whom="x", actor=actor, upload=made.scan()
        )
    for facts, words in (
        ({"on_day": clock.today() - timedelta(days=1)}, "between the letter and today"),
        ({"on_day": clock.today() + timedelta(days=1)}, "between the letter and today"),
        ({"to_whom": " "}, "who took it"),
        *(({"how": how, "upload": None}, "Add a photo or a PDF") for how in ServedBy),
    ):
        with pytest.raises(DomainError, match=words):
            services.serve(
                measure,
                **{
                    "on_day": clock.today(),
                    "how": ServedBy.BY_HAND,
                    "to_whom": "Guard",
                    "actor": actor,
                    "upload": made.scan(),
                    **facts,
                },
            )
    services.serve(
        measure,
        on_day=clock.today(),
        how=ServedBy.BY_HAND,
        to_whom="Guard at the gate",
        actor=actor,
        upload=made.scan(),
    )
    assert [(one.to_whom, one.file.media_type) for one in measure.served] == [("Guard at the gate", "image/jpeg")]
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text("UPDATE measure_service SET file_id = NULL"))


def test_a_directorate_decides_nothing_about_its_own_home(ready):
    swd, scpa = homes.home(run_by=Ownership.SWD), homes.home(run_by=Ownership.SCPA)
    director, dg = person(Role.SWD_DIRECTOR, agency=Agency.SWD), person(Role.SCPA_DG, agency=Agency.SCPA)
    authority = person(Role.AUTHORISER, agency=Agency.SCPA)
    assert not allows(director, Permission.PREPARE, swd)
    assert allows(dg, Permission.PREPARE, swd)
    assert not allows(dg, Permission.PREPARE, scpa)
    assert allows(authority, Permission.PREPARE, scpa)


def test_the_home_sees_a_measure_only_once_it_was_told(ready):
    owner = person(Role.PROVIDER)
    home = built.authorised(owner).home
    measure = made.prepared(K.CANCELLATION, home=home)
    assert queries.one_of_own(owner, measure.id) is None
    assert list(queries.told_of_home(home)) == []
    deciding.notify(measure, hearing_on=clock.today() + timedelta(days=15), actor=measure.prepared_by)
    assert queries.one_of_own(owner, measure.id) is measure
    assert queries.one_of_own(person(Role.PROVIDER), measure.id) is None
    services.answer(measure, "We have a new cook.", actor=owner)
    with pytest.raises(DomainError, match="was answered"):
        services.answer(measure, "And more.", actor=owner)


def test_mails_name_no_ground_and_no_person(ready):
    owner = person(Role.PROVIDER)
    measure = made.decided(K.ADMISSIONS_FROZEN, home=built.authorised(owner).home)
    mails = [one for one in db.session.query(OutboxMessage) if one.to == owner.email and "letter about" in one.subject]
    assert len(mails) == 1
    assert "fire exit" not in mails[0].body
    assert measure.decided_by.name not in mails[0].body


@pytest.mark.parametrize(
    "change",
    [
        "decided_by_id = prepared_by_id",
        "state = 'DROPPED'",
        "decided_on = NULL",
        "mode = 'RECOMMEND'",
        "effective_on = NULL",
    ],
)
def test_the_table_refuses_what_must_never_be(ready, change):
    measure = made.decided(K.CANCELLATION)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text(f"UPDATE measure SET {change} WHERE number = :number"), {"number": measure.number})


def test_one_open_measure_of_a_kind_by_table_too(ready):
    measure = made.prepared(K.ADMISSIONS_FROZEN)
    with pytest.raises(DomainError, match="already under way"):
        made.prepared(K.ADMISSIONS_FROZEN, home=measure.home)
    made.prepared(K.ADVICE, home=measure.home)
    made.prepared(K.ADVICE, home=measure.home)
    other = made.prepared(K.SUSPENSION, home=measure.home)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text("UPDATE measure SET kind = 'ADMISSIONS_FROZEN' WHERE number = :n"), {"n": other.number})


def test_letters_say_power_reasons_and_ways_in_three_languages(here):
    built.in_force()
    measure = made.decided(K.NOTICE_TO_APPLY)
    sizes = {paper.language: files.read(paper.file)[:4] for paper in measure.papers}
    assert sizes == {"en": b"%PDF", "ur": b"%PDF", "sd": b"%PDF"}
    english = next(paper for paper in measure.papers if paper.language == "en")
    import io

    from pypdf import PdfReader

    words = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(english.file))).pages)
    for part in ("Power:", measure.number, "The law was broken.", "fire exit", "You can appeal until", "Made-up data"):
        assert part in words, part

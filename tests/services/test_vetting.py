"""People of homes: added under their number, checked, searched for in the list, and gone without being forgotten."""

import io
from datetime import date, timedelta

import pytest
import time_machine
from pypdf import PdfReader
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import FileStorage

from gatekeeping.cases import search
from gatekeeping.cases.search import provider_facts
from gatekeeping.rules import hard_blocks_of_provider
from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock, files
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.outbox import OutboxMessage
from registry_app.pages import duties
from registry_app.providers import identity
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations.decision_services import Blocked
from registry_app.providers.authorisations.states import Block
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import CareType, MemberRole, Ownership
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders import services as offenders
from registry_app.providers.offenders.models import OffenderQuestion
from registry_app.providers.ties.models import Tie
from registry_app.providers.vetting import queries, search_services, services
from registry_app.providers.vetting.models import OffenderMatch, Person, PersonCheck, PlaceCheck, Post
from registry_app.providers.vetting.states import (
    MATCH_LIFE,
    Check,
    Leaving,
    MatchState,
    Permission,
    PostKind,
    Result,
)
from tests.builders import authorisations as applied
from tests.builders import homes
from tests.builders import vetting as built
from tests.builders.authorisations import in_force
from tests.builders.people import person

VOUCHED = IdentityKind.VOUCHED_BY_TWO_CNIC_HOLDERS


def outcome(post):
    return queries.one_post(db.session.get(Post, post.id, populate_existing=True)).outcome


def mails_to(user):
    return db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == user.email)).all()


def test_a_person_is_pending_until_every_check_is_there(here):
    home, officer = homes.home(), built.registrar()
    post = built.in_post(home)
    assert outcome(post) == "PENDING"
    for code in ("V01", "V02", "V04", "V05", "V07", "V09", "V10"):
        built.check(post, code, officer)
        assert outcome(post) == "PENDING", code
    built.check(post, "V11", officer)
    assert outcome(post) == "CLEAR"
    [member] = queries.staff(home)
    assert (member.with_children, member.open) == (True, 0)
    built.check(post, "V02", officer, Result.WITH_CONDITION)
    assert outcome(post) == "CLEAR_WITH_CONDITION"
    built.check(post, "V02", officer, Result.FAILED)
    assert outcome(post) == "NOT_CLEAR"
    assert len(queries.history(post.person)) == 10


def test_one_number_is_one_person_in_two_homes_and_clearance_belongs_to_the_post(here):
    first, second, officer = homes.home(), homes.home(), built.registrar()
    number = built.cnic()
    one = built.cleared(first, actor=officer, number=number, name="Same Name")
    two = built.in_post(second, number=number, name="Same Name")
    assert one.person_id == two.person_id
    assert outcome(one) == "CLEAR"
    assert outcome(two) == "PENDING"
    lacking = {line.code for line in queries.one_post(two).lines if line.asked and line.standing == "MISSING"}
    assert lacking == {"V09", "V10", "V11"}, "what belongs to the person is there already"


def test_a_cleared_number_under_another_name_waits_for_an_officer(here):
    officer, number = built.registrar(), built.cnic()
    built.cleared(homes.home(), actor=officer, number=number, name="Real Holder")
    other = built.cleared(homes.home(), actor=officer, number=number, name="Somebody Else")
    assert outcome(other) == "PENDING"
    services.confirm_person(other, actor=officer)
    assert outcome(other) == "CLEAR"
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1


def test_names_and_numbers_are_sealed(here):
    number = built.cnic()
    built.in_post(homes.home(), number=number, name="Canary Personname")
    for table in ("person", "post", "audit_entry", "outbox_message", "offender_question"):
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
        said = " ".join(str(value) for row in rows for value in row)
        for secret in (number, identity.written(IdentityKind.CNIC, number), "Canary"):
            assert secret not in said, table


def test_the_same_post_twice_is_refused_and_another_post_is_not(here):
    home, number = homes.home(), built.cnic()
    built.in_post(home, number=number, name="A")
    with pytest.raises(DomainError) as refused:
        built.in_post(home, number=number, name="A")
    assert refused.value.field == "number"
    built.in_post(home, PostKind.DRIVER, number=number, name="A")
    assert len(queries.staff(home)) == 2


def vouched(home, **facts):
    return built.in_post(home, PostKind.HOUSEHOLD_ADULT, identity_kind=VOUCHED, **facts)


def test_only_kin_may_be_vouched_for_by_two_different_people(here):
    home, family = homes.home(), homes.home(household=True)
    homes.service(family, CareType.KINSHIP, capacity=2)
    two = (("Uncle", built.cnic()), ("Teacher", built.cnic()))
    with pytest.raises(DomainError) as refused:
        vouched(home, vouchers=two)
    assert refused.value.field == "kind"
    for vouchers, field in (
        (None, "first_number"),
        ((two[0], ("Teacher", "12")), "second_number"),
        ((two[0], two[0]), "second_number"),
    ):
        with pytest.raises(DomainError) as refused:
            vouched(family, vouchers=vouchers)
        assert refused.value.field == field
    post = vouched(family, vouchers=two)
    assert two[0][1] in post.person.vouched.replace("-", "")
    # The list is searched by number; for whom has none an officer says what was found.
    assert post.person.searched_on is None
    built.check(post, "V03", built.registrar())
    assert queries.one_post(post).lines[2].standing == "GOOD"


def test_the_program_alone_says_what_the_list_says_of_a_number(here):
    with pytest.raises(DomainError):
        built.check(built.in_post(homes.home()), "V03", built.registrar())


def test_a_check_of_each_home_needs_its_home_and_no_day_to_come(here):
    post, officer = built.in_post(homes.home()), built.registrar()
    with pytest.raises(DomainError) as refused:
        services.record_check(post.person, Check.V10, result=Result.PASSED, on=clock.today(), note="x", actor=officer)
    assert refused.value.field == "home"
    with pytest.raises(DomainError) as refused:
        built.check(post, "V01", officer, on=clock.today() + timedelta(days=1))
    assert refused.value.field == "on"
    with pytest.raises(DomainError) as refused:
        built.check(post, "V01", officer, note=" ")
    assert refused.value.field == "note"


def test_adding_a_person_is_a_question_to_the_list_and_is_kept(here):
    manager = person(Role.PROVIDER)
    home = homes.home(manager)
    built.in_post(home, actor=manager)
    [question] = db.session.scalars(select(OffenderQuestion)).all()
    assert (question.asked_by_id, question.reason, question.by_page) == (manager.id, home.register_number, False)


def test_a_match_found_at_night_blocks_alerts_and_opens_every_place(here):
    in_force()
    manager = person(Role.PROVIDER)
    first, second = homes.home(manager, district="SD-HYD"), homes.home(district="SD-SKR")
    number = built.cnic()
    one = built.cleared(first, PostKind.DRIVER, number=number, name="Driver")
    two = built.cleared(second, PostKind.GUARD, number=number, name="Driver")
    other = built.cleared(first)
    director, dg = person(Role.SWD_DIRECTOR), person(Role.SCPA_DG)
    near, far = (person(Role.DISTRICT_OFFICER, district=d) for d in ("SD-SKR", "SD-LRK"))
    # The entry is put into the list behind the program's back, so that only the night can find it.
    entry = built.answered(number)
    with built.without_letters(), pytest.MonkeyPatch.context() as patched:
        patched.setattr("registry_app.providers.offenders.decision_services.publish", lambda _event: None)
        from registry_app.providers.offenders import decision_services

        decision_services.decide(entry, put_on=True, reasons="x", actor=person(Role.SCPA_DG))
    assert outcome(one) == "CLEAR"
    assert search_services.search_all() == 1
    assert (outcome(one), outcome(two), outcome(other)) == ("NOT_CLEAR", "NOT_CLEAR", "CLEAR")
    assert [member.with_children for member in queries.staff(first)] == [True, False]
    match = db.session.scalars(select(OffenderMatch)).one()
    assert (match.state, match.answer_until) == (MatchState.FOUND, clock.today() + timedelta(days=15))
    places = db.session.scalars(select(PlaceCheck)).all()
    assert {place.home_id for place in places} == {first.id, second.id}
    assert all(place.due_at <= clock.now() + timedelta(hours=24) for place in places)
    # One mail of the match; one more for each place that must have the person away within the hour.
    assert [len(mails_to(user)) for user in (director, dg, near, far, manager)] == [3, 3, 2, 0, 2]
    said = "".join(mail.subject + mail.body for mail in mails_to(director))
    assert "Driver" not in said
    assert number not in said
    assert first.register_number not in said
    homes_now = {home.id: home.offender_matches for home in db.session.scalars(select(type(first)))}
    assert homes_now == {first.id: 1, second.id: 1}
    assert search_services.search_all() == 0, "found once, told once"
    assert len(mails_to(director)) == 3


def test_an_entry_that_begins_to_count_does_not_wait_for_the_night(here):
    in_force()
    number = built.cnic()
    post = built.cleared(homes.home(), number=number)
    built.listed(number)
    assert outcome(post) == "NOT_CLEAR"


def test_a_person_on_the_list_is_not_clear_from_the_first_day_in_any_home(here):
    in_force()
    number = built.cnic()
    built.listed(number)
    home = homes.home()
    post = built.in_post(home, number=number)
    assert outcome(post) == "NOT_CLEAR"
    second = homes.home()
    built.in_post(second, number=number)
    assert {place.home_id for place in db.session.scalars(select(PlaceCheck))} == {home.id, second.id}
    assert db.session.get(type(home), second.id, populate_existing=True).offender_matches == 1


def test_the_home_with_a_match_takes_no_child(here):
    in_force()
    number = built.cnic()
    home = homes.authorised_home()
    service = homes.service(home)
    post = built.cleared(home, number=number)
    built.listed(number)
    home = db.session.get(type(home), home.id, populate_existing=True)
    assert provider_facts(service, {}, 0)["vetting_clear"] is False
    services.record_leaving(
        post, on=clock.today(), leaving=Leaving.DISMISSED, under_allegation=False, actor=person(Role.PROVIDER)
    )
    home = db.session.get(type(home), home.id, populate_existing=True)
    assert home.offender_matches == 0


@pytest.mark.parametrize(("matches", "wanted"), [(0, False), (1, True)])
def test_a_match_blocks_a_relative_who_was_approved_for_tonight_too(here, matches, wanted):
    home = homes.home()
    service = homes.service(home, CareType.KINSHIP, sexes="BOTH")
    home_services.record_offender_matches(home, matches, actor=None)
    facts = {**search.provider_facts(service, {}, 0), "status": "KIN_TEMPORARY"}
    facts["authorised_until"] = clock.today().isoformat()
    found = hard_blocks_of_provider(
        {"age_years": 8, "sex": "boy"}, facts, "KINSHIP", clock.today(), offender_hit=search.offender_hit(home)
    )
    assert ("HB08" in found) is wanted


def found_match(number=None, **facts):
    in_force()
    number = number or built.cnic()
    post = built.cleared(homes.home(**facts), number=number)
    built.listed(number)
    return post, db.session.scalars(select(OffenderMatch).where(OffenderMatch.person_id == post.person_id)).one()


@pytest.mark.parametrize("state", list(MatchState))
@pytest.mark.parametrize("action", MATCH_LIFE.actions)
def test_each_step_of_a_match_goes_only_from_where_it_may(here, state, action):
    post, match = found_match()
    officer, judge = built.registrar(), person(Role.AUTHORISER)
    deeds = {
        "answer": lambda m: search_services.record_answer(m, on=clock.today(), answer="Not me.", actor=officer),
        "confirm": lambda m: search_services.judge(m, is_person=True, reasons="x", actor=judge),
        "refute": lambda m: search_services.judge(m, is_person=False, reasons="x", actor=judge),
        "lift": lambda m: lift(m),
    }
    way = {"FOUND": [], "ANSWERED": ["answer"], "CONFIRMED": ["answer", "confirm"], "REFUTED": ["refute"],
           "LIFTED": ["lift"]}[state.value]  # fmt: skip
    for step in way:
        deeds[step](match)
        match = db.session.get(OffenderMatch, match.id, populate_existing=True)
    possible = action in {arrow.action for arrow in MATCH_LIFE.open_moves(state)}
    early = action == "confirm" and state is MatchState.FOUND
    if not possible or early:
        if action == "lift":
            lift(match)
        else:
            with pytest.raises(DomainError):
                deeds[action](match)
        assert db.session.get(OffenderMatch, match.id, populate_existing=True).state is state
    else:
        deeds[action](match)
        match = db.session.get(OffenderMatch, match.id, populate_existing=True)
        assert match.state is MATCH_LIFE.target(state, action)
        assert outcome(post) == ("NOT_CLEAR" if match.state in ("ANSWERED", "CONFIRMED") else "CLEAR")


def lift(match):
    """What happens when the entry counts no longer; a match that ended otherwise stays as it is."""
    search_services.entry_unlisted(match.entry_id)


def test_the_matched_person_gets_a_letter_in_three_languages_with_the_days_to_answer(here):
    in_force()
    number = built.cnic()
    built.listed(number)
    built.in_post(homes.home(), number=number, name="Letter Receiver")
    match = db.session.scalars(select(OffenderMatch)).one()
    assert [one.language for one in match.letters] == ["en", "sd", "ur"]
    said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(match.letters[0].file))).pages)
    for wanted in ("Letter Receiver", "You can answer until", match.entry.number, "Power: Put a person on the list"):
        assert wanted in said, wanted
    assert number not in said
    assert "Receiver" not in match.letters[0].file.name


def test_without_an_answer_a_match_is_confirmed_when_the_days_are_over(here):
    _post, match = found_match()
    judge = person(Role.SCPA_DG)
    noon = clock.now()
    with time_machine.travel(noon + timedelta(days=15), tick=False), pytest.raises(DomainError):
        search_services.judge(match, is_person=True, reasons="x", actor=judge)
    with time_machine.travel(noon + timedelta(days=16), tick=False):
        assert search_services.judge(match, is_person=True, reasons="x", actor=judge).state is MatchState.CONFIRMED


def test_whoever_proposed_the_entry_does_not_judge_the_match(here):
    post, match = found_match()
    proposer = match.entry.proposed_by
    with pytest.raises(NotAllowed):
        search_services.judge(match, is_person=False, reasons="x", actor=proposer)
    assert not allows(proposer, Permission.JUDGE_MATCH, match)
    assert outcome(post) == "NOT_CLEAR"


def test_a_correction_of_the_list_clears_the_person_at_once(here):
    post, match = found_match()
    offenders.correct(match.entry, reason="A mistake.", actor=person(Role.SCPA_DG))
    assert outcome(post) == "CLEAR"
    assert db.session.get(OffenderMatch, match.id, populate_existing=True).state is MatchState.LIFTED


def test_a_place_is_looked_at_once_and_not_by_the_department_that_runs_it(here):
    _post, match = found_match(district="SD-HYD", run_by=Ownership.SWD)
    [place] = match.places
    officer = person(Role.DISTRICT_OFFICER, district="SD-HYD", agency=Agency.SWD)
    assert not allows(officer, Permission.CHECK_PLACE, place)
    registrar = built.registrar()
    assert allows(registrar, Permission.CHECK_PLACE, place)
    search_services.record_place(place, found="Sent home at once.", actor=registrar)
    with pytest.raises(DomainError):
        search_services.record_place(place, found="Again.", actor=registrar)


def test_leaving_under_allegation_is_told_and_stays_in_the_file(here):
    home, director = homes.home(district="SD-HYD"), person(Role.SWD_DIRECTOR)
    registrar = built.registrar()
    post = built.in_post(home)
    manager = person(Role.PROVIDER)
    with pytest.raises(DomainError) as refused:
        services.record_leaving(post, on=clock.today(), leaving=Leaving.RESIGNED, under_allegation=True, actor=manager)
    assert refused.value.field == "allegation"
    services.record_leaving(
        post, on=clock.today(), leaving=Leaving.RESIGNED, under_allegation=True, allegation="Struck a boy.",
        actor=manager,
    )  # fmt: skip
    assert queries.staff(home) == []
    assert [one.id for one in queries.left_under_allegation(registrar)] == [post.id]
    assert len(mails_to(director)) == 1
    assert "Struck" not in mails_to(director)[0].body
    with pytest.raises(DomainError):
        services.record_leaving(post, on=clock.today(), leaving=Leaving.RESIGNED, under_allegation=False, actor=manager)


@pytest.mark.parametrize(("days", "field"), [(1, "on"), (-11, "on")])
def test_nobody_leaves_tomorrow_or_before_they_came(here, days, field):
    post = built.in_post(homes.home())
    with pytest.raises(DomainError) as refused:
        services.record_leaving(
            post, on=clock.today() + timedelta(days=days), leaving=Leaving.OTHER, under_allegation=False, actor=None
        )
    assert refused.value.field == field


def test_people_not_clear_stop_an_authorisation_whatever_the_form_says(here):
    in_force()
    application = applied.recommended(person(Role.PROVIDER))
    home, officer = application.home, built.registrar()
    for kind in (PostKind.OWNER, PostKind.MANAGER):
        built.cleared(home, kind, officer)
    carer = built.in_post(home)
    assert authorisations.vetting_outcomes(application)["CARERS", "V02"] == "PENDING"
    with pytest.raises(Blocked) as refused:
        applied.decide(application)
    assert refused.value.blocks == [Block.VETTING_NOT_CLEAR]
    for code in ("V01", "V02"):
        built.check(carer, code, officer)
    with applied.without_setting():
        applied.decide(application)
    assert home.standing.value == "AUTHORISED"


def test_checks_that_end_are_announced_once_each_time(here):
    manager, officer = person(Role.PROVIDER), built.registrar()
    home = homes.home(manager)
    post = built.cleared(home, actor=officer)
    day = clock.today()
    code_ends = date(day.year + 1, day.month, min(day.day, 28)) if (day.month, day.day) == (2, 29) else None
    ends = code_ends or day.replace(year=day.year + 1)
    noon = clock.now()
    days_until = (ends - day).days
    sent = []
    for left in (61, 60, 59, 30, 8, 7, 6, 0):
        with time_machine.travel(noon + timedelta(days=days_until - left), tick=False):
            services.remind_due()
            services.remind_due()
            sent.append(len(mails_to(manager)))
    assert sent == [0, 1, 1, 2, 2, 3, 3, 3]
    services.record_leaving(post, on=day, leaving=Leaving.OTHER, under_allegation=False, actor=manager)
    with time_machine.travel(noon + timedelta(days=700), tick=False):
        assert services.remind_due() == 0


def test_the_nightly_work_is_done_once_a_day_and_keeps_people_clear(here):
    post = built.cleared(homes.home())
    noon = clock.now()
    for days, wanted in ((3, "CLEAR"), (4, "PENDING")):
        with time_machine.travel(noon + timedelta(days=days), tick=False):
            assert outcome(post) == wanted
    with time_machine.travel(noon + timedelta(days=4), tick=False):
        assert "people:search-list" in list(duties.run_due())
        assert "people:search-list" not in list(duties.run_due())
        assert outcome(post) == "CLEAR"


def test_a_tie_to_one_home_closes_the_whole_file(here):
    officer, number = built.registrar(), built.cnic()
    near, tied = homes.home(), homes.home()
    post = built.in_post(near, number=number, name="A")
    assert queries.one_person(officer, post.person_id) is not None
    built.in_post(tied, number=number, name="A")
    with transaction() as session:
        session.add(Tie(user_id=officer.id, home_id=tied.id, kind="DONOR"))
    assert queries.one_person(officer, post.person_id) is None
    found = db.session.get(Person, post.person_id, populate_existing=True)
    assert not allows(officer, Permission.RECORD, found)


def test_an_officer_sees_the_people_of_the_own_district_only(here):
    post = built.in_post(homes.home(district="SD-HYD"))
    inside, outside = (person(Role.DISTRICT_OFFICER, district=d) for d in ("SD-HYD", "SD-SKR"))
    assert queries.one_person(inside, post.person_id) is not None
    assert queries.one_person(outside, post.person_id) is None
    assert [one.post.id for one in queries.not_yet_clear(inside)] == [post.id]
    assert queries.not_yet_clear(outside) == []


def test_a_home_sees_its_own_posts_only(here):
    manager, stranger = person(Role.PROVIDER), person(Role.PROVIDER)
    home, other = homes.home(manager), homes.home(stranger)
    post = built.in_post(home)
    assert queries.own_post(manager, home.id, post.id) is not None
    assert queries.own_post(stranger, home.id, post.id) is None
    assert queries.own_post(manager, other.id, post.id) is None


def test_a_paper_is_kept_sealed_and_read_when_the_check_is_recorded(here):
    manager, officer = person(Role.PROVIDER), built.registrar()
    post = built.in_post(homes.home(manager))
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(picture, "PNG")
    picture.seek(0)
    paper = services.give_paper(post, Check.V02, FileStorage(picture, "slip.png"), actor=manager)
    assert [(one.id, many) for one, many in queries.with_new_papers(officer)] == [(post.id, 1)]
    for upload in (None, FileStorage(io.BytesIO(b"no picture"), "x.png")):
        with pytest.raises(DomainError) as refused:
            services.give_paper(post, Check.V02, upload, actor=manager)
        assert refused.value.field == "paper"
    built.check(post, "V02", officer)
    assert paper.read_at is not None
    assert queries.with_new_papers(officer) == []


def test_first_aid_is_counted_for_the_home(here):
    home, officer = homes.home(), built.registrar()
    built.check(built.in_post(home), "V12", officer)
    built.in_post(home)
    assert queries.first_aid(queries.staff(home)) == 1


def test_the_list_of_a_home_asks_the_database_little(here):
    from tests.builders.asking import questions

    home, officer = homes.home(), built.registrar()
    for _turn in range(3):
        built.cleared(home, actor=officer)
    db.session.expire_all()
    with questions(here) as few:
        assert len(queries.staff(home)) == 3
    for _turn in range(6):
        built.in_post(home)
    db.session.expire_all()
    with questions(here) as many:
        assert len(queries.staff(home)) == 9
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE post SET left_on = since",
        "UPDATE person SET identity_digest = NULL",
        "UPDATE offender_match SET state = 'CONFIRMED'",
        "UPDATE place_check SET done_at = due_at",
        "INSERT INTO person_check SELECT * FROM person_check",
    ],
)
def test_the_database_refuses_half_facts(here, statement):
    found_match()
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text(statement))


def test_the_chain_of_deeds_is_sound_after_all_of_it(here):
    post, match = found_match()
    search_services.record_answer(match, on=clock.today(), answer="x", actor=built.registrar())
    home_services.add_member(post.home.organisation, person(Role.PROVIDER), MemberRole.OWNER, actor=None)
    assert audit.verify()[0] == audit.SOUND
    assert db.session.scalar(select(func.count()).select_from(PersonCheck))

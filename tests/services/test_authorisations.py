"""From a complete application to a certificate: every step, every refusal, and what the database itself refuses."""

import io
from datetime import date, timedelta

import pytest
import time_machine
from pypdf import PdfReader
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock, files
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications.models import ApplicationPaper
from registry_app.providers.applications.states import Decision, State
from registry_app.providers.authorisations import decision_services, queries, services, standing_services
from registry_app.providers.authorisations.decision_services import Blocked, Wish
from registry_app.providers.authorisations.models import Authorisation, CertificatePaper, Ruling, VettingRecord
from registry_app.providers.authorisations.states import AuthorisationStanding, Block, CrmCheckKey, Kind, VettingOutcome
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import Ownership, Sexes, Standing
from registry_app.providers.powers import services as powers
from registry_app.providers.powers.states import Mode
from registry_app.providers.ties.models import Tie
from tests.builders import authorisations as built
from tests.builders.people import person

A = AuthorisationStanding


def words(stored):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(stored))).pages)


def test_a_good_application_becomes_a_certificate(here):
    built.in_force()
    application = built.recommended()
    decider = person(Role.AUTHORISER, agency=Agency.SCPA, name="Decider Person")
    ruling = built.decide(application, actor=decider)
    today = clock.today()
    [given] = queries.of_home(application.home)
    assert application.state is State.DECIDED
    assert (application.decision, application.decided_by_id) == (Decision.FULL, decider.id)
    assert given.kind is Kind.FULL
    assert given.certificate_number.startswith(f"SCPA-{today.year}-00001-")
    assert (given.start, given.until) == (today, ruling.until)
    assert (given.decided_by_id, given.ruling_id) == (decider.id, ruling.id)
    assert given.power_basis == "SCPP 5.3.1(i),(l)"
    assert given.rules_version == "0.1"
    home = application.home
    assert home.standing is Standing.AUTHORISED
    assert (home.certificate_number, home.authorised_until) == (given.certificate_number, given.until)
    assert {paper.language for paper in given.papers} == {"en", "ur", "sd"}
    assert audit.verify()[0] == audit.SOUND


def test_the_certificate_says_what_it_must_in_three_languages(here):
    built.in_force()
    given = built.authorised(home={"name_sd": "روشن گهر", "name_ur": "روشن گھر"})
    said = {paper.language: words(paper.file) for paper in given.papers}
    for language in ("en", "ur", "sd"):
        assert given.certificate_number in said[language]
        assert given.home.register_number in said[language]
        assert f"/verify/{given.certificate_number}" in said[language].replace("\n", "")
        assert "SCPP 5.3.1(i),(l)" in said[language]
    assert given.home.name in said["en"]
    assert "Made-up data. This certificate is not real." in said["en"]
    assert "demonstration" in said["en"]
    assert "روشن گهر" in said["sd"]


def test_the_letter_names_the_decision_its_reasons_and_the_power_first(here):
    built.in_force()
    ruling = built.decide(built.recommended())
    said = {letter.language: words(letter.file) for letter in ruling.letters}
    assert said["en"].index("Power: Authorise alternative care") < said["en"].index("Decision on your application")
    assert built.REASONS in said["en"]
    assert ruling.application.number in said["ur"]
    assert ruling.application.number in said["sd"]


def test_while_the_power_is_not_in_force_only_a_letter_is_written(here):
    powers.load_reference()
    application = built.recommended()
    ruling = built.decide(application)
    assert ruling.mode is Mode.RECOMMEND
    assert application.state is State.RECOMMENDED
    assert queries.of_home(application.home) == []
    assert application.home.standing is Standing.IN_PROCESS
    first = words(next(letter.file for letter in ruling.letters if letter.language == "en"))
    assert "This is a recommendation to: Director General, Sindh Child Protection Authority." in first[:300]
    with pytest.raises(DomainError, match="written already"):
        built.decide(application)
    powers.mark_demo()
    assert built.decide(application).mode is Mode.ACT


GATES = {
    Block.VETTING_NOT_CLEAR: lambda a: built.vet(a, person(Role.REGISTRY_OFFICER), VettingOutcome.PENDING),
    Block.CRM_NOT_PASSED: lambda a: built.look_at_gate(a, missing="POSTERS"),
    Block.CRITICAL_ZERO: lambda a: services.record_pre_registration_visit(
        a, clock.today(), True, person(Role.DISTRICT_OFFICER)
    ),
}


@pytest.mark.parametrize("kind", [Decision.FULL, Decision.CONDITIONAL, Decision.PROVISIONAL])
@pytest.mark.parametrize("block", GATES)
def test_a_hard_block_stops_every_kind_and_leaves_nothing_behind(here, block, kind):
    built.in_force()
    application = built.recommended()
    built.hear(application)
    GATES[block](application)
    with pytest.raises(Blocked) as refused:
        built.decide(application, kind, conditions=[{"code": "MONTHLY_MONITORING"}])
    assert refused.value.blocks == [block]
    assert application.state is State.RECOMMENDED
    assert db.session.scalars(select(Ruling)).all() == []
    assert queries.of_home(application.home) == []


@pytest.mark.parametrize(
    ("facts", "block"),
    [
        ({"answers": {k: v for k, v in built.ANSWERS.items() if k[1] != "focal_name"}}, Block.NO_FOCAL_PERSON),
        ({"answers": {k: v for k, v in built.ANSWERS.items() if k[1] != "data_officer"}}, Block.NO_DATA_OFFICER),
        ({"answers": {**built.ANSWERS, ("care", "conflict_with_law"): "yes"}}, Block.CONFLICT_WITH_LAW_MIXED),
        ({"answers": {**built.ANSWERS, ("building", "beds"): 9}}, Block.ABOVE_SPACE_NORM),
        ({"answers": {**built.ANSWERS, ("building", "square_feet"): 399}}, Block.ABOVE_SPACE_NORM),
        ({"service": {"sexes": Sexes.GIRLS}}, Block.NO_WOMAN_IN_CHARGE),
    ],
)
def test_what_the_application_itself_says_can_block(here, facts, block):
    built.in_force()
    application = built.recommended(**facts)
    with pytest.raises(Blocked) as refused:
        built.decide(application)
    assert refused.value.blocks == [block]


def test_fewer_places_open_the_space_norm_and_are_kept(here):
    built.in_force()
    application = built.recommended(answers={**built.ANSWERS, ("building", "beds"): 9})
    [service] = application.home.services
    with pytest.raises(DomainError) as refused:
        built.decide(application, places={service.id: 11})
    assert refused.value.field == "places"
    built.decide(application, places={service.id: 9})
    [given] = queries.of_home(application.home)
    assert (given.capacity, service.capacity) == (9, 9)


def steps(application):
    visitor = person(Role.DISTRICT_OFFICER)
    services.record_pre_registration_visit(application, clock.today(), False, visitor)
    head = person(Role.CPU_HEAD)
    built.look_at_gate(application, actor=head)
    vetter = person(Role.REGISTRY_OFFICER)
    services.record_vetting(application, {next(iter(cells(application))): VettingOutcome.PENDING}, actor=vetter)
    services.record_vetting(application, {next(iter(cells(application))): VettingOutcome.CLEAR}, actor=vetter)
    tied = person(Role.AUTHORISER)
    with transaction() as session:
        session.add(Tie(user_id=tied.id, home_id=application.home_id, kind="DONOR"))
    return {"visitor": visitor, "head": head, "vetter": vetter, "tied": tied}


def cells(application):
    return {(who, check) for who, check, _ in queries.vetting_table(application)}


def test_nobody_decides_after_an_earlier_step_or_with_a_tie(here):
    built.in_force()
    application = built.recommended()
    others = steps(application)
    others |= {
        "preparer": db.session.get(type(others["head"]), application.completed_by_id),
        "recommender": application.recommended_by,
    }
    for actor in others.values():
        with pytest.raises(NotAllowed):
            built.decide(application, actor=actor)
    assert built.decide(application).mode is Mode.ACT


def test_the_preparer_does_not_recommend_and_swd_not_for_its_own_homes(here):
    application = built.prepared()
    preparer = db.session.get(type(application.applicant), application.completed_by_id)
    with pytest.raises(NotAllowed):
        services.recommend(application, recommendation=Decision.FULL, text="Good.", actor=preparer)
    state_run = built.prepared(home={"run_by": Ownership.SWD})
    director = person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    with pytest.raises(NotAllowed):
        services.recommend(state_run, recommendation=Decision.FULL, text="Good.", actor=director)
    scpa = person(Role.SCPA_DG, agency=Agency.SCPA)
    services.recommend(state_run, recommendation=Decision.FULL, text="Good.", actor=scpa)
    assert state_run.state is State.RECOMMENDED


def test_a_government_home_needs_an_outside_member(here):
    built.in_force()
    application = built.prepared(home={"run_by": Ownership.SCPA})
    services.recommend(
        application, recommendation=Decision.FULL, text="Good.", actor=person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    )
    with pytest.raises(DomainError) as refused:
        built.decide(application)
    assert refused.value.field == "outside_member"
    assert built.decide(application, outside_member="A professor").outside_member == "A professor"


def test_a_refusal_needs_hearing_reasons_and_a_way_to_appeal(here):
    built.in_force()
    application = built.recommended()
    whole = {"appeal_note": "Write to the Minister."}
    with pytest.raises(DomainError, match="Hear the applicant first"):
        built.decide(application, Decision.REFUSED, **whole)
    built.hear(application, notice=13)
    with pytest.raises(DomainError, match="14 days"):
        built.decide(application, Decision.REFUSED, **whole)
    built.hear(application)
    with pytest.raises(DomainError) as refused:
        built.decide(application, Decision.REFUSED)
    assert refused.value.field == "appeal_note"
    ruling = built.decide(application, Decision.REFUSED, **whole)
    assert ruling.appeal_until == clock.today() + timedelta(days=30)
    assert application.home.standing is Standing.REFUSED
    assert queries.of_home(application.home) == []
    letter = next(letter.file for letter in ruling.letters if letter.language == "en")
    assert "You can appeal until" in words(letter)


def test_a_condition_needs_a_hearing_and_stands_on_the_certificate(here):
    built.in_force()
    application = built.recommended()
    condition = [{"code": "NAMED_TRAINING", "detail": "First aid by March"}]
    with pytest.raises(DomainError, match="Hear the applicant first"):
        built.decide(application, Decision.CONDITIONAL, conditions=condition)
    built.hear(application)
    built.decide(application, Decision.CONDITIONAL, conditions=condition)
    [given] = queries.of_home(application.home)
    paper = next(paper for paper in given.papers if paper.language == "en")
    assert "Named training by a date: First aid by March" in words(paper.file)


def test_a_certificate_with_three_conditions_hangs_at_the_door_on_one_page(here):
    built.in_force()
    application = built.recommended()
    built.hear(application)
    detail = "until a second woman carer is in post and the fire escape on the upper floor is open day and night"
    conditions = [{"code": "NAMED_TRAINING", "detail": detail}] * 3
    built.decide(application, Decision.CONDITIONAL, conditions=conditions)
    [given] = queries.of_home(application.home)
    pages = {paper.language: len(PdfReader(io.BytesIO(files.read(paper.file))).pages) for paper in given.papers}
    assert pages == {"en": 1, "ur": 1, "sd": 1}


def test_the_decision_may_not_run_longer_than_its_kind(here):
    built.in_force()
    application = built.recommended()
    with pytest.raises(DomainError) as refused:
        built.decide(application, until=clock.today() + timedelta(days=3 * 366))
    assert refused.value.field == "until"


def test_steps_out_of_turn_are_refused_with_a_sentence(here):
    built.in_force()
    application = built.sent()
    officer = person(Role.REGISTRY_OFFICER)
    with pytest.raises(DomainError):
        built.vet(application, officer)
    with pytest.raises(DomainError):
        built.decide(application)
    with pytest.raises(DomainError):
        services.record_hearing(application, notice_on=clock.today(), actor=officer)
    office.mark_complete(application, actor=officer)
    with pytest.raises(DomainError):
        services.recommend(application, recommendation=Decision.FULL, text="x", actor=person(Role.SWD_DIRECTOR))
    with pytest.raises(DomainError):
        services.record_pre_registration_visit(
            application, clock.today() + timedelta(days=1), False, person(Role.SWD_DIRECTOR)
        )
    with pytest.raises(DomainError):
        services.record_crm_check(application, {CrmCheckKey.POSTERS: True}, on=clock.today(), actor=officer)
    assert application.state is State.COMPLETE


def test_a_later_word_of_the_vetting_replaces_the_earlier_and_keeps_it(here):
    application = built.sent()
    officer = person(Role.REGISTRY_OFFICER)
    office.mark_complete(application, actor=officer)
    built.vet(application, officer, VettingOutcome.PENDING)
    assert application.state is State.VETTING
    built.vet(application, officer)
    built.vet(application, officer)
    assert {row.outcome for row in queries.vetting(application).values()} == {VettingOutcome.CLEAR}
    assert len(db.session.scalars(select(VettingRecord)).all()) == 18


def test_a_new_decision_replaces_the_old_certificate(here):
    built.in_force()
    first = built.authorised()
    application = built.recommended(first.home.organisation.members[0].user)
    accounts = ApplicationPaper.application_id == application.id, ApplicationPaper.code == "D03"
    with transaction() as session:
        application.home_id = first.home_id
        session.execute(update(ApplicationPaper).where(*accounts).values(seen_at=None, seen_by_id=None))
    db.session.refresh(application, ["papers", "home_id"])
    built.look_at_gate(application)
    with pytest.raises(Blocked) as refused:
        built.decide(application)
    assert refused.value.blocks == [Block.GRADE_TOO_LOW, Block.NO_AUDITED_ACCOUNTS]
    built.renewable(application)
    home_services.record_major_due(first.home, clock.today() - timedelta(days=1), actor=None)
    with pytest.raises(Blocked, match="overdue"):
        built.decide(application)
    home_services.record_major_due(first.home, clock.today(), actor=None)
    built.decide(application)
    newer, older = queries.of_home(first.home)
    assert (older.standing, older.replaced_by_id, older.ended_on) == (A.EXPIRED, newer.id, newer.start)
    assert newer.standing is A.IN_FORCE
    assert first.home.certificate_number == newer.certificate_number
    assert newer.serial == older.serial + 1


def test_suspension_reinstatement_cancellation_and_closing_reach_the_home(here):
    built.in_force()
    dg = person(Role.SCPA_DG)
    given = built.authorised()
    standing_services.suspend(given, reason="Danger", actor=dg)
    assert (given.standing, given.home.standing) == (A.SUSPENDED, Standing.SUSPENDED)
    standing_services.reinstate(given, reason="Put right", actor=dg)
    assert (given.standing, given.home.standing) == (A.IN_FORCE, Standing.AUTHORISED)
    standing_services.cancel(given, reason="Two D grades running", actor=dg)
    assert (given.standing, given.home.standing) == (A.CANCELLED, Standing.CANCELLED)
    other = built.authorised()
    standing_services.close(other, reason="The owner stops", actor=person(Role.REGISTRY_OFFICER))
    assert (other.standing, other.home.standing) == (A.CLOSED_VOLUNTARILY, Standing.CLOSED_VOLUNTARILY)
    for action in ("suspend", "reinstate", "cancel", "close"):
        with pytest.raises(DomainError):
            getattr(standing_services, action)(other, reason="Again", actor=dg)
    with pytest.raises(DomainError) as refused:
        standing_services.suspend(built.authorised(), reason=" ", actor=dg)
    assert refused.value.field == "reason"


def test_without_the_power_nothing_is_suspended(here):
    built.in_force()
    given = built.authorised()
    law = person(Role.LAW_OFFICER)
    powers.change(built.powers.Act.SUSPEND, holder="SCPA_DG", basis=None, status="PROPOSED", actor=law)
    with pytest.raises(DomainError, match="not in force"):
        standing_services.suspend(given, reason="Danger", actor=person(Role.SCPA_DG))
    assert given.standing is A.IN_FORCE


def test_expiry_the_day_after_the_last_day_and_only_once(here):
    built.in_force()
    last = clock.today() + timedelta(days=10)
    given, other = built.ended(built.authorised(), last), built.authorised()
    assert standing_services.expire_due(last) == 0
    assert standing_services.expire_due(last + timedelta(days=1)) == 1
    assert standing_services.expire_due(last + timedelta(days=1)) == 0
    assert (given.standing, given.ended_on) == (A.EXPIRED, last + timedelta(days=1))
    assert given.home.standing is Standing.EXPIRED
    assert other.standing is A.IN_FORCE


def test_a_home_with_two_services_stays_authorised_until_the_last_one_ends(here):
    built.in_force()
    application = built.sent()
    built.homes.service(application.home, capacity=5, age_from=1, age_to=5)
    registrar = person(Role.REGISTRY_OFFICER)
    office.mark_complete(application, actor=registrar)
    built.vet(application, registrar)
    built.look_at_gate(application)
    services.record_pre_registration_visit(application, clock.today(), False, person(Role.DISTRICT_OFFICER))
    services.recommend(
        application, recommendation=Decision.FULL, text="Good.", actor=person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    )
    built.say_needed(application)
    built.decide(application, need_answer="Needed.")
    first, second = sorted(queries.of_home(application.home), key=lambda one: one.serial)
    assert second.serial == first.serial + 1
    last = clock.today() + timedelta(days=10)
    built.ended(first, last)
    standing_services.keep_on_home(application.home, actor=None)
    standing_services.expire_due(last + timedelta(days=1))
    assert application.home.standing is Standing.AUTHORISED
    assert application.home.certificate_number == second.certificate_number


def test_reminders_go_once_to_each_member_on_their_days(here):
    built.in_force()
    manager = person(Role.PROVIDER, email="holder@example.org")
    given = built.authorised(manager)
    built.ended(given, clock.today() + timedelta(days=60))
    with time_machine.travel(clock.now(), tick=False):
        assert standing_services.remind_due() == 1
        assert standing_services.remind_due() == 1
        assert standing_services.remind_due(clock.today() + timedelta(days=1)) == 0
    mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == "holder@example.org")).all()
    ending = [mail for mail in mails if given.certificate_number in mail.body]
    assert len(ending) == 1
    assert "60 days" in ending[0].body


GOOD_ROW = "SELECT id FROM authorisation"
BROKEN = [
    "UPDATE authorisation SET certificate_number = NULL",
    "UPDATE authorisation SET valid_from = NULL",
    "UPDATE authorisation SET valid_until = NULL",
    "UPDATE authorisation SET decided_by_id = NULL",
    "UPDATE authorisation SET decided_on = NULL",
    "UPDATE authorisation SET ruling_id = NULL",
    "UPDATE authorisation SET kind = 'KIN_TEMPORARY'",
    "UPDATE authorisation SET kind = 'CONDITIONAL'",
    "UPDATE authorisation SET kind = 'FOREVER'",
    "UPDATE authorisation SET standing = 'SUSPENDED'",
    "UPDATE authorisation SET standing = 'EXPIRED'",
    "UPDATE authorisation SET standing = 'LOST'",
    "UPDATE authorisation SET ended_on = valid_until",
    "UPDATE authorisation SET replaced_by_id = id",
    "UPDATE authorisation SET valid_until = '2020-01-01'",
    "UPDATE authorisation SET capacity = 0",
    "UPDATE authorisation SET serial = 0",
    "UPDATE ruling SET by_id = recommended_by_id",
    "UPDATE ruling SET reasons = ''",
    "UPDATE ruling SET valid_until = NULL",
    "UPDATE ruling SET outcome = 'REFUSED'",
    "UPDATE ruling SET outcome = 'CONDITIONAL'",
    "UPDATE home SET certificate_number = NULL",
    "UPDATE home SET authorised_until = NULL",
    "UPDATE home SET authorised_from = NULL",
    "UPDATE certificate_paper SET language = 'xx'",
    "DELETE FROM ruling_letter; DELETE FROM ruling",
]


@pytest.mark.parametrize("statement", BROKEN)
def test_the_database_refuses_an_authorisation_without_its_facts(here, statement):
    built.in_force()
    built.authorised()
    assert db.session.execute(text(GOOD_ROW)).all()
    with pytest.raises(IntegrityError), transaction() as session:
        for part in statement.split(";"):
            session.execute(text(part))
    assert db.session.scalars(select(Authorisation)).one().standing is A.IN_FORCE


def copy_of(given, **facts):
    columns = {c.key: getattr(given, c.key) for c in Authorisation.__mapper__.column_attrs if c.key != "id"}
    return Authorisation(**{**columns, **facts})


@pytest.mark.parametrize(
    "facts",
    [
        {"serial": 2, "certificate_number": "SCPA-2026-00002-X"},
        {"standing": A.EXPIRED, "ended_on": date(2027, 1, 1), "serial": 2},
        {"standing": A.EXPIRED, "ended_on": date(2027, 1, 1), "certificate_number": "SCPA-2026-00002-X"},
    ],
)
def test_one_living_authorisation_a_service_and_every_number_once(here, facts):
    built.in_force()
    given = built.authorised()
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(copy_of(given, **facts))


def test_the_kept_papers_are_the_bytes_that_were_given(here):
    built.in_force()
    given = built.authorised()
    paper = db.session.scalars(select(CertificatePaper).where(CertificatePaper.language == "en")).one()
    assert files.read(paper.file) == files.read(given.papers[0].file)
    assert paper.file.media_type == "application/pdf"


def test_a_wish_without_service_is_refused(here):
    built.in_force()
    application = built.recommended()
    with transaction() as session:
        session.delete(application.home.services[0])
    db.session.expire_all()
    with pytest.raises(DomainError, match="no service"):
        decision_services.decide(application, Wish(Decision.FULL, "Good."), actor=person(Role.AUTHORISER))


def test_a_free_condition_stands_in_the_deciders_own_words(here):
    built.in_force()
    application = built.recommended()
    built.hear(application)
    for empty in ({}, {"detail": "  "}):
        with pytest.raises(DomainError, match="own words") as refused:
            built.decide(application, Decision.CONDITIONAL, conditions=[{"code": "FREE", **empty}])
        assert refused.value.field == "detail_FREE"
    said = "The well in the yard stays covered"
    built.decide(application, Decision.CONDITIONAL, conditions=[{"code": "FREE", "detail": said}])
    [given] = queries.of_home(application.home)
    paper = next(paper for paper in given.papers if paper.language == "en")
    assert said in words(paper.file)

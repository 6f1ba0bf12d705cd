"""A decision that is set aside: nothing of it is lost, nothing of it counts, and the database holds both."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from gatekeeping.cases.search import provider_facts
from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock, files
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.outbox import OutboxMessage
from registry_app.pages.court.queries import home_rows
from registry_app.providers.applications import clocks
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications import services as applicant
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import REOPENED, Decision, State, TimedStep, Track
from registry_app.providers.authorisations import queries, services, standing_services
from registry_app.providers.authorisations.models import Authorisation, Ruling, SetAside
from registry_app.providers.authorisations.set_aside_services import set_decision_aside
from registry_app.providers.authorisations.states import AuthorisationStanding
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import Standing
from registry_app.providers.powers import services as powers
from registry_app.providers.powers.states import Act, Mode, PowerStatus
from registry_app.providers.register import checking
from registry_app.providers.register.queries import eyes
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import authorisations as built
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")
A = AuthorisationStanding
WHY = "The hearing was held without notice (step 8)."


def director():
    return person(Role.SCPA_DG, agency=Agency.SCPA)


def set_aside(application, *, back_to=State.RECOMMENDED, actor=None, reason=WHY):
    return set_decision_aside(application, reason=reason, back_to=back_to, actor=actor or director())


def given(**facts):
    built.in_force()
    with built.without_setting():
        return built.authorised(**facts)


@pytest.mark.parametrize("back_to", REOPENED)
def test_the_application_goes_back_to_its_step_and_the_decision_stays_to_be_read(back_to):
    certificate = given()
    application, ruling = certificate.ruling.application, certificate.ruling
    before = (ruling.outcome, ruling.reasons, ruling.on, ruling.by_id)
    actor = director()
    written = set_aside(application, back_to=back_to, actor=actor)
    assert application.state is back_to
    assert application.decision is application.decided_by_id is application.decided_on is None
    assert application.reopened_on == clock.today()
    assert (application.recommendation is None) == (back_to is not State.RECOMMENDED)
    assert (ruling.outcome, ruling.reasons, ruling.on, ruling.by_id) == before
    assert ruling.set_aside_on == clock.today()
    assert (written.mode, written.by_id, written.reason) == (Mode.ACT, actor.id, WHY)
    assert written.power_basis == "SCPP 5.3.1(i),(l)"
    assert certificate.standing is A.SET_ASIDE
    assert certificate.ended_on == clock.today()
    assert len(certificate.papers) == len(ruling.letters) == len(written.letters) == 3
    assert queries.ruling(application) is None
    assert [one.id for one in queries.undone(application)] == [ruling.id]
    assert application.home.standing is Standing.IN_PROCESS
    deeds = set(db.session.scalars(select(AuditEntry.action)))
    assert {"authorisation:set-aside", "authorisation:undo-ruling"} <= deeds
    assert audit.verify()[0] == audit.SOUND


def test_the_court_report_knows_each_time_that_the_application_lay_open():
    with clock.set_to(clock.now() - timedelta(days=20)):
        certificate = given()
    application = certificate.ruling.application
    decided = certificate.ruling.on
    set_aside(application)
    first, second = [row for row in home_rows(clock.now()).applications if row.home_id == application.home_id]
    assert (first.over_on, first.running_on(decided)) == (decided, False)
    assert (second.open_from, second.over_on) == (clock.today(), None)
    assert not second.running_on(clock.today() - timedelta(days=1))


def test_the_letter_names_the_power_first_the_decision_and_the_reason_in_three_languages():
    certificate = given()
    written = set_aside(certificate.ruling.application)
    for paper in written.letters:
        said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(paper.file))).pages)
        assert certificate.certificate_number in said.replace("\u2066", "").replace("\u2069", "")
        if paper.language == "en":
            assert said.index("Power:") < said.index("A decision is set aside") < said.index(WHY)
            assert "Take it down from the door" in said


def test_what_fell_is_nowhere_in_force():
    certificate = given()
    home, number = certificate.home, certificate.certificate_number
    set_aside(certificate.ruling.application)
    assert checking.check(number, eyes()).answer is checking.Answer.SET_ASIDE
    assert eyes().see(home).certificate is None
    assert not eyes().see(home).carries
    facts = provider_facts(home.services[0], queries_of(home), 0)
    assert facts["status"] is None, "HB01: no authorisation"
    assert facts["authorised_care_types"] == []


def queries_of(home):
    return {one.service_id: one for one in queries.living([home.id])[home.id]}


def test_a_new_decision_by_another_person_gets_a_new_number():
    certificate = given()
    application, undoer = certificate.ruling.application, director()
    set_aside(application, actor=undoer)
    with built.without_setting():
        with pytest.raises(NotAllowed, match="set the earlier decision aside"):
            built.decide(application, actor=undoer)
        ruling = built.decide(application)
    assert ruling.id != certificate.ruling_id
    [new] = [one for one in queries.of_home(application.home) if one.standing is A.IN_FORCE]
    assert new.serial == certificate.serial + 1
    assert certificate.standing is A.SET_ASIDE
    assert application.home.standing is Standing.AUTHORISED
    assert application.home.certificate_number == new.certificate_number


def test_a_full_authorisation_once_set_aside_does_not_count_as_given_before():
    certificate = given()
    set_aside(certificate.ruling.application)
    facts = queries.facts(certificate.ruling.application)
    assert facts.new
    assert facts.same_kind_before == {}
    assert facts.renewal is None


def test_a_refusal_set_aside_brings_the_home_back_into_process_and_asks_a_new_hearing():
    built.in_force()
    application = built.recommended()
    built.hear(application)
    with built.without_setting():
        built.decide(application, Decision.REFUSED, appeal_note="Within 30 days.")
        assert application.home.standing is Standing.REFUSED
        set_aside(application)
        assert application.home.standing is Standing.IN_PROCESS
        assert queries.hearing(application) is None
        with pytest.raises(DomainError, match="Hear the applicant first"):
            built.decide(application, Decision.REFUSED, appeal_note="Within 30 days.")
        built.hear(application)
        built.decide(application, Decision.REFUSED, appeal_note="Within 30 days.")
    assert application.home.standing is Standing.REFUSED
    assert db.session.scalars(select(Ruling).where(Ruling.application_id == application.id)).all().__len__() == 2


def test_visited_anew_means_that_the_visit_of_before_counts_no_more():
    application = given().ruling.application
    set_aside(application, back_to=State.VETTING)
    assert not queries.facts(application).visited
    running = {one.step: one.by for one in clocks.today_of(application)}
    assert running[TimedStep.VISIT] == clock.today() + timedelta(days=30)
    visitor = person(Role.DISTRICT_OFFICER, district=application.district, agency=Agency.SWD)
    services.record_pre_registration_visit(application, clock.today(), False, visitor)
    assert application.state is State.VISITED
    assert queries.facts(application).visited


def test_what_the_decision_replaced_carries_on():
    older = given()
    application = built.recommended(home={})
    with transaction() as session:
        session.execute(
            text("UPDATE application SET home_id = :h, organisation_id = :o WHERE id = :a"),
            {"h": _key(older.home_id), "o": _key(older.home.organisation_id), "a": _key(application.id)},
        )
    db.session.expire_all()
    built.look_at_gate(application)
    built.renewable(application)
    with built.without_setting():
        built.decide(application)
        newer = queries.of_service(older.service)
        assert newer.id != older.id
        assert older.standing is A.EXPIRED
        set_aside(application)
    assert (older.standing, older.replaced_by_id, older.ended_on) == (A.IN_FORCE, None, None)
    assert newer.standing is A.SET_ASIDE
    assert older.home.standing is Standing.AUTHORISED
    assert older.home.certificate_number == older.certificate_number


def _key(value):
    return value if db.engine.dialect.name == "postgresql" else value.hex


def test_while_the_power_is_not_in_force_only_a_letter_is_written():
    certificate = given()
    application = certificate.ruling.application
    law = person(Role.LAW_OFFICER)
    tomorrow = clock.now() + timedelta(days=1)
    powers.change(Act.AUTHORISE, holder="SCPA_DG", basis=None, status=PowerStatus.PROPOSED,
                  since=clock.today() + timedelta(days=1), actor=law)  # fmt: skip
    with clock.set_to(tomorrow):
        written = set_aside(application)
        assert written.mode is Mode.RECOMMEND
        assert "This is a recommendation to" in written.power_lines["en"][0]
        with pytest.raises(DomainError, match="written already"):
            set_aside(application)
    assert application.state is State.DECIDED
    assert certificate.standing is A.IN_FORCE
    assert application.home.standing is Standing.AUTHORISED
    assert queries.ruling(application).set_aside_on is None


def test_the_applicant_is_told_without_a_reason_in_the_mail():
    application = given().ruling.application
    set_aside(application)
    said = [mail.body for mail in db.session.scalars(select(OutboxMessage)) if "set aside" in mail.body]
    assert len(said) == 1
    assert WHY not in said[0]


def test_who_decided_or_took_an_earlier_step_or_is_tied_does_not_set_aside():
    ruling = given().ruling
    application = ruling.application
    tied = person(Role.AUTHORISER, agency=Agency.SCPA)
    with transaction() as session:
        session.add(Tie(user_id=tied.id, home_id=application.home_id, kind=TieKind.DONOR))
    db.session.expire_all()
    for actor in (ruling.by, application.recommended_by, tied):
        with pytest.raises(NotAllowed):
            set_aside(application, actor=actor)
    assert application.state is State.DECIDED


@pytest.mark.parametrize("state", [state for state in State if state is not State.DECIDED])
def test_nothing_else_than_a_decision_is_set_aside(state):
    from tests.services.test_applications_in_office import standing_in

    built.in_force()
    application = standing_in(state)
    with pytest.raises(DomainError):
        set_aside(application)
    assert application.state is state


@pytest.mark.parametrize("action", ["cancel", "close", "expire"])
def test_a_certificate_that_ended_already_is_not_set_aside(action):
    certificate = given()
    standing_services.move(certificate, action, actor=None)
    with pytest.raises(DomainError, match="ended already"):
        set_aside(certificate.ruling.application)


def test_a_suspended_certificate_falls_as_well():
    certificate = given()
    standing_services.suspend(certificate, reason="Danger.", actor=director())
    set_aside(certificate.ruling.application)
    assert certificate.standing is A.SET_ASIDE
    assert certificate.home.standing is Standing.IN_PROCESS


def test_not_while_a_newer_application_is_under_way_nor_for_a_closed_home():
    built.in_force()
    application = built.recommended()
    built.hear(application)
    with built.without_setting():
        built.decide(application, Decision.REFUSED, appeal_note="Within 30 days.")
    newer = applicant.start(track=Track.FACILITIES, suitability={}, actor=application.applicant, home=application.home)
    with pytest.raises(DomainError, match="newer application"):
        set_aside(application)
    applicant.withdraw(newer, reason="", actor=application.applicant)
    home_services.set_standing(application.home, Standing.CLOSED_VOLUNTARILY, None)
    with pytest.raises(DomainError, match="closed"):
        set_aside(application)
    assert application.state is State.DECIDED


@pytest.mark.parametrize(("facts", "field"), [({"reason": " "}, "reason"), ({"back_to": State.SUBMITTED}, "back_to")])
def test_a_reason_and_a_step_are_needed(facts, field):
    application = given().ruling.application
    with pytest.raises(DomainError) as caught:
        set_aside(application, **facts)
    assert caught.value.field == field
    assert not db.session.scalars(select(SetAside)).all()


FORBIDDEN = [
    "UPDATE authorisation SET standing = 'IN_FORCE', ended_on = NULL WHERE standing = 'SET_ASIDE'",
    "UPDATE authorisation SET ended_on = NULL",
    "UPDATE ruling SET set_aside_on = NULL",
    "UPDATE ruling SET reasons = 'Others.'",
    "UPDATE set_aside SET reason = 'Another.'",
    "DELETE FROM set_aside_letter; DELETE FROM set_aside",
    "DELETE FROM certificate_paper; DELETE FROM authorisation; DELETE FROM ruling_letter; DELETE FROM ruling",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_keeps_what_was_set_aside_as_it_was(statement):
    certificate = given()
    set_aside(certificate.ruling.application)
    with pytest.raises(DBAPIError), transaction() as session:
        for part in statement.split(";"):
            session.execute(text(part))
    db.session.expire_all()
    assert certificate.standing is A.SET_ASIDE


def test_the_database_refuses_to_set_aside_what_carries_or_without_a_reason_or_by_its_decider():
    certificate = given()
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text("UPDATE ruling SET set_aside_on = ruled_on"))
    ruling = db.session.scalars(select(Ruling)).one()
    lines = {"ruling_id": ruling.id, "mode": Mode.ACT, "back_to": State.RECOMMENDED, "reason": WHY,
             "recommendation_text": "", "power_lines": {}, "power_basis": None}  # fmt: skip
    other = director()
    for by, of in ((ruling.by_id, ruling.by_id), (other.id, other.id), (ruling.by_id, other.id)):
        with pytest.raises(DBAPIError), transaction() as session:
            session.add(SetAside(**lines, by_id=by, decided_by_id=of))
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text("UPDATE authorisation SET standing = 'CANCELLED', ended_on = valid_from"))
        session.execute(text("UPDATE ruling SET set_aside_on = ruled_on"))
    assert certificate.standing is A.IN_FORCE
    assert db.session.scalars(select(Authorisation)).one().standing is A.IN_FORCE
    assert db.session.scalars(select(Application)).one().state is State.DECIDED


def test_office_reopen_needs_a_decision():
    application = given().ruling.application
    set_aside(application)
    from registry_app.core.states import WrongState

    with pytest.raises(WrongState):
        office.reopen(application, State.RECOMMENDED, reason="Again.", actor=director())

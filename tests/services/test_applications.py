"""What an applicant does: start, answer, finish, give papers, send, answer questions, take back."""

import hashlib
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import FileStorage

from registry_app.accounts.states import Role
from registry_app.core import clock, files
from registry_app.core.audit import AuditEntry
from registry_app.core.codes import well_formed
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.core.states import WrongState
from registry_app.providers.applications import answer_services as answering
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications import paper_services as papers
from registry_app.providers.applications import queries, reading, services
from registry_app.providers.applications.models import Application, ApplicationAnswer
from registry_app.providers.applications.questions import Section, Step, questions
from registry_app.providers.applications.states import LIFE, State, TaskStatus, Track
from registry_app.providers.homes.models import Home, Organisation
from registry_app.providers.homes.states import CareType, Ownership, Sexes, Standing
from tests.builders import filling, homes
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")


def draft(**facts: Any) -> Application:
    facts = {"track": Track.FACILITIES, "suitability": filling.SUITABILITY, **facts}
    return services.start(actor=facts.pop("actor", None) or person(Role.PROVIDER), **facts)


def section_of(application: Application, name: str) -> Section:
    found = answering.asked(application).section(name)
    assert found is not None
    return found


def step_of(application: Application, section: str, step: str) -> Step:
    found = section_of(application, section).step(step)
    assert found is not None
    return found


def save(application: Application, section: str, step: str, given: dict[str, Any], **facts: Any) -> Application:
    facts = {"not_known": False, "seen": {}, "actor": application.applicant, **facts}
    return answering.save(application, step_of(application, section, step), given, **facts)


COUNT = {"children": 24, "girls": 12, "boys": 12, "transgender": 0}


# Starting


def test_an_empty_draft_is_given_again_a_begun_one_is_not() -> None:
    applicant = person(Role.PROVIDER)
    first = draft(actor=applicant)
    assert draft(actor=applicant).id == first.id
    save(first, "children-now", "count", COUNT)
    assert draft(actor=applicant).id != first.id
    assert draft(actor=applicant, track=Track.FAMILY).track is Track.FAMILY


def test_a_home_of_ones_own_has_one_live_application() -> None:
    manager = person(Role.PROVIDER)
    home = homes.home(manager)
    first = draft(actor=manager, home=home)
    assert (first.home_id, first.district) == (home.id, "SD-HYD")
    with pytest.raises(DomainError) as refusal:
        draft(actor=person(Role.PROVIDER), home=home)
    assert refusal.value.field == "home"
    services.withdraw(first, reason="", actor=manager)
    assert draft(actor=manager, home=home).state is State.DRAFT


def test_an_application_keeps_the_versions_it_was_started_under() -> None:
    made = draft()
    assert (made.rules_version, made.form_version, made.number) == ("0.1", "0.1", None)


# Answering


def test_an_answer_is_kept_in_all_its_versions() -> None:
    made = draft()
    save(made, "children-now", "count", COUNT)
    save(made, "children-now", "count", {**COUNT, "girls": 10, "boys": 14}, seen=dict.fromkeys(COUNT, 1))
    assert [row.value for row in queries.history(made, "children-now", "girls")] == [10, 12]
    assert [row.version for row in queries.history(made, "children-now", "children")] == [1]


def test_names_addresses_and_numbers_are_sealed_in_the_table() -> None:
    made = draft()
    save(made, "building", "address", {"address": "Street of the Weavers 7", "home_phone": filling.PHONE})
    rows = db.session.execute(text("SELECT value, words_sealed FROM application_answer")).all()
    assert len(rows) == 2
    assert all(value is None and b"Weavers" not in sealed for value, sealed in rows)
    assert queries.values(made)["building", "address"] == "Street of the Weavers 7"
    lines = str([line.changes for line in db.session.query(AuditEntry)])
    assert "Weavers" not in lines
    assert "address" in lines


def test_what_is_not_known_yet_is_lawful_and_keeps_the_part_open() -> None:
    made = draft()
    save(made, "children-now", "count", dict.fromkeys(COUNT), not_known=True)
    assert queries.values(made) == {("children-now", name): None for name in COUNT}
    with pytest.raises(DomainError, match="still open"):
        answering.finish(made, section_of(made, "children-now"), finished=True, actor=made.applicant)
    save(made, "children-now", "count", {**COUNT, "children": 0, "girls": 0, "boys": 0}, seen=dict.fromkeys(COUNT, 1))
    assert answering.finish(made, section_of(made, "children-now"), finished=True, actor=made.applicant).finished


@pytest.mark.parametrize(
    ("section", "step", "given", "field"),
    [
        ("children-now", "count", {**COUNT, "boys": None}, "boys"),
        ("children-now", "count", {**COUNT, "boys": 9}, "girls"),
        ("protection", "rules", {"written_policy": "yes", "no_hitting": "no", "behaviour": "x"}, "no_hitting"),
        ("who-runs-it", "past", {"other_sites": None, "past_refusals": "yes", "past_refusals_story": None},
         "past_refusals_story"),
    ],
)  # fmt: skip
def test_an_answer_that_will_not_do_names_its_field_and_stores_nothing(
    section: str, step: str, given: dict[str, Any], field: str
) -> None:
    made = draft()
    with pytest.raises(DomainError) as refusal:
        save(made, section, step, given)
    assert refusal.value.field == field
    assert queries.answers(made) == {}


def test_a_story_is_asked_for_only_after_yes() -> None:
    made = draft()
    save(made, "who-runs-it", "past", {"other_sites": None, "past_refusals": "no", "past_refusals_story": None})
    assert queries.values(made) == {("who-runs-it", "past_refusals"): "no"}


def test_no_more_places_than_beds() -> None:
    made = draft()
    rooms = {"rooms": 5, "square_feet": 900, "beds": 20, "toilets": 4, "kitchen": "yes", "yard": "no"}
    save(made, "building", "rooms", rooms)
    with pytest.raises(DomainError, match="You ask for 24 places, but there are 20 beds"):
        save(made, "care", "places", {"capacity": 24})
    save(made, "care", "places", {"capacity": 20})
    save(made, "building", "rooms", {**rooms, "beds": 18}, seen=dict.fromkeys(rooms, 1))
    care = next(part for part in reading.parts(made) if part.id == "care")
    assert care.status is TaskStatus.PROBLEM


def test_ages_are_not_asked_where_no_child_lives() -> None:
    made = draft()
    save(made, "children-now", "count", dict.fromkeys(COUNT, 0))
    part = next(part for part in reading.parts(made) if part.id == "children-now")
    assert {row.step for row in part.rows} == {"count"}
    assert "D17" not in {row.code for row in reading.papers(made)}
    save(made, "children-now", "count", COUNT, seen=dict.fromkeys(COUNT, 1))
    assert "D17" in {row.code for row in reading.papers(made)}


def test_the_late_one_of_two_is_told_and_nothing_is_overwritten() -> None:
    made = draft()
    save(made, "care", "places", {"capacity": 10})
    with pytest.raises(answering.AlreadySaved, match="Another person saved this part at") as refusal:
        save(made, "care", "places", {"capacity": 12}, actor=person(Role.PROVIDER))
    assert [row.value for row in refusal.value.theirs] == [10]
    assert queries.values(made)["care", "capacity"] == 10
    save(made, "care", "places", {"capacity": 10})  # The same words twice are no quarrel.


def test_two_current_versions_of_one_answer_cannot_exist() -> None:
    made = draft()
    save(made, "care", "places", {"capacity": 10})
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(
            ApplicationAnswer(
                application_id=made.id, section="care", field="capacity", version=2, value=3,
                changed_by_id=made.applicant_id,
            )
        )  # fmt: skip


def test_a_changed_number_reopens_what_no_longer_adds_up() -> None:
    made = draft()
    filling.fill_part(made, section_of(made, "children-now"), made.applicant)
    save(made, "children-now", "count", {**COUNT, "children": 25, "boys": 13}, seen=dict.fromkeys(COUNT, 1))
    part = next(part for part in reading.parts(made) if part.id == "children-now")
    assert part.status is TaskStatus.PROBLEM
    with pytest.raises(DomainError, match="24, but you said 25 children"):
        answering.finish(made, section_of(made, "children-now"), finished=True, actor=made.applicant)


# Papers


def photo(name: str = "paper.png") -> FileStorage:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(out, "PNG")
    out.seek(0)
    return FileStorage(out, filename=name)


def test_a_file_ends_the_promise_to_bring_the_paper() -> None:
    made = draft()
    papers.bring(made, "D07", actor=made.applicant)
    assert papers.bring(made, "D07", actor=made.applicant).id == queries.papers(made)["D07"][0].id
    papers.upload(made, "D07", photo(), actor=made.applicant)
    given = queries.papers(made)["D07"]
    assert [paper.file is not None for paper in given] == [True]
    assert files.read(given[0].file).startswith(b"\xff\xd8")


def test_a_removed_file_is_gone_from_the_store() -> None:
    made = draft()
    stored = papers.upload(made, "D07", photo(), actor=made.applicant).file
    assert stored is not None
    place = files._path(stored.id)
    assert place.exists()
    papers.remove(queries.papers(made)["D07"][0], actor=made.applicant)
    assert not place.exists()
    assert queries.papers(made) == {}
    assert db.session.query(AuditEntry).filter_by(action="application:remove-paper").count() == 1


def test_six_files_for_one_paper_are_enough() -> None:
    made = draft()
    for _ in range(papers.MOST):
        papers.upload(made, "D07", photo(), actor=made.applicant)
    with pytest.raises(DomainError, match="six files"):
        papers.upload(made, "D07", photo(), actor=made.applicant)


def test_a_family_is_not_asked_for_the_papers_of_a_home() -> None:
    made = draft(track=Track.FAMILY)
    with pytest.raises(DomainError, match="not asked for"):
        papers.bring(made, "D03", actor=made.applicant)


# Sending


def test_sending_puts_the_home_into_the_register_and_freezes_what_was_sent() -> None:
    applicant = person(Role.PROVIDER)
    made = filling.sent(applicant)
    assert made.state is State.SUBMITTED
    assert made.number is not None
    assert well_formed(made.number)
    home = made.home
    assert home is not None
    assert (home.name, home.district, home.standing) == ("Noor House", "SD-HYD", Standing.IN_PROCESS)
    assert home.address == "Words about address"
    assert (home.organisation.name, home.organisation.ownership) == ("Noor Trust", Ownership.NGO)
    assert [member.user_id for member in home.organisation.members] == [applicant.id]
    service = made.service
    assert service is not None
    assert (service.care_type, service.sexes, service.capacity) == (CareType.RESPITE, Sexes.GIRLS, 24)
    sending = made.sendings[0]
    assert hashlib.sha256((sending.content or "").encode()).hexdigest() == sending.sha256
    content = json.loads(sending.content or "")
    assert content["number"] == made.number
    assert content["answers"]["building"]["beds"] == {"value": 30, "not_known": False, "version": 1}
    assert len(content["papers"]) == 18


def test_applications_are_numbered_without_a_gap() -> None:
    year = clock.today().year
    numbers = [filling.sent(person(Role.PROVIDER)).number for _ in range(2)]
    assert [str(number)[:12] for number in numbers] == [f"A-{year}-00001", f"A-{year}-00002"]


def test_a_family_enters_the_register_without_its_name() -> None:
    made = filling.sent(person(Role.FAMILY_CARER), Track.FAMILY)
    home = made.home
    assert home is not None
    assert (home.household, home.name, made.home_name) == (True, f"Family {made.number}", None)
    assert home.organisation.ownership is Ownership.FAMILY
    assert made.service is not None
    assert made.service.care_type is CareType.KINSHIP


def test_a_home_that_was_known_keeps_its_number() -> None:
    manager = person(Role.PROVIDER)
    known = homes.home(manager, name="Old name")
    made = filling.sent(manager, home=known)
    assert made.home_id == known.id
    assert (known.name, known.standing) == ("Noor House", Standing.IN_PROCESS)
    assert db.session.query(Home).count() == 1
    assert db.session.query(Organisation).count() == 1


def test_an_authorised_home_keeps_its_standing_and_its_places_while_it_applies_again() -> None:
    manager = person(Role.PROVIDER)
    home = homes.authorised_home(manager)
    service = homes.service(home, CareType.RESPITE, sexes=Sexes.GIRLS, age_from=6, capacity=10)
    made = filling.sent(manager, home=home)
    assert home.standing is Standing.AUTHORISED
    assert made.service_id == service.id
    assert service.capacity == 10


def test_nothing_is_sent_with_an_open_part_or_without_the_declaration() -> None:
    made = filling.filled(person(Role.PROVIDER))
    with pytest.raises(DomainError) as refusal:
        services.send(made, declared=False, actor=made.applicant)
    assert refusal.value.field == "declared"
    answering.finish(made, section_of(made, "health"), finished=False, actor=made.applicant)
    papers.remove(queries.papers(made)["D11"][0], actor=made.applicant)
    assert [name for name, _words in services.open_parts(made)] == ["health", "papers"]
    with pytest.raises(DomainError, match="Health and food · Papers"):
        services.send(made, declared=True, actor=made.applicant)
    assert (made.state, made.number, db.session.query(Home).count()) == (State.DRAFT, None, 0)


def test_the_applicant_is_told_with_the_day_of_the_decision() -> None:
    made = filling.sent(person(Role.PROVIDER, language="ur"))
    message = db.session.query(OutboxMessage).one()
    assert made.number in message.subject
    assert reading.days(made).decision_by == clock.today() + timedelta(days=90)


# After sending


def test_nothing_can_be_changed_after_sending() -> None:
    made = filling.sent(person(Role.PROVIDER))
    with pytest.raises(DomainError, match="only when the office asks"):
        save(made, "care", "places", {"capacity": 10}, seen={"capacity": 1})
    with pytest.raises(DomainError, match="only when the office asks"):
        papers.upload(made, "D07", photo(), actor=made.applicant)
    with pytest.raises(DomainError, match="sent already"):
        answering.finish(made, section_of(made, "care"), finished=False, actor=made.applicant)


def came_back(*fields: tuple[str, str]) -> Application:
    made, officer = filling.sent(person(Role.PROVIDER)), person(Role.REGISTRY_OFFICER)
    for section, field in fields:
        office.flag(made, section=section, field=field, note="Look again.", actor=officer)
    return office.return_to_applicant(made, actor=officer)


def test_a_question_about_one_number_unlocks_the_whole_sum() -> None:
    made = came_back(("children-now", "girls"))
    step = step_of(made, "children-now", "count")
    assert answering.unlocked(made, step) == set(COUNT)
    assert answering.unlocked(made, step_of(made, "children-now", "ages")) == set()
    with pytest.raises(DomainError, match="only when the office asks"):
        save(made, "building", "way", {"nearby": "Far"})


def test_answers_go_back_whole_with_a_second_frozen_copy_and_the_register_follows() -> None:
    made = came_back(("care", "capacity"), ("papers", "D07"))
    with pytest.raises(DomainError, match="2 questions are still open"):
        services.answer_back(made, actor=made.applicant)
    save(made, "care", "places", {"capacity": 20}, seen={"capacity": 1})
    papers.upload(made, "D07", photo(), actor=made.applicant)
    services.answer_back(made, actor=made.applicant)
    assert made.state is State.SUBMITTED
    assert [flag.answered_at is not None for flag in made.flags] == [True, True]
    assert [sending.no for sending in made.sendings] == [1, 2]
    assert made.service is not None
    assert made.service.capacity == 20


def test_a_paper_that_was_sent_is_never_destroyed() -> None:
    made = came_back(("papers", "D07"))
    promised = queries.papers(made)["D07"][0]
    with pytest.raises(DomainError, match="was sent"):
        papers.remove(promised, actor=made.applicant)


def test_an_answer_may_stay_when_the_applicant_says_why() -> None:
    made = came_back(("building", "beds"))
    with pytest.raises(DomainError) as refusal:
        answering.reply(made.flags[0], "  ", actor=made.applicant)
    assert refusal.value.field == "reply"
    answering.reply(made.flags[0], "We counted twice.", actor=made.applicant)
    services.answer_back(made, actor=made.applicant)
    assert made.flags[0].reply == "We counted twice."
    with pytest.raises(DomainError, match="closed"):
        answering.reply(made.flags[0], "Once more.", actor=made.applicant)


def test_the_clock_of_the_decision_stands_still_while_it_is_the_applicants_turn() -> None:
    made = came_back(("building", "beds"))
    with transaction():
        made.submitted_at = clock.now() - timedelta(days=30)
        made.returned_at = clock.now() - timedelta(days=12)
    sent_on = clock.today() - timedelta(days=30)
    assert reading.days(made).decision_by == sent_on + timedelta(days=90 + 12)
    answering.reply(made.flags[0], "It is right.", actor=made.applicant)
    services.answer_back(made, actor=made.applicant)
    assert made.stood_still_days == 12
    assert reading.days(made).decision_by == sent_on + timedelta(days=90 + 12)


def test_taking_it_back_leaves_the_home_known_and_not_registered() -> None:
    made = filling.sent(person(Role.PROVIDER))
    services.withdraw(made, reason="We close.", actor=made.applicant)
    assert made.state is State.WITHDRAWN
    assert made.home is not None
    assert made.home.standing is Standing.KNOWN_UNREGISTERED
    assert db.session.query(AuditEntry).filter_by(action="application:withdraw").one().reason == "We close."


DEEDS: dict[str, Callable[[Application], Any]] = {
    "send": lambda made: services.send(made, declared=True, actor=made.applicant),
    "answer": lambda made: services.answer_back(made, actor=made.applicant),
    "withdraw": lambda made: services.withdraw(made, reason="", actor=made.applicant),
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("action", sorted(DEEDS))
def test_each_deed_of_the_applicant_in_each_state(state: State, action: str) -> None:
    from tests.services.test_applications_in_office import standing_in

    made = filling.filled(person(Role.PROVIDER)) if state is State.DRAFT else standing_in(state)
    possible = {arrow.action: arrow.target for arrow in LIFE.open_moves(state)}
    if action == "answer" and state is State.RETURNED:
        made = came_back(("building", "beds"))
        answering.reply(made.flags[0], "It is right.", actor=made.applicant)
    if action in possible:
        DEEDS[action](made)
        assert made.state is possible[action]
    else:
        with pytest.raises(WrongState):
            DEEDS[action](made)
        assert made.state is state


@pytest.mark.parametrize(("tenure", "asked"), [("RENTED", True), ("LENT", True), ("OWNED", False), (None, False)])
def test_until_when_is_asked_of_what_is_rented_and_of_what_is_lent(tenure, asked):
    book = questions("0.1", Track.FACILITIES.value)
    [lease] = [one for one in book.fields() if one.id == "lease_end"]
    assert lease.needed({(lease.section, "tenure"): tenure}) is asked

"""Filing, routing and the child's coming back, with real people and rows."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints import casework, coming_back, filing, numbers, queries, reprisals
from complaints.filing import Telling
from complaints.models import CodeTry, Complaint
from complaints.states import (
    About,
    Better,
    Category,
    Channel,
    Consent,
    Danger,
    Finding,
    Ground,
    Level,
    Office,
    Permission,
    State,
)
from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.codes import answer_number
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders.homes import a_home
from tests.builders.people import person


@pytest.fixture
def people(here):
    """One of each office that may matter, in Hyderabad and in Sukkur."""
    return {
        "officer": person(Role.COMPLAINT_OFFICER, district="SD-HYD", agency=Agency.CPU),
        "head": person(Role.CPU_HEAD, district="SD-HYD", agency=Agency.CPU),
        "cpo": person(Role.CPO, district="SD-HYD", agency=Agency.CPU),
        "officer_skr": person(Role.COMPLAINT_OFFICER, district="SD-SUK", agency=Agency.CPU),
        "head_skr": person(Role.CPU_HEAD, district="SD-SUK", agency=Agency.CPU),
        "district": person(Role.DISTRICT_OFFICER, district="SD-HYD", agency=Agency.SWD),
        "director": person(Role.SWD_DIRECTOR, agency=Agency.SWD),
        "dg": person(Role.SCPA_DG, agency=Agency.SCPA),
        "inspector": person(Role.INSPECTOR, district="SD-HYD"),
        "manager": person(Role.PROVIDER),
        "auditor": person(Role.AUDITOR),
    }


def readers(people, complaint):
    return {name for name, user in people.items() if queries.one(user, complaint.id)}


TABLE = [
    (About.CHILD, Ownership.NGO, Category.FOOD, Office.CPU_HEAD, {"head"}),
    (About.STAFF, Ownership.NGO, Category.FOOD, Office.CPU_COMPLAINT_OFFICER, {"officer"}),
    (About.MANAGER, Ownership.NGO, Category.FOOD, Office.CPU_COMPLAINT_OFFICER, {"officer", "director"}),
    (About.CPO, Ownership.NGO, Category.FOOD, Office.OTHER_DISTRICT_CPU_HEAD, {"head_skr"}),
    (About.CPU_HEAD, Ownership.NGO, Category.FOOD, Office.SWD_DIRECTOR, {"director"}),
    (About.DISTRICT_OFFICER, Ownership.NGO, Category.FOOD, Office.SWD_DIRECTOR, {"director"}),
    (About.STAFF, Ownership.SWD, Category.FOOD, Office.SCPA, {"dg"}),
    (About.MANAGER, Ownership.SWD, Category.HURT, Office.SCPA, {"dg", "head"}),
    (About.SWD_DIRECTORATE, Ownership.NGO, Category.FOOD, Office.SCPA_DG, {"dg"}),
    (About.SCPA, Ownership.NGO, Category.FOOD, Office.OMBUDSMAN, {"director"}),
    (About.POLICE, Ownership.NGO, Category.FOOD, Office.SCPA_DG, {"dg"}),
    (About.INSPECTOR, Ownership.NGO, Category.FOOD, Office.SCPA_DG, {"dg"}),
    (About.UNKNOWN, Ownership.NGO, Category.FOOD, Office.CPU_COMPLAINT_OFFICER, {"officer"}),
]


@pytest.mark.parametrize(("about", "run_by", "category", "office", "seen_by"), TABLE)
def test_routing_table_with_real_people(people, about, run_by, category, office, seen_by):
    home = a_home("SD-HYD", run_by=run_by)
    complaint = filing.file_message(Telling(category=category, about=about, home=home, consent=Consent.YES))
    assert complaint.office is office
    # Copies of a level come beside: P2 is copied to the head of the unit and the district office.
    copied = {"head", "district", "director"} if complaint.level is not Level.P3 else set()
    seen = readers(people, complaint)
    assert seen_by <= seen
    assert seen - seen_by <= copied
    assert not seen & {"manager", "auditor", "inspector"}


def test_goes_up_when_nobody_without_a_tie_is_left(people):
    home = a_home("SD-HYD")
    with transaction():
        db.session.add(Tie(user_id=people["officer"].id, home_id=home.id, kind=TieKind.FAMILY))
    complaint = filing.file_message(Telling(category=Category.FOOD, about=About.STAFF, home=home))
    assert complaint.office is Office.CPU_HEAD
    assert readers(people, complaint) == {"head"}


def test_sending_the_same_page_twice_is_once(people):
    token = numbers.digest("page")
    first = filing.file_message(Telling(category=Category.FOOD), token=token)
    again = filing.file_message(Telling(category=Category.FOOD), token=token)
    assert first.id == again.id
    assert db.session.query(Complaint).count() == 1


def test_words_are_sealed(people):
    complaint = filing.file_message(Telling(category=Category.HURT, story="He has a knife in the kitchen"))
    assert complaint.level is Level.P1
    raw = db.session.execute(db.text("select story_sealed from complaint")).scalar()
    assert b"knife" not in bytes(raw)
    assert complaint.story == "He has a knife in the kitchen"


def test_number_opens_and_a_wrong_one_is_counted(people):
    number = answer_number()
    made = filing.file_message(Telling(category=Category.FOOD), lookup=numbers.lookup(number))
    assert coming_back.open_with(number, "v1", None).id == made.id
    other = answer_number()
    for _ in range(5):
        assert not coming_back.must_wait("v1", None)
        assert coming_back.open_with(other, "v1", None) is None
    assert coming_back.must_wait("v1", None)
    assert not coming_back.must_wait("v2", None)
    assert db.session.query(CodeTry).count() == 5


def test_no_consent_and_danger_keeps_the_ground(people):
    told = Telling(
        category=Category.HURT, consent=Consent.NO, ground=Ground.CHILD_LIFE_OR_SAFETY, danger=Danger.YES,
        home=a_home("SD-HYD"),
    )  # fmt: skip
    complaint = filing.file_message(told)
    db.session.refresh(complaint)
    assert {"explain_to_child", "safety_action"} <= {task.kind for task in complaint.tasks}
    assert complaint.ground is Ground.CHILD_LIFE_OR_SAFETY


def test_third_message_about_a_home_calls_a_visit(people, here, monkeypatch):
    from complaints.events import ClusterFound

    seen = []
    monkeypatch.setitem(here.extensions["reactions"], ClusterFound, [seen.append])
    home = a_home("SD-HYD")
    for _ in range(3):
        filing.file_message(Telling(category=Category.FOOD, home=home))
    assert [event.home_id for event in seen] == [home.id]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    about=st.sampled_from(list(About)),
    category=st.sampled_from(list(Category)),
    danger=st.sampled_from([None, *Danger]),
    run_by=st.sampled_from([Ownership.NGO, Ownership.SWD, Ownership.SCPA]),
    consent=st.sampled_from(list(Consent)),
    tied=st.sets(st.sampled_from(["officer", "head", "director", "dg", "cpo"])),
)
def test_list_and_rule_agree_and_no_tied_person_sees_anything(people, about, category, danger, run_by, consent, tied):
    home = a_home("SD-HYD", run_by=run_by)
    with transaction():
        for name in tied:
            db.session.add(Tie(user_id=people[name].id, home_id=home.id, kind=TieKind.DONOR))
    told = Telling(category=category, about=about, danger=danger, home=home, consent=consent, channel=Channel.CH02)
    complaint = filing.file_message(told)
    for name, user in people.items():
        in_list = complaint.id in {row.id for row in db.session.scalars(queries.visible_to(user))}
        assert in_list == allows(user, Permission.VIEW, complaint), name
        if name in tied | {"manager", "auditor"}:
            assert not in_list
            assert all(row.id != complaint.id for row, _due in queries.queue(user))
    assert complaint.state is State.RECEIVED


def test_a_cluster_puts_the_home_on_the_planner_and_says_nothing_of_the_children(people):
    from inspections import planning
    from inspections.states import VisitType, Why
    from registry_app.core import clock

    home = a_home("SD-HYD")
    inspector = people["inspector"]
    assert all(Why.CALLED_FOR not in {r.why for r in row.reasons} for row in planning.due(inspector, clock.today()))
    for _ in range(3):
        filing.file_message(Telling(category=Category.FOOD, home=home))
    rows = [row for row in planning.due(inspector, clock.today()) if row.home.id == home.id]
    assert [(row.reasons[0].why, row.suggested) for row in rows] == [(Why.CALLED_FOR, VisitType.RESPONSIVE)]


def sort(complaint, officer, **changed):
    facts = {"level": complaint.level, "category": complaint.category, "about": complaint.about,
             "consent": complaint.consent, "ground": complaint.ground, "reply_by": complaint.reply_by}  # fmt: skip
    return casework.triage(complaint, **{**facts, **changed}, actor=officer)


def test_a_level_that_an_officer_raises_brings_its_copies_and_tasks(people):
    complaint = filing.file_message(Telling(category=Category.FOOD, home=a_home("SD-HYD"), consent=Consent.YES))
    assert readers(people, complaint) == {"officer"}
    sort(complaint, people["officer"], level=Level.P1)
    db.session.expire_all()
    assert readers(people, complaint) == {"officer", "head", "director"}
    assert "safety_action" in {task.kind for task in complaint.tasks}


def test_a_yes_of_the_child_lets_the_copies_go_out(people):
    complaint = filing.file_message(Telling(category=Category.HURT, home=a_home("SD-HYD")))
    assert readers(people, complaint) == {"officer", "head"}
    sort(complaint, people["officer"], consent=Consent.YES)
    assert readers(people, complaint) == {"officer", "head", "district"}


def test_sorting_does_not_undo_what_two_officers_lowered(people):
    complaint = filing.file_message(Telling(category=Category.TOUCHED, home=a_home("SD-HYD")))
    casework.ask_lower(complaint, level=Level.P3, why="A handshake", actor=people["officer"])
    casework.agree_lower(complaint, actor=people["head"])
    assert sort(complaint, people["officer"]).level is Level.P3
    assert complaint.state is State.TRIAGED


def test_new_facts_raise_what_was_lowered(people):
    complaint = filing.file_message(Telling(category=Category.FOOD, home=a_home("SD-HYD")))
    assert sort(complaint, people["officer"], category=Category.TOUCHED).level is Level.P1


def answered(people, home):
    complaint = filing.file_message(Telling(category=Category.FOOD, home=home))
    with transaction():
        complaint.state = State.CHILD_TOLD
        complaint.decided_at = complaint.told_at = complaint.contact_at = clock.now()
    return complaint


def test_a_message_opened_again_goes_up_past_a_head_with_a_tie(people):
    home = a_home("SD-HYD")
    with transaction():
        db.session.add(Tie(user_id=people["head"].id, home_id=home.id, kind=TieKind.FAMILY))
    complaint = coming_back.say_how_it_is(answered(people, home), Better.WORSE)
    assert complaint.office is Office.SWD_DIRECTOR
    assert readers(people, complaint) == {"officer", "director"}


def test_the_clock_of_reopening_runs_until_the_child_is_told_anew(people):
    complaint = coming_back.say_how_it_is(answered(people, a_home("SD-HYD")), Better.THE_SAME)
    assert queries.due(complaint) == complaint.reopened_by
    sort(complaint, people["head"], about=About.STAFF)
    assert (complaint.state, complaint.office) == (State.TRIAGED, Office.CPU_HEAD)
    assert queries.due(complaint) == complaint.reopened_by


def inquired(people, home):
    complaint = filing.file_message(Telling(category=Category.FOOD, home=home))
    sort(complaint, people["officer"])
    return casework.investigate(complaint, investigator=people["cpo"], plan="Talks", actor=people["officer"])


def test_an_inquiry_is_handed_over_to_somebody_without_a_conflict(people):
    home = a_home("SD-HYD")
    complaint = inquired(people, home)
    with transaction():
        db.session.add(Tie(user_id=people["district"].id, home_id=home.id, kind=TieKind.FAMILY))
    for wrong in ("cpo", "district", "manager", "auditor"):
        with pytest.raises(DomainError):
            casework.hand_over(complaint, investigator=people[wrong], why="On leave", actor=people["officer"])
    due = complaint.decision_by
    casework.hand_over(complaint, investigator=people["head"], why="On leave", actor=people["officer"])
    assert (complaint.investigator_id, complaint.state) == (people["head"].id, State.INVESTIGATING)
    assert complaint.plan == "Talks\nOn leave"
    assert complaint.decision_by == due
    # Whoever handed it over no longer sees it.
    assert "cpo" not in readers(people, complaint)


def test_a_message_whose_investigator_left_stands_out(people):
    complaint = inquired(people, a_home("SD-HYD"))
    assert queries.left_alone(people["officer"]) == frozenset()
    with transaction():
        db.session.get(User, people["cpo"].id).disabled_at = clock.now()
    db.session.expire_all()
    assert queries.left_alone(people["officer"]) == {complaint.id}
    assert queries.left_alone(people["officer_skr"]) == frozenset()


def test_private_talks_are_due_after_14_30_and_90_days_and_a_reprisal_is_a_message(people):
    complaint = inquired(people, a_home("SD-HYD"))
    casework.decide(
        complaint, finding=Finding.NOT_DETERMINED, heard="Said so", accused="Denies", evidence="None",
        actor=people["officer"],
    )  # fmt: skip
    today = clock.today()
    db.session.expire_all()
    assert queries.checks_due(people["officer"], today + timedelta(days=13)) == []
    assert len(queries.checks_due(people["officer"], today + timedelta(days=90))) == 3
    assert queries.checks_due(people["officer_skr"], today + timedelta(days=90)) == []
    first = queries.checks_due(people["officer"], today + timedelta(days=14))[0][0]
    reprisals.hold_check(first, reprisal=True, words="No visits since", actor=people["officer"])
    db.session.expire_all()
    assert len(queries.checks_due(people["officer"], today + timedelta(days=90))) == 2
    made = db.session.query(Complaint).filter(Complaint.channel == Channel.CH14).one()
    assert (made.level, made.home_id, made.by_child) == (Level.P2, complaint.home_id, False)

"""Versions of the standards: drafted, tried on past visits, approved by another, used, and never changed after."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from inspections import framework as frameworks
from inspections import gradings
from inspections.standards import queries, rescoring, rules, services
from inspections.standards.states import VersionState
from inspections.states import Mark
from inspections.sync import bundle
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from tests.builders import visits
from tests.builders.people import person


@pytest.fixture
def group(here):
    services.load_shipped()
    return person(Role.TWG)


def facts_of(draft, criterion, **other):
    row = rules.criteria(draft.book)[criterion]
    kept = {key: row.get(key) for key in ("text", "weight", "critical", "fails_if", "methods", "applies_to")}
    return {**kept, "said": row.get("said", {}), **other}


def approved(draft, group, days=1):
    services.try_on_past(draft, actor=group)
    day = clock.today() + timedelta(days=days)
    return services.approve(draft, from_day=day, reason="The group agreed.", actor=person(Role.SCPA_DG))


def test_the_shipped_version_is_the_first_and_loading_again_changes_nothing(group):
    services.load_shipped()
    (first,) = queries.all_versions()
    assert (first.number, first.state, first.shipped) == ("0.1", VersionState.APPROVED, True)
    assert queries.in_force_on(clock.today()) is frameworks.of_version("0.1")


def test_a_draft_says_what_is_in_force_and_its_changes_are_read_as_lines(group):
    draft = services.begin(actor=group)
    assert (draft.number, queries.against_in_force(draft)) == ("0.2", [])
    said = {"ur": "باورچی خانہ صاف ہے۔", "sd": "بورچي خانو صاف آهي."}
    services.amend(draft, "S1.2", facts_of(draft, "S1.2", text="The kitchen is clean.", said=said), actor=group)
    services.set_numbers(draft, {"band.A": 90, "length.MAJOR.fix": 20}, {"L9": "C"}, actor=group)
    lines = {(one.where, one.what): (one.before, one.after) for one in queries.against_in_force(draft)}
    assert lines["S1.2", "text"][1] == "The kitchen is clean."
    assert lines["band.A", "number"] == ("85", "90")
    assert lines["length.MAJOR.fix", "number"] == ("30", "20")
    assert lines["cap.L9", "number"] == ("B", "C")
    assert len(lines) == 4


def test_new_words_need_both_other_languages(group):
    draft = services.begin(actor=group)
    with pytest.raises(DomainError) as refused:
        services.amend(draft, "S1.2", facts_of(draft, "S1.2", text="Other words."), actor=group)
    assert refused.value.field == "text_ur"


@pytest.mark.parametrize(
    "numbers", [{"band.A": 60}, {"band.D": 10}, {"limit.L3": 101}, {"weight.S1": 0}, {"length.MAJOR.plan": 31}]
)
def test_numbers_that_make_no_sense_are_refused(group, numbers):
    draft = services.begin(actor=group)
    with pytest.raises(DomainError):
        services.set_numbers(draft, numbers, {}, actor=group)


def test_a_critical_criterion_says_when_it_fails(group):
    draft = services.begin(actor=group)
    with pytest.raises(DomainError):
        services.amend(draft, "S1.2", facts_of(draft, "S1.2", critical=True), actor=group)


def test_the_number_of_a_retired_criterion_is_never_given_again(group):
    draft = services.begin(actor=group)
    said = {"ur": "نئی بات۔", "sd": "نئين ڳالهه."}
    facts = facts_of(draft, "S1.2", text="Something new.", said=said)
    assert services.add(draft, "S1", facts, actor=group) == "S1.8"
    services.retire(draft, "S1.8", actor=group)
    assert services.add(draft, "S1", facts, actor=group) == "S1.9"
    services.discard(draft, reason="Not ready.", actor=group)
    assert services.add(services.begin(actor=group), "S1", facts, actor=group) == "S1.10"


def test_approval_needs_a_trial_of_the_draft_as_it_is_and_another_person(group):
    draft = services.begin(actor=group)
    dg, tomorrow = person(Role.SCPA_DG, Role.TWG), clock.today() + timedelta(days=1)
    with pytest.raises(DomainError):
        services.approve(draft, from_day=tomorrow, reason="Good.", actor=dg)
    services.try_on_past(draft, actor=group)
    services.set_numbers(draft, {"band.A": 90}, {}, actor=dg)
    assert draft.tried is None
    services.try_on_past(draft, actor=group)
    with pytest.raises(NotAllowed):
        services.approve(draft, from_day=tomorrow, reason="Good.", actor=dg)
    with pytest.raises(DomainError):
        services.approve(draft, from_day=clock.today(), reason="Good.", actor=person(Role.SCPA_DG))


def test_a_visit_uses_the_version_in_force_on_its_day(group):
    draft = services.begin(actor=group)
    services.retire(draft, "S1.2", actor=group)
    approved(draft, group)
    home, tomorrow = visits.authorised_home(), clock.today() + timedelta(days=1)
    visit = visits.planned(home, on=tomorrow)
    assert (visit.framework_version, "S1.2" in visit.scope) == ("0.2", False)
    assert visits.planned().framework_version == "0.1"
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert gradings.framework_of(visits.under_way(visits.authorised_home())).version == "0.2"


def test_a_withdrawn_version_gives_way_to_the_one_before_and_the_last_one_stays(group):
    draft = approved(services.begin(actor=group), group)
    later = clock.today() + timedelta(days=5)
    assert queries.number_in_force(later) == "0.2"
    services.withdraw(draft, reason="A fault was found.", actor=person(Role.SCPA_DG))
    assert queries.number_in_force(later) == "0.1"
    (first,) = (row for row in queries.all_versions() if row.shipped)
    with pytest.raises(DomainError):
        services.withdraw(first, reason="Nothing is left.", actor=person(Role.SCPA_DG))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE standards_version SET in_force_from = '2020-01-01' WHERE number = '0.2'",
        "UPDATE standards_version SET number = '9.9' WHERE number = '0.2'",
        "UPDATE standards_version SET state = 'DRAFT', in_force_from = NULL WHERE number = '0.1'",
        "UPDATE standards_version SET terms = '{}' WHERE number = '0.1'",
        "DELETE FROM standards_version WHERE number = '0.2'",
    ],
)
def test_the_database_refuses_to_change_what_was_approved(group, change):
    approved(services.begin(actor=group), group)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(change))


def test_past_visits_move_as_a_draft_says_and_both_roads_agree(group):
    made = [
        visits.submitted(),
        visits.submitted(None, None, Mark.EMBEDDED),
        visits.submitted(None, None, Mark.EMBEDDED, S1_2=Mark.PARTLY),
        visits.submitted(None, None, Mark.MET, S7_3=Mark.NOT_MET),
    ]
    draft = services.begin(actor=group)
    services.set_numbers(draft, {"band.B": 67}, {"L1": "C"}, actor=group)
    framework = queries.of_row(draft)
    moves = rescoring.past_visits(framework)
    assert moves.judged == 4
    assert dict(moves.counts) == {("A", "A"): 2, ("B", "C"): 1, ("D", "C"): 1}
    assert len(moves.changed) == 2
    for visit in made:
        same = rescoring.of_one(visit, framework)
        assert moves.counts[visit.computed_grade.value, same] >= 1
    services.try_on_past(draft, actor=group)
    assert draft.tried["changes"] == 2


def test_under_its_own_version_no_past_visit_moves(group):
    visits.submitted(None, None, Mark.MET, S7_3=Mark.PARTLY)
    visits.submitted()
    assert rescoring.past_visits(queries.of_version("0.1")).changed == ()


def test_a_new_criterion_counts_for_no_past_visit(group):
    visits.submitted()
    draft = services.begin(actor=group)
    said = {"ur": "نئی بات۔", "sd": "نئين ڳالهه."}
    services.add(draft, "S1", facts_of(draft, "S1.2", text="Something new.", said=said), actor=group)
    moves = rescoring.past_visits(queries.of_row(draft))
    assert (moves.unanswered, moves.changed) == (1, ())


def test_a_visit_that_cannot_be_judged_is_named(group):
    visits.submitted(None, None, Mark.MET, S1_2=Mark.NA)
    draft = services.begin(actor=group)
    facts = facts_of(draft, "S1.2", critical=True, fails_if="There are more children than places.")
    services.amend(draft, "S1.2", facts, actor=group)
    moves = rescoring.past_visits(queries.of_row(draft))
    assert (moves.judged, len(moves.unjudged)) == (0, 1)


def test_the_phone_gets_the_version_that_will_be_in_force_with_its_own_words(group):
    draft = services.begin(actor=group)
    said = {"ur": "باورچی خانہ صاف ہے۔", "sd": "بورچي خانو صاف آهي."}
    services.amend(draft, "S1.2", facts_of(draft, "S1.2", text="The kitchen is clean.", said=said), actor=group)
    approved(draft, group, days=2)
    given = bundle.of(visits.inspector())["frameworks"]
    assert sorted(given) == ["0.1", "0.2"]
    assert given["0.2"]["in_force_from"] == (clock.today() + timedelta(days=2)).isoformat()
    texts = {c["id"]: c["text"] for s in given["0.2"]["standards"] for c in s["criteria"]}
    assert texts["S1.2"] == {"en": "The kitchen is clean.", **said}

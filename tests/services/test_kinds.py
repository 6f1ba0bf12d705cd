"""Each kind of visit and what follows from it: for which homes, which criteria, which grade, what the home reads."""

import pytest

from inspections import checks, gradings, kinds, queries, services, sheets
from inspections import framework as frameworks
from inspections.states import ActionState, Entry, Mark, Method, Signature, VisitType
from inspections.sync import bundle
from registry_app.accounts.states import Role
from registry_app.core.errors import DomainError
from registry_app.core.i18n import label
from registry_app.providers.applications import office_services as office
from registry_app.providers.homes.states import CareType
from tests.builders import applications, visits
from tests.builders.homes import a_home
from tests.builders.people import person

V, CARE = VisitType, CareType.RESIDENTIAL
FRAMEWORK = frameworks.of_version("0.1")
EVERY = {c.id for c in FRAMEWORK.criteria_for(CARE.value)}
MONITORED = {c for c in EVERY if c.split(".")[0] in ("S3", "S4", "S7", "S10")}
FAILED = {"S1.2", "S9.2"}

# kind -> for an unauthorised home, for a family, criteria asked, grade it leaves where the last was B, shown by name
TABLE = {
    V.PRE_REGISTRATION: (False, False, None, None, True),
    V.FULL: (False, False, EVERY, "A", True),
    V.MONITORING: (False, False, MONITORED | FAILED, "B", False),
    V.FOLLOW_UP: (False, False, FAILED, "B", True),
    V.THEMATIC: (True, True, {c for c in EVERY if c.startswith("S9.")}, "B", False),
    V.RESPONSIVE: (True, True, {c for c in EVERY if c.startswith("S9.")}, "B", False),
}


def plan(home, kind, lead=None):
    return visits.planned(home, lead, type=kind, announced=kind is V.PRE_REGISTRATION, standards={"S9"})


def test_the_table_has_a_row_for_each_kind_that_the_standards_know():
    assert {kinds.of(kind).type for kind in V} == set(V) == set(TABLE)
    assert {kind.value for kind in V} == set(FRAMEWORK.visit_types)
    assert kinds.of(V.PRE_REGISTRATION).only <= EVERY


@pytest.mark.parametrize("kind", V)
def test_for_which_homes(here, kind):
    for home, fits in ((a_home(), TABLE[kind][0]), (visits.authorised_home(household=True), TABLE[kind][1])):
        if fits:
            assert plan(home, kind).type is kind
        else:
            with pytest.raises(DomainError):
                plan(home, kind)


@pytest.mark.parametrize("kind", [kind for kind in V if TABLE[kind][2] is not None])
def test_what_is_asked_what_is_closed_and_which_grade_it_leaves(here, kind):
    home = visits.authorised_home()
    visits.published(home, None, Mark.MET, S1_2=Mark.PARTLY, S9_2=Mark.PARTLY)
    assert home.grade.value == "B"
    visit = plan(home, kind, visits.inspector())
    assert set(visit.scope) == TABLE[kind][2]
    services.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=visit.lead)
    shown = [card for card in sheets.cards(visit, 9, {}) if card.earlier]
    assert {card.criterion.id for card in shown} == FAILED & {c for c in visit.scope if c.startswith("S9.")}
    visits.ready(visit, Mark.EMBEDDED)
    services.submit(visit, signature=Signature.SIGNED, signed_by="The manager", actor=visit.lead)
    assert visit.computed_grade.value == TABLE[kind][3]
    closed = {one.criterion for one in queries.findings(home) if one.state is ActionState.VERIFIED}
    assert closed == FAILED & set(visit.scope)


@pytest.mark.parametrize("kind", V)
def test_the_home_reads_of_a_visit_after_a_complaint_what_it_reads_of_others(here, kind):
    told = kinds.told_to_home(kind)
    assert (told == label(kind)) is TABLE[kind][4]
    assert "complaint" not in told
    alike = [other for other in V if kinds.told_to_home(other) == told]
    assert len(alike) >= (1 if TABLE[kind][4] else 3)


def test_a_critical_zero_lowers_what_a_small_visit_would_keep(here):
    home = visits.authorised_home()
    visits.published(home, None, Mark.MET, S3_5=Mark.PARTLY)
    visit = visits.under_way(home, type=V.MONITORING)
    visits.ready(visit, Mark.MET, S3_1=Mark.NOT_MET)
    assert gradings.of_visit(visit, **queries.standing(home)).grade == "D"


def test_before_registration_no_child_is_there_to_be_heard_and_no_authorisation_to_be_seen(here):
    officer = person(Role.REGISTRY_OFFICER)
    application = office.mark_complete(applications.sent(), actor=officer)
    visit = plan(application.home, V.PRE_REGISTRATION)
    assert set(visit.scope) == kinds.of(V.PRE_REGISTRATION).only
    assert "S1.1" not in visit.scope
    services.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=visit.lead)
    seen = services.Given(mark=Mark.MET, methods=(Method.DOCUMENT, Method.OBSERVATION))
    services.save_answers(visit, dict.fromkeys(visit.scope, seen), actor=visit.lead)
    services.record_dangers(visit, [], actor=visit.lead)
    assert checks.wanting(visit, queries.answers(visit)) == []
    assert gradings.of_visit(visit).grade is None


@pytest.mark.parametrize("kind", [V.FULL, V.MONITORING, V.THEMATIC, V.RESPONSIVE])
def test_the_phone_is_told_the_same(here, kind):
    visit = plan(visits.authorised_home(), kind, visits.inspector())
    (told,) = bundle.of(visit.lead)["visits"]
    assert told["scope"] == visit.scope
    assert told["kind"] == kinds.of(kind).for_phone()

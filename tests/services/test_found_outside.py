"""A child found without any basis: a case of the unit at once, a visit called for, and the child stays."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from gatekeeping.cases import queries
from gatekeeping.cases import services as cases
from gatekeeping.cases.states import LegalCare, Screening, Source, State
from inspections import calls, planning
from inspections.calls import open_calls
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.pages.reports import queries as reports
from registry_app.pages.reports.month import Month, Period
from registry_app.placements import services
from registry_app.placements.returns import queries as returns
from registry_app.placements.states import Basis
from tests import manners
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD")


def test_it_is_a_case_and_a_call_and_the_child_stays(cpo):
    child, home = a_child(), a_home()
    stay = services.record_stay(child, basis=Basis.OUTSIDE, home=home, actor=cpo)
    case = queries.living(child.id)
    assert (case.source, case.district, case.officer_id) == (Source.CPU, home.district, cpo.id)
    assert home.id in open_calls()
    assert stay.ended_at is None
    assert (case.screening, case.story, case.found_stay_id) == (None, None, stay.id)


def test_a_place_that_is_no_home_is_a_case_where_the_officer_works(cpo):
    child = a_child()
    services.record_stay(child, basis=Basis.OUTSIDE, place="a workshop", actor=cpo)
    assert (queries.living(child.id).district, queries.living(child.id).whereabouts) == ("SD-HYD", "a workshop")
    assert open_calls() == {}


def test_a_child_with_a_case_keeps_that_one(cpo):
    child, home = a_child(), a_home()
    services.record_stay(child, basis=Basis.OUTSIDE, home=home, actor=cpo)
    first = queries.living(child.id)
    services.record_stay(child, basis=Basis.OUTSIDE, place="a workshop", actor=cpo)
    assert queries.living(child.id) is first


@pytest.mark.parametrize("basis", [Basis.ARRIVAL])
def test_another_basis_opens_none(cpo, basis):
    child, home = a_child(), a_home()
    services.record_stay(child, basis=basis, home=home, actor=cpo, brought_by="police")
    assert queries.living(child.id) is None
    assert open_calls() == {}


def test_a_person_screens_it_before_it_goes_on(cpo):
    child = a_child()
    services.record_stay(child, basis=Basis.OUTSIDE, home=a_home(), actor=cpo)
    case = queries.living(child.id)
    assert queries.worklist(cpo, State.OPEN)[0].id == case.id
    with pytest.raises(DomainError, match="Nobody has looked"):
        cases.send(case, actor=cpo)
    cases.screen(case, Screening.SAFE_AT_HOME, danger=False, story="It sleeps there with its brother.", actor=cpo)
    assert (case.screening, case.story) == (Screening.SAFE_AT_HOME, "It sleeps there with its brother.")
    with pytest.raises(DomainError, match="looked at this child already"):
        cases.screen(case, Screening.NOT_A_CASE, danger=False, story="Again.", actor=cpo)


def test_a_case_without_screening_and_without_a_stay_is_refused_by_the_database(cpo):
    with pytest.raises(IntegrityError):
        cases.refer(
            a_child(), district="SD-HYD", source=Source.CPU, danger=False, screening=None,
            legal_care=LegalCare.NOT_KNOWN, whereabouts="x", story="y", actor=cpo,
        )  # fmt: skip


def test_the_next_visit_is_offered_the_two_findings_and_the_one_after_is_not(cpo):
    home = a_home()
    services.record_stay(a_child(), basis=Basis.OUTSIDE, home=home, actor=cpo)
    assert planning.offered(home) == ["S4.1", "S4.6"]
    assert calls.offered(home.id, clock.today()) == []


def test_a_call_of_messages_names_no_criterion_and_a_later_one_adds_them(cpo):
    home = a_home()
    calls.call_for(home.id)
    assert calls.offered(home.id, None) == []
    calls.found_outside(home.id)
    assert calls.offered(home.id, None) == ["S4.1", "S4.6"]


def test_both_reports_of_the_month_count_it(cpo):
    home, month = a_home(), clock.today().replace(day=1)
    services.record_stay(a_child(), basis=Basis.OUTSIDE, home=home, actor=cpo)
    assert returns.known(home, month)["present"] == 1
    period = Period(Month(month.year, month.month), clock.now() + timedelta(seconds=1))
    assert [row.basis for row in reports.stay_rows(period)] == [Basis.OUTSIDE]


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_brief_tells_it_in_the_language_of_the_reader(client, app, language):
    with app.app_context():
        officer, child = person(Role.CPO, district="SD-HYD"), a_child()
        services.record_stay(child, basis=Basis.OUTSIDE, home=a_home(), actor=officer)
        key, who = queries.living(child.id).id, officer.id
    sign_in_as(client, who)
    client.get(f"/language/{language}")
    page = client.get(f"/panel/cases/{key}")
    assert (page.status_code, manners.faults(page.text, language=language)) == (200, [])
    assert ("Found without any basis" in page.text) == (language == "en")
    form = client.get(f"/panel/cases/{key}/screening")
    assert (form.status_code, manners.faults(form.text, language=language)) == (200, [])
    said = {"danger": "no", "screening": "SAFE_AT_HOME", "story": "It is well."}
    assert client.post(f"/panel/cases/{key}/screening", data={**said, "story": ""}).status_code == 200
    assert client.post(f"/panel/cases/{key}/screening", data=said).status_code == 303
    assert "It is well." in client.get(f"/panel/cases/{key}").text

"""A child found without any basis: a case of the unit at once, a visit called for, and the child stays."""

import pytest

from gatekeeping.cases import queries
from gatekeeping.cases.states import Source
from inspections.calls import open_calls
from registry_app.accounts.states import Role
from registry_app.placements import services
from registry_app.placements.states import Basis
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person


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
    assert child.code not in case.story


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

"""The emergency track: what it lifts, what it never lifts, and that its days are counted once."""

from datetime import timedelta

import pytest

from gatekeeping.cases.states import Source
from gatekeeping.decisions import emergency_services
from gatekeeping.decisions import services as deciding
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.placements import services as stays
from registry_app.placements.states import Basis, Sex
from registry_app.providers.homes.states import CareType
from tests.builders import cases as build
from tests.builders.children import a_child
from tests.builders.people import person


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD")


@pytest.fixture
def head(here):
    return person(Role.CPU_HEAD, district="SD-HYD")


def begin(case, home, head, **facts):
    given = {
        "danger": "x", "tried": "y", "escort_is_woman": True, "shares_unit": False, "in_conflict_with_law": False,
    } | facts  # fmt: skip
    return emergency_services.begin_emergency(case, home, CareType.EMERGENCY, actor=head, **given)


def test_a_move_to_the_next_emergency_place_starts_no_new_days(cpo, head):
    case = build.a_case(cpo)
    first = begin(case, build.authorised(CareType.EMERGENCY), head)
    with clock.set_to(clock.now() + timedelta(days=5)):
        second = begin(case, build.authorised(CareType.EMERGENCY), head)
        assert second.limit_on == first.limit_on
        assert second.emergency_day == 6
    with clock.set_to(clock.now() + timedelta(days=7)), pytest.raises(deciding.Blocked) as refused:
        begin(case, build.authorised(CareType.EMERGENCY), head)
    assert {"HB04", "HB12"} <= set(refused.value.explain)


@pytest.mark.parametrize("basis", [Basis.ARRIVAL, Basis.EMERGENCY, Basis.LEGACY])
def test_the_clock_of_a_basis_goes_on_over_a_new_line(cpo, head, basis):
    child = a_child()
    facts = {"basis": basis, "actor": cpo, "approved_by": head, "brought_by": "police"}
    first = stays.record_stay(child, place="a shelter", started_at=clock.now() - timedelta(days=5), **facts)
    assert stays.record_stay(child, place="another shelter", **facts).limit_on == first.limit_on


def test_a_home_does_not_refer_to_itself_in_an_emergency_either(cpo, head):
    home = build.authorised(CareType.EMERGENCY)
    case = build.a_case(cpo, source=Source.HOME, referrer_organisation=home.organisation)
    with pytest.raises(deciding.Blocked) as refused:
        begin(case, home, head)
    assert list(refused.value.explain) == ["HB11"]
    begin(build.assessed(case, cpo), home, head)


def test_whether_the_child_is_accused_has_to_be_said(cpo, head):
    case, home = build.a_case(cpo), build.authorised(CareType.EMERGENCY)
    with pytest.raises(deciding.Blocked) as refused:
        begin(case, home, head, in_conflict_with_law=None)
    assert list(refused.value.explain) == ["BX06"]


def test_an_approved_exception_counts_in_an_emergency(cpo, head):
    case = build.a_case(cpo, a_child(1, sex=Sex.BOY, actor=cpo))
    home = build.authorised(CareType.EMERGENCY)
    with pytest.raises(deciding.Blocked) as refused:
        begin(case, home, head)
    assert list(refused.value.explain) == ["BX01"]
    deciding.override(
        case, "BX01", reason=build.LONG, ground="true_emergency", until=clock.today() + timedelta(days=10),
        actor=person(Role.SCPA_DG),
    )  # fmt: skip
    assert begin(case, home, head).basis is Basis.EMERGENCY

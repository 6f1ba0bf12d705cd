"""The directory of services: who keeps it, what the public sees, and what a service answered."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.providers.directory import queries, rules, services
from registry_app.providers.directory.states import Answered, Days, MayRefer, Permission, RunBy, ServiceKind
from tests import manners
from tests.builders.people import person, sign_in_as


def facts(**other):
    return {
        "name": "Legal desk", "name_ur": "", "name_sd": "", "kind": ServiceKind.LAW, "run_by": RunBy.ORGANISATION,
        "district": "SD-HYD", "phone": "022 1234567", "place": "", "days": Days.MON_SAT, "opens": "09:00",
        "closes": "16:00", "may_refer": [MayRefer.ANYBODY.value], "agreed_until": None, "public": True,
        "focal": "Shazia Memon", "focal_phone": "+923005551234", **other,
    }  # fmt: skip


@given(st.dates(), st.integers(-400, 400))
def test_data_go_to_an_organisation_only_while_an_agreement_runs(on, days):
    until = on + timedelta(days=days) if 1000 < on.year < 9000 else on
    assert rules.data_may_go("ORGANISATION", until, on) is (until >= on)
    assert not rules.data_may_go("ORGANISATION", None, on)
    assert rules.data_may_go("DEPARTMENT", None, on)


@pytest.mark.parametrize(("days", "again"), [(None, True), (0, False), (30, False), (31, True)])
def test_an_old_answer_is_asked_anew(days, again):
    on = clock.today()
    assert rules.ask_again(None if days is None else on - timedelta(days=days), on) is again


def test_a_district_keeps_its_own_and_the_province_all(here):
    head, other = person(Role.CPU_HEAD, district="SD-HYD"), person(Role.CPU_HEAD, district="SD-SKR")
    director = person(Role.SWD_DIRECTOR)
    made = services.put(None, actor=head, **facts())
    everywhere = services.put(None, actor=director, **facts(district=None, name="Line"))
    with pytest.raises(NotAllowed):
        services.put(None, actor=other, **facts())
    with pytest.raises(NotAllowed):
        services.put(None, actor=head, **facts(district=None))
    with pytest.raises(NotAllowed):
        services.put(everywhere, actor=head, **facts())
    with pytest.raises(NotAllowed):
        services.put(made, actor=head, **facts(district="SD-SKR"))
    assert services.put(made, actor=director, **facts(name="Law desk")).name == "Law desk"
    assert [one.name for one in queries.listing(district="SD-HYD")] == ["Law desk", "Line"]
    assert [one.name for one in queries.listing(district="SD-SKR")] == ["Line"]
    assert queries.listing(kind="HEALTH") == []
    for role in (Role.PROVIDER, Role.DESK, Role.AUDITOR, Role.CPO):
        assert not allows(person(role), Permission.EDIT, made)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"opens": ""}, "opens"), ({"days": Days.ALWAYS}, "opens"), ({"closes": ""}, "opens"), ({"phone": ""}, "phone")],
)
def test_hours_and_the_number_for_the_public_are_whole(here, change, field):
    with pytest.raises(DomainError) as refused:
        services.put(None, actor=person(Role.SWD_DIRECTOR), **facts(**change))
    assert refused.value.field == field
    assert queries.listing() == []


def test_what_it_answered_stays_and_the_last_one_counts(here):
    cpo = person(Role.CPO, district="SD-HYD")
    made = services.put(None, actor=person(Role.SWD_DIRECTOR), **facts())
    with clock.set_to(clock.now() - timedelta(days=3)):
        services.record_answer(made, Answered.FREE, places=2, actor=cpo)
    services.record_answer(made, Answered.FULL, actor=cpo)
    assert [one.answered for one in made.answers] == [Answered.FULL, Answered.FREE]
    with pytest.raises(DomainError, match="only when there is a place"):
        services.record_answer(made, Answered.FULL, places=1, actor=cpo)
    services.end(made, actor=cpo)
    assert queries.listing() == []
    with pytest.raises(DomainError, match="already"):
        services.end(made, actor=cpo)


def test_the_table_refuses_half_hours(here):
    made = services.put(None, actor=person(Role.SWD_DIRECTOR), **facts())
    with pytest.raises(DBAPIError), transaction():
        queries.one(None, made.id).closes = ""


def boxes(**other):
    return {
        "name": "Talking room", "kind": "COUNSELLING", "run_by": "ORGANISATION", "district": "SD-HYD",
        "phone": "022 7654321", "days": "MON_FRI", "opens": "9:00", "closes": "16:30", "may_refer": ["UNIT", "HOMES"],
        "focal": "Shazia Memon", "focal_phone": "0300 5551234", "public": "y", **other,
    }  # fmt: skip


def test_the_pages_and_who_sees_the_focal_person(app):
    with app.app_context():
        people = {
            "head": person(Role.CPU_HEAD, district="SD-HYD").id, "desk": person(Role.DESK).id,
            "other": person(Role.DISTRICT_OFFICER, district="SD-SKR").id, "home": person(Role.PROVIDER).id,
        }  # fmt: skip
    head, desk, other, home = (sign_in_as(app.test_client(), key) for key in people.values())
    wrong = head.post("/office/services/new", data=boxes(opens="27:00", district="SD-SKR"))
    assert "24-hour clock" in wrong.text
    assert "Talking room" in wrong.text
    assert "district of your own" in head.post("/office/services/new", data=boxes(district="SD-SKR")).text
    assert head.post("/office/services/new", data=boxes()).status_code == 303
    with app.app_context():
        key = queries.listing()[0].id
    one = f"/office/services/{key}"
    public = app.test_client().get("/en/services?district=SD-HYD&kind=COUNSELLING")
    assert "Talking room" in public.text
    assert "022 7654321" in public.text
    for secret in ("Shazia", "5551234"):
        assert secret not in public.text
        assert secret in desk.get("/desk/services").text
        assert secret in other.get(one).text
    assert "Talking room" not in app.test_client().get("/en/services?district=SD-SKR").text
    assert other.get(f"{one}/edit").status_code == 403
    assert other.post(f"{one}/end").status_code == 403
    for client, address, status in (
        (home, "/office/services", 403), (home, one, 403), (desk, one, 403), (head, "/desk/services", 403),
        (head, "/office/services/00000000-0000-4000-8000-000000000000", 404),
    ):  # fmt: skip
        assert client.get(address).status_code == status, address
    assert other.post(f"{one}/answer", data={"answered": "FULL", "places": "2"}).status_code == 422
    assert other.post(f"{one}/answer", data={"answered": "FREE", "places": "2"}).status_code == 303
    for language in ("en", "ur", "sd"):
        pages = [(app.test_client(), f"/{language}/services")]
        for client, address in (
            (head, "/office/services"),
            (head, one),
            (head, f"{one}/edit"),
            (desk, "/desk/services"),
        ):
            client.get(f"/language/{language}?next=/home")
            pages.append((client, address))
        for client, address in pages:
            shown = client.get(address).text
            assert manners.faults(shown, language=language) == [], address
            assert manners.english_left(shown) == [], address
    head.get("/language/en?next=/home")
    assert head.post(f"{one}/edit", data=boxes(name="Room", public="")).status_code == 303
    assert "Room" not in app.test_client().get("/en/services").text.replace("Talking room", "")
    assert head.post(f"{one}/end").status_code == 303
    assert "Room" not in head.get("/office/services").text


@pytest.mark.parametrize(
    "typed", ["0300 1234567", "+92 300 1234567", "0092-300-1234567", "03001234567", "923001234567"]
)
def test_a_number_that_a_person_carries_is_no_number_of_an_office(here, typed):
    with pytest.raises(DomainError, match="a person carries it"):
        services.put(None, actor=person(Role.SWD_DIRECTOR), **facts(phone=typed))


@pytest.mark.parametrize("typed", ["1121", "022 1234567", "021 99201234", "+92 22 1234567"])
def test_the_numbers_of_offices_are_taken(here, typed):
    assert services.put(None, actor=person(Role.SWD_DIRECTOR), **facts(phone=typed)).phone == typed

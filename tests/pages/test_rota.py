"""The rota, the hour, and the inspectors and panels on screen: who does what there, and what is said when refused."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.placements.rota import rules
from registry_app.placements.rota.models import RotaShift, StandDown
from registry_app.providers.homes.states import Sexes
from registry_app.providers.vetting.models import OfficialPost, PersonCheck
from registry_app.providers.vetting.states import Result
from tests import manners
from tests.builders import homes
from tests.builders import vetting as built
from tests.builders.people import person, sign_in_as

NAME = "Canary Personname"


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def good(answer, status=200):
    assert answer.status_code == status, answer.status_code
    if status == 200:
        assert manners.faults(answer.text) == []
    return answer.text


@pytest.fixture
def place(app):
    """Keys of a home of girls with its manager, two people, and officers."""
    with app.app_context():
        manager, stranger = person(Role.PROVIDER), person(Role.PROVIDER)
        home = homes.home(manager, district="SD-HYD")
        homes.home(stranger)
        homes.service(home, sexes=Sexes.GIRLS)
        clear = built.cleared(home, woman=True, name=NAME)
        pending = built.in_post(home, name="Canary Pending", woman=False)
        return {
            "home": home.id, "number": home.register_number, "manager": manager.id, "stranger": stranger.id,
            "clear": clear.id, "clear_person": clear.person_id, "pending": pending.id,
            "registrar": built.registrar().id, "dg": person(Role.SCPA_DG, agency=Agency.SCPA).id,
            "head": person(Role.CPU_HEAD, district="SD-HYD").id, "far": person(Role.CPU_HEAD, district="SD-SKR").id,
            "inspector": person(Role.INSPECTOR, district="SD-HYD").id, "cpo": person(Role.CPO, district="SD-HYD").id,
            "new": person(Role.INSPECTOR, vetted=False, name="Canary Inspector").id,
        }  # fmt: skip


def rota(place):
    return f"/provider/homes/{place['home']}/rota"


def tomorrow():
    return clock.today() + timedelta(days=1)


def week(on):
    return f"?week={rules.monday(on).isoformat()}"


def test_a_manager_puts_somebody_on_and_takes_them_off(client, app, place):
    as_manager = sign_in_as(client, place["manager"])
    html = good(as_manager.get(rota(place) + week(tomorrow())))
    assert "Nobody is on this shift." in html
    step = f"{rota(place)}/{tomorrow().isoformat()}/NIGHT"
    html = good(as_manager.get(step))
    assert "Pending: not every check is in order." in html
    assert html.count('type="radio"') == 1
    html = good(as_manager.post(step, data={}))
    assert "Choose one person." in html
    answer = as_manager.post(step, data={"post": str(place["clear"])})
    assert answer.status_code == 303
    html = good(as_manager.get(answer.location))
    assert NAME in html
    assert "Too few adults" not in html or "needed" in html
    with app.app_context():
        line = db.session.scalars(select(RotaShift)).one()
        key = line.id
    assert as_manager.post(f"{rota(place)}/lines/{key}/off").status_code == 303
    assert as_manager.post(f"{rota(place)}/lines/{key}/off", follow_redirects=True).status_code == 200
    with app.app_context():
        assert db.session.get(RotaShift, key).struck_at is not None


def test_whom_the_rota_refuses_cannot_be_sent_in_by_hand(client, app, place):
    as_manager = sign_in_as(client, place["manager"])
    step = f"{rota(place)}/{tomorrow().isoformat()}/DAY"
    html = good(as_manager.post(step, data={"post": str(place["pending"])}))
    assert "data-error-summary" in html
    with app.app_context():
        assert db.session.scalars(select(RotaShift)).all() == []


def test_a_week_is_copied(client, app, place):
    as_manager = sign_in_as(client, place["manager"])
    first = rules.monday(clock.today()) + timedelta(days=7)
    as_manager.post(f"{rota(place)}/{first.isoformat()}/DAY", data={"post": str(place["clear"])})
    answer = as_manager.post(f"{rota(place)}/copy", data={"week": (first + timedelta(days=7)).isoformat()})
    html = good(as_manager.get(answer.location))
    assert NAME in html
    assert as_manager.post(f"{rota(place)}/copy", data={"week": "never"}).status_code == 404


@pytest.mark.parametrize("end", ["?week=nonsense", "/2026-99-01/DAY", "/2026-12-01/DUSK", "/2026-12-01/day"])
def test_an_address_that_means_nothing_is_no_page(client, place, end):
    assert sign_in_as(client, place["manager"]).get(rota(place) + end).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 404), ("registrar", 404), ("cpo", 404), ("inspector", 404)],
)
def test_only_the_home_plans(client, place, who, status):
    assert sign_in_as(client, place[who]).get(rota(place)).status_code in (status, 403)


@pytest.mark.parametrize(
    ("who", "status"),
    [("registrar", 200), ("dg", 200), ("head", 200), ("inspector", 200), ("far", 404), ("manager", 404), ("cpo", 403)],
)
def test_the_offices_read_the_rota(client, place, who, status):
    answer = sign_in_as(client, place[who]).get(f"/office/homes/{place['number']}/rota")
    assert answer.status_code == status or (status == 404 and answer.status_code == 403)
    if status == 200:
        assert "Take off" not in good(answer)


def test_somebody_not_clear_is_written_away_by_the_home_or_the_office(client, app, place):
    as_manager = sign_in_as(client, place["manager"])
    as_manager.post(f"{rota(place)}/{tomorrow().isoformat()}/DAY", data={"post": str(place["clear"])})
    with app.app_context():
        from registry_app.providers.vetting.models import Post

        built.check(db.session.get(Post, place["clear"]), "V02", built.registrar(), Result.FAILED)
        key = db.session.scalars(select(StandDown)).one().id
    html = good(as_manager.get(rota(place) + week(tomorrow())))
    assert "Struck: may not be with children" in html
    assert "Within one hour" in good(as_manager.get(rota(place)))
    own = f"/provider/homes/{place['home']}/stand-downs/{key}"
    assert "data-error-summary" in good(as_manager.post(own, data={"words": ""}))
    head = sign_in_as(app.test_client(), place["head"])
    assert "Now" in good(head.get("/office/stand-downs"))
    assert NAME in good(head.get(f"/office/stand-downs/{key}"))
    assert sign_in_as(app.test_client(), place["far"]).get(f"/office/stand-downs/{key}").status_code == 404
    assert sign_in_as(app.test_client(), place["stranger"]).get(own).status_code == 404
    assert as_manager.post(own, data={"words": "Sent home."}).status_code == 303
    assert "Sent home." in good(as_manager.get(own))
    assert "In time" in good(head.get("/office/stand-downs"))
    assert "already" in good(head.post(f"/office/stand-downs/{key}", data={"words": "Again."}))


def test_an_inspector_is_named_checked_and_leaves(client, app, place):
    office = sign_in_as(client, place["registrar"])
    html = good(office.get("/office/officials"))
    assert "No card seen yet" in html
    step = f"/office/officials/{place['new']}/name"
    good(office.get(step))
    assert "data-error-summary" in good(office.post(step, data={"post": "INSPECTOR", "kind": "CNIC", "number": "12"}))
    given = {"post": "INSPECTOR", "kind": "CNIC", "number": built.cnic(), **day("since", clock.today())}
    answer = office.post(step, data=given)
    assert answer.status_code == 303
    file = answer.location
    for code in ("V01", "V02", "V10", "V11"):
        check = {"result": "PASSED", "note": "Seen.", **day("on", clock.today())}
        assert office.post(f"{file}/checks/{code}", data=check).status_code == 303
    assert "Inspector" in good(office.get(file))
    with app.app_context():
        post = db.session.scalars(select(OfficialPost).where(OfficialPost.user_id == place["new"])).one()
        key = post.id
        assert len(db.session.scalars(select(PersonCheck).where(PersonCheck.person_id == post.person_id)).all()) == 4
    leave = f"/office/officials/posts/{key}/leave"
    good(office.get(leave))
    given = {"leaving": "RESIGNED", "under_allegation": "no", **day("on", clock.today())}
    assert office.post(leave, data=given).status_code == 303
    assert office.get(leave).status_code == 403
    assert "Resigned" in good(office.get(file))


def test_heads_and_directors_see_the_list_and_open_no_file_there(client, app, place):
    for who in ("head", "dg"):
        html = good(sign_in_as(app.test_client(), place[who]).get("/office/officials"))
        assert "Canary Inspector" in html
        assert "/name" not in re.sub(r"<nav.*?</nav>", "", html, flags=re.S)
    head = sign_in_as(app.test_client(), place["head"])
    assert head.get(f"/office/officials/{place['new']}/name").status_code in (403, 404)
    assert sign_in_as(client, place["manager"]).get("/office/officials").status_code == 403


def test_the_week_asks_the_database_as_much_for_many_as_for_few(client, app, place):
    as_manager = sign_in_as(client, place["manager"])

    def asked():
        said = []
        listen = lambda *given: said.append(given[2])  # noqa: E731
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", listen)
            good(as_manager.get(rota(place) + week(tomorrow())))
            event.remove(db.engine, "before_cursor_execute", listen)
        return len(said)

    as_manager.post(f"{rota(place)}/{tomorrow().isoformat()}/DAY", data={"post": str(place["clear"])})
    asked()
    few = asked()
    with app.app_context():
        from registry_app.placements.rota import services
        from registry_app.placements.rota.states import Part
        from registry_app.providers.homes.models import Home

        home = db.session.get(Home, place["home"])
        for _each in range(3):
            post = built.cleared(home, woman=True)
            services.put_on(home, post, tomorrow(), Part.NIGHT, actor=None)
    assert asked() == few

"""The training log: written down by the home, its certificate seen by an officer, kept with the person."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.providers.ties.models import Tie, TieKind
from registry_app.providers.training import queries, rules, services
from registry_app.providers.training.models import Training
from registry_app.providers.training.states import Course, Permission, Standing
from tests import manners
from tests.builders import homes
from tests.builders import vetting as builders
from tests.builders.people import person, sign_in_as

DAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("seen", "expires", "wanted"),
    [
        (False, None, Standing.NOT_SEEN), (True, None, Standing.SEEN), (True, DAY, Standing.SEEN),
        (True, DAY - timedelta(days=1), Standing.OVER), (False, DAY - timedelta(days=1), Standing.OVER),
    ],
)  # fmt: skip
def test_how_a_course_stands(seen, expires, wanted):
    assert rules.standing(seen, expires, DAY) == wanted


def course(post, actor, **facts):
    facts = {"held_on": clock.today() - timedelta(days=9), "hours": 6, "given_by": "Training centre", **facts}
    return services.record(post.person, facts.pop("course", Course.FIRST_AID), actor=actor, **facts)


def test_a_course_is_written_once_and_its_certificate_seen_once(here):
    owner, officer = person(Role.PROVIDER), person(Role.REGISTRY_OFFICER)
    post = builders.in_post(homes.home(owner))
    made = course(post, owner)
    assert made.standing is Standing.NOT_SEEN
    with pytest.raises(DomainError, match="written down already"):
        course(post, owner)
    assert services.see(made, actor=officer).standing is Standing.SEEN
    with pytest.raises(DomainError, match="seen already"):
        services.see(made, actor=officer)
    assert list(queries.of_person(post.person_id)) == [made]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"held_on": date(2999, 1, 1)}, "held_on"),
        ({"expires_on": date(2001, 1, 1)}, "expires_on"),
        ({"given_by": "  "}, "given_by"),
    ],
)
def test_what_cannot_be_is_refused_at_its_box(here, facts, field):
    post = builders.in_post(homes.home())
    with pytest.raises(DomainError) as refused:
        course(post, person(Role.REGISTRY_OFFICER), **facts)
    assert refused.value.field == field
    assert queries.of_person(post.person_id) == []


@pytest.mark.parametrize("change", [{"hours": 0}, {"given_by": ""}, {"seen_on": DAY}, {"expires_on": date(2001, 1, 1)}])
def test_the_table_refuses_it_too(here, change):
    course(builders.in_post(homes.home()), person(Role.REGISTRY_OFFICER))
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(update(Training).values(**change))


def test_who_writes_and_who_sees(here):
    owner, tied = person(Role.PROVIDER), person(Role.REGISTRY_OFFICER)
    home = homes.home(owner)
    post = builders.in_post(home)
    with transaction() as session:
        session.add(Tie(user_id=tied.id, home_id=home.id, kind=TieKind.FAMILY))
    officers = {
        "registrar": (person(Role.REGISTRY_OFFICER), True),
        "district": (person(Role.DISTRICT_OFFICER, district="SD-HYD"), True),
        "far": (person(Role.DISTRICT_OFFICER, district="SD-SKR"), False), "tied": (tied, False),
        "head": (person(Role.CPU_HEAD, district="SD-HYD"), False), "desk": (person(Role.DESK), False),
        "owner": (owner, False),
    }  # fmt: skip
    for name, (actor, wanted) in officers.items():
        assert allows(actor, Permission.SEE, post.person) is wanted, name
        assert allows(actor, Permission.RECORD, post.person) is wanted, name
    assert allows(owner, Permission.ADD, post)
    assert not allows(person(Role.PROVIDER), Permission.ADD, post)


def test_the_pages_of_home_and_office(app):
    with app.app_context():
        owner, stranger, officer = person(Role.PROVIDER), person(Role.PROVIDER), person(Role.REGISTRY_OFFICER)
        far = person(Role.DISTRICT_OFFICER, district="SD-SKR")
        home = homes.home(owner)
        post = builders.in_post(home)
        keys = [one.id for one in (owner, stranger, officer, far)]
        own_list, add = f"/provider/homes/{home.id}/training", f"/provider/homes/{home.id}/people/{post.id}/training"
        office, one = f"/office/homes/{home.register_number}/training", f"/office/people/{post.person_id}/training"
    own, other, desk, away = (sign_in_as(app.test_client(), key) for key in keys)
    day = clock.today() - timedelta(days=40)
    boxes = {
        "course": "SAFEGUARDING", "held_on-day": str(day.day), "held_on-month": str(day.month),
        "held_on-year": str(day.year), "hours": "12", "given_by": "Training centre",
    }  # fmt: skip
    assert "Write 1 or more" in own.post(add, data={**boxes, "hours": "0"}).text
    assert own.post(add, data=boxes).status_code == 303
    assert "Training centre" in own.get(own_list).text
    for address in (own_list, add):
        assert other.get(address).status_code == 404
    for address in (office, one):
        assert away.get(address).status_code == 404
        assert own.get(address).status_code in (403, 404)
    with app.app_context():
        key = db.session.query(Training).one().id
    assert away.post(f"{one}/{key}/seen").status_code == 404
    assert desk.post(f"{one}/00000000-0000-4000-8000-000000000000/seen").status_code == 404
    assert desk.post(f"{one}/{key}/seen").status_code == 303
    assert desk.post(f"{one}/{key}/seen").status_code == 303
    assert desk.post(one, data=boxes).status_code == 422
    assert desk.post(one, data={**boxes, "course": "FIRE"}).status_code == 303
    assert own.get(own_list).text.count("Certificate seen by an officer") == 2
    for language in ("en", "ur", "sd"):
        for client, address in ((own, own_list), (own, add), (desk, office), (desk, one)):
            client.get(f"/language/{language}?next=/home")
            shown = client.get(address).text
            assert manners.faults(shown, language=language) == [], address
            assert manners.english_left(shown) == [], address

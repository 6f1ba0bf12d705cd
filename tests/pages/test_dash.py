"""The dashboard: only what is the person's own, each tile with its list, the five that press most."""

import re
from datetime import timedelta

import pytest

from complaints import filing
from complaints.filing import Telling
from complaints.states import About, Category
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import transaction
from registry_app.pages.dash.lists import BY_KEY, KINDS, LONGEST, Item, do_these, waiting
from registry_app.placements import services as placements
from registry_app.placements.states import Basis
from registry_app.providers.homes.states import Grade, Ownership
from registry_app.providers.ties.models import Tie, TieKind
from tests import manners
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as

TODAY = clock.today()


def item(late, weight=1, **facts):
    return Item(
        what=f"late {late}", district="SD-HYD", since=TODAY - timedelta(days=late), owner="x", weight=weight, **facts
    )


def test_lines_are_ranked_by_weight_and_days():
    found = waiting(BY_KEY["overdue"], [item(1), item(9), item(4, weight=10)], TODAY)
    assert [one.what for one in found.items] == ["late 4", "late 9", "late 1"]


def test_an_old_delay_does_not_outweigh_a_new_danger_for_ever():
    assert item(4000).press(TODAY) == item(LONGEST).press(TODAY)


def test_the_five_come_from_all_lists():
    lists = [waiting(kind, [item(n, weight=kind.weight)], TODAY) for n, kind in enumerate(KINDS)]
    five = do_these(lists, TODAY)
    assert len(five) == 5
    pressing = [one.press(TODAY) for _, one in five]
    assert pressing == sorted(pressing, reverse=True)


def test_the_tile_adds_up_what_its_lines_count():
    assert waiting(BY_KEY["inadequate"], [item(1, count=12), item(2, count=5)], TODAY).number == 17


@pytest.fixture
def sindh(app):
    """A home graded D with a child in an emergency stay past its limit, and a message past its date."""
    with app.app_context():
        home = a_home("SD-SKR", name="Umeed Ghar", grade=Grade.D, grade_on=TODAY - timedelta(days=40))
        cpo, head = person(Role.CPO, district="SD-SKR"), person(Role.CPU_HEAD, district="SD-SKR")
        placements.record_stay(
            a_child(8), basis=Basis.EMERGENCY, actor=cpo, home=home, approved_by=head,
            started_at=clock.now() - timedelta(days=60),
        )  # fmt: skip
        late = filing.file_message(Telling(category=Category.TOUCHED, about=About.MANAGER, home=home))
        with transaction():
            late.contact_by -= timedelta(days=9)
        director = person(Role.SWD_DIRECTOR, agency=Agency.SWD)
        group = person(Role.TWG)
        return {"home": home.id, "director": director.id, "group": group.id, "message": late.id}


def tiles(html):
    found = re.findall(r'stat__number"><bdi>([\d,]+)</bdi></span><a href="/dash/(\w+)"', html)
    return {key: int(number) for number, key in found}


def test_each_tile_counts_its_list_and_leads_to_it(client, sindh):
    sign_in_as(client, sindh["director"])
    html = client.get("/dash").text
    assert manners.faults(html) == []
    counted = tiles(html)
    assert list(counted) == [kind.key for kind in KINDS]
    assert (counted["inadequate"], counted["stays"], counted["complaints"]) == (1, 1, 1)
    assert html.count("<li>") >= 3
    for key in counted:
        page = client.get(f"/dash/{key}")
        assert page.status_code == 200
        assert manners.faults(page.text) == []
    assert "Umeed Ghar" in client.get("/dash/inadequate").text
    assert f"/office/complaints/{sindh['message']}" in client.get("/dash/complaints").text


def test_every_line_leads_to_a_page_that_opens(client, sindh):
    sign_in_as(client, sindh["director"])
    html = client.get("/dash").text.partition("<ol")[2].partition("</ol>")[0]
    links = re.findall(r'href="([^"]+)"', html)
    assert len(links) >= 3
    for address in links:
        assert client.get(address).status_code == 200, address


def test_a_list_is_narrowed_to_a_district_by_its_address(client, sindh):
    sign_in_as(client, sindh["director"])
    assert "Umeed Ghar" in client.get("/dash/inadequate?district=SD-SKR").text
    assert "No home is graded D." in client.get("/dash/inadequate?district=SD-HYD").text
    assert "Umeed Ghar" in client.get("/dash/inadequate?district=nowhere").text


def test_the_working_group_has_no_list_of_children(client, sindh):
    sign_in_as(client, sindh["group"])
    assert set(tiles(client.get("/dash").text)) == {"overdue", "inadequate", "applications"}
    for key in ("complaints", "stays", "reviews", "no-such-list"):
        assert client.get(f"/dash/{key}").status_code == 404


def test_a_tie_takes_the_home_out_of_every_tile(app, client, sindh):
    with app.app_context(), transaction() as session:
        session.add(Tie(user_id=sindh["director"], home_id=sindh["home"], kind=TieKind.FAMILY))
    sign_in_as(client, sindh["director"])
    html = client.get("/dash").text
    assert set(tiles(html).values()) == {0}
    assert "Umeed Ghar" not in html
    assert "Nothing is late." in html


def test_a_message_about_the_directors_own_home_is_not_counted_for_the_director(app, client, sindh):
    with app.app_context():
        own = a_home("SD-HYD", run_by=Ownership.SWD)
        late = filing.file_message(Telling(category=Category.HURT, about=About.MANAGER, home=own))
        with transaction():
            late.contact_by -= timedelta(days=9)
    sign_in_as(client, sindh["director"])
    assert tiles(client.get("/dash").text)["complaints"] == 1


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.CPO, Role.PROVIDER, Role.ADMIN, Role.AUDITOR])
def test_others_have_no_dashboard(app, client, role):
    with app.app_context():
        key = person(role).id
    sign_in_as(client, key)
    assert client.get("/dash").status_code == 403
    assert client.get("/dash/overdue").status_code == 403


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_the_dashboard_speaks_the_persons_language(client, sindh, language):
    sign_in_as(client, sindh["director"])
    html = client.get(f"/language/{language}?next=/dash", follow_redirects=True).text
    assert manners.faults(html, language=language) == []
    assert "Do these five" not in html

"""A paper by phone: the code to scan, the one form it opens, and the sentence about a photo that is too dark."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from PIL import Image
from sqlalchemy import select

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, files
from registry_app.core.db import db, transaction
from registry_app.providers.applications import paper_services, phone_services, services
from registry_app.providers.applications.models import Application, ApplicationPaper, PaperLink
from registry_app.providers.applications.states import State, Track
from tests import manners
from tests.builders import applications, filling
from tests.builders.people import person, sign_in_as


def photo(light, paper=None):
    """A photo that is `light` all over, with a sheet of `paper` on a quarter of it."""
    picture = Image.new("RGB", (200, 200), (light,) * 3)
    if paper is not None:
        picture.paste((paper,) * 3, (0, 0, 100, 100))
    made = io.BytesIO()
    picture.save(made, "JPEG")
    made.seek(0)
    return made, "paper.jpg"


@pytest.fixture
def world(app):
    """The owner of a draft, a stranger, and the draft."""
    with app.app_context():
        owner = person(Role.PROVIDER)
        draft = services.start(track=Track.FACILITIES, suitability=filling.SUITABILITY, actor=owner)
        return {"owner": owner.id, "stranger": person(Role.PROVIDER).id, "draft": draft.id}


def as_(app, world, who="owner"):
    return sign_in_as(app.test_client(), world[who])


def page_of(world, code="D06", last="/phone"):
    return f"/provider/applications/{world['draft']}/papers/{code}{last}"


def link(app, world, client, code="D06"):
    """The path of a new link, read from the page as a phone would read the code."""
    shown = client.post(page_of(world, code), follow_redirects=True).text
    return re.search(r"/(?:en|ur|sd)/paper/[\w-]+", shown)[0]


def given(app, world):
    with app.app_context():
        return [one.code for one in db.session.get(Application, world["draft"]).papers if one.removed_at is None]


@pytest.mark.parametrize(
    ("light", "paper", "dark"),
    [(10, None, True), (80, None, True), (20, 70, True), (20, 200, False), (120, None, False)],
)
def test_a_photo_is_too_dark_when_even_the_paper_on_it_is(light, paper, dark):
    _type, clean = files.rebuilt(photo(light, paper)[0].read())
    assert (files.brightness(clean) < files.DARK) is dark


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_a_dark_photo_is_kept_said_and_a_better_one_offered(app, world, language):
    client = as_(app, world)
    client.get(f"/language/{language}?next=/home")
    answer = client.post(page_of(world, last=""), data={"file": photo(15)}, follow_redirects=True)
    assert manners.faults(answer.text, language=language) == []
    assert given(app, world) == ["D06"]
    if language == "en":
        assert "This photo is too dark to read. Try again near a window." in answer.text
        assert "Send this file" in answer.text
    assert "img/paper-photo.svg" in answer.text
    light = client.post(page_of(world, "D07", ""), data={"file": photo(15, 220)}, follow_redirects=True).text
    assert "Send this file" not in light


def test_a_phone_adds_one_paper_without_signing_in_and_only_once(app, world):
    client, phone = as_(app, world), app.test_client()
    path = link(app, world, client)
    seen = phone.get(path)
    assert seen.status_code == 200
    assert manners.faults(seen.text, language="en") == []
    assert "lease" in seen.text
    with app.app_context():
        owner = db.session.get(User, world["owner"])
        assert owner.name not in seen.text
        assert str(world["draft"]) not in seen.text
    assert "Choose a photo" in phone.post(path, data={}).text
    assert given(app, world) == []
    done = phone.post(path, data={"file": photo(200)}, follow_redirects=True)
    assert "The photo has come." in done.text
    assert given(app, world) == ["D06"]
    again = phone.post(path, data={"file": photo(200)})
    assert "The photo has come." in again.text
    assert given(app, world) == ["D06"]
    assert "The photo has come." in client.get(page_of(world)).text
    with app.app_context():
        [paper] = db.session.scalars(select(ApplicationPaper)).all()
        assert paper.given_by_id == world["owner"]
        [row] = db.session.scalars(select(PaperLink)).all()
        assert path.rsplit("/", 1)[1] not in row.digest
        deeds = {line.action for line in db.session.scalars(select(audit.AuditEntry))}
        assert {"application:make-paper-link", "application:use-paper-link"} <= deeds


def test_a_link_ends_when_it_is_taken_back_replaced_or_too_old(app, world):
    client, phone = as_(app, world), app.test_client()
    first = link(app, world, client)
    second = link(app, world, client)
    assert phone.get(first).status_code == 410
    assert phone.get(second).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=21), tick=False):
        over = phone.get(second)
        assert over.status_code == 410
        assert phone.post(second, data={"file": photo(200)}).status_code == 410
    assert "lease" not in over.text
    client.post(page_of(world, last="/phone/end"))
    assert phone.post(second, data={"file": photo(200)}).status_code == 410
    assert given(app, world) == []
    assert phone.get("/en/paper/not-a-link").status_code == 404


def test_a_link_is_worth_as_much_as_its_maker_and_its_paper(app, world):
    client, phone = as_(app, world), app.test_client()
    path = link(app, world, client)
    with app.app_context(), transaction():
        db.session.get(User, world["owner"]).disabled_at = clock.now()
    assert phone.get(path).status_code == 410
    with app.app_context():
        sent = applications.sent()
        assert not paper_services.unlocked(sent, "D06")
        with pytest.raises(phone_services.DomainError, match="papers were sent"):
            phone_services.make(sent, "D06", actor=sent.applicant)
        assert sent.state is State.SUBMITTED


def test_only_who_fills_it_in_makes_a_link(app, world):
    for last in ("/phone", "/phone/end"):
        assert as_(app, world, "stranger").post(page_of(world, last=last)).status_code == 404
    assert as_(app, world, "stranger").get(page_of(world)).status_code == 404
    assert as_(app, world).get(page_of(world, "D99")).status_code == 404


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_its_pages_have_good_manners(app, world, language):
    client, phone = as_(app, world), app.test_client()
    client.get(f"/language/{language}?next=/home")
    empty = client.get(page_of(world))
    shown = client.post(page_of(world), follow_redirects=True)
    path = re.search(r"/(?:en|ur|sd)/paper/[\w-]+", shown.text)[0]
    assert path.startswith(f"/{language}/")
    for answer in (empty, shown, phone.get(path), client.get(page_of(world, last=""))):
        assert manners.faults(answer.text, language=language) == []
    assert "<svg" in shown.text
    phone.post(path, data={"file": photo(10)})
    assert manners.faults(phone.get(path).text, language=language) == []
    assert manners.faults(client.get(page_of(world)).text, language=language) == []

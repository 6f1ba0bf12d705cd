"""Posters, cards and slips: what is made, what hangs, and that no number is kept."""

import io
from datetime import timedelta

import pikepdf
import pytest
from sqlalchemy.exc import DBAPIError

from complaints import coming_back, numbers
from complaints.doors import queries, reports, services
from complaints.doors.models import Door, Slip
from complaints.doors.states import Kind
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.pdf.pictures import Picture
from registry_app.core.settings import ROOT
from tests.builders.doors import photo
from tests.builders.homes import a_home
from tests.builders.people import person


@pytest.fixture
def officer(here):
    return person(Role.COMPLAINT_OFFICER, district="SD-HYD")


def briefed(home, officer, **changed):
    facts = {"held_on": clock.today(), "trustees": 2, "staff": 5, "words": "In the hall", **changed}
    return services.brief(home, **facts, actor=officer)


def test_a_poster_hangs_only_after_the_talk_and_with_a_photo(officer):
    home = a_home("SD-HYD")
    door = services.make_poster(home, actor=officer)
    with pytest.raises(DomainError, match="First the officer speaks"):
        services.hang(door, photo(), actor=officer)
    briefed(home, officer)
    with pytest.raises(DomainError, match="Take a photo"):
        services.hang(door, None, actor=officer)
    services.hang(door, photo(), actor=officer)
    assert door.hung_on == clock.today()
    assert queries.home_of_token(numbers.digest(door.token)).id == home.id


def test_the_talk_of_another_home_hangs_no_poster(officer):
    first, second = a_home("SD-HYD"), a_home("SD-HYD")
    briefed(first, officer)
    with pytest.raises(DomainError, match="First the officer speaks"):
        services.hang(services.make_poster(second, actor=officer), photo(), actor=officer)


@pytest.mark.parametrize("gap", [{"trustees": 0}, {"staff": 0}, {"words": " "}, {"held_on": "tomorrow"}])
def test_a_talk_without_trustees_staff_or_words_is_none(officer, gap):
    gap = {key: clock.today() + timedelta(days=1) if value == "tomorrow" else value for key, value in gap.items()}
    with pytest.raises(DomainError):
        briefed(a_home("SD-HYD"), officer, **gap)


def test_the_database_itself_refuses_a_poster_without_photo(officer):
    door = services.make_poster(a_home("SD-HYD"), actor=officer)
    with pytest.raises(DBAPIError), transaction():
        db.session.get(Door, door.id).hung_on = clock.today()


def test_a_torn_poster_opens_no_home(officer):
    door = services.make_poster(a_home("SD-HYD"), actor=officer)
    services.end(door, actor=officer)
    assert queries.home_of_token(numbers.digest(door.token)) is None


def test_a_family_gets_cards_with_a_token_each_and_no_poster(officer):
    family = a_home("SD-HYD", household=True)
    cards = services.make_cards(family, 3, actor=officer)
    assert len({card.token for card in cards}) == 3
    services.give(cards[0], actor=officer)
    with pytest.raises(DomainError, match="given already"):
        services.give(cards[0], actor=officer)
    with pytest.raises(DomainError):
        services.make_poster(family, actor=officer)
    with pytest.raises(DomainError):
        services.make_cards(a_home("SD-HYD"), 1, actor=officer)
    # A card has no column for a child.
    assert "child" not in " ".join(column.name for column in Door.__table__.columns)


def test_slips_are_printed_once_and_their_numbers_are_nowhere(officer):
    home = a_home("SD-HYD")
    made = services.print_slips(home, 3, actor=officer)
    assert len({number for _serial, number in made}) == 3
    stored = " ".join(str(row) for row in db.session.execute(db.text("select * from box_slip")).all())
    assert all(number not in stored and number[:8] not in stored for _serial, number in made)
    assert db.session.query(Slip).count() == 3
    for many in (0, 61):
        with pytest.raises(DomainError):
            services.print_slips(home, many, actor=officer)


def words_of(pdf_bytes):
    with pikepdf.open(io.BytesIO(pdf_bytes)) as opened:
        return len(opened.pages), [[float(side) for side in page.mediabox] for page in opened.pages]


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("A3", 842)])
def test_the_poster_is_one_page_of_its_size(officer, paper, width):
    door = services.make_poster(a_home("SD-HYD"), actor=officer)
    pages, boxes = words_of(reports.poster(door, paper))
    assert pages == 1
    assert round(boxes[0][2]) == width
    assert reports.QR_MM[paper] >= 35


def test_cards_and_slips_fit_their_pages(officer):
    family = a_home("SD-HYD", household=True)
    assert words_of(reports.cards(services.make_cards(family, 4, actor=officer)))[0] <= 2
    assert words_of(reports.slips(services.print_slips(a_home("SD-HYD"), 4, actor=officer)))[0] == 2


@pytest.mark.parametrize("path", sorted((ROOT / "templates/components/drawings").glob("*.svg")), ids=lambda p: p.stem)
def test_every_drawing_of_the_pages_can_be_drawn_on_paper(path):
    from reportlab.pdfgen.canvas import Canvas

    made = Picture(path.read_text(), 100)
    made.drawOn(Canvas(io.BytesIO()), 0, 0)


def test_a_slip_that_waits_in_the_box_is_no_wrong_number(officer):
    ((_serial, number),) = services.print_slips(a_home("SD-HYD"), 1, actor=officer)
    with pytest.raises(DomainError, match="still in the box"):
        coming_back.open_with(number, "visit", None)
    assert not coming_back.must_wait("visit", None)


def test_kinds_are_both_said(here):
    assert [kind.value for kind in Kind] == ["POSTER", "CARD"]

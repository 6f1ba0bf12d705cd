"""The pages of measures: prepared, noticed, answered, heard, decided and appealed, as the people who do it would."""

from datetime import timedelta

import pytest

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.measures.models import Measure
from registry_app.measures.states import MeasureKind, MeasureState
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Standing
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act
from tests import manners
from tests.builders import authorisations as built
from tests.builders import homes, stays
from tests.builders import measures as made
from tests.builders.people import person, sign_in_as

K, M = MeasureKind, MeasureState


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


@pytest.fixture
def cast(app):
    """Keys of the people, of an authorised home and of one without authorisation."""
    with app.app_context(), made.blank_letters():
        built.in_force()
        owner = person(Role.PROVIDER, name="Owner")
        people = {
            "owner": owner,
            "stranger": person(Role.PROVIDER),
            "registrar": person(Role.REGISTRY_OFFICER, agency=Agency.SCPA),
            "dg": person(Role.SCPA_DG, agency=Agency.SCPA),
            "authoriser": person(Role.AUTHORISER, agency=Agency.SCPA),
            "director": person(Role.SWD_DIRECTOR, agency=Agency.SWD),
            "law": person(Role.LAW_OFFICER, agency=Agency.SCPA),
            "cpo": person(Role.CPO, district="SD-HYD"),
            "elsewhere": person(Role.DISTRICT_OFFICER, district="SD-SKR", agency=Agency.SWD),
        }
        home, known = built.authorised(owner).home, homes.home(known_since=clock.today() - timedelta(days=20))
        found = {name: one.id for name, one in people.items()}
        found |= {"home": home.register_number, "home_id": home.id, "known": known.register_number}
    return found


@pytest.fixture
def as_(app, cast):
    """A client signed in as one of the cast."""
    return lambda name: sign_in_as(app.test_client(), cast[name])


def the_measure(app):
    with app.app_context():
        return db.session.query(Measure).order_by(Measure.number.desc()).first().id


def state_of(app, key):
    with app.app_context():
        return db.session.get_one(Measure, key).state


def prepare(as_, home, kind, who="registrar", **more):
    form = {"grounds": ["LAW_BROKEN"], "reasons": "On 3 November the exit was locked.", **more}
    return as_(who).post(f"/office/homes/{home}/measures/new/{kind}", data=form)


def test_a_cancellation_from_the_first_word_to_the_last_day(app, as_, cast):
    with made.blank_letters():
        with app.app_context():
            home = db.session.get_one(Home, cast["home_id"])
            stay = stays.legacy(home).id
        assert prepare(as_, cast["home"], "CANCELLATION").status_code == 303
        key = the_measure(app)
        office, own = f"/office/measures/{key}", f"/provider/letters/{key}"
        assert as_("owner").get(own).status_code == 404
        hearing = clock.today() + timedelta(days=16)
        assert as_("registrar").post(f"{office}/notify", data=day("hearing_on", hearing)).status_code == 303
        assert as_("owner").get(own).status_code == 200
        assert as_("stranger").get(own).status_code == 404
        assert as_("owner").post(f"{own}/answer", data={"words": "We put it right."}).status_code == 303
        served = {**day("on_day", clock.today()), "how": "BY_HAND", "to_whom": "The guard"}
        refused = as_("registrar").post(f"{office}/serve", data=served)
        assert "Add a photo or a PDF" in refused.text
        assert "The guard" in refused.text
        proved = {**served, "upload": (made.scan().stream, "signed-copy.png")}
        assert as_("registrar").post(f"{office}/serve", data=proved).status_code == 303
        with made.later(17):
            heard = {**day("heard_on", clock.today()), "heard": "They spoke."}
            assert as_("registrar").post(f"{office}/hear", data=heard).status_code == 303
            decision = day("effective_on", clock.today() + timedelta(days=30))
            assert as_("registrar").post(f"{office}/decide", data=decision).status_code == 403
            assert as_("authoriser").post(f"{office}/decide", data=decision).status_code == 303
            assert state_of(app, key) is M.WAITING
            plan = {"place": "FAMILY", **day("by_day", clock.today())}
            assert as_("cpo").post(f"{office}/children/{stay}", data=plan).status_code == 303
            assert as_("owner").post(f"{own}/appeal", data={"words": "It is right now."}).status_code == 303
            outcome = {"outcome": "UPHELD", "body": "Panel", "reasons": "No.", **day("decided_on", clock.today())}
            assert as_("authoriser").post(f"{office}/appeal", data=outcome).status_code == 403
            assert as_("law").post(f"{office}/appeal", data=outcome).status_code == 303
            page = as_("authoriser").get(office)
            assert manners.faults(page.text) == []
            assert "We put it right." in page.text
            assert as_("owner").get(f"{own}/decision-sd.pdf").data.startswith(b"%PDF")
            assert as_("owner").get(f"{own}/decision-fr.pdf").status_code == 404


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_page_has_good_manners_in_each_language(app, as_, cast, language):
    with made.blank_letters():
        for kind in ("ADVICE", "CONDITION", "CANCELLATION"):
            more = {"condition": "NAMED_TRAINING", "condition_detail": "First aid"} if kind == "CONDITION" else {}
            prepare(as_, cast["home"], kind, **more)
    key, home = the_measure(app), cast["home"]
    pages = {
        "registrar": [
            "/office/measures", "/office/measures?kind=ADVICE", f"/office/homes/{home}/measures",
            f"/office/homes/{cast['known']}/measures", f"/office/homes/{home}/measures/new/CONDITION",
            f"/office/measures/{key}",
            *(f"/office/measures/{key}/{verb}" for verb in ("notify", "hear", "serve", "drop")),
        ],
        "authoriser": [f"/office/measures/{key}/decide", f"/office/measures/{key}/lift"],
        "dg": [f"/office/homes/{home}/measures/suspend-at-once", f"/office/homes/{home}/measures"],
        "owner": [f"/provider/homes/{cast['home_id']}/letters", f"/provider/homes/{cast['home_id']}/close"],
    }  # fmt: skip
    for who, addresses in pages.items():
        client = as_(who)
        client.get(f"/language/{language}?next=/home")
        for address in addresses:
            page = client.get(address)
            assert page.status_code == 200, address
            assert manners.faults(page.text, language=language) == [], address


def test_what_is_missing_is_said_and_what_was_typed_is_kept(as_, cast):
    answer = as_("registrar").post(
        f"/office/homes/{cast['home']}/measures/new/CONDITION",
        data={"reasons": "On 3 November", "condition_detail": "20 places"},
    )
    assert answer.status_code == 200
    assert "Choose one." in answer.text
    assert "On 3 November" in answer.text
    assert "20 places" in answer.text
    empty = as_("owner").post(f"/provider/homes/{cast['home_id']}/close", data=day("effective_on", clock.today()))
    assert "Write the reason." in empty.text


def test_a_home_without_authorisation_shows_its_next_step(as_, cast):
    page = as_("director").get(f"/office/homes/{cast['known']}/measures").text
    assert "Next step: First visit." in page
    listed = as_("director").get("/office/measures").text
    assert cast["known"] in listed
    assert "overdue" in listed


def test_in_danger_the_head_suspends_on_one_page(app, as_, cast):
    with made.blank_letters():
        address = f"/office/homes/{cast['home']}/measures/suspend-at-once"
        assert as_("director").get(address).status_code == 403
        assert as_("dg").post(address, data={"reasons": "A fire on 2 November."}).status_code == 303
        key = the_measure(app)
        assert as_("dg").get(f"/office/measures/{key}/confirm").status_code == 403
        assert as_("authoriser").get(f"/office/measures/{key}/confirm").status_code == 200
        with app.app_context():
            assert db.session.get_one(Home, cast["home_id"]).standing is Standing.SUSPENDED


@pytest.mark.parametrize("kind", ["VOLUNTARY_CLOSURE", "NOTHING"])
def test_only_measures_of_the_offices_are_prepared_by_them(as_, cast, kind):
    assert as_("registrar").get(f"/office/homes/{cast['home']}/measures/new/{kind}").status_code == 404


def test_an_officer_of_another_district_sees_nothing(app, as_, cast):
    prepare(as_, cast["home"], "ADVICE")
    key = the_measure(app)
    assert as_("elsewhere").get(f"/office/measures/{key}").status_code == 404
    assert as_("elsewhere").get(f"/office/homes/{cast['home']}/measures").status_code == 404
    assert cast["home"] not in as_("elsewhere").get("/office/measures").text


@pytest.mark.parametrize(
    ("language", "heading", "button"),
    [
        ("en", "Letter to the office that holds the power", "Write the recommendation"),
        ("ur", "اس دفتر کے نام خط جس کے پاس اختیار ہے", "سفارش لکھیں"),
        ("sd", "ان آفيس ڏانهن خط جنهن وٽ اختيار آهي", "سفارش لکو"),
    ],
)
def test_a_recommendation_reads_as_one_on_every_page(app, as_, cast, language, heading, button):
    with app.app_context(), transaction():
        powers.power(Act.SUSPEND).status = "PROPOSED"
    with made.blank_letters():
        address = f"/office/homes/{cast['home']}/measures/suspend-at-once"
        dg = as_("dg")
        dg.get(f"/language/{language}?next=/home")
        assert button in dg.get(address).text
        done = dg.post(address, data={"reasons": "A fire on 2 November."}, follow_redirects=True)
    key = the_measure(app)
    assert state_of(app, key) is M.RECOMMENDED
    assert heading in done.text
    assert manners.faults(done.text, language=language) == []
    assert f"/office/measures/{key}/serve" not in done.text
    listed = dg.get(f"/office/homes/{cast['home']}/measures")
    assert manners.faults(listed.text, language=language) == []
    with app.app_context():
        assert db.session.get_one(Home, cast["home_id"]).standing is Standing.AUTHORISED
    if language == "en":
        assert "Nothing is changed for the home" in done.text
        assert "It waits for this office" in done.text
        assert "It waits for this office" in listed.text
        assert "Letters to the home" not in done.text
        assert "Decided on" not in done.text
        assert "is taken" not in done.text
    assert dg.get(f"/office/measures/{key}/recommendation-{language}.pdf").data.startswith(b"%PDF")


def test_a_home_that_had_notice_does_not_read_the_recommendation(app, as_, cast):
    prepare(as_, cast["home"], "CONDITION", condition="NAMED_TRAINING", condition_detail="First aid")
    key = the_measure(app)
    with made.blank_letters():
        hearing = day("hearing_on", clock.today() + timedelta(days=15))
        as_("registrar").post(f"/office/measures/{key}/notify", data=hearing)
        with app.app_context(), transaction():
            powers.power(Act.IMPOSE_CONDITION).status = "PROPOSED"
        with made.later(16):
            heard = {**day("heard_on", clock.today()), "heard": "They spoke."}
            as_("registrar").post(f"/office/measures/{key}/hear", data=heard)
            said = as_("dg").post(f"/office/measures/{key}/decide", data={}, follow_redirects=True)
    assert "The recommendation is written" in said.text
    assert as_("owner").get(f"/provider/letters/{key}").status_code == 200
    assert "recommendation-en" not in as_("owner").get(f"/provider/letters/{key}").text
    assert as_("owner").get(f"/provider/letters/{key}/recommendation-en.pdf").status_code == 404
    assert as_("owner").get(f"/provider/letters/{key}/notice-en.pdf").status_code == 200

"""The public register: what anybody sees of a home, what nobody sees, and whether a certificate is real."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import insert

from registry_app.core import clock, codes
from registry_app.core.db import db, transaction
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations import standing_services
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, Grade, KnownFrom, Ownership, Sexes, Standing
from registry_app.providers.powers.states import Act, PowerStatus
from registry_app.providers.register import writing
from tests import manners
from tests.builders import authorisations as built
from tests.builders import homes
from tests.builders.asking import questions
from tests.builders.powers import publishing

LANGUAGES = ("en", "ur", "sd")
STREET = "12 Secret Street"


@pytest.fixture
def world(app):
    """Register and certificate numbers of homes of every kind."""
    with app.app_context(), built.without_setting():
        built.in_force()
        good = built.authorised(home={"name": "Roshan Home", "name_sd": "روشن گهر", "address": STREET})
        home_services.record_grade(
            good.home, Grade.C, clock.today() - timedelta(days=41), False, ["L1", "L6"], False, actor=None
        )
        shelter = built.authorised(
            home={"shelters_survivors": True, "name": "Hidden Shelter", "address": STREET}, district="SD-LRK"
        )
        family = homes.home(
            household=True, name="Family Of Somebody", address=STREET, district="SD-SKR", known_from=KnownFrom.MAPPING
        )
        homes.service(family, CareType.FOSTER, capacity=3, age_from=2, age_to=11)
        known = homes.home(name="Whispered Home", district="SD-BDN", known_from=KnownFrom.COMPLAINT)
        noticed = homes.home(name="Noticed Home", district="SD-BDN")
        home_services.serve_notice(noticed, until=clock.today() - timedelta(days=1), actor=None, reason="x")
        warned = homes.home(name="Warned Home", district="SD-BDN")
        home_services.serve_notice(warned, until=clock.today(), actor=None, reason="x")
        made = {"good": good.home, "shelter": shelter.home, "family": family, "known": known, "noticed": noticed}
        numbers = {name: home.register_number for name, home in {**made, "warned": warned}.items()}
        return {**numbers, "certificate": good.certificate_number, "shelter_certificate": shelter.certificate_number}


def text_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_public_page_has_its_manners(client, world, lang):
    pages = [f"/{lang}/", f"/{lang}/register", f"/{lang}/register?district=SD-HYD&grade=C&type=SMALL_GROUP&q=xx"]
    pages += [f"/{lang}/register/{number}" for name, number in world.items() if not number.startswith("SCPA")]
    pages += [f"/{lang}/about/{page}" for page in ("privacy", "accessibility", "responsible", "credits")]
    for path in pages:
        text = text_of(client, path)
        assert f'lang="{lang}"' in text
        assert manners.faults(text) == [], path


def test_a_home_with_a_certificate_shows_what_the_rules_list(client, world):
    text = text_of(client, f"/en/register/{world['good']}")
    for words in (
        "Roshan Home", world["good"], "Small group home", "Hyderabad district", "Must improve",
        "Child protection: not met",
        "Visited without notice on", "the grade is 41 days old", "L1, L6", world["certificate"], "Full authorisation",
        "Boys, <bdi>6</bdi> to <bdi>17</bdi> years", "Last day of the authorisation", "/b",
    ):  # fmt: skip
        assert words in re.sub(r"\s+", " ", text), words
    assert text.index("Must improve") < text.index("Why this grade") < text.index("What it may do")
    assert STREET not in text
    assert "روشن گهر" in text_of(client, f"/sd/register/{world['good']}")


HIDDEN = {
    "shelter": ["Hidden Shelter", STREET, "Small group home", "Boys"],
    "family": ["Family Of Somebody", STREET, ">3<", "<bdi>2</bdi> to"],
    "known": ["Whispered Home", "Somebody told us"],
    "warned": ["Warned Home"],
}


@pytest.mark.parametrize("kind", HIDDEN)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_nobody_may_see_is_on_no_page_and_in_no_file(client, world, kind, lang):
    number = world[kind]
    page = text_of(client, f"/{lang}/register/{number}")
    shown = page.split("<main", 1)[1]
    one = text_of(client, f"/api/v1/register/{number}")
    for words in HIDDEN[kind]:
        if lang == "en" or not words.startswith((">", "<", "Boys", "Small")):
            assert words not in shown, words
        assert words not in one, words
    for path in (f"/{lang}/register", "/api/v1/register", "/api/v1/register.csv"):
        text = text_of(client, path)
        assert number in text
        assert HIDDEN[kind][0] not in text
        assert STREET not in text


def listed(client, query):
    return [home["number"] for home in json.loads(text_of(client, f"/api/v1/register?{query}"))["homes"]]


def test_searching_never_finds_what_is_hidden(client, world):
    assert listed(client, "q=roshan") == [world["good"]]
    assert listed(client, "q=روشن گهر") == [world["good"]]
    for words in ("hidden", "shelter", "somebody", "whispered", "warned", "secret street"):
        assert listed(client, f"q={words}") == [], words
    assert listed(client, "q=noticed") == [world["noticed"]]
    assert listed(client, "type=SMALL_GROUP") == [world["good"]]
    assert listed(client, "type=FOSTER") == [world["family"]]
    assert listed(client, "district=SD-LRK") == [world["shelter"]]
    assert listed(client, f"q={world['shelter'].lower()}") == [world["shelter"]]
    assert listed(client, f"q={world['shelter'][:7]}") == [world["shelter"]]
    assert listed(client, "grade=C") == [world["good"]]
    assert world["good"] not in listed(client, "grade=none")
    assert client.get("/api/v1/register?district=NOWHERE&type=CASTLE&grade=Z").status_code == 400
    assert len(listed(client, "district=&type=&grade=")) == 6
    assert listed(client, "q=%25") == []


def test_a_typed_number_leads_to_its_page(client, world):
    answer = client.get(f"/en/register?q={world['good'].lower()}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/en/register/{world['good']}")
    answer = client.get(f"/en/register/{world['good'].lower()}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/en/register/{world['good']}")
    assert client.get("/en/register/H-99999-Z").status_code == 404


def set_power(app, act, **facts):
    with app.app_context():
        publishing(act, **facts)


@pytest.mark.parametrize(
    ("facts", "visit", "grade"),
    [
        ({"setting": "off"}, False, False),
        ({"setting": "status"}, True, False),
        ({"setting": "grade"}, True, True),
        ({"setting": "grade", "status": PowerStatus.PROPOSED}, False, False),
    ],
)
def test_how_far_a_grade_is_public_is_a_setting_with_a_power(client, app, world, facts, visit, grade):
    set_power(app, Act.PUBLISH_GRADE, **facts)
    page, one = text_of(client, f"/en/register/{world['good']}"), text_of(client, f"/api/v1/register/{world['good']}")
    assert ("Must improve" in page) is grade
    assert ("Child protection:" in page) is grade
    assert ("L1" in page) is grade
    assert ("October" in page) is visit
    assert json.loads(one)["grade"] == ("C" if grade else None)
    assert (json.loads(one)["grade_on"] is not None) is visit
    assert len(listed(client, "grade=C")) == (1 if grade else 6)
    assert ("Must improve" in text_of(client, "/en/register")) is grade


def test_a_home_that_never_applied_is_named_only_while_the_power_is_in_force(client, app, world):
    assert "Noticed Home" in text_of(client, f"/en/register/{world['noticed']}")
    set_power(app, Act.NAME_UNREGISTERED_HOME, setting="off")
    assert "Noticed Home" not in text_of(client, f"/en/register/{world['noticed']}")
    assert listed(client, "q=noticed") == []
    assert "not authorised to care for children" in text_of(client, f"/en/register/{world['noticed']}")


def test_an_authorisation_that_is_over_is_over_before_the_clock_ran(client, app, world):
    with app.app_context():
        built.ended(authorisations.by_number(world["certificate"]), clock.today() - timedelta(days=1))
    assert json.loads(text_of(client, f"/api/v1/register/{world['good']}"))["standing"] == "EXPIRED"
    assert "Authorisation ended" in text_of(client, f"/en/register/{world['good']}")
    assert "its last day is over" in text_of(client, f"/verify/{world['certificate']}")


def said(client, number):
    return json.loads(client.get(f"/api/v1/verify/{number}").get_data(as_text=True))


def test_a_real_certificate_in_any_spelling(client, world):
    number = world["certificate"]
    for spelled in (number, number.lower(), f" {number} ", number.replace("-", "–")):
        page = text_of(client, f"/verify/{spelled}")
        assert "This certificate is real and in force today." in page
        assert "Roshan Home" in page
        assert STREET not in page
        assert manners.faults(page) == []
        assert (said(client, spelled)["answer"], said(client, spelled)["in_force"]) == ("IN_FORCE", True)


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        (lambda n: n[:-1] + ("A" if n[-1] != "A" else "B"), "MISTYPED"),
        (lambda n: codes.certificate_number(int(n[5:9]), 77777), "UNKNOWN"),
        (lambda n: "H-00001-G", "NOT_A_NUMBER"),
        (lambda n: n[:-2], "NOT_A_NUMBER"),
        (lambda n: "' OR 1=1 --", "NOT_A_NUMBER"),
        (lambda n: "<b>x</b>".replace("/", ""), "NOT_A_NUMBER"),
    ],
)
def test_a_number_that_is_none(client, world, change, answer):
    number = change(world["certificate"])
    page = client.get(f"/verify/{number}")
    assert page.status_code == 404
    assert "Roshan" not in page.get_data(as_text=True)
    assert manners.faults(page.get_data(as_text=True)) == []
    found = client.get(f"/api/v1/verify/{number}")
    assert (found.status_code, found.json["answer"], found.json["found"]) == (404, answer, False)
    assert "home" not in found.json


def test_a_shelters_certificate_tells_its_number_and_district_only(client, world):
    page = text_of(client, f"/verify/{world['shelter_certificate']}")
    assert "in force today" in page
    assert "Hidden Shelter" not in page
    assert "Last day" not in page
    told = said(client, world["shelter_certificate"])
    assert [told[name] for name in ("name", "kind", "from", "until")] == [None] * 4
    assert said(client, world["certificate"])["until"]


@pytest.mark.parametrize(
    ("action", "answer"),
    [("suspend", "SUSPENDED"), ("cancel", "CANCELLED"), ("close", "CLOSED"), ("expire", "EXPIRED")],
)
def test_every_standing_has_its_answer(client, app, world, action, answer):
    with app.app_context():
        standing_services.move(authorisations.by_number(world["certificate"]), action, actor=None)
    assert (said(client, world["certificate"])["answer"], said(client, world["certificate"])["in_force"]) == (
        answer,
        False,
    )


def test_a_certificate_that_begins_later_or_was_replaced(client, app, world):
    with app.app_context():
        given = authorisations.by_number(world["certificate"])
        with transaction():
            given.start = given.decided_on + timedelta(days=1)
    assert said(client, world["certificate"])["answer"] == "NOT_YET"
    with app.app_context():
        given = authorisations.by_number(world["certificate"])
        other = authorisations.by_number(world["shelter_certificate"])
        standing_services.move(given, "expire", actor=None)
        with transaction():
            authorisations.by_number(world["certificate"]).replaced_by_id = other.id
    assert said(client, world["certificate"])["answer"] == "REPLACED"


def test_the_form_leads_to_the_answer(client, world):
    answer = client.get("/verify", query_string={"number": world["certificate"].lower()})
    assert answer.headers["Location"] == f"/verify/{world['certificate']}"
    assert manners.faults(text_of(client, "/verify")) == []


def test_open_data_has_an_etag_and_answers_304(client, world):
    for path in (
        "/api/v1/register", f"/api/v1/register/{world['good']}", "/api/v1/register.csv", "/api/v1/openapi.json",
        f"/api/v1/verify/{world['certificate']}",
    ):  # fmt: skip
        first = client.get(path)
        assert first.status_code == 200
        tag = first.headers["ETag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.get_data()) == (304, b"")
    with client.application.app_context():
        home_services.edit(db.session.get(Home, _home_id(world["good"])), name="Another Name", actor=None)
    assert client.get("/api/v1/register", headers={"If-None-Match": tag}).status_code == 200


def _home_id(number):
    return db.session.scalar(db.select(Home.id).where(Home.register_number == number))


def test_pages_of_open_data_meet_and_do_not_overlap(client, world):
    first = client.get("/api/v1/register?size=4").json
    second = client.get(first["next"].partition("8000")[2] or first["next"]).json
    numbers = [home["number"] for home in first["homes"] + second["homes"]]
    assert len(first["homes"]) == 4
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 6
    assert second["next"] is None
    assert len(client.get("/api/v1/register?size=0").json["homes"]) == 1
    assert len(client.get("/api/v1/register?size=many&after=broken").json["homes"]) == 6


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_of_the_csv_is_a_formula(client, app, world, start):
    assert writing.cell(start) == f"'{start}"
    with app.app_context():
        home = homes.home(name=f"{start} Home")
        home_services.set_standing(home, Standing.IN_PROCESS, None)
    rows = list(csv.DictReader(io.StringIO(text_of(client, "/api/v1/register.csv"))))
    assert f"'{start} Home" in [row["name"] for row in rows]
    assert rows[0]["care_types"] == "SMALL_GROUP"
    assert rows[0]["capacity"] == "10"


def fits(schema, value, where="answer"):
    """Whether a value is what the description says; the few words of JSON Schema that it uses."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kind = {type(None): "null", bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}[
        type(value)
    ]
    assert kind in kinds, (where, value)
    if "enum" in schema:
        assert value in schema["enum"], (where, value)
    if kind == "array":
        for number, item in enumerate(value):
            fits(schema["items"], item, f"{where}[{number}]")
    if kind == "object":
        assert set(schema["required"]) <= set(value), (where, set(schema["required"]) - set(value))
        assert set(value) <= set(schema["properties"]), (where, set(value) - set(schema["properties"]))
        for name, item in value.items():
            fits(schema["properties"][name], item, f"{where}.{name}")


def test_the_description_is_what_the_answers_are(client, world):
    described = client.get("/api/v1/openapi.json").json
    others = ("/api/v1/field", "/api/v1/openapi")
    routes = {rule.rule.replace("<", "{").replace(">", "}") for rule in client.application.url_map.iter_rules()}
    assert set(described["paths"]) == {r for r in routes if r.startswith("/api/v1/") and not r.startswith(others)}

    def schema(path, status="200"):
        return described["paths"][path]["get"]["responses"][status]["content"]["application/json"]["schema"]

    fits(schema("/api/v1/register"), client.get("/api/v1/register").json)
    for name in ("good", "shelter", "family", "known", "noticed"):
        fits(schema("/api/v1/register/{number}"), client.get(f"/api/v1/register/{world[name]}").json)
    fits(schema("/api/v1/verify/{number}"), said(client, world["certificate"]))
    fits(schema("/api/v1/verify/{number}", "404"), said(client, "SCPA-2026-1"))
    fits(schema("/api/v1/certificate-keys"), client.get("/api/v1/certificate-keys").json)
    assert client.get("/api/v1/register/H-99999-Z").json == {"error": "not found"}


def many(app, count):
    """So many homes with a service, put straight into the tables."""
    with app.app_context():
        home = homes.home(name="First")
        service = homes.service(home)
        h = {c.key: getattr(home, c.key) for c in Home.__mapper__.column_attrs}
        s = {c.key: getattr(service, c.key) for c in type(service).__mapper__.column_attrs}
        import uuid

        rows, services = [], []
        for number in range(count):
            key = uuid.uuid4()
            rows.append({**h, "id": key, "register_number": codes.register_number(5000 + number)})
            services.append({**s, "id": uuid.uuid4(), "home_id": key})
        with transaction() as session:
            session.execute(insert(Home), rows)
            session.execute(insert(type(service)), services)


@pytest.mark.parametrize(
    "path", ["/en/register", "/en/register?district=SD-HYD&type=RESIDENTIAL", "/en/", "/api/v1/register"]
)
def test_a_page_asks_the_same_number_of_questions_however_long_the_list(client, app, world, path):
    asked = []
    for count in (10, 1000):
        many(app, count) if count == 10 else more(app, count)
        client.get(path)
        with questions(app) as found:
            assert client.get(path).status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1]
    assert asked[0] <= 7


def more(app, count):
    with app.app_context():
        import uuid

        home = db.session.scalars(db.select(Home).where(Home.name == "First")).first()
        h = {c.key: getattr(home, c.key) for c in Home.__mapper__.column_attrs}
        rows = [{**h, "id": uuid.uuid4(), "register_number": codes.register_number(9000 + n)} for n in range(count)]
        with transaction() as session:
            session.execute(insert(Home), rows)


def test_the_first_page_counts_real_rows(client, world):
    text = re.sub(r"<[^>]+>", " ", text_of(client, "/en/"))
    text = re.sub(r"\s+", " ", text)
    assert "6 homes and families known" in text
    assert "2 authorised today" in text
    assert "2 of 30 districts" in text


def test_the_first_page_counts_by_the_day_and_not_by_the_nightly_clock(app, client, world):
    with app.app_context(), transaction():
        home = db.session.scalars(db.select(Home).where(Home.standing == Standing.AUTHORISED)).first()
        home.authorised_from = clock.today() - timedelta(days=300)
        home.authorised_until = clock.today() - timedelta(days=1)
    assert "<bdi>1 of 30</bdi>" in text_of(client, "/en/")


def test_the_names_of_offices_and_their_papers_are_public(client, world):
    text = text_of(client, "/en/about/responsible")
    assert "Director General, Sindh Child Protection Authority" in text
    assert "In force for this demonstration only" in text
    assert client.get("/en/about/secrets").status_code == 404


def test_a_government_home_is_on_the_register_like_any_other(client, app, world):
    with app.app_context():
        body = homes.organisation(ownership=Ownership.SWD)
        home = homes.home(of=body, name="State Home")
        homes.service(home, sexes=Sexes.GIRLS)
        home_services.set_standing(home, Standing.IN_PROCESS, None)
    assert len(listed(client, "q=state+home")) == 1

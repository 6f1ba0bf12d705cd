"""The code on a certificate: signed, checked by the page, by the open data, without us, and never saying too much."""

import io
import json
import subprocess
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pypdf import PdfReader

from registry_app.core import clock, signing
from registry_app.core.db import db, transaction
from registry_app.core.keys import Keyring
from registry_app.providers.authorisations import papers, reports
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import CareType
from registry_app.providers.seals import facts, queries, rules
from registry_app.providers.seals.states import PURPOSE
from tests import manners
from tests.builders import authorisations as built

LANGUAGES = ("en", "ur", "sd")


@pytest.fixture
def world(app):
    """A home's, a shelter's and a family's certificate: number and token."""
    with app.app_context(), built.without_setting():
        built.in_force()
        good = built.authorised(home={"name": "Roshan Home", "address": "12 Secret Street"})
        shelter = built.authorised(home={"shelters_survivors": True, "name": "Hidden Shelter"}, district="SD-LRK")
        return {
            name: (one.certificate_number, queries.token(one)) for name, one in (("good", good), ("shelter", shelter))
        }


def page(client, number, token, status=200):
    answer = client.get(f"/verify/{number}", query_string={"c": token})
    assert answer.status_code == status
    text = answer.get_data(as_text=True)
    assert manners.faults(text) == []
    return text.split("<main", 1)[1]


def said(client, number, token):
    return client.get(f"/api/v1/verify/{number}", query_string={"c": token}).json


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_code_that_fits_shows_what_the_office_signed(client, world, lang):
    client.get(f"/language/{lang}")
    text = page(client, *world["good"])
    assert "Roshan Home" in text
    if lang == "en":
        assert "This certificate is real and in force today." in text
        assert "The signature in the code is the office&#39;s own." in text
        assert "Small group home" in text
        assert "12 Secret Street" not in text
    assert said(client, *world["good"])["signature"] == "FITS"
    assert said(client, world["good"][0], "")["signature"] == "NONE"


def changed(token, place, by):
    line = rules.read(signing.from_text(token.split(".")[0]))
    other = rules.line(rules.Sealed(**{**vars(line), place: by}))
    return f"{signing.to_text(other)}.{token.split('.')[1]}"


FORGED = {
    "another capacity": lambda n, t: changed(t, "places", 300),
    "another name": lambda n, t: changed(t, "name", "Somebody Else's Home"),
    "another last day": lambda n, t: changed(t, "until", clock.today() + timedelta(days=9000)),
    "another number": lambda n, t: changed(t, "certificate", "SCPA-2026-77777-A"),
    "a key nobody knows": lambda n, t: changed(t, "key", "00000000"),
    "signed by somebody else": lambda n, t: (
        f"{t.split('.')[0]}.{signing.to_text(Ed25519PrivateKey.generate().sign(signing.from_text(t.split('.')[0])))}"
    ),
    "a sign lost": lambda n, t: t[:-1],
    "no signature": lambda n, t: t.split(".")[0],
    "noise": lambda n, t: "<script>alert(1)</script>",
    "a very long text": lambda n, t: "A" * 9000,
    "nothing but a stop": lambda n, t: ".",
}


@pytest.mark.parametrize("how", FORGED)
def test_a_code_that_was_touched_gets_one_sentence_and_no_fact(client, world, how):
    number, token = world["good"]
    forged = FORGED[how](number, token)
    text = page(client, number, forged, 404)
    assert "The signature in this code does not fit." in text
    for words in ("Roshan", "Somebody", "Small group", "Hyderabad", "Full authorisation", "alert(1)", "in force today"):
        assert words not in text, words
    answer = said(client, number, forged)
    assert (answer["found"], answer["in_force"], answer["signature"]) == (False, False, "DOES_NOT_FIT")
    assert answer.keys() == {"number", "found", "answer", "in_force", "checked_on", "signature", "made_up"}


def test_a_code_of_another_certificate_does_not_fit(client, world):
    assert "does not fit" in page(client, world["good"][0], world["shelter"][1], 404)


def test_a_signed_code_whose_certificate_is_gone(client, app, world):
    with app.app_context():
        sealed = rules.read(signing.from_text(world["good"][1].split(".")[0]))
        line = rules.line(rules.Sealed(**{**vars(sealed), "certificate": "SCPA-2026-77777-R"}))
        from registry_app.core.codes import certificate_number

        number = certificate_number(2026, 77777)
        line = rules.line(rules.Sealed(**{**vars(sealed), "certificate": number}))
        token = f"{signing.to_text(line)}.{signing.to_text(signing.sign(PURPOSE, line))}"
    text = page(client, number, token, 404)
    assert "No certificate with this number was ever given." in text
    assert "this register does not know the number" in text
    assert "Roshan" not in text


def test_a_certificate_that_ended_is_real_but_ended(client, app, world):
    with app.app_context():
        built.ended(authorisations.by_number(world["good"][0]), clock.today() - timedelta(days=1))
    text = page(client, *world["good"])
    assert "its last day is over" in text
    assert "The signature in the code is the office&#39;s own." in text


def test_a_shelters_code_holds_no_more_than_the_register(client, app, world):
    number, token = world["shelter"]
    line = signing.from_text(token.split(".")[0]).decode()
    assert line.split("|")[5:] == ["FULL", "", "", "", "", "", *line.split("|")[11:13], ""]
    text = page(client, number, token)
    assert "Hidden Shelter" not in text
    assert "What the office signed" not in text


def test_a_family_seals_its_kind_of_care_and_no_name(here):
    with built.without_setting():
        built.in_force()
        one = built.authorised(home={"household": True, "name": "Family Of Somebody"}, care_type=CareType.FOSTER)
    sealed = facts.of(one)
    assert (sealed.care, sealed.name, sealed.places, sealed.ages) == ("FOSTER", "", None, None)


def test_a_home_that_became_a_shelter_is_hidden_also_where_its_old_code_names_it(client, app, world):
    with app.app_context():
        home = authorisations.by_number(world["good"][0]).home
        home_services.edit(home, actor=None, shelters_survivors=True)
    text = page(client, *world["good"])
    assert "Roshan" not in text
    assert "Small group" not in text


def test_a_renamed_home_shows_both_names(client, app, world):
    with app.app_context():
        home_services.edit(authorisations.by_number(world["good"][0]).home, actor=None, name="New Name")
    text = page(client, *world["good"])
    assert "Name on the certificate" in text
    assert "Roshan Home" in text
    assert "New Name" in text


def test_the_keys_are_published_and_old_ones_stay(client, app, world):
    published = client.get("/api/v1/certificate-keys").json
    assert published["algorithm"] == "Ed25519"
    (one,) = published["keys"]
    assert (one["current"], one["since"]) == (True, clock.today().isoformat())
    assert one["id"] == rules.read(signing.from_text(world["good"][1].split(".")[0])).key
    old = app.extensions["keyring"]
    try:
        app.extensions["keyring"] = Keyring("k2", {"k2": bytes(range(32))})
        keys = client.get("/api/v1/certificate-keys").json["keys"]
        assert [(key["current"], key["since"] is None) for key in keys] == [(True, True), (False, False)]
        assert said(client, *world["good"])["signature"] == "FITS"
        assert "signs today" in client.get("/en/about/certificates").get_data(as_text=True)
    finally:
        app.extensions["keyring"] = old


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_have_their_manners(client, world, lang):
    client.get(f"/language/{lang}")
    for path in ("/verify", "/verify/offline", f"/{lang}/about/certificates"):
        text = client.get(path).get_data(as_text=True)
        assert manners.faults(text, language=lang) == [], path
        assert manners.english_left(text) == [], path


def test_what_a_reader_of_codes_shows_can_be_pasted(client, world):
    number, token = world["good"]
    code = f"/verify/{number}?c={token}"
    pasted = {
        f"http://127.0.0.1:8000{code}": code,
        f"URL:https://x.example{code} ": code,
        f"/verify/{number}": f"/verify/{number}",
        "//evil.example": "/verify/EVIL.EXAMPLE",
    }
    for text, to in pasted.items():
        assert client.get("/verify", query_string={"number": text}).headers["Location"] == to


def test_the_worker_keeps_files_that_exist(client, world):
    answer = client.get("/verify/worker.js")
    assert answer.mimetype == "text/javascript"
    files = json.loads(answer.get_data(as_text=True).split("FILES = ")[1].split(";")[0])
    for path in files:
        with client.get(path) as found:
            assert found.status_code == 200, path


def test_openssl_says_the_same_without_us(client, world, tmp_path):
    number, token = world["good"]
    (tmp_path / "key.pem").write_text(client.get("/api/v1/certificate-keys").json["keys"][0]["pem"])
    commands = client.get("/en/about/certificates").get_data(as_text=True).rsplit("<pre", 1)[1].split("<code>")[1]
    commands = commands.split("</code>")[0].replace("&gt;", ">").replace("&amp;", "&")

    def run(code):
        (tmp_path / "code.txt").write_text(code + "\n")
        return subprocess.run(["bash", "-c", commands], cwd=tmp_path, capture_output=True, text=True)

    found = run(token)
    assert found.returncode == 0, found.stderr
    assert "Signature Verified Successfully" in found.stdout
    assert f"|{number}|" in found.stdout
    assert run(changed(token, "places", 300)).returncode != 0


def test_the_code_on_the_paper_is_this_code_and_is_kept_byte_for_byte(app, here):
    built.in_force()
    one = built.authorised(home={"name": "Roshan Home"})
    written = reports.certificate_facts(one, ["x"])
    assert written.code_url == f"{written.verify_url}?c={queries.token(one)}"
    assert len(written.code_url) < 420, "a longer code is hard to read on a cheap phone"
    kept = {code: papers.certificate(one, code) for code in LANGUAGES}
    home_services.edit(one.home, actor=None, name="Another Name")
    with transaction():
        one.home.organisation.name = "Another body"
    db.session.expire_all()
    assert {
        code: papers.certificate(authorisations.by_number(one.certificate_number), code) for code in LANGUAGES
    } == kept
    for code, paper in kept.items():
        assert len(PdfReader(io.BytesIO(paper)).pages) == 1, code

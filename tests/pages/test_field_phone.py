"""The shell of the phone's screens: small, the same for everybody, and out of the way of all other pages."""

import gzip
import json
import re

import pytest

from inspections import phone_views, phone_words
from registry_app.accounts.states import Role
from registry_app.core.i18n import LANGUAGES
from registry_app.core.web import STATIC
from tests.builders.people import person, sign_in_as

MOST = 200_000


@pytest.fixture
def inspector(app, client):
    with app.app_context():
        user = person(Role.INSPECTOR, name="Marvi Marker")
        key = user.id
    sign_in_as(client, key)
    return client


def test_the_shell_is_at_most_200_kb_in_all(inspector):
    parts = [(STATIC / name).read_bytes() for name in phone_views.files()]
    pages = ["/field/phone", "/field/worker.js", *(f"/field/words.json?l={code}" for code in LANGUAGES)]
    parts += [inspector.get(page).data for page in pages]
    on_the_wire = sum(len(gzip.compress(part)) if not part.startswith(b"wOF2") else len(part) for part in parts)
    assert on_the_wire <= MOST
    # With one language's words it is below that also as it lies on the phone.
    assert sum(map(len, parts)) - sum(len(part) for part in parts[-2:]) <= 1.25 * MOST


def test_the_shell_holds_nobody(inspector):
    for address in ("/field/phone", "/field/words.json?l=ur"):
        said = inspector.get(address).get_data(as_text=True)
        assert "Marvi" not in said
        assert "csrf" not in said


def test_the_worker_answers_for_its_own_files_and_nothing_of_others(inspector):
    answer = inspector.get("/field/worker.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    script = answer.get_data(as_text=True)
    kept = json.loads(re.search(r"const FILES = (\[.*\]);", script)[1])
    assert {name.split("?")[0] for name in kept} == {f"/static/{name}" for name in phone_views.files()}
    assert all("?v=" in name for name in kept)
    # A later program has another store, and the old one is thrown away.
    assert re.search(r'const STORE = "field-[0-9a-f]{16}";', script)
    assert 'startsWith("field-") && name !== STORE' in script


@pytest.mark.parametrize("code", ["ur", "sd"])
def test_every_sentence_of_the_screens_is_said_in_each_language(inspector, code):
    words = inspector.get(f"/field/words.json?l={code}").get_json()
    assert set(words) == set(phone_words.sentences())
    assert [one for one, said in words.items() if one == said and one not in ("PIN",)] == []


def test_a_language_that_is_not_spoken_here_is_not_found(inspector):
    assert inspector.get("/field/words.json?l=xx").status_code == 404


def test_what_a_module_names_is_part_of_the_shell():
    known = set(phone_views.files())
    for name in known:
        if not name.endswith(".js"):
            continue
        for other in re.findall(r'from "(\.[^"]+)"', (STATIC / name).read_text("utf-8")):
            path = (STATIC / name).parent.joinpath(other).resolve().relative_to(STATIC.resolve())
            assert str(path) in known


def test_only_inspectors_have_it(app, client):
    with app.app_context():
        key = person(Role.DESK).id
    sign_in_as(client, key)
    assert client.get("/field/phone").status_code == 403

"""A filter that names nothing there is: machines get 400 with a sentence, people are told and shown no homes."""

import pytest

from tests import manners
from tests.builders import homes


@pytest.mark.parametrize("path", ["/api/v1/register", "/api/v1/register.csv"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("district=SD-XXX", "We do not know this district"),
        ("grade=Z", "We do not know this grade"),
        ("type=CASTLE", "We do not know this kind of care"),
        ("district=SD-HYD&grade=Z", "grade"),
    ],
)
def test_a_machine_gets_a_problem_with_a_sentence(client, path, query, words):
    answer = client.get(f"{path}?{query}")
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert words in answer.get_json()["detail"]
    assert answer.get_json()["status"] == 400


@pytest.mark.parametrize("query", ["", "?district=SD-HYD", "?grade=A", "?grade=none", "?district="])
def test_what_there_is_is_answered(client, query):
    assert client.get(f"/api/v1/register{query}").status_code == 200


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_a_person_is_told_and_shown_no_homes(client, app, language):
    with app.app_context():
        number = homes.home().register_number
    page = client.get(f"/{language}/register?district=SD-XXX").text
    assert manners.faults(page, language=language) == []
    assert number not in page
    assert number in client.get(f"/{language}/register").text
    if language == "en":
        assert "We do not know this district. Choose one from the list." in page
        assert "We do not know this grade" in client.get("/en/register?grade=Z").text

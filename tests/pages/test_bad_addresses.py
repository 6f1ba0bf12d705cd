"""Addresses and boxes nobody types by hand: an answer that says what is wrong, never a broken page."""

import pytest


@pytest.mark.parametrize("path", ["/language/ur", "/sign-in"])
@pytest.mark.parametrize("wanted", ["//[", "https://[", "/\\[", "//evil.example/"])
def test_a_broken_way_onward_leads_home(app, path, wanted):
    client = app.test_client()
    answer = client.get(path, query_string={"next": wanted})
    assert answer.status_code in (200, 303)
    assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize(
    "path",
    [
        "/en/register?q=%00",
        "/en/register/%00",
        "/verify/%00",
        "/api/v1/register?q=a%00b",
        "/api/v1/register/%00",
        "/en/apply?%00=1",
    ],
)
def test_a_sign_no_keyboard_has_is_refused(app, path):
    assert app.test_client().get(path).status_code in (400, 404)


def test_a_sign_no_keyboard_has_is_refused_in_a_box(app):
    answer = app.test_client().post("/sign-in", data={"name": "a\x00b@example.org", "password": "x"})
    assert answer.status_code == 400
    assert b"<h1>" in answer.data

"""The three boxes of a date: what stands in them when the page is first shown, and what is read when it comes back."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import Optional

from registry_app.core.forms import DayField

TODAY, OTHER = date(2026, 11, 29), date(2025, 2, 3)


def form(default, formdata=None, **known):
    class Made(Form):
        on = DayField("On which day?", [Optional()], default=default)
        other = DayField("On which other day?", [Optional()])

    return Made(formdata, **known)


@pytest.mark.parametrize("default", [TODAY, lambda: TODAY], ids=["a day", "what gives a day"])
def test_the_default_stands_in_the_boxes_when_the_page_is_first_shown(default):
    shown = form(default).on
    assert (shown.boxes, shown.data) == (("29", "11", "2026"), TODAY)


def test_without_a_default_the_boxes_are_empty():
    shown = form(lambda: TODAY).other
    assert (shown.boxes, shown.data) == (("", "", ""), None)


def test_what_is_known_already_goes_before_the_default():
    shown = form(lambda: TODAY, on=OTHER).on
    assert (shown.boxes, shown.data) == (("3", "2", "2025"), OTHER)


def test_boxes_that_were_emptied_stay_empty():
    sent = form(lambda: TODAY, MultiDict({"on-day": "", "on-month": "", "on-year": ""})).on
    assert (sent.boxes, sent.data) == (("", "", ""), None)


def test_boxes_that_were_not_sent_are_no_day():
    """What was sent off without a day is not dated today behind the back of who sent it."""
    sent = form(lambda: TODAY, MultiDict({"other-day": "1"})).on
    assert sent.data is None


def test_what_was_typed_goes_before_everything():
    sent = form(lambda: TODAY, MultiDict({"on-day": "۳", "on-month": "2", "on-year": "2025"}), on=TODAY).on
    assert sent.data == OTHER

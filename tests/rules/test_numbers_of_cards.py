"""The number of a card: what no card carries is refused with a sentence, wherever a number is typed."""

import pytest
from werkzeug.datastructures import MultiDict

from registry_app.core.errors import DomainError
from registry_app.core.forms import CnicField, Form
from registry_app.core.letters import one_digit
from registry_app.providers import identity
from registry_app.providers.applications.fields import RowsField
from registry_app.providers.applications.questions import Question
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders import services as offenders

SAME = ["0000000000000", "00000-0000000-0", "11111-1111111-1", "۷۷۷۷۷۷۷۷۷۷۷۷۷"]


class Asked(Form):
    number = CnicField("CNIC")


@pytest.mark.parametrize("typed", SAME)
def test_one_digit_over_and_over_is_no_card(app, typed):
    assert one_digit(typed)
    assert identity.normal(IdentityKind.CNIC, typed) is None
    with app.test_request_context(), pytest.raises(DomainError, match="No card has this number"):
        offenders.number_of(IdentityKind.CNIC, typed)
    with app.test_request_context(method="POST", data={"number": typed}):
        form = Asked(formdata=MultiDict({"number": typed}), meta={"csrf": False})
        assert not form.validate()
        assert "No card has this number" in str(form.number.errors)


@pytest.mark.parametrize("typed", ["42101-1234567-1", "00000-0000000-1", "4210112345671"])
def test_any_other_thirteen_digits_may_be_one(app, typed):
    assert identity.normal(IdentityKind.CNIC, typed)
    with app.test_request_context(method="POST", data={"number": typed}):
        assert Asked(formdata=MultiDict({"number": typed}), meta={"csrf": False}).validate()


def test_a_row_of_a_table_says_it_at_its_cell(app):
    parts = (Question("people", "cnic", "cnic", "CNIC"),)

    class Rows(Form):
        people = RowsField("People", parts=parts)

    with app.test_request_context(method="POST"):
        form = Rows(formdata=MultiDict({"people-0-cnic": SAME[0]}), meta={"csrf": False})
        form.validate()
        assert "No card has this number" in str(form.people.wrong[0, "cnic"])

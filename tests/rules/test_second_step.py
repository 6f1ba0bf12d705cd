"""The codes of the app against the vectors of RFC 6238; who needs them, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.accounts.second import rules
from registry_app.accounts.states import OFFICE_ROLES, Role

SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 29, 12, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("second", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_the_vectors_of_the_standard(second, code):
    assert rules.code_at(SECRET, second // rules.STEP) == code


@given(st.integers(-90, 90))
def test_a_code_fits_a_step_to_each_side_and_no_further(seconds):
    code = rules.code_at(SECRET, rules.step_of(NOW))
    later = NOW + timedelta(seconds=seconds)
    away = abs(rules.step_of(later) - rules.step_of(NOW))
    assert (rules.fitting_step(SECRET, code, later) == rules.step_of(NOW)) == (away <= 1)


@pytest.mark.parametrize("role", sorted(OFFICE_ROLES))
def test_no_officer_goes_without(role):
    assert rules.needed({role}, NOW, NOW)


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.FAMILY_CARER])
def test_a_home_or_a_family_has_thirty_days(role):
    assert not rules.needed({role}, NOW, NOW + rules.GRACE)
    assert rules.needed({role}, NOW, NOW + rules.GRACE + timedelta(seconds=1))


def test_codes_for_paper_are_ten_and_read_in_any_writing():
    codes = rules.new_recovery_codes()
    assert len(set(codes)) == rules.RECOVERY_CODES
    assert all(rules.bare(code) == rules.bare(code.lower().replace("-", " ")) for code in codes)
    assert not any(sign in "".join(codes) for sign in "01OIL")

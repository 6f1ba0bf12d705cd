"""Of a home that shelters survivors the public learns number, district and whether it is authorised; never more."""

from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from registry_app.places import gazetteer
from registry_app.providers.homes.states import CareType, Grade, Sexes, Standing
from registry_app.providers.powers.states import GradePublication, NamingUnregistered
from registry_app.providers.register.facts import public

TODAY = date(2026, 11, 29)
CARRYING = (Standing.AUTHORISED, Standing.SUSPENDED)
DAYS = st.integers(-800, 800).map(lambda n: TODAY + timedelta(days=n))
DISTRICTS = [one.code for one in gazetteer.districts()]
SERVICE = SimpleNamespace(care_type=CareType.EMERGENCY, sexes=Sexes.GIRLS, age_from=6, age_to=17, capacity=14)


@st.composite
def shelters(draw):
    graded = draw(st.booleans())
    return SimpleNamespace(
        register_number="H-00042-K", name="Panah Ghar", name_ur="پناہ گھر", name_sd="پناھ گهر",
        district=draw(st.sampled_from(DISTRICTS)), household=draw(st.booleans()), shelters_survivors=True,
        standing=draw(st.sampled_from(Standing)), notice_until=draw(st.none() | DAYS),
        certificate_number="SCPA-2026-00042-K", authorised_from=draw(DAYS), authorised_until=draw(DAYS),
        grade=draw(st.sampled_from(Grade)) if graded else None, grade_on=draw(DAYS) if graded else None,
        grade_with_notice=draw(st.booleans()), grade_limits="L1 L6", protection_met=draw(st.booleans()),
    )  # fmt: skip


@given(shelters(), st.sampled_from(GradePublication), st.sampled_from(NamingUnregistered))
def test_nothing_but_number_district_and_standing_is_public(home, publication, naming) -> None:
    seen = public(home, [SERVICE], publication, naming, TODAY)._asdict()
    over = home.standing in CARRYING and home.authorised_until is not None and home.authorised_until < TODAY
    standing = Standing.EXPIRED if over else home.standing
    told = {name: value for name, value in seen.items() if value not in (None, (), {}, False)}
    told.pop("household", None)
    assert told == {"number": home.register_number, "district": home.district, "shelter": True, "standing": standing}

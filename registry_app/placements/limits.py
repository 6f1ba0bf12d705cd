"""Nothing expires silently: the head of the Child Protection Unit is told when a stay reaches its last day.

A stay never ends by itself, because a child does not stop sleeping somewhere on its seventh day. The letter holds
numbers only and a way to sign in (DP24); the list it leads to shows which stays they are.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from registry_app.accounts import queries as accounts
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, outbox
from registry_app.core.db import db, transactional
from registry_app.core.i18n import lazy as _
from registry_app.placements import rules
from registry_app.placements.due import put_off
from registry_app.placements.exits.queries import late_reviews
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis


def _reaching(on: date) -> list[Stay]:
    """Open stays whose last day is today or over, and emergencies whose panel day is today."""
    now = rules.terms(on)
    panel = on + timedelta(days=now.days["EMERGENCY"] - now.emergency_panel_days)
    query = select(Stay).where(
        Stay.ended_at.is_(None), ~put_off(on + timedelta(days=1)),
        or_(Stay.limit_on <= on, (Stay.basis == Basis.EMERGENCY) & (Stay.limit_on == panel)),
    )  # fmt: skip
    return list(db.session.scalars(query.options(joinedload(Stay.home))))


def _by_district(stays: Iterable[Stay]) -> dict[str, int]:
    """How many in each district; a place that is no home counts where the officer works who recorded it."""
    found: dict[str, int] = defaultdict(int)
    officers: dict[object, list[str]] = {}
    for stay in stays:
        if stay.district is None and stay.recorded_by not in officers:
            officer = db.session.get(User, stay.recorded_by) if stay.recorded_by else None
            officers[stay.recorded_by] = sorted((officer and officer.districts(Role.CPO, Role.CPU_HEAD)) or ())
        for district in [stay.district] if stay.district else officers[stay.recorded_by]:
            found[district] += 1
    return dict(found)


def districts_of(stay: Stay) -> list[str]:
    """Whose units a stay concerns: the district of its home, else those where the officer works who recorded it."""
    return sorted(_by_district([stay]))


@transactional
def tell_heads(on: date | None = None) -> int:
    """One letter a day and district to the head of the unit; gives in how many districts somebody has to act."""
    on = on or clock.today()
    stays, deaths = _by_district(_reaching(on)), _by_district(db.session.scalars(late_reviews(on)))
    for district in sorted(stays.keys() | deaths.keys()):
        for user in accounts.holding(Role.CPU_HEAD, district):
            if user.email:
                outbox.mail(
                    user.email, user.language, _("Stays of children have reached their last day"),
                    _("Stays on their last day or past it: %(stays)s. Reviews of a death past their day: %(deaths)s. "
                      "Sign in and look at the list of stays.",
                      stays=stays.get(district, 0), deaths=deaths.get(district, 0)),
                    once_key=f"stays-limit:{district}:{on}:{user.id}",
                )  # fmt: skip
    told = len(stays.keys() | deaths.keys())
    audit.note("stay:tell-limits", None, None, changes={"districts": [None, told]})
    return told


def approver_of(stay: Stay) -> User | None:
    """The head of the unit who approved an emergency."""
    return db.session.get(User, stay.approved_by) if stay.approved_by else None


def tell_approver(stay: Stay, recorder: User) -> None:
    """An officer wrote down that the head approved by word: the head is told, and can say at once that it is not so."""
    head = approver_of(stay)
    if head is None or head.id == recorder.id or not head.email:
        return
    outbox.mail(
        head.email, head.language, _("An emergency stay was recorded on your approval"),
        _("An officer wrote down that you approved an emergency stay. Sign in and look at the list of stays. If you "
          "did not approve it, end or change it today."),
        once_key=f"stay-approved:{stay.id}:{head.id}",
    )  # fmt: skip


def tell_found(stay_id: object) -> None:
    """A child was found without any basis: the head of the unit has 24 hours to make it a case. The child stays."""
    stay = db.session.get_one(Stay, stay_id)
    for district in districts_of(stay):
        for user in accounts.holding(Role.CPU_HEAD, district):
            if user.email:
                outbox.mail(
                    user.email, user.language, _("A child was found without any basis for its stay"),
                    _("Make it a case within 24 hours. The child is not moved for it. Sign in and look at the list of "
                      "stays."),
                    once_key=f"stay-outside:{stay.id}:{user.id}",
                )  # fmt: skip

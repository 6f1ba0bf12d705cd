"""Panels and cases for tests: a seated body, an authorised home, a case that may be decided today."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from gatekeeping.bodies import services as bodies
from gatekeeping.bodies.models import Body, Meeting
from gatekeeping.bodies.states import Presence, SeatKind, Template
from gatekeeping.cases import ladder_services, services
from gatekeeping.cases.models import Case
from gatekeeping.cases.states import Ground, Hearing, LegalCare, Screening, Source
from gatekeeping.decisions.services import Words
from gatekeeping.decisions.states import Choice
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.placements.models import Child
from registry_app.placements.states import RANKS, Rung, Sex
from registry_app.providers.applications.states import Decision as Ruled
from registry_app.providers.authorisations.models import Authorisation, Ruling
from registry_app.providers.authorisations.states import Kind
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, Standing
from registry_app.providers.powers.states import Mode
from tests.builders import applications
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person

_numbers = count(50_001)
SEATS = (
    SeatKind.CHAIR, SeatKind.HEALTH, SeatKind.EDUCATION, SeatKind.POLICE, SeatKind.LAW, SeatKind.CIVIL_SOCIETY,
    SeatKind.COMMUNITY,
)  # fmt: skip
LONG = "A reason that is long enough to be read by others"


@dataclass
class Panel:
    """A body of seven with a meeting that sits: chair first."""

    body: Body
    members: list[Any]
    meeting: Meeting

    @property
    def chair(self) -> Any:
        return self.members[0]

    def votes(self, choice: Choice = Choice.FOR, but: int = 0) -> dict[Any, Choice]:
        """Everybody's vote, the last `but` members left out."""
        return {m.id: choice for m in self.members[: len(self.members) - but]}


def a_body(district: str = "SD-HYD") -> tuple[Body, list[Any]]:
    """Seven seats: the chair from SWD, four women."""
    body = bodies.notify_body(
        template=Template.DISTRICT_PANEL, notification="SWD-1", notified_on=clock.today(), districts=[district],
        actor=None,
    )  # fmt: skip
    members = []
    for place, seat in enumerate(SEATS):
        role = Role.PANEL_CHAIR if place == 0 else Role.PANEL_MEMBER
        agency = Agency.SWD if place == 0 else Agency.OTHER
        member = person(role, district=district, agency=agency, woman=place in (1, 2, 3, 6))
        bodies.fill_seat(body, member, seat, since=clock.today(), actor=None)
        members.append(member)
    return body, members


def sit(body: Body, members: list[Any], *, urgent: bool = False, here: int = 7) -> Meeting:
    """A meeting of today with the first `here` members present."""
    meeting = bodies.plan_meeting(body, on_day=clock.today(), urgent=urgent, actor=members[0])
    roll = {m.id: Presence.PRESENT if n < here else Presence.ABSENT for n, m in enumerate(members)}
    return bodies.call_roll(meeting, roll, actor=members[0])


def a_panel(district: str = "SD-HYD", **facts: Any) -> Panel:
    body, members = a_body(district)
    return Panel(body, members, sit(body, members, **facts))


def authorised(care_type: CareType = CareType.RESIDENTIAL, *, capacity: int = 10, **facts: Any) -> Home:
    """A home with one authorised service, made straight as rows."""
    today = clock.today()
    home = a_home(capacity=capacity, care_type=care_type, **facts)
    number = next(_numbers)
    with transaction():
        home.standing, home.certificate_number = Standing.AUTHORISED, f"SCPA-2026-{number}-K"
        home.authorised_from, home.authorised_until = today - timedelta(days=30), today + timedelta(days=700)
        home.services[0].woman_in_charge = True
        db.session.flush()
    officer = person(Role.AUTHORISER)
    ruling = _ruling(home, officer)
    with transaction():
        db.session.add(
            Authorisation(
                home_id=home.id, service_id=home.services[0].id, kind=Kind.FULL, capacity=capacity, year=2026,
                certificate_number=home.certificate_number, serial=number, start=home.authorised_from,
                until=home.authorised_until, ruling_id=ruling.id, decided_by_id=officer.id, decided_on=today,
                rules_version="0.1", made_up=True,
            )
        )  # fmt: skip
    return home


def _ruling(home: Home, officer: Any) -> Ruling:
    application = applications.sent(district=home.district)
    other = person(Role.DISTRICT_OFFICER)
    ruling = Ruling(
        application_id=application.id, mode=Mode.ACT, outcome=Ruled.FULL, on=clock.today(),
        until=clock.today() + timedelta(days=700), by_id=officer.id, recommended_by_id=other.id, reasons="All.",
        power_lines={}, rules_version="0.1",
    )  # fmt: skip
    with transaction():
        db.session.add(ruling)
    return ruling


def a_case(cpo: Any, child: Child | None = None, **facts: Any) -> Case:
    """Referred by the unit itself."""
    given = {
        "district": "SD-HYD", "source": Source.CPU, "danger": False, "screening": Screening.SAFE_AT_HOME,
        "legal_care": LegalCare.PARENTS, "whereabouts": "With an aunt", "story": "Made-up story", **facts,
    }  # fmt: skip
    return services.refer(child or a_child(16, sex=Sex.BOY, actor=cpo, unaccompanied=False), actor=cpo, **given)


def assessed(case: Case, cpo: Any, **facts: Any) -> Case:
    given = {
        "on_day": clock.today(), "necessary": True, "grounds": [Ground.HARM], "harm": "Beaten", "help_tried": "Visits",
        "parent_objects": False, "tracing_exhausted": True, "in_conflict_with_law": False, **facts,
    }  # fmt: skip
    services.assess(case, actor=cpo, **given)
    return case


def heard(case: Case, cpo: Any, **facts: Any) -> Case:
    given = {
        "on_day": clock.today(), "how": Hearing.TALK, "asked_by": "A teacher", "alone": True, "explained": True,
        "language": "Sindhi", "words": "I want to go to school", **facts,
    }  # fmt: skip
    services.hear_child(case, actor=cpo, **given)
    return case


CODES = {
    Rung.PRESERVE: "R03_UNSAFE_ABUSE", Rung.REUNIFY: "R03_UNSAFE_ABUSE", Rung.KINSHIP: "R05_REFUSES_TO_CARE",
    Rung.GUARDIAN: "R05_REFUSES_TO_CARE", Rung.FOSTER: "R10_NOT_SUITABLE_ON_ASSESSMENT",
    Rung.KAFALAH: "R10_NOT_SUITABLE_ON_ASSESSMENT", Rung.SIL: "R16_AGE_OR_CAPACITY",
    Rung.SMALL_GROUP: "R12_SPECIAL_NEED_UNMET",
}  # fmt: skip


def ruled_out(case: Case, cpo: Any, below: Rung = Rung.RESIDENTIAL, *, but: tuple[Rung, ...] = ()) -> Case:
    """Every rung before `below` ruled out today."""
    for rung, code in CODES.items():
        if RANKS[rung] < RANKS[below] and rung not in but:
            ladder_services.rule_out(case, rung, code=code, evidence="A visit", on_day=clock.today(), actor=cpo)
    return case


def picked(case: Case, cpo: Any, home: Home, care: Rung = Rung.RESIDENTIAL, **facts: Any) -> Case:
    given = {
        "school_changes": False, "culture_mismatch": False, "religion_mismatch": False, "shares_unit": False,
        "siblings_together": True, "escort_is_woman": True, **facts,
    }  # fmt: skip
    services.pick(case, care, reason="The nearest home that fits", actor=cpo, home=home, **given)
    return case


def ready(cpo: Any, home: Home, child: Child | None = None) -> Case:
    """A case with nothing in the way, before the panel."""
    case = picked(ruled_out(heard(assessed(a_case(cpo, child), cpo), cpo), cpo), cpo, home)
    return services.send(case, actor=cpo)


def words(owner: Any, **facts: Any) -> Words:
    given = {
        "reasons": "Family options were looked at, one by one.", "review_on": clock.today() + timedelta(days=14),
        "task": "Visit the aunt each week", "task_owner": owner, "task_due": clock.today() + timedelta(days=7), **facts,
    }  # fmt: skip
    return Words(**given)

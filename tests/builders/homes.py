"""Organisations, homes and services for tests."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from registry_app.accounts.models import User
from registry_app.core import clock, codes
from registry_app.core.db import db, transaction
from registry_app.providers.homes import services
from registry_app.providers.homes.models import Home, Organisation, Service
from registry_app.providers.homes.states import CareType, KnownFrom, MemberRole, Ownership, Sexes, Standing

_numbers = count(1)


def organisation(*members: User, ownership: Ownership = Ownership.NGO, **facts: Any) -> Organisation:
    """A new organisation for which `members` sign in as managers. Needs an application context."""
    facts = {"name": f"Organisation {next(_numbers)}", **facts}
    made = services.add_organisation(ownership=ownership, actor=None, **facts)
    for member in members:
        services.add_member(made, member, MemberRole.MANAGER, actor=None)
    return made


def home(*members: User, district: str = "SD-HYD", of: Organisation | None = None, **facts: Any) -> Home:
    """A new home, known and not registered, in an organisation of its own unless `of` is given."""
    facts = {"name": f"Home {next(_numbers)}", "known_from": KnownFrom.APPLICATION, **facts}
    of = of or organisation(*members)
    return services.add_home(of, district=district, actor=None, **facts)


def service(of: Home, care_type: CareType = CareType.RESIDENTIAL, **facts: Any) -> Any:
    """A service of a home: boys of 6 to 17, 30 places, unless said otherwise."""
    facts = {"sexes": Sexes.BOYS, "age_from": 6, "age_to": 17, "capacity": 30, **facts}
    return services.add_service(of, care_type=care_type, actor=None, **facts)


def authorised_home(*members: User, district: str = "SD-HYD", until: date | None = None, **facts: Any) -> Home:
    """A home that went the whole way to a certificate; it ends in a year unless `until` says otherwise."""
    made = home(*members, district=district, **facts)
    services.set_standing(made, Standing.IN_PROCESS, None)
    today = clock.today()
    return services.authorise(
        made,
        certificate_number=f"SCPA-TEST-{next(_numbers):05d}",
        authorised_from=min(today, until or today),
        authorised_until=until or today + timedelta(days=365),
        actor=None,
    )


def a_home(
    district: str = "SD-HYD", *, capacity: int = 10, care_type: CareType = CareType.RESIDENTIAL, **facts: Any
) -> Home:
    """A known home with one service for girls and boys up to 17, put straight into the tables."""
    number = next(_numbers)
    with transaction():
        body = Organisation(name=f"Organisation {number}", ownership=facts.get("run_by", Ownership.NGO))
        facts = {"run_by": Ownership.NGO, "known_from": KnownFrom.MAPPING, "name": f"Home {number}", **facts}
        register_number = codes.register_number(codes.next_number("home"))
        made = Home(organisation_id=body.id, district=district, register_number=register_number, **facts)
        offer = Service(
            home_id=made.id, care_type=care_type, sexes=Sexes.BOTH, age_from=0, age_to=17, capacity=capacity
        )
        for row in (body, made, offer):
            db.session.add(row)
            db.session.flush()
    return made

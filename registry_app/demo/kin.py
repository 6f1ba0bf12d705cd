"""Relatives approved for a short time: two told in full by the service itself, and the checks of those in bulk."""

from datetime import timedelta

from sqlalchemy import select

from registry_app.core import audit, clock
from registry_app.core.db import db
from registry_app.demo.people import People
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import Kind
from registry_app.providers.identity import IdentityKind
from registry_app.providers.kin import approval_services, queries
from registry_app.providers.kin.approval_services import Adult, Tonight
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.kin.states import Comes, Relation, Woman
from registry_app.providers.powers.states import Mode

HYD = "SD-HYD"
SAID = "Made up. I know my aunt and want to stay with her."
AUNT = Adult("Made-up Aunt", IdentityKind.CNIC, "4130400000017", True)
UNCLE = Adult("Made-up Uncle", IdentityKind.CNIC, "4130400000025", False)
GRANDFATHER = Adult("Made-up Grandfather", IdentityKind.CNIC, "4130400000033", False)


def approve(people: People) -> int:
    """Those in bulk get the checks of their day; two families of Hyderabad are approved one by one."""
    lines = {code: [] for code in ("en", "ur", "sd")}  # type: dict[str, list[str]]
    found = db.session.scalars(
        select(Authorisation).where(Authorisation.kind == Kind.KIN_TEMPORARY).order_by(Authorisation.serial)
    ).all()
    for given in found:
        head = people.of("cpuhead", given.home.district)
        row = KinApproval(
            home_id=given.home_id, no=1, mode=Mode.ACT, authorisation_id=given.id, on=given.start, until=given.until,
            relation=Relation.RELATIVE, children=given.capacity, adults=2, woman=Woman.IN_HOUSEHOLD,
            home_seen_by=head.name, police_seen=False, references_seen=True, by_id=head.id, power_lines=lines,
            rules_version=queries.book()["version"],
        )  # fmt: skip
        row.child_said = SAID
        db.session.add(row)
    audit.note("kin:load-made-up", None, None, changes={"approvals": [None, len(found)]})
    head = people.of("cpuhead", HYD)
    with clock.set_to(clock.now() - timedelta(days=23)):
        approval_services.approve(
            _tonight((GRANDFATHER,), Comes.GIRL, visiting="Made-up Neighbour", address="Made-up lane 3, Latifabad"),
            actor=head,
        )
    approval_services.approve(_tonight((AUNT, UNCLE), Comes.BOY, address="Made-up street 7, Qasimabad"), actor=head)
    return len(found) + 2


def _tonight(adults: tuple[Adult, ...], comes: Comes, *, address: str, visiting: str = "") -> Tonight:
    return Tonight(
        relation=Relation.RELATIVE, adults=adults, counted=len(adults), comes=frozenset({comes}), children=1,
        age_from=9, age_to=9, district=HYD, address=address, identity_seen=True, home_seen=True,
        home_seen_by="Made-up Officer", child_said=SAID, visiting=visiting,
    )  # fmt: skip

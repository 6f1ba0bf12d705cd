"""Some made-up homes have the certificate under the Orphanages Act as well; most have not yet, one was taken back."""

from datetime import timedelta
from uuid import uuid5

from registry_app.core import audit, clock
from registry_app.demo.bulk import Rows
from registry_app.demo.chance import at
from registry_app.demo.homes import Houses
from registry_app.demo.people import People
from registry_app.providers.orphanages.models import OrphanagesCertificate


def record(people: People, houses: Houses) -> None:
    """Every third authorised home, by its own number, so that nothing else of the made-up Sindh moves."""
    rows, today = Rows(OrphanagesCertificate), clock.today()
    some = [place for place in houses.homes if place.authorised][::3]
    for number, place in enumerate(some, start=1):
        given = today - timedelta(days=200 + 17 * number)
        rows.add(
            id=uuid5(place.id, "orphanages-act"), home_id=place.id, number=f"DUA/{given.year}/{number:03d}",
            given_on=given, until=None, withdrawn_on=today - timedelta(days=9) if place is some[-1] else None,
            recorded_by_id=people["registrar"].id, recorded_at=at(given),
        )  # fmt: skip
    rows.store()
    audit.note("orphanages-act:load-made-up", None, None, changes={"certificates": [None, rows.count]})

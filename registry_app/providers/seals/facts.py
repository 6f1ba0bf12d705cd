"""Which facts of an authorisation are sealed: those that the public register shows of such a home, and no others.

The line travels in the address of the code, and so into the logs of servers and the memory of phones. It holds
nothing that is not public anyway: of a shelter for survivors only numbers, district, kind and days.
"""

from registry_app.core import signing
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.register import rules as public
from registry_app.providers.seals.rules import Sealed, one_line
from registry_app.providers.seals.states import PURPOSE


def of(authorisation: Authorisation) -> Sealed:
    """What of this authorisation is signed with the current key."""
    home, service = authorisation.home, authorisation.service
    known = public.Facts(home.standing, home.household, home.shelters_survivors, None, authorisation.until)
    care, places = public.shows_care(known), public.shows_places(known)
    return Sealed(
        made_up=authorisation.made_up,
        key=signing.current(PURPOSE).id,
        certificate=authorisation.certificate_number,
        home=home.register_number,
        district=home.district,
        kind=authorisation.kind,
        care=service.care_type if care else "",
        sexes=service.sexes if places else "",
        ages=(service.age_from, service.age_to) if places else None,
        places=authorisation.capacity if places else None,
        conditions=tuple(one["code"] for one in authorisation.conditions or ()) if care else (),
        start=authorisation.start,
        until=authorisation.until,
        name=one_line(home.name) if places else "",
    )

"""The dated trail of a home: a step is written by the services of homes and by nobody else."""

from sqlalchemy import select

from registry_app.core import clock
from registry_app.core.db import db, locked
from registry_app.providers.homes.models import Home, HomeStep, Service

FACTS = ("standing", "run_by", "district", "household", "visited_on", "name", "name_ur", "name_sd")


def remember(home: Home) -> None:
    """Write how the home stands now, unless its last step says the same. Needs an open transaction."""
    db.session.flush()
    home = locked(home)
    kinds = sorted(set(db.session.scalars(select(Service.care_type).where(Service.home_id == home.id))))
    facts = {name: getattr(home, name) for name in FACTS} | {"care": " ".join(kind.value for kind in kinds)}
    last = db.session.scalars(
        select(HomeStep).where(HomeStep.home_id == home.id).order_by(HomeStep.number.desc()).limit(1)
    ).one_or_none()
    if last is not None and all(getattr(last, name) == value for name, value in facts.items()):
        return
    taken = max(clock.now(), last.taken_at) if last else clock.now()
    number = last.number + 1 if last else 1
    db.session.add(HomeStep(home_id=home.id, number=number, taken_at=taken, **facts))
    db.session.flush()

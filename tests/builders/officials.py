"""Vetting put straight into the tables, for tests that are about something else."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import transaction
from registry_app.demo.vetted import Vetting
from registry_app.providers.homes.models import Home
from registry_app.providers.vetting.models import Post

_numbers = count(1)


def _vetting(by: User) -> Vetting:
    return Vetting(lambda: f"88888{next(_numbers):07d}1", uuid4, by)


def vetted(user: User) -> User:
    """An inspector or a member of a panel who is clear today."""
    today = clock.today()
    with transaction():
        _vetting(user).officials([user], today - timedelta(days=10), today)
    return user


def name_people(home: Home, by: User) -> list[Post]:
    """Owner, manager and two carers, whose checks before an authorisation are in order."""
    today = clock.today()
    names = [(f"Made-up Leader {next(_numbers)}", True) for _each in range(4)]
    with transaction():
        return _vetting(by).name_home(home, names, today - timedelta(days=10), today)

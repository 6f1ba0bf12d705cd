"""Stays for tests."""

from typing import Any

from registry_app.accounts.states import Role
from registry_app.placements import services
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home
from tests.builders.children import a_child
from tests.builders.people import person


def legacy(home: Home, actor: Any = None) -> Stay:
    """A child who was there before the register began."""
    return services.record_stay(
        a_child(), basis=Basis.LEGACY, home=home, actor=actor or person(Role.CPO, district=home.district)
    )


def arrived(home: Home, actor: Any = None) -> Stay:
    """A child whom the police brought today."""
    return services.record_stay(
        a_child(), basis=Basis.ARRIVAL, home=home, brought_by="police",
        actor=actor or person(Role.CPO, district=home.district),
    )  # fmt: skip

"""A home that SCPA runs is decided by the full Authority, without the wing that runs it (powers.yaml)."""

from registry_app.accounts.states import Agency, Role
from registry_app.core.access import allows
from registry_app.core.db import transaction
from registry_app.providers.authorisations.states import Permission
from registry_app.providers.changes.states import ChangeKind
from registry_app.providers.changes.states import Permission as ChangePermission
from registry_app.providers.homes.states import Ownership
from tests.builders import authorisations as built
from tests.builders.people import person
from tests.services.test_changes import looked


def run_by_scpa(home):
    with transaction():
        home.run_by = Ownership.SCPA
    return person(Role.SCPA_DG, agency=Agency.SCPA), person(Role.AUTHORISER, agency=Agency.SCPA)


def test_the_head_decides_and_undoes_nothing_on_an_application_of_the_authoritys_own_home(here):
    built.in_force()
    application = built.recommended()
    head, authority = run_by_scpa(application.home)
    for step in (Permission.DECIDE, Permission.SET_ASIDE):
        assert not allows(head, step, application)
        assert allows(authority, step, application)


def test_the_head_decides_no_change_of_the_authoritys_own_home(here):
    built.in_force()
    with built.without_setting():
        change = looked(built.authorised(person(Role.PROVIDER)).home, ChangeKind.CAPACITY)
    head, authority = run_by_scpa(change.home)
    assert not allows(head, ChangePermission.DECIDE, change)
    assert allows(authority, ChangePermission.DECIDE, change)

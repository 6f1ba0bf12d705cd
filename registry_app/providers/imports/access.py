"""Who loads homes in bulk."""

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.providers.imports.states import Permission

POLICY = {
    Permission.IMPORT: [[holds(Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR)]],
}

"""`registry user`: the first accounts."""

import click
from flask import current_app

from registry_app.accounts import services
from registry_app.accounts.states import Agency, Role
from registry_app.core.errors import DomainError
from registry_app.places.gazetteer import districts

AGENCIES = {
    Role.REGISTRY_OFFICER: Agency.SCPA,
    Role.AUTHORISER: Agency.SCPA,
    Role.SCPA_DG: Agency.SCPA,
    Role.SWD_DIRECTOR: Agency.SWD,
    Role.DISTRICT_OFFICER: Agency.SWD,
    Role.INSPECTOR: Agency.SWD,
    Role.REVIEWER: Agency.SWD,
    Role.CPO: Agency.CPU,
    Role.CPU_HEAD: Agency.CPU,
    Role.COMPLAINT_OFFICER: Agency.CPU,
}


def add(email: str, role: str, district: str | None, name: str | None) -> None:
    """Make an account and print its one-time link; ends 1 with one sentence when it cannot be made."""
    if district and district not in {d.code for d in districts()}:
        click.echo(f"There is no district {district}. Use a code such as SD-HYD.", err=True)
        raise SystemExit(1)
    kind = Role(role)
    try:
        user = services.add_user(
            name=name or email.partition("@")[0], email=email, agency=AGENCIES.get(kind, Agency.OTHER)
        )
        services.grant_role(user, kind, district=district)
    except DomainError as error:
        click.echo(str(error.sentence), err=True)
        raise SystemExit(1) from error
    token = services.make_link(user)
    click.echo(f"{current_app.config['SETTINGS'].public_url}/account/open/{token}")

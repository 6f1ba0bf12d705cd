"""The tables fit together: every mapping can be configured, in one program."""

from sqlalchemy.orm import configure_mappers

from registry_app.models import metadata


def test_every_mapping_can_be_configured():
    metadata()
    configure_mappers()

"""`registry seed reference`: the rule files of every package, offices and powers."""

from collections.abc import Iterator

from gatekeeping.cases import ladder_services as ladder
from inspections.standards import services as standards
from registry_app.core import reference
from registry_app.providers.powers import services as powers

PACKAGES = (
    "registry_app.placements",
    "registry_app.places",
    "registry_app.placements.rota",
    "registry_app.providers",
    "registry_app.providers.authorisations",
    "registry_app.providers.offenders",
    "registry_app.providers.powers",
    "registry_app.providers.changes",
    "registry_app.providers.kin",
    "registry_app.providers.lookalikes",
    "registry_app.providers.vetting",
    "registry_app.placements.incidents",
    "registry_app.pages",
    "registry_app.placements.arrivals",
    "inspections",
    "gatekeeping",
    "complaints",
)


def load_all() -> Iterator[str]:
    """Load everything that is shipped; run again it changes nothing. Gives a line for each version that is new."""
    for package in PACKAGES:
        yield from reference.load(package)
    powers.load_reference()
    ladder.load_reference()
    standards.load_shipped()
    yield "The reference data is loaded."

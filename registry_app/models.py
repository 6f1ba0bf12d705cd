"""Every table of the program, by import: for migrations, for tests, and for nothing else."""

from importlib import import_module

from sqlalchemy import MetaData

from registry_app.core.db import Base

PLACES = (
    "inspections.after_models",
    "inspections.calls",
    "inspections.due.models",
    "inspections.laws",
    "inspections.sync.laws",
    "inspections.standards.laws",
    "complaints.models",
    "complaints.doors.models",
    "complaints.duty.models",
    "gatekeeping.bodies.models",
    "gatekeeping.cases.models",
    "gatekeeping.decisions.models",
    "gatekeeping.reviews.models",
    "registry_app.core.audit",
    "registry_app.core.codes",
    "registry_app.core.files",
    "registry_app.core.outbox",
    "registry_app.core.reference",
    "registry_app.core.sessions",
    "registry_app.accounts.models",
    "registry_app.accounts.second.models",
    "registry_app.providers.applications.models",
    "registry_app.providers.authorisations.laws",
    "registry_app.providers.authorisations.models",
    "registry_app.measures.models",
    "registry_app.pages.court.models",
    "registry_app.pages.duties",
    "registry_app.placements.children.models",
    "registry_app.placements.arrivals.laws",
    "registry_app.placements.incidents.laws",
    "registry_app.placements.laws",
    "registry_app.placements.nadra.laws",
    "registry_app.placements.papers.models",
    "registry_app.placements.legacy.laws",
    "registry_app.placements.kept_lines",
    "registry_app.placements.returns.models",
    "registry_app.placements.rota.models",
    "registry_app.placements.visitors.laws",
    "registry_app.providers.findings.models",
    "registry_app.providers.changes.models",
    "registry_app.providers.homes.laws",
    "registry_app.providers.directory.models",
    "registry_app.providers.homes.models",
    "registry_app.providers.imports.models",
    "registry_app.providers.kin.models",
    "registry_app.providers.lookalikes.models",
    "registry_app.providers.need.models",
    "registry_app.providers.offenders.models",
    "registry_app.providers.orphanages.models",
    "registry_app.providers.powers.models",
    "registry_app.providers.seals.models",
    "registry_app.providers.team.models",
    "registry_app.providers.ties.models",
    "registry_app.providers.training.models",
    "registry_app.providers.twins.models",
    "registry_app.providers.vetting.models",
)


def metadata() -> MetaData:
    """All tables, loaded."""
    for place in PLACES:
        import_module(place)
    return Base.metadata

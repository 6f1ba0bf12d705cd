"""The unit of the district records it, from the papers it saw."""

from registry_app.placements.access import CPU
from registry_app.placements.papers.states import Permission
from registry_app.providers.ties.access import no_tie

POLICY = {Permission.RECORD: [[CPU, no_tie]]}

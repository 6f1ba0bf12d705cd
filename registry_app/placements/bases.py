"""What comes next on each basis, in one sentence for whoever looks at a stay (gatekeeping.yaml `stays`, `then`)."""

from typing import Any

from registry_app.core.i18n import lazy as _
from registry_app.placements.states import Basis

NEXT: dict[Basis, Any] = {
    Basis.DECISION: _("The panel looks at it again on the day of the review."),
    Basis.EMERGENCY: _("The panel decides within 7 days; after 30 days it needs an exception or another basis."),
    Basis.ARRIVAL: _("Within 7 days: home or handed over with a receipt, an approved emergency, or a day before the "
                     "panel. The list of the search, the police and the ZARRA number belong to it."),
    Basis.COURT_DIRECT: _("The panel looks at it within 28 days and may ask the court to change its order. The order "
                          "holds until then."),
    Basis.LEGACY: _("The stay is looked at within 18 months: the youngest first, then children with a living parent, "
                    "with a disability, over a year here, or apart from brothers and sisters."),
    Basis.OUTSIDE: _("Make it a case within 24 hours. The child is not moved for it."
    ),
}  # fmt: skip


def next_step(basis: Basis) -> str:
    """The sentence, in the page's language."""
    return str(NEXT[basis])

"""The indicators in plain words: what is counted above and below the line, and the target in percent.

Their numbers, names and exact definitions stand in indicators.yaml and complaints.yaml; readers get these.
"""

from typing import Any

from registry_app.core.i18n import lazy as _

SAID: dict[str, tuple[Any, Any, Any]] = {
    "CM02": (
        _("Authorised facilities with 5 or more children and no complaint, idea or question in 6 months"),
        _("Authorised facilities with 5 or more children"),
        "",
    ),
    "CM03": (_("Complaints made by a child personally"), _("Complaints received"), ""),
    "CM04": (
        _("Complaints acknowledged within the level's limit"),
        _("Complaints due for acknowledgement in month"),
        _("95 or more"),
    ),
    "CM05": (_("P1 with first contact within 1 hour"), _("P1 received"), "100"),
    "CM07": (_("Decided within the level's limit"), _("Decisions due in month"), _("85 or more")),
    "CM08": (_("Open past limit at month end"), _("Open at month end"), _("10 or less")),
    "CM15": (_("Complaints found true, wholly or partly"), _("Decided complaints"), ""),
    "CM19": (
        _("Children answering 'better'"),
        _("Children who answered"),
        _("70 or more, with answers from 60 or more"),
    ),
    "IN04": (_("Children in group care"), _("Children in family-based formal care"), ""),
    "IN16": (_("Known providers with a current authorisation"), _("Known providers"), "100"),
    "IN17": (_("Children living with unauthorised, expired or suspended providers"), _("Children in formal care"), "0"),
    "IN18": (_("Decisions within the limit of 90 days"), _("Decisions on applications in the month"), _("90 or more")),
    "IN21": (_("Unannounced visits"), _("Visits"), _("50 or more")),
    "IN26": (_("Full visits that met the child sample rule"), _("Full visits"), "100"),
    "IN27": (_("Children who stayed with or returned to their parents"), _("Children whose case was decided"), ""),
    "IN28": (_("Children whose first placement is family-based"), _("Children placed"), ""),
    "IN29": (_("Children 0-2 in group care"), _("Children 0-2 in formal care"), _("0 without an exception")),
    "IN32": (_("Decisions with a participation record"), _("Decisions"), "100"),
    "IN35": (_("Emergency placements past panel or total limit"), _("Emergency placements open in month"), "0"),
}

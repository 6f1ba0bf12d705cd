"""Words of the child's file."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    SEARCH = "child:search"
    CHANGE = "child:change"
    OPENINGS = "child:openings"
    CARE = "child:care"


class Speech(StrEnum):
    """The language in which the child is spoken to."""

    SINDHI = "SINDHI"
    URDU = "URDU"
    PASHTO = "PASHTO"
    BALOCHI = "BALOCHI"
    PUNJABI = "PUNJABI"
    SARAIKI = "SARAIKI"
    BENGALI = "BENGALI"
    SIGNS = "SIGNS"
    OTHER = "OTHER"
    NOT_KNOWN = "NOT_KNOWN"


class Faith(StrEnum):
    MUSLIM = "MUSLIM"
    HINDU = "HINDU"
    CHRISTIAN = "CHRISTIAN"
    SIKH = "SIKH"
    OTHER = "OTHER"


class FaithNeed(StrEnum):
    """Why the faith is recorded at all; without a need it stays unasked."""

    FOOD_AND_PRAYER = "FOOD_AND_PRAYER"
    CHOICE_OF_FAMILY = "CHOICE_OF_FAMILY"
    CHILD_ASKED = "CHILD_ASKED"


# Three tables: two members with the same value would fall together in one dictionary.
labels(
    {
        Speech.SINDHI: _("Sindhi"),
        Speech.URDU: _("Urdu"),
        Speech.PASHTO: _("Pashto"),
        Speech.BALOCHI: _("Balochi"),
        Speech.PUNJABI: _("Punjabi"),
        Speech.SARAIKI: _("Saraiki"),
        Speech.BENGALI: _("Bengali"),
        Speech.SIGNS: _("By signs"),
        Speech.OTHER: _("Another language"),
        Speech.NOT_KNOWN: _("Not yet known"),
    }
)
labels(
    {
        Faith.MUSLIM: _("Muslim"),
        Faith.HINDU: _("Hindu"),
        Faith.CHRISTIAN: _("Christian"),
        Faith.SIKH: _("Sikh"),
        Faith.OTHER: _("Another faith"),
    }
)
labels(
    {
        FaithNeed.FOOD_AND_PRAYER: _("For food and prayer"),
        FaithNeed.CHOICE_OF_FAMILY: _("To find a family of the same faith"),
        FaithNeed.CHILD_ASKED: _("The child asked for it"),
    }
)

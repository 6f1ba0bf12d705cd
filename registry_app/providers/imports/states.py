"""Columns of the file and what can be wrong with a cell."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    IMPORT = "home:import"


class Column(StrEnum):
    """The columns, in the order of the template. The first four must be filled."""

    NAME = "name"
    DISTRICT = "district"
    OWNERSHIP = "ownership"
    KNOWN_FROM = "known_from"
    NAME_UR = "name_ur"
    NAME_SD = "name_sd"
    ORGANISATION = "organisation"
    TALUKA = "taluka"
    ADDRESS = "address"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    PERSON = "person"
    PHONE = "phone"
    KNOWN_SINCE = "known_since"
    LIST_NAME = "list_name"
    LIST_DATE = "list_date"
    LIST_NUMBER = "list_number"
    CHILDREN = "children"
    CARE_TYPE = "care_type"
    SEXES = "sexes"
    AGE_FROM = "age_from"
    AGE_TO = "age_to"
    CAPACITY = "capacity"
    SHELTERS_SURVIVORS = "shelters_survivors"
    NOTE = "note"


REQUIRED = (Column.NAME, Column.DISTRICT, Column.OWNERSHIP, Column.KNOWN_FROM)


class Reason(StrEnum):
    """Why a line was left out."""

    EMPTY = "EMPTY"
    TOO_LONG = "TOO_LONG"
    SIGNS = "SIGNS"
    BROKEN_LETTERS = "BROKEN_LETTERS"
    NO_LETTER = "NO_LETTER"
    CELLS = "CELLS"
    DISTRICT = "DISTRICT"
    CHOICE = "CHOICE"
    DAY = "DAY"
    FUTURE = "FUTURE"
    NUMBER = "NUMBER"
    LATITUDE = "LATITUDE"
    LONGITUDE = "LONGITUDE"
    BOTH = "BOTH"
    PHONE = "PHONE"
    YES_NO = "YES_NO"
    SERVICE = "SERVICE"
    AGES = "AGES"
    LIST_DATE = "LIST_DATE"
    NO_LIST = "NO_LIST"
    REPEATED = "REPEATED"
    NUMBER_TAKEN = "NUMBER_TAKEN"


labels(
    {
        Column.NAME: _("Name of the home in English, or as it is known"),
        Column.DISTRICT: _("District: its code or its name"),
        Column.OWNERSHIP: _("Who runs it"),
        Column.KNOWN_FROM: _("How the register learned of it"),
        Column.NAME_UR: _("Name in Urdu"),
        Column.NAME_SD: _("Name in Sindhi"),
        Column.ORGANISATION: _("Organisation that answers for it; empty when it has the home's name"),
        Column.TALUKA: _("Taluka or town"),
        Column.ADDRESS: _("Street address; never public"),
        Column.LATITUDE: _("Latitude, such as 25.3924"),
        Column.LONGITUDE: _("Longitude, such as 68.3737"),
        Column.PERSON: _("Person in charge"),
        Column.PHONE: _("Phone number"),
        Column.KNOWN_SINCE: _("Day on which it became known; today when empty"),
        Column.LIST_NAME: _("Name of the list that it stands on"),
        Column.LIST_DATE: _("Date of that list"),
        Column.LIST_NUMBER: _("Its number on that list"),
        Column.CHILDREN: _("How many children are said to live there"),
        Column.CARE_TYPE: _("Kind of care"),
        Column.SEXES: _("Girls, boys or both"),
        Column.AGE_FROM: _("Youngest age"),
        Column.AGE_TO: _("Oldest age"),
        Column.CAPACITY: _("Places"),
        Column.SHELTERS_SURVIVORS: _("Shelters survivors of abuse: yes or no"),
        Column.NOTE: _("Note, such as the newspaper and its date"),
    }
)
labels(
    {
        Reason.EMPTY: _("Fill in this cell."),
        Reason.TOO_LONG: _("Write less: at most %(limit)s letters; this cell has %(count)s."),
        Reason.SIGNS: _("This cell holds signs that no person can read. Type it again."),
        Reason.BROKEN_LETTERS: _("Letters in this cell are broken. Save the file again as CSV UTF-8."),
        Reason.NO_LETTER: _("Write a name with letters, not %(value)s."),
        Reason.CELLS: _(
            "This line has %(count)s cells, the first line has %(limit)s. Look for a comma or a quote too many."
        ),
        Reason.DISTRICT: _("%(value)s is no district of Sindh. Write its code, such as SD-HYD, or its name."),
        Reason.CHOICE: _("%(value)s is not one of: %(limit)s."),
        Reason.DAY: _("%(value)s is no date. Write it like 2026-07-14 or 14/7/2026."),
        Reason.FUTURE: _("%(value)s is still to come. Write today or an earlier day."),
        Reason.NUMBER: _("%(value)s is no whole number from %(limit)s."),
        Reason.LATITUDE: _("%(value)s is no latitude in Sindh. It lies between 23 and 29."),
        Reason.LONGITUDE: _("%(value)s is no longitude in Sindh. It lies between 66 and 72."),
        Reason.BOTH: _("Write latitude and longitude, or neither."),
        Reason.PHONE: _("%(value)s is no phone number. It looks like 0300 1234567 or +92 300 1234567."),
        Reason.YES_NO: _("Write yes or no, not %(value)s."),
        Reason.SERVICE: _("Fill in this cell too, or leave all of these empty: %(limit)s."),
        Reason.AGES: _("The youngest age, %(value)s, is above the oldest, %(limit)s."),
        Reason.LIST_DATE: _("Write the date of the list, or leave its name and number empty."),
        Reason.NO_LIST: _("%(value)s is no list. Leave the list's cells empty, or write one of: %(limit)s."),
        Reason.REPEATED: _("This is the same home as in line %(value)s. Keep one of the two."),
        Reason.NUMBER_TAKEN: _("Number %(value)s of this list belongs to another home: %(limit)s."),
    }
)  # fmt: skip

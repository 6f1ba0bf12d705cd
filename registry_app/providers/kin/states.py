"""Words of the temporary approval of a relative."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    LIST = "kin:list"
    START = "kin:start"
    VIEW = "kin:view"
    APPROVE_AGAIN = "kin:approve-again"
    LIGHT_TRACK = "kin:light-track"


class Relation(StrEnum):
    """For whom there is a temporary approval at all."""

    RELATIVE = "RELATIVE"
    CLOSE_FRIEND = "CLOSE_FRIEND"


class Comes(StrEnum):
    """Who comes tonight. A woman is needed for a girl and for a transgender child (HB07)."""

    GIRL = "GIRL"
    BOY = "BOY"
    TRANSGENDER = "TRANSGENDER"


class Woman(StrEnum):
    """How the rule of the woman is kept."""

    NOT_NEEDED = "NOT_NEEDED"
    IN_HOUSEHOLD = "IN_HOUSEHOLD"
    VISITS_DAILY = "VISITS_DAILY"


class Lack(StrEnum):
    """A same-day check that is not done, or another reason why nothing can be approved."""

    IDENTITY = "IDENTITY"
    OFFENDER_LIST = "OFFENDER_LIST"
    HOME_SEEN = "HOME_SEEN"
    ADULTS_NAMED = "ADULTS_NAMED"
    SAME_NUMBER = "SAME_NUMBER"
    CHILD_ASKED = "CHILD_ASKED"
    WOMAN = "WOMAN"
    TOO_MANY_CHILDREN = "TOO_MANY_CHILDREN"
    AUTHORISED_ALREADY = "AUTHORISED_ALREADY"
    WAS_REFUSED = "WAS_REFUSED"
    TOO_EARLY = "TOO_EARLY"
    SPENT = "SPENT"
    NEW_ADULT = "NEW_ADULT"
    ONLY_RECOMMENDED = "ONLY_RECOMMENDED"


labels(
    {
        Relation.RELATIVE: _("A relative"),
        Relation.CLOSE_FRIEND: _("A close friend of the family"),
        Comes.GIRL: _("A girl"),
        Comes.BOY: _("A boy"),
        Comes.TRANSGENDER: _("A transgender child"),
        Woman.NOT_NEEDED: _("Not needed"),
        Woman.IN_HOUSEHOLD: _("A woman lives in the household"),
        Woman.VISITS_DAILY: _("A named woman visits every day"),
        Lack.IDENTITY: _("See the card of every adult, or the two persons who vouch, and tick the box."),
        Lack.OFFENDER_LIST: _("Say how the list of offenders was looked at for the person without a card."),
        Lack.HOME_SEEN: _("Somebody must see the home today. Tick the box when it was seen."),
        Lack.ADULTS_NAMED: _("Name every adult who lives there: the names are not as many as the adults you counted."),
        Lack.SAME_NUMBER: _("Two adults have the same number. Write the number on this adult's own card."),
        Lack.CHILD_ASKED: _("Ask the child, and write down what the child said."),
        Lack.WOMAN: _("A girl comes: name a woman of the household, or a woman who visits every day."),
        Lack.TOO_MANY_CHILDREN: _("So many children cannot come to one family in one night. Ask the panel."),
        Lack.AUTHORISED_ALREADY: _("This family is authorised already. It needs no temporary approval."),
        Lack.WAS_REFUSED: _("An authorisation of this family was refused or taken away. Only the registry can decide."),
        Lack.TOO_EARLY: _("The second approval can be given in the last week of the first one."),
        Lack.NEW_ADULT: _("Somebody new lives there? Then fill in the whole page again. If not, tick the box."),
        Lack.ONLY_RECOMMENDED: _(
            "This family was only recommended, not approved. Once the power is in force, approve it on the page for "
            "tonight."
        ),
        Lack.SPENT: _("This family had its two temporary approvals. Now it goes through the light track."),
    }
)

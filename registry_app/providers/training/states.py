"""What is learned in a course."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    LIST_OWN = "training:list-own"
    ADD = "training:add"
    LIST_HOME = "training:list"
    VIEW_PERSON = "training:view"
    RECORD = "training:record"
    SEE = "training:see-certificate"


class Course(StrEnum):
    """Areas of training (SCPP 5.5, S1-2.2.1(2))."""

    SAFEGUARDING = "SAFEGUARDING"
    CHILD_CARE = "CHILD_CARE"
    FIRST_AID = "FIRST_AID"
    BEHAVIOUR = "BEHAVIOUR"
    RISK = "RISK"
    DISABILITY = "DISABILITY"
    LISTENING = "LISTENING"
    DATA = "DATA"
    FIRE = "FIRE"
    FAMILY = "FAMILY"
    OTHER = "OTHER"


class Standing(StrEnum):
    """How one line of the log stands on a day."""

    SEEN = "SEEN"
    NOT_SEEN = "NOT_SEEN"
    OVER = "OVER"


labels(
    {
        Course.SAFEGUARDING: _("Keeping children safe"),
        Course.CHILD_CARE: _("Caring for children"),
        Course.FIRST_AID: _("First aid course"),
        Course.BEHAVIOUR: _("Guiding children without punishment"),
        Course.RISK: _("Finding and lowering risks"),
        Course.DISABILITY: _("Children with a disability"),
        Course.LISTENING: _("Listening to children and their complaints"),
        Course.DATA: _("Keeping data safe"),
        Course.FIRE: _("Fire and emergency"),
        Course.FAMILY: _("Family contact and going home"),
        Course.OTHER: _("Another course"),
        Standing.SEEN: _("Certificate seen by an officer"),
        Standing.NOT_SEEN: _("Certificate not seen yet"),
        Standing.OVER: _("No longer counts"),
    }
)

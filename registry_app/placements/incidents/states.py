"""Kinds of incidents, the steps of the offices, and the way of a report from its sending to its outcome."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    LIST_OWN = "incident:list-own"
    SEND = "incident:send"
    VIEW_OWN = "incident:view-own"
    QUEUE = "incident:list"
    VIEW = "incident:view"
    WORK = "incident:work"


class IncidentKind(StrEnum):
    """incidents-0.1.yaml `kinds`."""

    ABUSE = "ABUSE"
    DEATH = "DEATH"
    MISSING = "MISSING"
    INJURY = "INJURY"
    SELF_HARM = "SELF_HARM"
    OUTSIDER = "OUTSIDER"
    PUNISHMENT = "PUNISHMENT"
    BUILDING = "BUILDING"
    POLICE = "POLICE"
    ILLNESS = "ILLNESS"
    ACCIDENT = "ACCIDENT"
    OTHER = "OTHER"


class IncidentLevel(StrEnum):
    """How fast the offices answer: the levels of the messages, so that a danger is a danger wherever it is told."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class SentVia(StrEnum):
    """Whether the reporter signed in; without an account nobody's name is asked."""

    ACCOUNT = "ACCOUNT"
    OPEN_PAGE = "OPEN_PAGE"


class WhoDid(StrEnum):
    """Whom it is about, as far as the reporter says."""

    NOBODY = "NOBODY"
    STAFF = "STAFF"
    MANAGER = "MANAGER"
    CHILD = "CHILD"
    FAMILY = "FAMILY"
    CPU = "CPU"
    POLICE = "POLICE"
    OUTSIDE = "OUTSIDE"
    UNKNOWN = "UNKNOWN"


class IncidentState(StrEnum):
    SENT = "SENT"
    IN_HAND = "IN_HAND"
    CLOSED = "CLOSED"


class StepKind(StrEnum):
    """What an office did about a report. Each is one line that stays."""

    CONTACT = "CONTACT"
    SAFE = "SAFE"
    MEDICAL = "MEDICAL"
    POLICE = "POLICE"
    VISIT = "VISIT"
    TALK = "TALK"
    NOTE = "NOTE"
    RELEASE = "RELEASE"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"


class IncidentOutcome(StrEnum):
    CONFIRMED = "CONFIRMED"
    PARTLY = "PARTLY"
    NOT_CONFIRMED = "NOT_CONFIRMED"
    PASSED_ON = "PASSED_ON"


I = IncidentState  # noqa: E741 - the table below reads better short
WORKING = (StepKind.SAFE, StepKind.MEDICAL, StepKind.POLICE, StepKind.VISIT, StepKind.TALK, StepKind.NOTE)
"""Steps an office writes down while it works, in the order of the list."""
LIFE: Lifecycle[IncidentState] = Lifecycle(
    I.SENT,
    move("contact", I.SENT, I.IN_HAND, Permission.WORK),
    move("follow", I.IN_HAND, I.IN_HAND, Permission.WORK),
    move("release", I.IN_HAND, I.IN_HAND, Permission.WORK),
    move("close", I.IN_HAND, I.CLOSED, Permission.WORK),
    move("reopen", I.CLOSED, I.IN_HAND, Permission.WORK),
)

labels(
    {
        IncidentKind.ABUSE: _("Abuse that you saw, heard of or suspect"),
        IncidentKind.DEATH: _("A child died"),
        IncidentKind.MISSING: _("A child is missing or ran away"),
        IncidentKind.INJURY: _("A child is badly hurt or in hospital"),
        IncidentKind.SELF_HARM: _("A child hurt itself or wants to die"),
        IncidentKind.OUTSIDER: _("Somebody from outside came in, threatened, or took a child"),
        IncidentKind.PUNISHMENT: _("A child was hit, locked in, or shamed as punishment"),
        IncidentKind.BUILDING: _("Fire, flood, or damage to the house"),
        IncidentKind.POLICE: _("The police came, or a child was arrested"),
        IncidentKind.ILLNESS: _("Several children are ill"),
        IncidentKind.ACCIDENT: _("An accident without bad injury"),
        IncidentKind.OTHER: _("Something else"),
    }
)
labels(
    {
        IncidentLevel.P1: _("Danger now"),
        IncidentLevel.P2: _("Serious"),
        IncidentLevel.P3: _("To be looked into"),
        SentVia.ACCOUNT: _("By a person who signed in"),
        SentVia.OPEN_PAGE: _("Without an account"),
        I.SENT: _("Sent, nobody has answered yet"),
        I.IN_HAND: _("An office works on it"),
        I.CLOSED: _("Finished"),
        IncidentOutcome.CONFIRMED: _("It happened"),
        IncidentOutcome.PARTLY: _("Part of it happened"),
        IncidentOutcome.NOT_CONFIRMED: _("It could not be shown"),
        IncidentOutcome.PASSED_ON: _("Passed on to the police or a court"),
    }
)
labels(
    {
        WhoDid.NOBODY: _("Nobody did it"),
        WhoDid.STAFF: _("Somebody who works here"),
        WhoDid.MANAGER: _("The manager or the owner"),
        WhoDid.CHILD: _("Another child"),
        WhoDid.FAMILY: _("Family of the child"),
        WhoDid.CPU: _("Somebody of the Child Protection Unit"),
        WhoDid.POLICE: _("Somebody of the police"),
        WhoDid.OUTSIDE: _("Somebody from outside"),
        WhoDid.UNKNOWN: _("I do not know, or do not want to say"),
    }
)
labels(
    {
        StepKind.CONTACT: _("First contact"),
        StepKind.SAFE: _("The children are safe"),
        StepKind.MEDICAL: _("Doctor or hospital"),
        StepKind.POLICE: _("Told to the police"),
        StepKind.VISIT: _("Visit to the home"),
        StepKind.TALK: _("Talk with a child or an adult"),
        StepKind.NOTE: _("Note"),
        StepKind.RELEASE: _("The home was told"),
        StepKind.CLOSE: _("Closed"),
        StepKind.REOPEN: _("Opened again"),
    }
)

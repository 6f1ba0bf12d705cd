"""Who may see and write the roster."""

from enum import StrEnum


class Permission(StrEnum):
    VIEW = "duty:view"
    PLAN = "duty:plan"

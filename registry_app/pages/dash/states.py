"""Who may see what needs attention."""

from enum import StrEnum


class Permission(StrEnum):
    TODAY = "dash:today"
    LIST = "dash:list"
    SILENCE = "dash:silence"

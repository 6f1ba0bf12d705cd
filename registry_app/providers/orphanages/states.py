"""Who may record that the board under the Orphanages Act gave, or took back, its certificate."""

from enum import StrEnum


class Permission(StrEnum):
    RECORD = "orphanages-act:record"

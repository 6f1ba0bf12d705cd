"""Who may read the record of deeds."""

from enum import StrEnum


class Permission(StrEnum):
    READ = "record:read"

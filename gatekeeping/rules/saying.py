"""Sentences with gaps: the reasons of a judgement, kept so that a page can say them in another language."""

from collections.abc import Mapping
from typing import NamedTuple


class Say(NamedTuple):
    """An English sentence with named gaps, as in gettext, and what fills them."""

    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        """The sentence in English."""
        return self.template % self.values


def say(template: str, **values: object) -> Say:
    """A sentence for a reason; `template` is the msgid that pages translate before filling the gaps."""
    return Say(template, values)


def shown(text: str, most: int = 40) -> str:
    """Text from outside, quoted, shortened and with unprintable signs escaped, so that it can be printed anywhere."""
    return repr(text if len(text) <= most else f"{text[:most]}…")

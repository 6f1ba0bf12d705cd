"""How hard an answer is to read for a child: words a sentence (feedback_to_child; over twelve is long)."""

import re

LONG = 12
_END = re.compile(r"[.!?۔؟]+\s*|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a text in English, Urdu or Sindhi."""
    return [part.strip() for part in _END.split(text) if part.strip()]


def long_sentences(text: str) -> list[tuple[str, int]]:
    """Sentences of more than twelve words, each with its number of words."""
    counted = [(one, len(one.split())) for one in sentences(text)]
    return [(one, words) for one, words in counted if words > LONG]

"""How a line of the training log stands. Days in, words out; plain Python."""

from datetime import date


def standing(seen: bool, expires_on: date | None, on: date) -> str:
    """OVER after its last day; else SEEN or NOT_SEEN. The last day itself still counts."""
    if expires_on is not None and expires_on < on:
        return "OVER"
    return "SEEN" if seen else "NOT_SEEN"

"""The keys of the number pad, one press at a time, kept in the child's session."""

from flask import session


def press(key: str, most: int) -> str:
    """The digits so far with this key; `erase` takes the last one away."""
    sofar = str(session.get("typed", ""))
    if key == "erase":
        sofar = sofar[:-1]
    elif key in set("0123456789") and key:
        sofar = (sofar + key)[:most]
    session["typed"] = sofar
    return sofar

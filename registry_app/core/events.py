"""Tell the rest of the house, without knowing who lives there; same transaction, same thread."""

from flask import current_app


def publish(event: object) -> None:
    """Carry out every reaction to `event` that registry_app/reactions.py lists."""
    for reaction in current_app.extensions["reactions"].get(type(event), ()):
        reaction(event)

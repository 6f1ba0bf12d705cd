"""What a service says when it will not: a sentence that tells the person what to do."""

from collections.abc import Sequence


class DomainError(Exception):
    """A deed refused by a rule. `sentence` is translated text (or lazy); `field` is the form field it belongs to."""

    def __init__(self, sentence: object, field: str | None = None) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.field = field


class Several(DomainError):
    """More than one refusal at once, each with its own field; where only one can be shown, the first speaks."""

    def __init__(self, errors: Sequence[DomainError]) -> None:
        super().__init__(errors[0].sentence, errors[0].field)
        self.errors = errors


class NotAllowed(DomainError):
    """The person may see the thing, but this deed is not theirs to do."""


class Stale(DomainError):
    """Somebody else changed the record in the meantime; nothing was overwritten."""

"""What a person reads when a way out lacks something: one sentence a fact, at its box, saying what to do."""

from collections.abc import Iterable
from typing import Any

from registry_app.core.errors import DomainError, Several
from registry_app.core.i18n import lazy as _

SENTENCES: dict[str, tuple[str, Any]] = {
    "adult": (
        "exit",
        _("This way out is only for somebody who is 18 or older, by the youngest age recorded. If the age is wrong, "
          "correct it in the child's file first."),
    ),
    "order": ("order", _("Write the number of the court's order. Without an order the child is not handed over: record "
                         "where it sleeps now instead.")),
    "affidavit": ("order", _("An affidavit for NADRA makes nobody a guardian and hands no child over. Write the "
                             "number of the court's order.")),
    "court": ("court", _("Choose which court gave the order.")),
    "district": ("district", _("Choose the province to which the child goes.")),
    "abroad": ("district", _("A child leaves Pakistan only by order of a court, or through its consulate or UNHCR.")),
    "authority": ("authority", _("Write which authority or office received the child.")),
    "to": ("to", _("Choose to whom the child goes.")),
    "nikahnama_number": ("nikahnama_number", _("Write the number of the nikahnama.")),
    "consent_on": ("consent_on", _("Write the day on which she or he agreed, in her or his own words.")),
    "consent_to_id": ("consent_to_id", _("Choose the woman officer who heard it.")),
    "woman": ("consent_to_id", _("The consent is heard by a woman officer. Choose a woman.")),
    "consent_late": ("consent_on", _("The consent comes before the leaving.")),
    "cause": ("cause", _("Choose of what the child died, or that it is not yet known.")),
    "certified_by": ("certified_by", _("Write which doctor or hospital certified the death.")),
    "found_dead": ("found_dead", _("Say whether the child was dead before it came to the home.")),
    "police_on": ("police_on", _("Tell the police, and write the day on which they were told.")),
    "police_late": ("police_on", _("The date must be today or earlier.")),
    "burial": ("burial_number", _("Write the place and the number of the grave, or mark that the child is not buried "
                                  "yet.")),
}  # fmt: skip


def refuse(faults: Iterable[str]) -> None:
    """Raise every sentence at once, so that nobody has to come back for the next one; nothing when all is there."""
    errors = [DomainError(sentence, field) for field, sentence in (SENTENCES[fault] for fault in faults)]
    if errors:
        raise errors[0] if len(errors) == 1 else Several(errors)

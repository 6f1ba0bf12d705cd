"""One child on the list, in boxes for a phone; the file of many; what is sent back."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from registry_app.core.forms import ChoiceField, DayField, Form, at_most, optional, required
from registry_app.core.i18n import lazy as _
from registry_app.placements.forms import places
from registry_app.placements.legacy.rules import Entry
from registry_app.placements.legacy.sheets import OLDEST_YEAR
from registry_app.placements.legacy.states import LegalPaper, Parents
from registry_app.placements.states import AgeMethod, Sex

AGE = [optional(), NumberRange(0, 21, _("Write 0 to 21."))]
BOXES = ("number", "sex", "birth_year", "age_from", "age_to", "age_method", "since", "origin", "parents", "paper",
         "paper_number", "siblings", "siblings_elsewhere", "disability")  # fmt: skip


class RowForm(Form):
    number = StringField(_("Number in your own book of admissions"), [required(), at_most(20)])
    name = StringField(_("Name"), [optional(), at_most(120)])
    sex = ChoiceField(_("Girl or boy"), [required(_("Choose one."))], kind=Sex, radios=True)
    birth_year = IntegerField(
        _("Year of birth"), [optional(), NumberRange(OLDEST_YEAR, 2100, _("Write a year, like 2018."))]
    )
    age_from = IntegerField(_("If the year is not known: at least how old?"), AGE)
    age_to = IntegerField(_("And at most how old?"), AGE)
    age_method = ChoiceField(_("How is the age known?"), [required(_("Choose one."))], kind=AgeMethod, radios=True)
    since = DayField(_("On which day did the child come?"), [required(_("Write the day."))])
    origin = SelectField(_("Where is the child from?"), [required(_("Choose one."))], choices=places)
    parents = ChoiceField(_("Do the parents live?"), [required(_("Choose one."))], kind=Parents, radios=True)
    paper = ChoiceField(
        _("On which paper is the child here?"), [required(_("Choose one."))], kind=LegalPaper, radios=True
    )
    paper_number = StringField(_("Number of that paper"), [optional(), at_most(60)])
    siblings = StringField(_("Brothers and sisters here"), [optional(), at_most(4)])
    siblings_elsewhere = BooleanField(_("Brothers or sisters are in care elsewhere"))
    disability = BooleanField(_("The child has a disability"))

    def entry(self) -> Entry:
        """What was typed, after the form was found good."""
        typed: dict[str, Any] = {name: self[name].data for name in (*BOXES, "name")}
        for name in ("paper_number", "siblings", "name"):
            typed[name] = typed[name] or ""
        return Entry(**typed)


class FileForm(Form):
    """The file; what to do with it is said by the button."""

    file = FileField(_("File of children (CSV)"))

    def content(self) -> bytes | None:
        """The bytes of the file; None, with a sentence, when there is none."""
        given: Any = self.file.data
        if not given or not given.filename:
            self.file.errors = [*self.file.errors, _("Choose a file.")]
            return None
        found: bytes = given.stream.read()
        return found


class SendBackForm(Form):
    reason = TextAreaField(
        _("What has to be put right?"), [required(_("Write what has to be put right.")), at_most(500)]
    )

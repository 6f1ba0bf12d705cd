"""Words of the report that belong to no enum: sentences at the top, notes, and what each check adds up."""

from registry_app.core.i18n import gettext, label, write_date
from registry_app.core.i18n import lazy as _
from registry_app.pages.court.facts import CourtFacts
from registry_app.pages.court.states import Notable, Place
from registry_app.placements.states import Exit

_PAPERS = {
    "HAS": _("B-Form issued"),
    "APPLIED": _("Applied for"),
    "NONE": _("None yet"),
    "NOT_SAID": _("Nothing recorded"),
}
_CHECKS = {
    "HOMES_BY_PLACE": _("Homes by standing = homes known"),
    "HOMES_BY_RUN_BY": _("Homes by who runs them = homes known"),
    "HOMES_BY_VISIT": _("Homes by last visit = homes known"),
    "HOMES_ON_A_LIST": _("Homes on a list, and on none = homes without families"),
    "MEASURES": _("Measures by kind = measures of all homes"),
    "FINDINGS": _("Findings put right, and open = findings of all homes"),
    "BOOK": _("Entries by visitor = entries of all visitors' books"),
    "CHILDREN_BY_SEX": _("Children by sex = children present"),
    "CHILDREN_BY_BASIS": _("Children by basis = children present"),
    "CHILDREN_BY_AGE": _("Children by age = children present"),
    "CHILDREN_BY_PLACE": _("Children by standing of their home = children present"),
    "CHILDREN_BY_PAPERS": _("Children by B-Form = children present"),
    "CHILDREN_IN_HOMES": _("Children of each home, and elsewhere = children present"),
    "CAME_AND_LEFT": _("All who came, less all who left or moved on = children present"),
    "CAME_AND_LEFT_IN_THE_YEAR": _("A year earlier, plus came, less left or moved on = children present"),
    "ARRIVALS": _("Arrivals by who brought them = arrivals"),
    "DESTINATIONS": _("Left by whom they went to = all who left"),
    "DEATHS": _("Deaths by cause = children who died"),
    "GRAVES": _("Deaths with a grave, and without = children who died"),
}


def papers(key: str) -> str:
    """What is known of a B-Form."""
    return str(_PAPERS[key])


def check(code: str) -> str:
    """What a check adds up."""
    return str(_CHECKS[code])


def sentences(facts: CourtFacts) -> tuple[str, ...]:
    """What the report says, in short: homes, what was done about them, children, and ways out."""
    young, whole = facts.children, facts.homes.whole
    return (
        gettext(
            "The register knew %(homes)s homes and %(families)s families that care for children.",
            homes=whole.homes, families=whole.families,
        ),
        _standings(facts),
        gettext(
            "%(all)s children live in care: %(girls)s girls, %(boys)s boys, %(transgender)s transgender children.",
            all=young.present, girls=young.whole.girl, boys=young.whole.boy, transgender=young.whole.transgender,
        ),
        gettext(
            "In the last 12 months %(came)s children came and %(left)s left; %(guardians)s were handed to a guardian "
            "and %(kafils)s to a kafil by a court's order, %(died)s died, %(missing)s went missing.",
            came=sum(two.year for two in young.came.values()), left=sum(two.year for two in young.left.values()),
            guardians=young.notable[Notable.GUARDIANSHIP].year, kafils=young.notable[Notable.KAFALAH].year,
            died=young.left[Exit.DIED].year, missing=young.left[Exit.MISSING].year,
        ),
        _sums(facts),
    )  # fmt: skip


def _standings(facts: CourtFacts) -> str:
    """Every standing that any home has, so that the numbers add up to all homes."""
    found = facts.homes.places.items()
    each = [f"{label(Place(code))} {many.homes}" for code, many in found if many.homes]
    return gettext(
        "How the %(homes)s homes stand: %(standings)s.",
        homes=facts.homes.whole.homes,
        standings=" · ".join(each) or "–",
    )


def _sums(facts: CourtFacts) -> str:
    wrong = [check for check in facts.checks if not check.agrees]
    if wrong:
        return gettext("%(number)s sums do NOT agree: see the check of sums.", number=len(wrong))
    return gettext("All %(number)s sums agree; they stand at the end.", number=len(facts.checks))


def notes(facts: CourtFacts) -> tuple[str, ...]:
    """What a court should know about the figures."""
    said = [
        gettext(
            "Each home and each child is counted once, as they stood at the end of %(day)s.", day=write_date(facts.on)
        ),
        gettext("True figures for the court and the Assembly, small ones too. This report is not for publishing."),
        gettext("No child is named in it, nor any code of a child."),
        gettext(
            "Everything is counted from facts with a date, as they were written down by the end of %(known)s. What was "
            "entered or corrected later is not in it; a report of the same day with a later day of knowledge shows it.",
            known=write_date(facts.known_on),
        ),
        gettext(
            "Certificates, applications and measures count by the day of the decision itself, as offices decide on "
            "the day they write."
        ),
        gettext(
            "A name of a home is as it was written on the day, where its history holds it. Families and shelters for "
            "survivors bear their number only."
        ),
        gettext("Age is counted by the youngest possible day of birth."),
        gettext("A child who was moved, or whose stay goes on on another basis, has neither come nor left."),
        gettext("Who runs a home and what care it offers are known for each day since the home was entered here."),
    ]
    if facts.running:
        said.insert(1, gettext("This day is not over: the same report made later today can differ."))
    elif facts.learning:
        said.insert(
            1,
            gettext(
                "The day up to which things are known is not over: the same report made later today can differ. A copy "
                "that is filed is kept as it is."
            ),
        )
    if facts.late:
        said.append(
            gettext(
                "%(number)s stays were entered only after the day and are counted. "
                "A report of the day itself lacked them.",
                number=facts.late,
            )
        )
    if facts.left_late or facts.aged_late:
        said.append(
            gettext(
                "Entered or corrected only after the day, and counted as it was known then: children who had left, "
                "%(left)s; ages, %(ages)s.",
                left=facts.left_late,
                ages=facts.aged_late,
            )
        )
    if not any(line.all for key, line in facts.children.papers.items() if key != "NOT_SAID"):
        said.append(gettext("Identity papers of children were not recorded by this day."))
    return tuple(said)

"""Made-up messages in three languages: nothing graphic, nothing that any real child said."""

from complaints.states import About, Category, Level

Words = tuple[str, str, str]
"""The same in English, Urdu and Sindhi."""

TOLD: dict[Category, tuple[Words, ...]] = {
    Category.FOOD: (
        ("The food is cold every evening.", "کھانا ہر شام ٹھنڈا ہوتا ہے۔", "هر شام ماني ٿڌي هوندي آهي."),
        ("We get no fruit any more.", "اب ہمیں پھل نہیں ملتا۔", "هاڻي اسان کي ميوو نٿو ملي."),
    ),
    Category.SCHOOL: (
        ("I have no school books.", "میرے پاس اسکول کی کتابیں نہیں ہیں۔", "مون وٽ اسڪول جا ڪتاب ناهن."),
        (
            "The bus comes late, so we miss the first lesson.",
            "بس دیر سے آتی ہے، پہلا سبق رہ جاتا ہے۔",
            "بس دير سان اچي ٿي، پهريون سبق رهجي وڃي ٿو.",
        ),
    ),
    Category.FAMILY: (
        (
            "I want to speak to my aunt. Nobody calls her.",
            "مجھے خالہ سے بات کرنی ہے۔ کوئی فون نہیں کرتا۔",
            "مون کي ماسيءَ سان ڳالهائڻو آهي. ڪو فون نٿو ڪري.",
        ),
    ),
    Category.AFRAID: (
        (
            "I am afraid of an older boy at night.",
            "رات کو مجھے ایک بڑے لڑکے سے ڈر لگتا ہے۔",
            "رات جو مون کي هڪ وڏي ڇوڪري کان ڊپ لڳندو آهي.",
        ),
    ),
    Category.SICK: (
        (
            "My tooth hurts, and nobody takes me to the doctor.",
            "میرے دانت میں درد ہے، کوئی ڈاکٹر کے پاس نہیں لے جاتا۔",
            "منهنجي ڏند ۾ سور آهي، ڪو ڊاڪٽر وٽ نٿو وٺي وڃي.",
        ),
    ),
    Category.WORK: (
        (
            "I wash clothes for everybody, every day.",
            "میں ہر روز سب کے کپڑے دھوتا ہوں۔",
            "آئون هر روز سڀني جا ڪپڙا ڌوئان ٿو.",
        ),
    ),
    Category.HURT: (
        ("I was pushed, and I fell.", "مجھے دھکا دیا گیا اور میں گر گیا۔", "مون کي ڌڪو ڏنو ويو ۽ آئون ڪري پيس."),
    ),
    Category.IDEA: (
        ("Can we have a swing in the yard?", "کیا صحن میں جھولا لگ سکتا ہے؟", "ڇا اڱڻ ۾ جهولو لڳي سگهي ٿو؟"),
        ("Thank you for the new library.", "نئی لائبریری کا شکریہ۔", "نئين لائبريريءَ لاءِ مهرباني."),
    ),
    Category.OTHER: (
        ("My shoes are too small.", "میرے جوتے چھوٹے ہو گئے ہیں۔", "منهنجون جتيون ننڍيون ٿي ويون آهن."),
    ),
}  # fmt: skip
ANSWER: Words = (
    "We read what you told us. We came and looked. It is being changed this week.",
    "ہم نے آپ کی بات پڑھی۔ ہم آئے اور دیکھا۔ اسی ہفتے بدلا جا رہا ہے۔",
    "اسان توهان جي ڳالهه پڙهي. اسان اچي ڏٺو. هن هفتي ۾ بدلايو پيو وڃي.",
)
MONTHLY: dict[Level, int] = {Level.P1: 4, Level.P2: 12, Level.P3: 25, Level.P4: 12}
"""Messages a month (domain README 9b)."""
KINDS: dict[Level, tuple[tuple[Category, About, str], ...]] = {
    Level.P1: ((Category.AFRAID, About.STAFF, "yes"), (Category.HURT, About.OTHER_ADULT, "unsure")),
    Level.P2: (
        (Category.AFRAID, About.CHILD, "no"), (Category.SICK, About.NOBODY, "no"), (Category.WORK, About.STAFF, "no"),
        (Category.HURT, About.CHILD, "no"),
    ),
    Level.P3: (
        (Category.FOOD, About.NOBODY, "no"), (Category.SCHOOL, About.NOBODY, "no"),
        (Category.FAMILY, About.STAFF, "no"), (Category.OTHER, About.NOBODY, "no"),
    ),
    Level.P4: ((Category.IDEA, About.NOBODY, "no"),),
}  # fmt: skip
"""What makes a message of each level: the picture, whom it is about, danger now. The rules say the level again."""
LANGUAGES = ("en", "ur", "sd")


def told(category: Category, language: str, number: int) -> str:
    """One message about this, in this language."""
    many = TOLD[category]
    return many[number % len(many)][LANGUAGES.index(language)]

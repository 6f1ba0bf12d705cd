"""Invented names and words. The names of homes are trees, birds and things of the yard: no real home is called so."""

from registry_app.demo.chance import Chance
from registry_app.providers.homes.states import Sexes

Said = tuple[str, str, str]
"""The same in English, Urdu and Sindhi."""

THINGS: tuple[Said, ...] = (
    ("Blue Door", "نیلا دروازہ", "نيرو دروازو"),
    ("Three Wells", "تین کنویں", "ٽي کوهه"),
    ("Neem Yard", "نیم کا صحن", "نم جو اڱڻ"),
    ("White Heron", "سفید بگلا", "اڇو ٻگهه"),
    ("Clay Lamp", "مٹی کا دیا", "مٽيءَ جو ڏيئو"),
    ("Date Palm Lane", "کھجور والی گلی", "کجيءَ واري گهٽي"),
    ("Morning Swing", "صبح کا جھولا", "صبح جو جهولو"),
    ("Green Gate", "سبز پھاٹک", "سائو ڦاٽڪ"),
    ("Two Rivers Yard", "دو ندیوں کا صحن", "ٻن ندين جو اڱڻ"),
    ("Old Banyan", "پرانا برگد", "پراڻو بڙ"),
    ("Small Boat", "چھوٹی کشتی", "ننڍي ٻيڙي"),
    ("Red Kite", "لال پتنگ", "ڳاڙهو لغڙ"),
    ("Jasmine Wall", "چنبیلی کی دیوار", "چنبيليءَ جي ڀت"),
    ("Mango Shade", "آم کی چھاؤں", "انب جي ڇانوَ"),
    ("Copper Pot", "تانبے کا مٹکا", "ٽامي جو مٽ"),
    ("Long Veranda", "لمبا برآمدہ", "ڊگهو ورانڊو"),
    ("Lotus Pond", "کنول تالاب", "ڪنول تلاءُ"),
    ("Sparrow Roof", "چڑیوں کی چھت", "جھرڪين جي ڇت"),
    ("Acacia Corner", "ببول کا موڑ", "ٻٻر وارو موڙ"),
    ("Sea Wind", "سمندری ہوا", "سمنڊ جي هوا"),
    ("Yellow Window", "پیلی کھڑکی", "پيلي دري"),
    ("Indigo House", "نیل گھر", "نير گهر"),
    ("Five Steps", "پانچ سیڑھیاں", "پنج ڏاڪا"),
    ("Salt Road", "نمک والی سڑک", "لوڻ وارو رستو"),
    ("Quiet Canal", "خاموش نہر", "خاموش واهه"),
    ("Bright Tile", "روشن ٹائل", "روشن ڪاشي"),
    ("Peacock Yard", "مور کا صحن", "مور جو اڱڻ"),
    ("Rain Tree", "بارش کا درخت", "مينهن جو وڻ"),
    ("Corner Oven", "کونے کا تندور", "ڪنڊ وارو تنور"),
    ("Hill View", "پہاڑی منظر", "ٽڪريءَ جو نظارو"),
    ("Silver Fish", "چاندی کی مچھلی", "چانديءَ جي مڇي"),
    ("Open Book", "کھلی کتاب", "کليل ڪتاب"),
    ("Sand Garden", "ریت کا باغ", "واريءَ جو باغ"),
    ("Wooden Bridge", "لکڑی کا پل", "ڪاٺ جي پل"),
    ("Guava Tree", "امرود کا درخت", "زيتون جو وڻ"),
    ("Cool Jar", "ٹھنڈا گھڑا", "ٿڌو گهڙو"),
    ("Brick Arch", "اینٹوں کی محراب", "سرن جي محراب"),
    ("Round Well", "گول کنواں", "گول کوهه"),
    ("Star Roof", "تاروں والی چھت", "تارن واري ڇت"),
    ("Cotton Field", "کپاس کا کھیت", "ڪپهه جو ٻنو"),
    ("Bell Gate", "گھنٹی والا دروازہ", "گهنڊ وارو دروازو"),
    ("Partridge Hill", "تیتر کی پہاڑی", "تتر واري ٽڪري"),
    ("Sugar Cane Lane", "گنے والی گلی", "ڪمند واري گهٽي"),
    ("Kite Hill", "پتنگ ٹیلہ", "لغڙ وارو ٽيلو"),
    ("Warm Bread", "گرم روٹی", "گرم ماني"),
)
HOUSES: dict[Sexes, Said] = {
    Sexes.GIRLS: ("Girls' Home", "لڑکیوں کا گھر", "ڇوڪرين جو گهر"),
    Sexes.BOYS: ("Boys' Home", "لڑکوں کا گھر", "ڇوڪرن جو گهر"),
    Sexes.BOTH: ("Children's Home", "بچوں کا گھر", "ٻارن جو گهر"),
}
BODY: Said = ("Welfare Society", "فلاحی انجمن", "فلاحي انجمن")
SMALL: Said = ("Small Home", "چھوٹا گھر", "ننڍو گهر")
FEDERAL: Said = ("Federal Home No. %s (made up)", "وفاقی گھر نمبر %s (فرضی)", "وفاقي گهر نمبر %s (هٿرادو)")
SWD_HOME: Said = (
    "Department Home No. %s (made up)",
    "محکمے کا گھر نمبر %s (فرضی)",
    "کاتي جو گهر نمبر %s (هٿرادو)",
)
SCPA_HOME: Said = (
    "Authority Shelter No. %s (made up)",
    "اتھارٹی کی پناہ گاہ نمبر %s (فرضی)",
    "اٿارٽيءَ جي پناهگاهه نمبر %s (هٿرادو)",
)

WOMEN = (
    "Amina", "Bushra", "Farzana", "Hajra", "Kiran", "Lubna", "Marvi", "Nasreen", "Rabia", "Sanam", "Shazia", "Tahira",
    "Uzma", "Zahida", "Zubeda", "Humaira", "Noor Jahan", "Parveen", "Sassui", "Momal",
)  # fmt: skip
MEN = (
    "Abdul Karim", "Aftab", "Bashir", "Ghulam Nabi", "Imdad", "Javed", "Khalid", "Liaquat", "Mukhtiar", "Nadeem",
    "Pervez", "Qasim", "Rashid", "Sajjad", "Tariq", "Umar", "Wazir", "Yousuf", "Zulfiqar", "Dilawar",
)  # fmt: skip
FAMILIES = (
    "Abro", "Baloch", "Chandio", "Dahri", "Gabol", "Hingoro", "Jamali", "Khoso", "Laghari", "Memon", "Narejo", "Otho",
    "Panhwar", "Qazi", "Rind", "Soomro", "Talpur", "Unar", "Wassan", "Zaur",
)  # fmt: skip
GIRLS = (
    "Aasia",
    "Bano",
    "Gulnaz",
    "Haleema",
    "Iqra",
    "Jameela",
    "Kanwal",
    "Mehwish",
    "Naila",
    "Reshma",
    "Sapna",
    "Tania",
)
BOYS = ("Ahsan", "Bilal", "Daud", "Fahad", "Hamid", "Irfan", "Kashif", "Majid", "Noman", "Rafiq", "Salman", "Waqar")
TALUKAS = ("Town", "City", "Taluka North", "Taluka South", "Old Town")
STREETS = ("Canal Road", "School Lane", "Station Road", "Garden Street", "Market Street", "Mill Road", "Well Street")


def adult(chance: Chance, woman: bool) -> str:
    """An invented name of a grown-up."""
    return f"{chance.choice(WOMEN if woman else MEN)} {chance.choice(FAMILIES)}"


def child(chance: Chance, girl: bool) -> str:
    """An invented name of a child."""
    return f"{chance.choice(GIRLS if girl else BOYS)} {chance.choice(FAMILIES)}"


def address(chance: Chance, district: str) -> str:
    """An invented street address."""
    return f"House {chance.randint(1, 480)}, {chance.choice(STREETS)}, {district}"


def named(number: int, house: Said) -> Said:
    """The name of the home with this number; from the second round on the round is part of it."""
    thing = THINGS[number % len(THINGS)]
    turn = number // len(THINGS)
    after = f" {turn + 1}" if turn else ""
    return (
        f"{thing[0]} {house[0]}{after}",
        f"{thing[1]}، {house[1]}{after}",
        f"{thing[2]}، {house[2]}{after}",
    )


def numbered(name: Said, number: int) -> Said:
    """A name that ends in its number."""
    return (name[0] % number, name[1] % number, name[2] % number)


STORIES = (
    "Made up. Found alone at the bus stand late in the evening, could say the name of the village.",
    "Made up. A teacher saw that the child did not want to go home and asked why.",
    "Made up. The mother is in hospital, nobody else was at the house.",
)


def story(mark: str) -> str:
    """What happened, for a case; the same mark gives the same story."""
    return STORIES[sum(mark.encode()) % len(STORIES)]

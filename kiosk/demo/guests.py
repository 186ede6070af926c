"""The guests of the demo day: the cast of the house, and how far each party has come."""

from ..domain.sheet import STUDIO
from ..domain.words import N_
from ..records import dataclass
from ..studio import Room

WEDDING = (N_("white gown"), N_("evening gown"), N_("qipao"))
FAMILY = (N_("at home"), N_("in the garden"))
PORTRAIT = (N_("window light"),)
# So many parties at once need more than the two studios of the house as it comes.
MORE_ROOMS = (
    Room(key="studio-3", name=N_("Studio 3"), stage=STUDIO),
    Room(key="studio-4", name=N_("Studio 4"), stage=STUDIO),
    Room(key="studio-5", name=N_("Studio 5"), stage=STUDIO),
    Room(key="studio-6", name=N_("Studio 6"), stage=STUDIO),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One booking of the demo day and how far its party has come: `walk` is (staff, stage, minutes spent there) from the
    door on; `offered` is who they are being brought to right now, and where; `mood` what the last giver tapped, `request` a
    special one with the stage that must act. They are booked with `artists`. `room` is reserved for `minutes`, or for as long
    as their package takes."""

    number: int
    party: tuple[str, ...]
    phone: str
    package: str
    looks: tuple[str, ...]
    host: str
    kind: str = "shoot"
    size: int = 0
    deputy: str | None = None
    language: str = "en"
    wish: str = ""
    notes: str = ""
    walk: tuple[tuple[str, str, float], ...] = ()
    is_greeted: bool = True
    has_passed_gate: bool = True
    offered: tuple[str, str, float] | None = None
    due_in: float = 0
    has_left: bool = False
    mood: str = ""
    request: tuple[str, str] | None = None
    room: str | None = None
    minutes: int = 0
    artists: tuple[str, ...] = ()


GUESTS = (
    Guest(
        number=2031,
        party=("Ms Chen", "Mr Li"),
        phone="+8613800135678",
        package="Wedding Classic",
        looks=WEDDING,
        host="mei",
        wish="One picture where my grandmother’s comb shows.",
        notes="Comb is in locker 7. Lip darker than in the trial; she said so twice.",
        mood="glad",
        request=("makeup", "The comb goes in last, on the left side."),
        walk=(("mei", "reception", 14), ("lin", "makeup", 38), ("zhao", "studio", 31), ("lin", "makeup", 34)),
    ),
    Guest(
        number=2032,
        party=("Okafor family",),
        size=4,
        phone="+447700900123",
        package="Family portrait",
        looks=FAMILY,
        room="studio-2",
        minutes=105,
        host="anna",
        wish="One calm picture of all four of us.",
        notes="Baby naps from eleven to twelve.",
        mood="tired",
        request=("studio", "No flash while the baby sleeps."),
        walk=(("anna", "reception", 11), ("noor", "makeup", 22), ("marco", "studio", 52)),
    ),
    Guest(
        number=2033,
        party=("Grandmother Sato",),
        phone="+819012345678",
        package="Portrait",
        looks=PORTRAIT,
        room="studio-3",
        minutes=60,
        host="mei",
        wish="A portrait my grandchildren will like.",
        notes="Walks slowly, likes large print.",
        walk=(("mei", "reception", 11),),
        mood="calm",
        offered=("lin", "makeup", 0.7),
    ),
    Guest(
        number=2034,
        party=("Ms Dubois",),
        phone="+33612345678",
        package="Portrait",
        looks=PORTRAIT,
        room="studio-4",
        minutes=80,
        host="mei",
        walk=(("mei", "reception", 2),),
        is_greeted=False,
        has_passed_gate=False,
    ),
    Guest(
        number=2035,
        party=("Mr Lindqvist", "Mrs Lindqvist"),
        phone="+46701234567",
        package="Anniversary",
        looks=PORTRAIT,
        host="hua",
        deputy="anna",
        walk=(("anna", "reception", 6),),
        has_passed_gate=False,
    ),
    Guest(
        number=2036,
        party=("Ms Park",),
        phone="+82101234567",
        package="Portrait",
        looks=(N_("business"), N_("evening gown")),
        room="studio-5",
        host="bo",
        due_in=-35,
        mood="calm",
        walk=(("bo", "reception", 9), ("jo", "makeup", 18)),
    ),
    Guest(
        number=2037,
        party=("Ms Haddad",),
        phone="+971501234567",
        package="Wedding Classic",
        looks=WEDDING,
        room="studio-6",
        host="anna",
        wish="That my henna is seen.",
        mood="glad",
        walk=(("anna", "reception", 12), ("noor", "makeup", 9)),
    ),
    Guest(
        number=2038,
        party=("Ms Rossi", "Mr Tan"),
        phone="+393331234567",
        package="Wedding Classic",
        looks=WEDDING,
        room="studio-1",
        minutes=185,
        host="mei",
        walk=(
            ("mei", "reception", 13),
            ("jo", "makeup", 41),
            ("zhao", "studio", 30),
            ("jo", "makeup", 26),
            ("zhao", "studio", 33),
            ("jo", "makeup", 24),
            ("zhao", "studio", 21),
        ),
    ),
    Guest(
        number=2039,
        party=("Ms Eriksen",),
        phone="+4791234567",
        package="Portrait",
        looks=(N_("window light"), N_("evening gown")),
        host="bo",
        walk=(
            ("bo", "reception", 10),
            ("tess", "makeup", 30),
            ("marco", "studio", 28),
            ("tess", "makeup", 20),
            ("marco", "studio", 25),
            ("tess", "removal", 16),
        ),
    ),
    Guest(
        number=2040,
        party=("The Adeyemis",),
        size=3,
        phone="+2348012345678",
        package="Family portrait",
        looks=PORTRAIT,
        host="mei",
        walk=(
            ("mei", "reception", 12),
            ("noor", "makeup", 25),
            ("marco", "studio", 35),
            ("tess", "removal", 14),
            ("mei", "farewell", 4),
        ),
    ),
    Guest(
        number=2018,
        party=("Ms Weber", "Mr Osei"),
        phone="+4915123456789",
        package="Wedding Classic",
        looks=WEDDING,
        room="sales-1",
        host="anna",
        kind="selection",
        walk=(("anna", "reception", 8), ("anna", "sales_room", 41)),
    ),
    Guest(
        number=2019,
        party=("欧阳娜娜", "司马睿"),
        size=4,
        phone="+8615012345678",
        package="Family portrait",
        looks=FAMILY,
        room="sales-2",
        host="bo",
        kind="selection",
        language="zh_Hans",
        walk=(("bo", "reception", 7), ("bo", "sales_room", 12)),
    ),
    Guest(
        number=2041,
        party=("Emma Whitfield", "James Okoro"),
        phone="+447700904321",
        package="Wedding Classic",
        looks=WEDDING,
        room="studio-1",
        host="mei",
        due_in=10,
        wish="A picture with the rain outside.",
        artists=("lin", "zhao"),  # whose stations are on the demo's page
    ),
    Guest(
        number=2042,
        party=("陈静怡", "李伟"),
        phone="+8613800138001",
        package="婚纱套系 A",
        looks=WEDDING,
        room="studio-2",
        host="anna",
        due_in=25,
        language="zh_Hans",
    ),
    Guest(
        number=2043,
        party=("林美玲", "陳志強"),
        phone="+85261234567",
        package="Wedding Classic",
        looks=WEDDING,
        room="studio-3",
        host="bo",
        due_in=55,
        language="zh_Hant",
    ),
    Guest(
        number=2044,
        party=("Grace O’Connor",),
        phone="+12125550187",
        package="Portrait",
        looks=PORTRAIT,
        room="studio-4",
        host="hua",
        due_in=85,
    ),
)

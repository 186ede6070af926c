"""What a studio is made of: its stages, rooms, people and checklists, and the house as it comes."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from . import i18n
from .domain.house_settings import wording_version
from .domain.staff import Staff
from .domain.words import N_

Words = str | dict[str, str]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]


def label(words: Words) -> str:
    """The studio's own words in the reader's language; a plain text may stand in the catalogue."""
    return i18n.gettext(words) if isinstance(words, str) else i18n.pick(words)


class Section(BaseModel):
    """Frozen; an unknown key is a mistake worth telling."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError('is not a time zone; write a name such as "Asia/Shanghai" or "Europe/London"') from error
    return name


Language = Literal["en", "zh_Hans", "zh_Hant"]


class Studio(Section):
    """`languages` are those that screens offer and speak; `language` is the one they begin in and offer first."""

    name: str = Field(default="Linden Street Studio", min_length=1, max_length=80)
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"
    language: Language = "en"
    languages: tuple[Language, ...] = Field(default=("en", "zh_Hans", "zh_Hant"), min_length=1)
    currency: str = Field(default="CNY", pattern="^[A-Z]{3}$")

    @model_validator(mode="after")
    def _begins_in_one_of_them(self) -> "Studio":
        if self.language not in self.languages:
            raise PydanticCustomError("language_not_offered", "language has to be one of languages")
        return self

    @property
    def offered(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.language, *self.languages)))


class Stage(Section):
    """A step with a place. Minutes are targets: `soon_minutes` turns a card amber, `target_minutes` makes it late;
    for `settle_minutes` whoever brings a party here the first time stays with them until they are comfortable (A20).
    `escorts` names the stages whose people may walk a party on from here; left out, its own may (C49)."""

    key: Slug
    name: Words
    target_minutes: int = Field(gt=0, le=600)
    soon_minutes: int | None = Field(default=None, gt=0, le=600)
    settle_minutes: int = Field(default=0, ge=0, le=30)
    escorts: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _soon_before_target(self) -> "Stage":
        if self.soon_minutes is not None and self.soon_minutes >= self.target_minutes:
            raise PydanticCustomError("soon_before_target", "soon_minutes has to be smaller than target_minutes")
        return self

    @property
    def soon_seconds(self) -> int:
        return (self.soon_minutes or self.target_minutes * 4 // 5) * 60

    @property
    def target_seconds(self) -> int:
        return self.target_minutes * 60


class Room(Section):
    """A physical place. Where it `must_be_ready`, nobody is brought there before it was said to be (D18)."""

    key: Slug
    name: Words
    stage: Slug
    must_be_ready: bool = False


class Person(Section):
    """Someone who can hold a party; `also` lists other spellings found in calendars (an English or a Chinese name)."""

    id: Slug
    name: str = Field(min_length=1, max_length=60)
    stages: tuple[Slug, ...]
    pronoun: Literal["she", "he", "they"] = "they"
    portrait: str | None = None
    room: Slug | None = None
    languages: tuple[str, ...] = ("en",)
    skills: tuple[str, ...] = ()
    is_manager: bool = False
    also: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Names what studio.toml says of this person; the desk's changes stand until it says something else."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def staff(self) -> Staff:
        return Staff(**self.model_dump(), listed=self.fingerprint)


class Package(Section):
    """What can be bought. Money in the smallest unit; `minutes` is how long its shoot takes, for clashes and free times."""

    name: str = Field(min_length=1, max_length=60)
    looks: int = Field(default=1, ge=0, le=20)
    allowance: int = Field(default=0, ge=0, le=2000)
    price_cents: int | None = Field(default=None, ge=0)
    extra_cents: int | None = Field(default=None, ge=0)
    minutes: int = Field(default=180, gt=0, le=1440)
    products: tuple[str, ...] = ()


class Consent(Section):
    """One use of pictures or names, asked for in one plain sentence; the answer stands as no until it is yes. `version`
    names the wording, so that it is known for ever what a guest agreed to: it follows from the text, whatever else is given.
    A yes holds for so many `months`; 0 is until it is taken back."""

    key: Slug
    text: Words
    version: str = ""
    months: int = Field(default=24, ge=0, le=600)

    @model_validator(mode="before")
    @classmethod
    def _named_by_its_words(cls, values: Any) -> Any:
        text = values.get("text") if isinstance(values, Mapping) else None
        return {**values, "version": wording_version(text)} if isinstance(text, str | dict) else values


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


class Opening(Section):
    """Opening hours of one day of the week, `HH:MM`; a day without hours is closed."""

    day: Weekday
    opens: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    closes: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")

    @model_validator(mode="after")
    def _opens_before_closing(self) -> "Opening":
        if self.opens >= self.closes:
            raise PydanticCustomError("opens_before_closing", "opens has to be before closes")
        return self


class Item(Section):
    """One point of a checklist."""

    key: Slug
    text: Words


class Point(Item):
    """One point of the welcome or the farewell, for visits of these `kinds`; empty is for all."""

    kinds: tuple[Literal["shoot", "selection", "pickup", "enquiry"], ...] = ()


class LookName(Section):
    """What the studio calls one of its looks, in each language: whichever of them stands on a booking or a folder."""

    key: Slug
    text: Words


def look_words(looks: Iterable[LookName]) -> list[Mapping[str, str]]:
    """Their names by locale; one that is the catalogue's is known there."""
    return [look.text for look in looks if isinstance(look.text, Mapping)]


class Pose(Section):
    """A picture of a pose or a mood that a waiting party may pick (REQUIREMENTS D21): for looks in whose name one of the words
    of `looks` stands, or for all, and for parties of at least so many `people`."""

    key: Slug
    text: Words
    looks: tuple[str, ...] = ()
    people: int = Field(default=1, ge=1, le=20)


# The house as it comes: names are sentences of the catalogue, so that they speak every language; a studio's own are its own.
DEFAULT_STAGES = (
    Stage(key="reception", name=N_("Reception"), target_minutes=15),
    Stage(key="makeup", name=N_("Makeup"), target_minutes=40),
    Stage(key="studio", name=N_("Studio"), target_minutes=40, settle_minutes=3),
    Stage(key="removal", name=N_("Removal"), target_minutes=20),
    Stage(key="farewell", name=N_("Farewell"), target_minutes=15),
    Stage(key="sales_room", name=N_("Sales room"), target_minutes=90),
)
DEFAULT_ROOMS = (
    Room(key="makeup-1", name=N_("Makeup 1"), stage="makeup"),
    Room(key="makeup-2", name=N_("Makeup 2"), stage="makeup"),
    Room(key="studio-1", name=N_("Studio 1"), stage="studio"),
    Room(key="studio-2", name=N_("Studio 2"), stage="studio"),
    Room(key="sales-1", name=N_("Sales room 1"), stage="sales_room"),
    Room(key="sales-2", name=N_("Sales room 2"), stage="sales_room"),
)
_FRONT = ("reception", "farewell", "sales_room")
DEFAULT_PEOPLE = (
    Person(id="mei", name="Mei Wang", stages=_FRONT, pronoun="she", portrait="mei", languages=("en", "zh_Hans")),
    Person(id="anna", name="Anna Brooks", stages=_FRONT, pronoun="she", portrait="anna", is_manager=True),
    Person(id="hua", name="Hua Li", stages=_FRONT, pronoun="he", portrait="hua", languages=("zh_Hans",)),
    Person(id="bo", name="Bo", stages=_FRONT, pronoun="he", portrait="bo"),
    Person(id="lin", name="Lin", stages=("makeup", "removal"), pronoun="she", portrait="lin", room="makeup-2"),
    Person(id="jo", name="Jo", stages=("makeup", "removal"), pronoun="she", portrait="jo", room="makeup-2"),
    Person(id="noor", name="Noor", stages=("makeup", "removal"), pronoun="she", portrait="noor", room="makeup-1"),
    Person(id="tess", name="Tess", stages=("removal", "makeup"), pronoun="she", portrait="tess", room="makeup-1"),
    Person(id="zhao", name="Zhao", stages=("studio",), pronoun="he", portrait="zhao", room="studio-1"),
    Person(id="marco", name="Marco", stages=("studio",), pronoun="he", portrait="marco", room="studio-2"),
)
DEFAULT_GATE = (
    Point(key="seated", text=N_("Seated, tea offered, names exchanged")),
    Point(key="package", text=N_("Package checked together"), kinds=("shoot", "selection")),
    Point(key="payment", text=N_("Payment looked at"), kinds=("shoot", "selection", "pickup")),
    Point(key="belongings", text=N_("Belongings in a locker"), kinds=("shoot",)),
    Point(key="sheet", text=N_("Work flow sheet issued"), kinds=("shoot",)),
)
DEFAULT_FAREWELL = (
    Point(key="selection_date", text=N_("Date for choosing the photos agreed"), kinds=("shoot",)),
    Point(key="returned", text=N_("Everything returned"), kinds=("shoot",)),
    Point(key="comments", text=N_("Comments form offered"), kinds=("shoot", "selection", "pickup")),
    Point(key="open_items", text=N_("Open items read out")),
    Point(key="apology", text=N_("“I am sorry for anything that was not perfect today” said")),
    Point(key="seven_steps", text=N_("Seen off seven steps past the door")),
)
DEFAULT_PACKAGES = (
    Package(name="Wedding Classic", looks=3, allowance=30, price_cents=499900, extra_cents=6800, minutes=300),
    Package(name="Family portrait", looks=2, allowance=20, price_cents=199900, extra_cents=4800, minutes=150),
    Package(name="Portrait", looks=1, allowance=10, price_cents=89900, extra_cents=3800, minutes=90),
)
DEFAULT_CONSENTS = (
    Consent(key="board", text=N_("My first name may stand on the screen in the lobby.")),
    Consent(key="samples", text=N_("You may show some of our pictures here in the studio.")),
    Consent(key="marketing", text=N_("You may show some of our pictures on your pages and in print.")),
)
DEFAULT_NEEDS = (
    Item(key="natural", text=N_("Natural and light")),
    Item(key="classic", text=N_("Classic and elegant")),
    Item(key="playful", text=N_("Playful and lively")),
    Item(key="retro", text=N_("Retro")),
    Item(key="indoors", text=N_("Rather indoors")),
    Item(key="outdoors", text=N_("Rather outdoors")),
    Item(key="frame", text=N_("For a frame on the wall")),
    Item(key="album", text=N_("For an album")),
)
DEFAULT_SOURCES = (
    Item(key="friend", text=N_("Friends told us")),
    Item(key="passing", text=N_("Just passing by")),
    Item(key="online", text=N_("Found online")),
    Item(key="again", text=N_("Been here before")),
)
DEFAULT_REASONS = (
    Item(key="wedding", text=N_("Wedding pictures")),
    Item(key="family", text=N_("Family or children")),
    Item(key="portrait", text=N_("A portrait")),
    Item(key="looking", text=N_("Just looking")),
)
_BRIDAL = ("white", "veil", "gauze", "bridal", "白", "婚纱", "婚紗")
_CHINESE = ("qipao", "cheongsam", "xiuhe", "kwa", "旗袍", "秀禾", "龙凤", "龍鳳")
DEFAULT_POSES = (
    Pose(key="window", text=N_("By the window, looking out")),
    Pose(key="seated", text=N_("Seated, quite at ease")),
    Pose(key="shoulder", text=N_("A look back over the shoulder")),
    Pose(key="laughing", text=N_("Laughing out loud")),
    Pose(key="quiet", text=N_("Quiet, with closed eyes")),
    Pose(key="hand-in-hand", text=N_("Walking hand in hand"), people=2),
    Pose(key="foreheads", text=N_("Forehead to forehead"), people=2),
    Pose(key="back-to-back", text=N_("Back to back"), people=2),
    Pose(key="dance", text=N_("A slow dance"), people=2),
    Pose(key="veil", text=N_("Under the veil"), looks=_BRIDAL),
    Pose(key="fan", text=N_("With a fan"), looks=_CHINESE),
    Pose(key="together", text=N_("All close together"), people=3),
)
DEFAULT_OPENING = tuple(Opening(day=day, opens="09:00", closes="18:00") for day in WEEKDAYS)

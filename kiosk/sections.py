"""Which sections of the settings the owner may change at the desk, and with which fields (REQUIREMENTS D15)."""

from . import i18n
from .domain.cues import CARDS
from .domain.house_settings import UnknownSection
from .domain.words import N_
from .records import dataclass
from .studio import WEEKDAYS

WORDY = ("words", "long")
PER_LANGUAGE = (*WORDY, "languages")


@dataclass(frozen=True, slots=True)
class Field:
    """`kind`: text, words (one short text a language), long (longer ones), number, money, time, list (with commas), windows
    (HH:MM-HH:MM with commas), switch (on or off), stage or language (one of them), languages (several). `notices.1` is the
    second of a list."""

    name: str
    label: str
    kind: str = "number"
    help: str = ""
    is_optional: bool = False

    def inputs(self) -> tuple[str, ...]:
        return tuple(f"{self.name}.{locale}" for locale in i18n.LOCALES) if self.kind in PER_LANGUAGE else (self.name,)


@dataclass(frozen=True, slots=True)
class Section:
    """`name` as in studio.toml, `attribute` as in Settings. `shape`: 'one' (a single row), 'rows' (as many as wanted, in the
    owner's order), or 'fixed' (one for each of `keys`, left out where it is empty); `key` names a row."""

    name: str
    attribute: str
    title: str
    about: str
    fields: tuple[Field, ...]
    shape: str = "rows"
    key: str = "key"
    keys: tuple[str, ...] = ()


_POINT = (Field("text", N_("The point, in each language"), "words"),)
_KINDS = Field(
    "kinds",
    N_("Only for visits of these kinds"),
    "list",
    N_("shoot, selection, pickup, enquiry, with commas between them; empty is every kind"),
    is_optional=True,
)
SECTIONS = {
    section.name: section
    for section in (
        Section(
            "studio",
            "studio",
            N_("The studio"),
            N_("Its name on every screen and paper, and which languages guests and colleagues may choose from."),
            (
                Field("name", N_("Name of the studio"), "text"),
                Field("languages", N_("Languages offered"), "languages"),
                Field(
                    "language",
                    N_("Language that comes first"),
                    "language",
                    N_("Spoken before somebody chooses, and to browsers that ask for one that is not offered"),
                ),
                Field("currency", N_("Currency, three letters"), "text", N_("Such as CNY, HKD, TWD, EUR")),
            ),
            shape="one",
        ),
        Section(
            "stage",
            "stages",
            N_("Stages"),
            N_(
                "The steps of a visit with their usual minutes: a card turns amber at the first number and red at the second."
            ),
            (
                Field("name", N_("Name"), "words"),
                Field(
                    "soon_minutes",
                    N_("Amber after minutes"),
                    is_optional=True,
                    help=N_("Empty: four fifths of the next"),
                ),
                Field("target_minutes", N_("Red after minutes")),
                Field(
                    "settle_minutes", N_("Minutes of settling in"), help=N_("Whoever brings a party stays that long")
                ),
                Field(
                    "escorts",
                    N_("Who may walk a party on"),
                    "list",
                    N_("Keys of stages with commas between them. Empty: the stage’s own people"),
                    is_optional=True,
                ),
            ),
        ),
        Section(
            "room",
            "rooms",
            N_("Rooms"),
            N_("Where a stage takes place. A presenter and a TV in one room belong together."),
            (
                Field("name", N_("Name"), "words"),
                Field("stage", N_("Stage"), "stage"),
                Field(
                    "must_be_ready",
                    N_("Only when it is ready"),
                    "switch",
                    N_("On: nobody is brought there before it was said to be ready"),
                ),
            ),
        ),
        Section(
            "package",
            "packages",
            N_("Packages"),
            N_("What can be bought. Prices are seen at this desk and in the sales room, never on a shared screen."),
            (
                Field("name", N_("Name"), "text"),
                Field("looks", N_("Looks")),
                Field("allowance", N_("Photos in it")),
                Field("price_cents", N_("Price"), "money", is_optional=True),
                Field("extra_cents", N_("Each further photo"), "money", is_optional=True),
                Field("minutes", N_("Minutes the shoot takes")),
                Field("products", N_("Products"), "list", N_("With commas between them"), is_optional=True),
            ),
            key="name",
        ),
        Section(
            "look",
            "looks",
            N_("Names of looks"),
            N_(
                "Your own looks as each language calls them. Common ones, such as white gown, every language knows already."
            ),
            (Field("text", N_("The look, in each language"), "words"),),
        ),
        Section(
            "cue",
            "cues",
            N_("What to say"),
            N_("The cue cards. Left empty, a language says it as the house does."),
            (
                Field("to_colleague", N_("To the colleague"), "long", is_optional=True),
                Field("to_party", N_("To the party"), "long", is_optional=True),
                Field("unsaid", N_("Never say here"), "list", N_("With commas between them"), is_optional=True),
            ),
            shape="fixed",
            keys=tuple(CARDS),
        ),
        Section(
            "gate",
            "gate",
            N_("Welcome"),
            N_("What is done before a party is brought on for the first time."),
            (*_POINT, _KINDS),
        ),
        Section("farewell", "farewell", N_("Farewell"), N_("What is done before a party leaves."), (*_POINT, _KINDS)),
        Section(
            "opening",
            "opening",
            N_("Opening hours"),
            N_("A day without hours is closed."),
            (
                Field("opens", N_("Opens"), "time", is_optional=True),
                Field("closes", N_("Closes"), "time", is_optional=True),
            ),
            shape="fixed",
            key="day",
            keys=WEEKDAYS,
        ),
        Section(
            "consent",
            "consents",
            N_("Consents"),
            N_("What guests are asked, one plain sentence each. A changed sentence is a new one: it is asked again."),
            (
                Field("text", N_("The sentence, in each language"), "long"),
                Field("months", N_("Months that a yes holds"), help=N_("0: until they take it back")),
            ),
        ),
        Section("need", "needs", N_("Wishes to choose from"), N_("What a guest may tick at the door."), _POINT),
        Section(
            "source", "sources", N_("How guests found us"), N_("Asked of those who come without a booking."), _POINT
        ),
        Section("reason", "reasons", N_("Why guests come"), N_("Asked of those who come without a booking."), _POINT),
        Section(
            "pose",
            "poses",
            N_("Poses and moods"),
            N_("What a waiting party may pick for its next look; whoever photographs sees it before they come."),
            (
                Field("text", N_("The point, in each language"), "words"),
                Field(
                    "looks",
                    N_("Only for looks called"),
                    "list",
                    N_("Words of a look’s name, with commas between them; empty is every look"),
                    is_optional=True,
                ),
                Field("people", N_("For how many people at least")),
            ),
        ),
        Section(
            "lobby",
            "lobby",
            N_("The lobby"),
            N_(
                "What its idle screen says, how long it waits for a finger, when it finds a booking, how an arrival rings."
            ),
            (
                Field("idle_seconds", N_("Seconds until it asks “Are you still here?”")),
                Field("warning_seconds", N_("Seconds until it then begins anew")),
                Field("early_hours", N_("Hours before its time that a booking is found")),
                Field("late_hours", N_("Hours after its time that a booking is found")),
                Field("early_minutes", N_("Minutes before their time that a guest counts as early")),
                Field("late_minutes", N_("Minutes after their time that a guest counts as late")),
                Field("ring_deputy_seconds", N_("Seconds until the deputy’s station rings too")),
                Field("ring_everyone_seconds", N_("Seconds until everyone’s of reception rings")),
                Field("ring_again_seconds", N_("Seconds until all ring again when nobody has greeted")),
                Field("brief_minutes", N_("Minutes before a booking that an unread brief turns amber")),
                Field("notices.0", N_("A notice on the idle screen"), "words", is_optional=True),
                Field("notices.1", N_("A second notice"), "words", is_optional=True),
                Field("notices.2", N_("A third notice"), "words", is_optional=True),
                Field(
                    "parking",
                    N_("Where guests park"),
                    "long",
                    N_("Read at the door, on the visit page and on the booking’s card"),
                    is_optional=True,
                ),
            ),
            shape="one",
        ),
        Section(
            "reveal",
            "reveal",
            N_("The reveal"),
            N_("The first pass through the photos: slow, with music, and with each partner’s own hearts."),
            (
                Field("enabled", N_("The reveal"), "switch", N_("Off: the presenter shows every photo by hand")),
                Field("hearts", N_("Hearts on the guests’ own phones"), "switch", N_("Off: you talk instead")),
                Field("music", N_("Music"), "switch", N_("Your own files, in the folder media/music")),
                Field("motion", N_("Gentle movement"), "switch"),
                Field("dwell_seconds", N_("Seconds that a photo stands")),
                Field("curtain_minutes", N_("Minutes without a tap until a TV goes black, or closes")),
            ),
            shape="one",
        ),
        Section(
            "presentations",
            "presentations",
            N_("Choosing photos"),
            N_("What is asked before a photo beyond the package is added. Its price always is."),
            (
                Field(
                    "swap_first",
                    N_("Offer an exchange"),
                    "switch",
                    N_("On: a picked photo that could make room is offered first. Off: only the price is asked"),
                ),
            ),
            shape="one",
        ),
        Section(
            "photos",
            "photos",
            N_("Photos"),
            N_("What happens to the photos before a party comes to choose."),
            (
                Field(
                    "quality_check",
                    N_("Quality check"),
                    "switch",
                    N_("On: a selection is ready only once somebody has looked over its photos"),
                ),
                Field(
                    "pick_label",
                    N_("Label of picked photos"),
                    "text",
                    N_("As the retoucher’s program calls its colour: Green, 绿色, Select"),
                    is_optional=True,
                ),
                Field("maybe_label", N_("Label of photos that may be picked"), "text", is_optional=True),
            ),
            shape="one",
        ),
        Section(
            "care",
            "care",
            N_("Care"),
            N_("When somebody is asked to look after a party’s water, rest and meals."),
            (
                Field("water_minutes", N_("Minutes between offers of water")),
                Field("rest_minutes", N_("Minutes in the house until a rest")),
                Field("visit_minutes", N_("Minutes until the host looks in")),
                Field("meals", N_("Meal times"), "windows", N_("Such as 11:30-13:00, 17:30-19:00"), is_optional=True),
                Field("still_host_minutes", N_("Minutes until the host is asked about a long stay")),
                Field("still_manager_minutes", N_("Minutes until the manager is asked")),
                Field("taken_minutes", N_("Minutes until an alert that somebody has taken rings again")),
            ),
            shape="one",
        ),
    )
}


def section_of(name: str) -> Section:
    if name not in SECTIONS:
        raise UnknownSection()
    return SECTIONS[name]

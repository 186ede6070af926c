"""The card beside the lobby's scanner: each code does what a tap on the tablet does (static/js/lobby/card.js)."""

from collections.abc import Iterator
from string import ascii_uppercase

from ..config import Settings
from ..domain.words import N_
from ..i18n import LANGUAGE_NAMES, gettext
from ..records import dataclass
from ..studio import label

ANSWERS = {
    "YES": N_("Yes, or go on"),
    "NOTHANKS": N_("No, thank you"),
    "NEXT": N_("Skip"),
    "BACK": N_("Back"),
    "ENOUGH": N_("No more questions, thank you"),
    "PERSON": N_("I’d rather talk to someone"),
    "START": N_("Begin again"),
    "LEAVING": N_("Leaving? Tell us how it was"),
}
# Spelled, for a digit among the keys of a scan would be one on the lobby's keypad.
NUMBERS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE")
DIGITS = ("ZERO", *NUMBERS[:9])
LOOKING = "looking"  # the one reason that the lobby takes with one tap


@dataclass(frozen=True, slots=True)
class Code:
    """`text` is what the scanner types, `words` what stands below it, in the reader's language."""

    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    codes: tuple[Code, ...]


def groups_of_codes(settings: Settings) -> tuple[Group, ...]:
    offered = settings.studio.offered
    answers = [Code(f"HTHD-{word}", gettext(words)) for word, words in ANSWERS.items()]
    if len(offered) > 1:
        answers += [Code(f"HTHD-SPEAK-{key.upper()}", LANGUAGE_NAMES[key]) for key in offered]
    numbers = tuple(Code(f"HTHD-PICK-{word}", str(number)) for number, word in enumerate(NUMBERS, 1))
    return (
        Group(gettext(N_("What the tablet asks")), tuple(answers)),
        Group(gettext(N_("The numbers beside what there is to choose from")), numbers),
        Group(gettext(N_("Without a booking")), tuple(_looking(settings))),
        Group(gettext(N_("Letters and digits, for a name, a wish or a plate")), tuple(_keys())),
    )


def _looking(settings: Settings) -> Iterator[Code]:
    for reason in settings.reasons:
        if reason.key == LOOKING:
            for source in settings.sources:
                words = f"{label(reason.text)}: {label(source.text)}"
                yield Code(f"HTHD-LOOKING-{source.key.upper()}", words)


def _keys() -> Iterator[Code]:
    for letter in ascii_uppercase:
        yield Code(f"HTHD-KEY-{letter}", letter)
    for digit, word in enumerate(DIGITS):
        yield Code(f"HTHD-KEY-{word}", str(digit))
    yield Code("HTHD-KEY-SPACE", gettext(N_("Space")))
    yield Code("HTHD-KEY-DELETE", gettext(N_("Delete")))

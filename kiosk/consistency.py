"""What has to fit together across the settings: keys that name one thing each, and names of things that are there.

One list of rules for studio.toml, where the first trouble stops the start, and for the settings screen, which shows each
at its field.
"""

from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from .domain import sheet
from .domain.cues import CARDS, Mistake, mistake, without
from .domain.words import N_
from .records import dataclass

if TYPE_CHECKING:
    from .config import CueWords, Settings

NEEDED_STAGES = (sheet.RECEPTION, sheet.MAKEUP, sheet.STUDIO, sheet.REMOVAL, sheet.FAREWELL, sheet.SALES_ROOM)
ITEM_LISTS = ("gate", "farewell", "needs", "sources", "reasons")
ALIASES = {"needs": "need", "sources": "source", "reasons": "reason", "consents": "consent", "packages": "package"}

MISTAKES = {
    "braces": N_("The curly brackets do not close; write a slot like {slot}, between one pair"),
    "slot": N_("{word} is no slot of this card; it knows {known}"),
    "forbidden": N_("“{word}” must not be said on this card"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """`section` is the section's name in studio.toml, `place` the row in it (a number from 0, or a key), `at` its field."""

    section: str
    place: int | str
    at: str
    message: str
    words: dict[str, str] = field(default_factory=dict)

    @property
    def english(self) -> str:
        return self.message.format(**self.words)


def troubles(settings: "Settings") -> Iterator[Trouble]:
    """Everything that does not fit, in the order of the file."""
    yield from _stages(settings)
    yield from _people(settings)
    yield from _rooms(settings)
    yield from _lists(settings)
    for key, words in settings.cues.items():
        yield from _cue(key, words)


def _stages(settings: "Settings") -> Iterator[Trouble]:
    keys = [stage.key for stage in settings.stages]
    yield from _twice("stage", "key", keys)
    for needed in NEEDED_STAGES:
        if needed not in keys:
            message = N_('The stage with key = "{key}" is needed and cannot be left out')
            yield Trouble("stage", "", "", message, {"key": needed})
    for place, stage in enumerate(settings.stages):
        for key in stage.escorts:
            if key not in keys:
                message = N_('"{key}" is no stage here; known: {known}')
                yield Trouble("stage", place, "escorts", message, {"key": key, "known": ", ".join(keys)})


def _people(settings: "Settings") -> Iterator[Trouble]:
    known = [stage.key for stage in settings.stages]
    yield from _twice("person", "id", [person.id for person in settings.people])
    for place, person in enumerate(settings.people):
        for key in person.stages:
            if key not in known:
                message = N_('{person} works in "{stage}", which is no stage here; known: {known}')
                words = {"person": person.id, "stage": key, "known": ", ".join(known)}
                yield Trouble("person", place, "stages", message, words)


def _rooms(settings: "Settings") -> Iterator[Trouble]:
    known = [stage.key for stage in settings.stages]
    yield from _twice("room", "key", [room.key for room in settings.rooms])
    for place, room in enumerate(settings.rooms):
        if room.stage not in known:
            message = N_('{room} belongs to "{stage}", which is no stage here; known: {known}')
            words = {"room": room.key, "stage": room.stage, "known": ", ".join(known)}
            yield Trouble("room", place, "stage", message, words)


def _lists(settings: "Settings") -> Iterator[Trouble]:
    """The points of all checklists share their keys, because a text is found by its key alone."""
    seen: list[str] = []
    for name in ITEM_LISTS:
        keys = [item.key for item in getattr(settings, name)]
        yield from _twice(ALIASES.get(name, name), "key", keys, seen)
        seen += keys
    yield from _twice("consent", "key", [one.key for one in settings.consents])
    yield from _twice("look", "key", [look.key for look in settings.looks])
    yield from _twice("pose", "key", [pose.key for pose in settings.poses])
    yield from _twice("package", "name", [one.name for one in settings.packages])
    yield from _twice("opening", "day", [one.day for one in settings.opening])


def _twice(section: str, at: str, keys: list[str], before: list[str] | None = None) -> Iterator[Trouble]:
    for place, key in enumerate(keys):
        if key in keys[:place] or key in (before or ()):
            yield Trouble(section, place, at, N_('"{key}" stands there twice; give each its own'), {"key": key})


def _cue(key: str, words: "CueWords") -> Iterator[Trouble]:
    card = CARDS.get(key)
    if card is None:
        message = N_('"{key}" is no cue card; known: {known}')
        yield Trouble("cue", key, "", message, {"key": key, "known": ", ".join(CARDS)})
        return
    for half, texts in (("to_colleague", words.colleague), ("to_party", words.party)):
        for locale, text in texts.items():
            found = mistake(without(card, words.unsaid), text)
            if found:
                at = f"{half}.{locale}" if locale else half
                yield Trouble("cue", key, at, MISTAKES[found.what], _words(found, card.slots))


def _words(found: Mistake, slots: tuple[str, ...]) -> dict[str, str]:
    known = ", ".join(f"{{{slot}}}" for slot in slots)
    word = f"{{{found.word}}}" if found.what == "slot" else found.word
    return {"word": word, "known": known, "slot": "{receiver}"}

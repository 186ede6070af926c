"""What templates may call: icons and faces, assets by name, the studio's words, the reader's language, moments as text."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import _lru_cache_wrapper, lru_cache
from typing import Any

from flask import Flask, request
from jinja2 import Environment
from markupsafe import Markup
from werkzeug.local import LocalProxy

from . import i18n
from .config import Settings
from .domain.cues import Sentence
from .domain.missing import WALK_IN
from .domain.nicknames import NICKNAMES
from .domain.readiness import PART_NAMES
from .domain.words import N_
from .floor import Floor
from .hours import clock
from .refusing import listed
from .studio import Item, label, look_words

ESCORTS = {
    "restroom": N_("restroom"),
    "meal": N_("a meal"),
    "phone": N_("a phone call"),
    "child": N_("the child"),
    "rest": N_("a rest"),
}
MOODS = {"glad": N_("glad"), "calm": N_("calm"), "tired": N_("tired"), "upset": N_("upset")}
CARES = {"water": N_("Something to drink?"), "meal": N_("Something to eat?"), "rest": N_("A little rest?")}
CHANGES = {
    "time": N_("Date or time"),
    "people": N_("People"),
    "looks": N_("Looks"),
    "wishes": N_("Wishes"),
    "other": N_("Something else"),
}
KINDS = {"shoot": N_("Shoot"), "selection": N_("Choosing photos"), "pickup": N_("Pick-up"), "enquiry": N_("Enquiry")}


def install(app: Flask, one: Floor) -> None:
    settings: Settings = LocalProxy(lambda: one.settings)  # type: ignore[assignment]  # changes while we serve

    def stage_name(key: str) -> str:
        stage = settings.stage(key)
        return label(stage.name) if stage else key

    def room_name(key: str | None) -> str:
        room = settings.room(key)
        return label(room.name) if room else ""

    def item_text(key: str) -> str:
        item = next((item for item in _items(settings) if item.key == key), None)
        return label(item.text) if item else key

    def parking() -> str:
        """Where guests park; empty where the studio has not said."""
        return label(settings.lobby.parking) if settings.lobby.parking else ""

    def use_text(key: str) -> str:
        use = next((one for one in settings.consents if one.key == key), None)
        return label(use.text) if use else key

    def pose_text(key: str) -> str:
        pose = next((pose for pose in settings.poses if pose.key == key), None)
        return label(pose.text) if pose else key

    def nickname(name: str) -> str:
        word, _, number = name.partition(" ")
        return f"{i18n.gettext(NICKNAMES.get(word, word))} {number}".strip()

    def clock_time(moment: datetime) -> str:
        return clock(moment, settings.zone)

    def look_name(*names: str) -> str:
        return i18n.called(names, look_words(settings.looks))

    def say(sentences: tuple[Sentence, ...], slots: tuple[tuple[str, str], ...], locale: str | None = None) -> str:
        with i18n.speaking(locale or i18n.locale()):
            return in_words(sentences, {key: _word(key, value, look_name) for key, value in slots})

    face = drawn_once(app.jinja_env, "_faces.html", "face")
    one.remembering.extend((face.cache_clear, i18n.forget))

    app.jinja_env.globals.update(
        icon=drawn_once(app.jinja_env, "_icons.html", "icon"),
        face=face,
        asset=lambda name: f"/static/{one.build}/{name}",
        build=one.build,
        is_demo=lambda: one.is_demo,
        studio=LocalProxy(lambda: one.settings.studio),
        settings=settings,
        locales=i18n.LANGUAGE_NAMES,
        offered=lambda: {key: i18n.LANGUAGE_NAMES[key] for key in one.settings.studio.offered},
        locale=i18n.locale,
        html_lang=i18n.html_lang,
        stage_name=stage_name,
        room_name=room_name,
        item_text=item_text,
        use_text=use_text,
        parking=parking,
        pose_text=pose_text,
        nickname=nickname,
        clock_time=clock_time,
        say=say,
        look_label=lambda name, look, looks: look_label(look_name(name) if name else "", look, looks),
        look_name=look_name,
        part_names=lambda parts: listed(i18n.gettext(PART_NAMES.get(part, part)) for part in parts),
        escort_name=lambda kind: i18n.gettext(ESCORTS.get(str(kind), str(kind))),
        mood_name=lambda mood: i18n.gettext(MOODS.get(str(mood), str(mood))),
        care_words=lambda kind: i18n.gettext(CARES.get(str(kind), str(kind))),
        change_name=lambda what: i18n.gettext(CHANGES.get(str(what), str(what))),
        kind_name=lambda kind: i18n.gettext(KINDS.get(str(kind), str(kind))),
        now_ms=lambda: int(one.store.clock.now().timestamp() * 1000),
        here=lambda: request.full_path.rstrip("?") if request else "/",
        root=lambda: request.script_root if request else "",
        socket_token=lambda: request.environ.get("hth.token", "") if request else "",
    )


def drawn_once(environment: Environment, template: str, macro: str) -> "_lru_cache_wrapper[Markup]":
    """A macro whose result depends on nothing but its arguments, remembered: a card asks for ten icons, and drawing them
    took a third of its time."""

    @lru_cache(maxsize=1024, typed=True)
    def drawn(*arguments: Any, **named: Any) -> Markup:
        return Markup(getattr(environment.get_template(template).module, macro)(*arguments, **named))

    return drawn


def in_words(sentences: tuple[Sentence, ...], slots: Mapping[str, str]) -> str:
    """Sentences of a cue card in the current language, their slots filled; the studio's own words where it gave some."""
    space = "" if i18n.locale().startswith("zh") else " "  # a full-width stop brings its own
    parts: list[str] = []
    for sentence in sentences:
        own = {} if isinstance(sentence, str) else dict(sentence.texts)
        text = own.get(i18n.locale()) or own.get("")
        house = (sentence,) if isinstance(sentence, str) else sentence.house
        parts += [text] if text else map(i18n.gettext, house)
    return space.join(part.format(**slots) for part in parts)


def _items(settings: Settings) -> tuple[Item, ...]:
    """Every list of the studio that people tick or choose from."""
    return (*settings.gate, *settings.farewell, *settings.needs, *settings.sources, *settings.reasons)


def _word(key: str, value: Any, look_name: Callable[[str], str]) -> str:
    """Look names may stand in the catalogue; a look without a name is just that. Nobody says “Walk-in” of people who stand
    beside them."""
    if key == "party" and value == WALK_IN:
        return i18n.gettext(N_("our guests"))
    if key == "look":
        return look_name(value) if value else i18n.gettext(N_("the look"))
    return str(value)


def look_label(name: str, look: int, looks: int) -> str:
    """“Look 2 of 3, evening gown”, by what the reader calls it; without a name just the count."""
    if name:
        return i18n.gettext(N_("Look {look} of {looks}, {name}")).format(look=look, looks=looks, name=name)
    return i18n.gettext(N_("Look {look} of {looks}")).format(look=look, looks=looks)

"""studio.toml and the environment become one frozen, validated settings object; a wrong value is one clear sentence."""

import json
import logging
import os
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, model_validator

from .consistency import troubles
from .domain.consent import Terms
from .domain.duty import Ringing
from .studio import (
    DEFAULT_CONSENTS,
    DEFAULT_FAREWELL,
    DEFAULT_GATE,
    DEFAULT_NEEDS,
    DEFAULT_OPENING,
    DEFAULT_PACKAGES,
    DEFAULT_PEOPLE,
    DEFAULT_POSES,
    DEFAULT_REASONS,
    DEFAULT_ROOMS,
    DEFAULT_SOURCES,
    DEFAULT_STAGES,
    Consent,
    Item,
    LookName,
    Opening,
    Package,
    Person,
    Point,
    Pose,
    Room,
    Section,
    Stage,
    Studio,
    Words,
)

log = logging.getLogger(__name__)


class ConfigError(Exception):
    """A setting is wrong. The message names file, key and fix in one sentence."""


class Import(Section):
    """`columns` adds the studio's own header names to the known ones: {field = ["Header", …]}."""

    columns: dict[str, tuple[str, ...]] = Field(default={})
    region: str = Field(default="CN", pattern="^[A-Z]{2}$")


class Server(Section):
    """`hosts` are further names under which browsers may call the server (its own names and addresses are known);
    `broadcast` is how announcements reach eventlet's sockets, `stock` being the library's own way. A screen that should be
    alive and was not heard of for `silent_seconds` while the studio is open wants somebody."""

    host: str = "0.0.0.0"  # noqa: S104 - screens of the studio's own network are the purpose
    port: int = Field(default=8080, ge=0, le=65535)
    async_mode: Literal["eventlet", "threading"] = "eventlet"
    broadcast: Literal["direct", "stock"] = "direct"
    hosts: tuple[str, ...] = ()
    silent_seconds: int = Field(default=120, ge=2, le=3600)


class Lobby(Section):
    """Idle times in seconds; `early_hours` and `late_hours` bound how far from now a booking may be found. `ring_…` are how an
    arrival escalates (REQUIREMENTS A17). A guest more than `early_minutes` before or `late_minutes` after their time hears a
    word about it; an unread brief turns amber `brief_minutes` before the booking (A15). `notices` are the studio's own
    words for the idle screen, a sentence each; `parking` says where guests park (E13)."""

    idle_seconds: int = Field(default=45, ge=5, le=600)
    warning_seconds: int = Field(default=20, ge=5, le=120)
    early_hours: int = Field(default=12, ge=1, le=24)
    late_hours: int = Field(default=12, ge=1, le=24)
    ring_deputy_seconds: int = Field(default=60, ge=5, le=600)
    ring_everyone_seconds: int = Field(default=120, ge=5, le=1200)
    ring_again_seconds: int = Field(default=120, ge=10, le=1200)
    early_minutes: int = Field(default=45, ge=0, le=600)
    late_minutes: int = Field(default=15, ge=0, le=600)
    brief_minutes: int = Field(default=15, ge=1, le=240)
    notices: tuple[Words, ...] = Field(default=(), max_length=3)
    parking: Words | None = None

    @cached_property
    def ringing(self) -> Ringing:
        return Ringing(
            deputy=timedelta(seconds=self.ring_deputy_seconds),
            everyone=timedelta(seconds=self.ring_everyone_seconds),
            again=timedelta(seconds=self.ring_again_seconds),
        )


class MealWindow(Section):
    """When people eat: inside it, and not fed yet, a party is asked (C29). `HH:MM` in the studio's zone."""

    opens: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    closes: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")


class Care(Section):
    """The care clock (C29, C30, E08), in minutes: water is offered every `water`, a rest after `rest` in the house, and the
    host looks in on a party not seen for `visit`. A leg that runs longer than `still_factor` times its usual time is asked
    about (feature 10): first the holder, after `still_host_minutes` the host, after `still_manager_minutes` the manager.
    What somebody sees to, and is not settled after `taken_minutes`, reaches everybody again."""

    water_minutes: int = Field(default=45, ge=5, le=600)
    rest_minutes: int = Field(default=150, ge=10, le=600)
    visit_minutes: int = Field(default=40, ge=5, le=600)
    meals: tuple[MealWindow, ...] = (
        MealWindow(opens="11:30", closes="13:00"),
        MealWindow(opens="17:30", closes="19:00"),
    )
    still_factor: float = Field(default=1.5, ge=1, le=5)
    still_host_minutes: int = Field(default=2, ge=1, le=60)
    still_manager_minutes: int = Field(default=5, ge=1, le=120)
    taken_minutes: int = Field(default=10, ge=1, le=120)

    @property
    def patience(self) -> timedelta:
        return timedelta(minutes=self.taken_minutes)


WallSize = Annotated[str, Field(pattern=r"^([1-9]\d|1\d\d)x([1-9]\d|1\d\d)$")]


class Presentations(Section):
    """`wall_sizes` are the prints that the studio sells for a wall, in centimetres. With `swap_first` an extra's price is asked
    together with the pick that could make room; the price itself is always asked (feature 5)."""

    dwell_seconds: float = Field(default=5.0, ge=1, le=60)
    crossfade_ms: int = Field(default=400, ge=0, le=400)
    grant_minutes: int = Field(default=10, ge=1, le=60)
    swap_first: bool = True
    wall_sizes: tuple[WallSize, ...] = Field(
        default=("20x30", "30x45", "40x60", "50x75", "60x90"), min_length=1, max_length=12
    )


class Reveal(Section):
    """The slow first pass with music and hearts (feature 4). Without `enabled` a presentation is steered by hand from the first
    photo on; without `hearts` the pass is only shown. `dwell_seconds` is the base of both passes. When nobody has
    tapped for `curtain_minutes` a TV goes black, and where no presenter's tablet answers for it it closes (FAULTS T26), in
    either case."""

    enabled: bool = True
    hearts: bool = True
    music: bool = True
    motion: bool = True
    dwell_seconds: float = Field(default=7.0, ge=2, le=60)
    curtain_minutes: int = Field(default=10, ge=1, le=120)


class Photos(Section):
    """`workers` is how many photos are worked on at once; 0 chooses by the machine. With `quality_check` a selection is ready
    only once a named person has looked over its photos. `pick_label` and `maybe_label` are the words that the retoucher's program
    knows its colours by; with "" none is given."""

    workers: int = Field(default=0, ge=0, le=32)
    four_k: Literal["idle", "always", "never"] = "idle"
    quality_check: bool = True
    pick_label: str = Field(default="Green", max_length=40)
    maybe_label: str = Field(default="Yellow", max_length=40)


class CueWords(Section):
    """The studio's own sentences for one cue card; a half that is left out stays as the house has it (C46, C58).
    `unsaid` are further words that must not be said on it."""

    to_colleague: Words | None = None
    to_party: Words | None = None
    unsaid: tuple[str, ...] = ()

    @property
    def colleague(self) -> Mapping[str, str]:
        """By locale; a single text stands under the empty one, for it is said in every language."""
        return _by_locale(self.to_colleague)

    @property
    def party(self) -> Mapping[str, str]:
        return _by_locale(self.to_party)


def _by_locale(words: Words | None) -> Mapping[str, str]:
    return {"": words} if isinstance(words, str) else words or {}


class Settings(Section):
    studio: Studio = Studio()
    server: Server = Server()
    lobby: Lobby = Lobby()
    care: Care = Care()
    presentations: Presentations = Presentations()
    reveal: Reveal = Reveal()
    photos: Photos = Photos()
    imports: Import = Field(default=Import(), alias="import")
    stages: tuple[Stage, ...] = Field(default=DEFAULT_STAGES, alias="stage")
    rooms: tuple[Room, ...] = Field(default=DEFAULT_ROOMS, alias="room")
    people: tuple[Person, ...] = Field(default=DEFAULT_PEOPLE, alias="person")
    gate: tuple[Point, ...] = Field(default=DEFAULT_GATE)
    farewell: tuple[Point, ...] = Field(default=DEFAULT_FAREWELL)
    packages: tuple[Package, ...] = Field(default=DEFAULT_PACKAGES, alias="package")
    consents: tuple[Consent, ...] = Field(default=DEFAULT_CONSENTS, alias="consent")
    needs: tuple[Item, ...] = Field(default=DEFAULT_NEEDS, alias="need")
    sources: tuple[Item, ...] = Field(default=DEFAULT_SOURCES, alias="source")
    reasons: tuple[Item, ...] = Field(default=DEFAULT_REASONS, alias="reason")
    looks: tuple[LookName, ...] = Field(default=(), alias="look")
    poses: tuple[Pose, ...] = Field(default=DEFAULT_POSES, alias="pose")
    opening: tuple[Opening, ...] = Field(default=DEFAULT_OPENING)
    cues: dict[str, CueWords] = Field(default={}, alias="cue")

    @model_validator(mode="after")
    def _fits_together(self) -> "Settings":
        for trouble in troubles(self):
            raise ValueError(f"{trouble.section}: {trouble.english}")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.studio.time_zone)

    @cached_property
    def consent_terms(self) -> Terms:
        """What guests are asked to agree to now, and for how long."""
        wordings = {consent.key: consent.version for consent in self.consents}
        return Terms(wordings, {consent.key: consent.months for consent in self.consents}, self.zone)

    def package(self, name: str | None) -> Package | None:
        return next((package for package in self.packages if package.name == name), None)

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)

    def escorts(self, key: str) -> tuple[str, ...]:
        """The stages whose people may walk a party on from this one; its own where none are named."""
        stage = self.stage(key)
        return stage.escorts if stage else ()

    def room(self, key: str | None) -> Room | None:
        return next((room for room in self.rooms if room.key == key), None)

    def person(self, staff_id: str) -> Person | None:
        return next((person for person in self.people if person.id == staff_id), None)


def load(file: Path, environ: dict[str, str] | None = None, **overrides: Any) -> Settings:
    """Read `file` (missing means all defaults); environment KIOSK_HOST, KIOSK_PORT, KIOSK_ASYNC and `overrides` of the
    [server] section win over it, in that order. Raises ConfigError with one sentence."""
    try:
        raw: dict[str, Any] = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: this is not valid TOML ({error}); mend that line.") from error
    environ = dict(os.environ) if environ is None else environ
    from_environment = {
        key: environ[name]
        for key, name in (("host", "KIOSK_HOST"), ("port", "KIOSK_PORT"), ("async_mode", "KIOSK_ASYNC"))
        if name in environ
    }
    given = {key: value for key, value in overrides.items() if value is not None}
    if from_environment or given:
        raw["server"] = {**raw.get("server", {}), **from_environment, **given}
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        raise ConfigError(_sentence(file, error)) from error


def overlaid(base: Settings, overrides: Mapping[str, str]) -> Settings:
    """`base` with the owner's sections (section name → JSON text, empty for none), as the settings screen keeps them: a
    list is replaced whole, of a table the values that are there. Raises ValidationError."""
    given = {section: json.loads(value) for section, value in overrides.items() if value}
    if not given:
        return base
    raw = base.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for section, value in given.items():
        is_table = isinstance(getattr(base, section, None), Section)
        raw[section] = {**raw.get(section, {}), **value} if is_table and isinstance(value, dict) else value
    if "stage" in given:  # whom studio.toml lists in a stage that is no more works in their other ones
        known = {str(stage["key"]) for stage in given["stage"]}
        people = [{**one, "stages": [key for key in one["stages"] if key in known]} for one in raw.get("person", ())]
        raw = {**raw, **({"person": people} if people else {})}
    return Settings.model_validate(raw)


def laid_over(base: Settings, overrides: Mapping[str, str]) -> Settings:
    """`overlaid`, for serving: should studio.toml have changed so that a section fits no longer, that one is left out and
    the log says so, for a house has to open."""
    try:
        return overlaid(base, overrides)
    except ValidationError:
        fitting: dict[str, str] = {}
        for section, value in overrides.items():
            try:
                overlaid(base, {**fitting, section: value})
            except ValidationError as error:
                log.warning(
                    "the settings' section %s no longer fits studio.toml: %s", section, error.errors()[0]["msg"]
                )
            else:
                fitting[section] = value
        return overlaid(base, fitting)


def _sentence(file: Path, error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    problem = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        problem = "is not a setting; check its spelling or remove it"
    given = f" (it is {first['input']!r})" if isinstance(first["input"], str | int | float) else ""
    return f"{file}: {where + ': ' if where else ''}{problem}{given}."

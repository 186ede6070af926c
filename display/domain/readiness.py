"""Is everything there for a party that comes to choose, or to fetch? Computed from what can be seen, never ticked by hand
(REQUIREMENTS C33, C36, C38; feature 6). Each check says what it saw, and who puts it right."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from kiosk.domain import readiness as kept
from kiosk.domain.readiness import Check, Item, LookedOver, Preview
from kiosk.domain.visit import IN_PRODUCTION, SENT
from kiosk.records import dataclass

# A TV is switched off at night: days ahead it is enough that it was heard lately, shortly before it has to answer now.
NEAR = timedelta(hours=2)
HEARD_NEAR, HEARD_FAR = timedelta(minutes=10), timedelta(hours=36)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos:
    """A folder as it is: photos that can be opened, how many of them have their TV-size copy, files still on their way, files
    that could not be opened. `revision` is the album's."""

    ready: int = 0
    copies: int = 0
    arriving: int = 0
    rejected: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was seen for a booking that begins at `starts_at`. `sheet` is where the shoot's sheet is (visit.Sheet.place), None
    where no shoot of theirs is known, `shoot` that visit as long as its sheet may be received; `wanted` the package's count, at
    least one; `quality` is who looked it over, `is_quality_asked` whether the studio wants that; `people` who puts each part
    right."""

    now: datetime
    starts_at: datetime
    sheet: str | None
    photos: Photos
    wanted: int
    preview: Preview | None
    room: str | None
    has_tv: bool
    tv_heard_at: datetime | None
    people: Mapping[str, str]
    shoot: int = 0
    quality: LookedOver | None = None
    is_quality_asked: bool = True


def selection(facts: Facts) -> tuple[Check, ...]:
    """The checks of a party that comes to choose, in the order in which the work is done."""
    return (
        _sheet(facts),
        _photos(facts),
        _copies(facts),
        *((_quality(facts),) if facts.is_quality_asked else ()),
        _preview(facts),
        _room(facts),
        _tv(facts),
    )


def pickup(items: Iterable[Item], people: Mapping[str, str]) -> tuple[Check, ...]:
    """Every ordered thing lies at the desk (C38). A list that nobody has written is no list."""
    listed = list(items)
    here = sum(item.here_at is not None for item in listed)
    why = "no_items" if not listed else "items" if here == len(listed) else "few_items"
    return (_check(people, kept.ITEMS, why == "items", why, here=here, all=len(listed)),)


def _check(people: Mapping[str, str], part: str, is_there: bool | None, why: str, **saw: object) -> Check:
    seen = tuple((key, str(value)) for key, value in saw.items())
    return Check(part=part, is_there=is_there, why=why, saw=seen, who=people.get(part))


def _sheet(facts: Facts) -> Check:
    """The sheet reached production: what its place token says (C33)."""
    if facts.sheet is None:
        return _check(facts.people, kept.SHEET, None, "no_sheet")
    why = {IN_PRODUCTION: "sheet", SENT: "sheet_on_its_way"}.get(facts.sheet, "sheet_with_party")
    saw = {"visit": facts.shoot} if facts.shoot else {}
    return _check(facts.people, kept.SHEET, facts.sheet == IN_PRODUCTION, why, **saw)


def _photos(facts: Facts) -> Check:
    """As many photos as the package holds can be opened. While files arrive they are not counted aloud."""
    found = facts.photos
    if found.arriving:
        return _check(facts.people, kept.PHOTOS, False, "photos_arriving", wanted=facts.wanted)
    counts = {"ready": found.ready, "wanted": facts.wanted, "rejected": found.rejected}
    if found.ready >= facts.wanted:
        return _check(facts.people, kept.PHOTOS, True, "photos_but" if found.rejected else "photos", **counts)
    return _check(facts.people, kept.PHOTOS, False, "photos_broken" if found.rejected else "few_photos", **counts)


def _copies(facts: Facts) -> Check:
    found = facts.photos
    if not found.ready or found.arriving:
        return _check(facts.people, kept.COPIES, None, "no_copies_yet")
    is_there = found.copies >= found.ready
    return _check(
        facts.people,
        kept.COPIES,
        is_there,
        "copies" if is_there else "few_copies",
        copies=found.copies,
        ready=found.ready,
    )


def _quality(facts: Facts) -> Check:
    """Looked over by a named person, and no file has changed since (B19)."""
    found, seen = facts.photos, facts.quality
    if not found.ready or found.arriving:
        return _check(facts.people, kept.QUALITY, None, "nothing_to_look_over")
    if seen is None:
        return _check(facts.people, kept.QUALITY, False, "not_looked_over", revision=found.revision)
    is_there = seen.revision == found.revision
    why = "looked_over" if is_there else "look_over_again"
    return _check(facts.people, kept.QUALITY, is_there, why, by=seen.by, revision=found.revision)


def _preview(facts: Facts) -> Check:
    """Looked through by a named person, and no file has changed since (C36)."""
    seen = facts.preview
    if seen is None:
        return _check(facts.people, kept.PREVIEW, False, "not_previewed")
    is_there = seen.revision == facts.photos.revision
    return _check(facts.people, kept.PREVIEW, is_there, "previewed" if is_there else "look_again", by=seen.by)


def _room(facts: Facts) -> Check:
    return _check(facts.people, kept.ROOM, facts.room is not None, "room" if facts.room else "no_room")


def _tv(facts: Facts) -> Check:
    if facts.room is None:
        return _check(facts.people, kept.TV, None, "no_room_no_tv")
    if not facts.has_tv:
        return _check(facts.people, kept.TV, False, "no_tv")
    patience = HEARD_NEAR if facts.starts_at - facts.now <= NEAR else HEARD_FAR
    is_there = facts.tv_heard_at is not None and facts.now - facts.tv_heard_at <= patience
    return _check(facts.people, kept.TV, is_there, "tv" if is_there else "tv_silent")

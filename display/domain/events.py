"""What can happen in the sales room and to a booking's photos: facts in the past tense, never altered once recorded."""

from datetime import datetime

from kiosk.records import dataclass

from .wall import Hanging


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationStarted:
    """The TV of `room` shows the party's title. `looks` and `shot_at` (studio's own time, without zone) feed the line
    below the names; `language` is the party's, None where nobody asked."""

    id: int
    booking: int
    room: str
    presenter: str
    party: tuple[str, ...]
    looks: int
    shot_at: datetime | None
    language: str | None
    dwell_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideShown:
    """`since`: from when it stands on the screen; a running play goes on from here."""

    slide: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayStarted:
    """From `since` on the slides follow one another by themselves, beginning with `slide`; those `skipped` have been put away
    and do not come up in it."""

    slide: str
    since: datetime
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayPaused:
    """`slide` is what stood on the screen when it was paused; it stays."""

    slide: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlidesCompared:
    """Two to four slides stand side by side, in this order, until another one is shown."""

    slides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideZoomed:
    """Whatever stands on the screen is shown `scale` times as large around the point (`x`, `y`), in shares of each photo from
    its top left; 1 is the whole photo. Recorded, so that a screen that comes back shows what the others show (F25)."""

    scale: float
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoHung:
    """A photo hangs on the wall of a room, at its real size where the TV knows it, until something else is shown."""

    hanging: Hanging


@dataclass(frozen=True, slots=True, kw_only=True)
class StarShown:
    """The presenter lets the party see that the studio would pick this photo (A27): a star stands on it until another one is
    shown. Before, nothing that a TV hears tells of it."""

    slide: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StarTakenAway:
    slide: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleShown:
    """One of the studio's samples stands on the TV (C02), by its key in kiosk.samples: it is no slide, and nobody's choice."""

    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTakenAway:
    """What stood there before the sample is to be seen again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideReplaced:
    """`former` was exported anew while it was shown: `slide` stands in its place."""

    former: str
    slide: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlidesNarrowed:
    """Only these are shown from now on, the closing show of the party's own choices (A26); none means all again."""

    slides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassBegun:
    """A pass of the reveal (feature 4): `which` is reveal.FIRST or SECOND. The second shows `slides` only, in this order, those
    of `long` for longer; of the first, `pairs` stand side by side, and those `skipped` lie in the drawer."""

    which: str
    slide: str
    since: datetime
    dwell_seconds: float
    pairs: tuple[tuple[str, str], ...] = ()
    slides: tuple[str, ...] = ()
    long: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassEnded:
    """The names stand on the screen again. Until now nobody but their giver has seen a heart. `shown` are the photos that the
    first one has shown: it may have been ended early, and photos may have come behind it."""

    which: str
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartsCounted:
    """What the hearts of the first pass came to, as in reveal.Answer; once more when one has come late. Single hearts are
    in no event, nor is whose they were."""

    people: int
    together: tuple[str, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeSet:
    """Of the room's music, in hundredths."""

    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenBlackened:
    """`is_idle`: by itself, because nobody had tapped for long."""

    is_idle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenLit:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationEnded:
    """From here on the TV shows its idle art, and every photo address given out for it is dead (I8, T26)."""


PresentationEvent = (
    PresentationStarted
    | SlideShown
    | PlayStarted
    | PlayPaused
    | SlidesCompared
    | SlideZoomed
    | PhotoHung
    | StarShown
    | StarTakenAway
    | SampleShown
    | SampleTakenAway
    | SlideReplaced
    | SlidesNarrowed
    | PassBegun
    | PassEnded
    | HeartsCounted
    | VolumeSet
    | ScreenBlackened
    | ScreenLit
    | PresentationEnded
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosReady:
    """These photos can be shown from now on."""

    booking: str
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosRejected:
    """These files could not be read; the reasons stand beside them in the album."""

    booking: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosGone:
    """The studio took the last file of these photos out of the folder."""

    booking: str
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosArriving:
    """So many files are on their way and not yet ready or rejected."""

    booking: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFolderLost:
    """The folder of the photos cannot be reached (FAULTS F22)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFolderFound:
    pass

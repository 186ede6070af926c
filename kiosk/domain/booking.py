"""A booking: an agreed date, a package and a host. A plain row; its history is in the log, not folded."""

import re
import unicodedata
from datetime import datetime

from ..records import dataclass
from .readiness import KINDS, UNSEEN, Readiness

_COMPOUND_SURNAMES = frozenset(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 长孙 長孫 宇文 司徒".split()
    + "司空 东方 東方 端木 南宫 南宮".split()
)
_HONORIFICS = frozenset("mr mrs ms miss mx dr the family grandmother grandfather 先生 女士 小姐 太太 家庭".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefReading:
    """Somebody has opened and confirmed the brief (A15, I4)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """`number` is short and speakable; money is in the smallest unit; `phone` is E.164 or None. `artists` are the staff
    planned for it, `room` the one reserved, `dresses` the names of the dresses laid out (D07). `hope` is what they said
    when booking (A10), `taboos` what is not to be done to them, `look_wishes` what they wish for each look in its place,
    `wish` the one thing that would make the day perfect. `version` counts what desk and files changed."""

    number: int
    starts_at: datetime
    kind: str
    party: tuple[str, ...]
    size: int = 0
    ends_at: datetime | None = None
    phone: str | None = None
    package: str | None = None
    looks: tuple[str, ...] = ()
    allowance: int | None = None
    extra_cents: int | None = None
    balance_cents: int | None = None
    host: str | None = None
    deputy: str | None = None
    notes: str = ""
    wish: str = ""
    language: str | None = None
    is_cancelled: bool = False
    source_uid: str | None = None
    customer: int | None = None
    occasion: str = ""
    hope: str = ""
    taboos: str = ""
    look_wishes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    artists: tuple[str, ...] = ()
    room: str | None = None
    dresses: tuple[str, ...] = ()
    briefs: tuple[BriefReading, ...] = ()
    readiness: Readiness = UNSEEN
    version: int = 1

    @property
    def title(self) -> str:
        return " & ".join(self.party)

    @property
    def is_unready(self) -> bool:
        """Something lacks of what they come for (I6)."""
        return self.kind in KINDS and bool(self.readiness.lacks)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingAdded:
    number: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingChanged:
    """`fields` names what changed; the values stand in the row."""

    number: int
    fields: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMoved:
    """The date or time was changed by people; counted per customer (B14)."""

    number: int
    was: datetime
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingWasCancelled:
    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRead:
    number: int
    by: str


def digits(text: str) -> str:
    """Only the decimal digits of `text`, full-width and other scripts' digits folded to 0-9."""
    return "".join(str(unicodedata.digit(char)) for char in text if unicodedata.category(char) == "Nd")


def folded(name: str) -> str:
    """A name as it is compared: compatibility forms and case folded, accents, spaces and punctuation dropped."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LN")


def _is_chinese(name: str) -> bool:
    return bool(name) and "一" <= name[0] <= "鿿"


def family_names(name: str) -> set[str]:
    """What counts as the family name of one person, folded: the first sign(s) of a Chinese name, the first or last word
    of any other (people write both ways), and the whole name."""
    whole = folded(name)
    bare = name.strip()
    if _is_chinese(bare) and len(bare) <= 4:
        return {whole, folded(bare[:2]) if bare[:2] in _COMPOUND_SURNAMES else folded(bare[:1])}
    words = [word for word in re.split(r"[\s·・]+", bare) if word.casefold().strip(".") not in _HONORIFICS]
    return {whole, *(folded(word) for word in (words[:1] + words[-1:]))} - {""}


def without_family_name(name: str) -> str:
    """What one person is called by: 欧阳娜娜 → 娜娜, Emma Whitfield → Emma; empty where only the family name is told."""
    bare = name.strip()
    if _is_chinese(bare):
        rest = bare[2:] if bare[:2] in _COMPOUND_SURNAMES else bare[1:]
        return "" if rest in _HONORIFICS or len(bare) > 4 else rest
    words = re.split(r"[\s·・]+", bare)
    called = [word for word in words if word.casefold().strip(".") not in _HONORIFICS]
    return called[0] if len(called) > 1 else ""


def matches(booking: Booking, last_four: str, name: str, spelled: frozenset[str] = frozenset()) -> bool:
    """Do the last four digits of the phone and a family name of the party both fit? Without a phone on the booking its
    number takes the digits' place. `spelled` are further accepted spellings of the family names (pinyin)."""
    number = booking.phone or str(booking.number)
    typed = folded(name)
    if not typed or len(digits(last_four)) != 4 or digits(number)[-4:] != digits(last_four):
        return False
    return typed in spelled or any(typed in family_names(person) for person in booking.party)


def masked(name: str) -> str:
    """A name that its owner recognises and nobody else reads: 张三 → 张*, 欧阳娜娜 → 欧***, Emma Whitfield → Emma W."""
    bare = name.strip()
    if _is_chinese(bare):
        return bare[0] + "*" * (len(bare) - 1)
    first, _, rest = bare.partition(" ")
    if not rest:
        return first[:1] + "***"
    if first.casefold().strip(".") in _HONORIFICS:
        return f"{first} {rest.split()[-1][:1]}***"
    return f"{first} {rest.split()[-1][:1]}."

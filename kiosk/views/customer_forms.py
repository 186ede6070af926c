"""The forms about customers: what the desk may type, and how it is read."""

from pydantic import Field

from ..domain import customer as c
from ..domain.customer import Particulars
from ..domain.refusals import Refusal
from ..domain.words import N_
from ..floor import floor
from ..i18n import LOCALES
from ..web import TapForm, between_commas

LANGUAGES = "^(" + "|".join(LOCALES) + ")$"
MOST_NAMES = 21  # as many as one booking may have, and the line for one more
LONGEST_NOTE = 2000


class PhoneUnreadable(Refusal):
    code, status, message = "phone", 422, N_("This phone number cannot be read. One number, with its country code.")


class NameUnreadable(Refusal):
    code, status, message = "name", 422, N_("This name cannot be read. Please write it once more.")


class CustomerForm(TapForm):
    """`names` one each; `needs` are keys of the studio's list, `words` further ones of the desk's own, with commas between."""

    names: tuple[str, ...] = Field(default=(), max_length=MOST_NAMES)
    phone: str | None = Field(default=None, max_length=40)
    say: str | None = Field(default=None, max_length=120)
    language: str | None = Field(default=None, pattern=LANGUAGES)
    channel: str | None = Field(default=None, pattern="^(" + "|".join(c.CHANNELS) + ")$")
    needs: tuple[str, ...] = Field(default=(), max_length=40)
    words: str | None = Field(default=None, max_length=400)
    host: str | None = Field(default=None, max_length=32)

    def particulars(self) -> Particulars:
        """Raises a refusal where a name or the phone cannot be read."""
        return Particulars(
            names=_names(self.names),
            phone=phone_of(self.phone),
            say=self.say or "",
            language=self.language,
            channel=self.channel or "",
            needs=tuple(dict.fromkeys(need[:60] for need in (*self.needs, *between_commas(self.words)) if need)),
        )


class ContactForm(TapForm):
    channel: str = Field(pattern="^(" + "|".join(c.CHANNELS) + ")$")
    outcome: str = Field(pattern="^(" + "|".join(c.OUTCOMES) + ")$")
    words: str | None = Field(default=None, max_length=LONGEST_NOTE)


class ConsentForm(TapForm):
    use: str = Field(max_length=32)
    is_given: bool
    name: str | None = Field(default=None, max_length=200)


class EndForm(TapForm):
    use: str = Field(max_length=32)


class NoteForm(TapForm):
    text: str = Field(max_length=LONGEST_NOTE)
    is_pinned: bool = False


class PinForm(TapForm):
    is_pinned: bool = True


class DateForm(TapForm):
    label: str = Field(max_length=60)
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    year: int | None = Field(default=None, ge=1900, le=2200)


class HostForm(TapForm):
    host: str = Field(max_length=32)
    reason: str | None = Field(default=None, pattern="^(" + "|".join(c.HOST_REASONS) + ")$")


class MergerForm(TapForm):
    gone: int = Field(ge=1)


class ErasureForm(TapForm):
    confirmation: str | None = Field(default=None, max_length=40)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    from ..intake.drafts import Refused  # readers of typed values: a start does not wait for them
    from ..intake.values import tidy

    try:
        return tuple(dict.fromkeys(name for one in given if (name := tidy(one))))
    except Refused as refused:
        raise NameUnreadable() from refused


def phone_of(text: str | None) -> str | None:
    """As it is kept; raises `PhoneUnreadable`."""
    from ..intake.drafts import Refused
    from ..intake.people import phones

    try:
        first, more = phones(text or "", floor().settings.imports.region)
    except Refused as refused:
        raise PhoneUnreadable() from refused
    if more:
        raise PhoneUnreadable()
    return first

"""What the lobby's taps carry."""

from pydantic import Field, model_validator

from ..commands.lobby import Sought
from ..domain import arrival, consent
from ..domain import events as e
from ..web import BadRequest, TapForm

TEXT = 200


class LookupForm(TapForm):
    """Both answers, or the booking's code alone."""

    digits: str | None = Field(default=None, max_length=16)
    name: str | None = Field(default=None, max_length=200)
    code: str | None = Field(default=None, max_length=512)

    @model_validator(mode="after")
    def _is_complete(self) -> "LookupForm":
        if not (self.code or (self.digits and self.name)):
            raise ValueError("digits and name, or code")
        return self

    def sought(self) -> Sought:
        return Sought(self.digits or "", self.name or "", self.code or "")


class CheckinForm(TapForm):
    ticket: str = Field(max_length=400)


class WalkInForm(TapForm):
    """Keys of the studio's own lists of reasons and sources."""

    reason: str = Field(max_length=32)
    source: str = Field(max_length=32)


class AnswerForm(TapForm):
    """One answer of a party at the door; `question` says which of the other fields belong to it."""

    ticket: str = Field(max_length=400)
    question: str = Field(pattern="^(session|company|wish|needs|plate|consent)$")
    is_right: bool | None = None
    changed: str = Field(default="", pattern="^(time|people|looks|wishes|other|)$")
    size: int | None = Field(default=None, ge=1, le=60)
    children: int | None = Field(default=None, ge=0, le=60)
    has_reduced_mobility: bool | None = None
    wish: str | None = Field(default=None, max_length=TEXT)
    needs: tuple[str, ...] = Field(default=(), max_length=40)
    plate: str | None = Field(default=None, max_length=20)
    use: str | None = Field(default=None, max_length=32)
    is_given: bool | None = None
    wording: str | None = Field(default=None, max_length=20)
    name: str | None = Field(default=None, max_length=TEXT)

    def told(self) -> e.Told:
        """The fact that this answer is; raises BadRequest where its own fields are missing."""
        match self.question:
            case "session" if self.changed or self.is_right is not None:
                return e.SessionChecked(is_right=bool(self.is_right) and not self.changed, changed=self.changed)
            case "company" if self.size:
                mobility = bool(self.has_reduced_mobility)
                return e.CompanyTold(size=self.size, children=self.children or 0, has_reduced_mobility=mobility)
            case "wish" if self.wish:
                return e.WishTold(wish=arrival.plain_line(self.wish))
            case "needs":
                return e.NeedsTold(needs=tuple(dict.fromkeys(filter(None, self.needs))))
            case "plate" if self.plate:
                return e.PlateTold(plate=arrival.plate(self.plate))
            case "consent" if self.use and self.wording and self.is_given is not None:
                return consent.answered(self.use, self.is_given, self.wording, self.name or "")
        raise BadRequest(fields=self.question)

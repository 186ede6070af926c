"""Staff: everyone who can hold a party."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """One person of the house. `id` is a short speakable slug (`lin`), `stages` the keys of the stages they work in.
    `has_left` keeps the name of someone who no longer works here; `listed` remembers what studio.toml said of them."""

    id: str
    name: str
    stages: tuple[str, ...]
    pronoun: str = "they"
    portrait: str | None = None
    room: str | None = None
    languages: tuple[str, ...] = ("en",)
    is_on_duty: bool = True
    skills: tuple[str, ...] = ()
    is_manager: bool = False
    has_left: bool = False
    listed: str = ""

    @property
    def short(self) -> str:
        """What the house calls them: the first word of a name in Latin letters, the whole of any other."""
        first, _, _ = self.name.partition(" ")
        return first if first.isascii() else self.name

    def works_in(self, stage: str) -> bool:
        return stage in self.stages


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffListed:
    """The person stands in the studio's list, new or with changed particulars."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyStarted:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded:
    id: str

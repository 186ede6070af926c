"""The loop: parties arrive, the crew taps, somebody watches, until the last party has left."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from random import Random

from ..records import dataclass
from . import crew
from .crew import View
from .day import RECEPTION, Break, Day, Party, Person, Temper
from .delivery import Network
from .report import LATE_TAKE_SECONDS
from .taps import Sent, Tap
from .timetable import Timetable
from .watching import Watcher

MOST_WAITS = 200  # looks at a party with which nothing can be done before it is left alone
MOST_TAPS = 400  # about one party, before something must be wrong with it
RETHINKS = 0.85
SHOWS_ITS_VERSION = 0.7
BREAK_SECONDS = 1200.0
PART = Party(
    place=-1,
    kind="part",
    names=(),
    family="",
    looks=0,
    host="",
    due=0.0,
    arrives_at=0.0,
    door="desk",
    temper=Temper(),
)
Doorway = Callable[[Party, Callable[[Sent], None]], bool]


@dataclass
class Tally:
    """`parts` of parties went their own way for a while."""

    arrived: int = 0
    parts: int = 0
    handoffs: int = 0
    late_takes: int = 0
    steps: int = 0


class Play:
    """One day in one house. `numbers` are the bookings by the party's place; `at_the_lobby` checks a party in at a lobby
    tablet and says whether it could."""

    def __init__(
        self,
        day: Day,
        numbers: Mapping[int, int],
        timetable: Timetable,
        network: Network,
        watcher: Watcher,
        at_the_lobby: Doorway,
        seed: int,
    ) -> None:
        self.day, self.numbers = day, numbers
        self.timetable, self.network, self.watcher = timetable, network, watcher
        self.tally = Tally()
        self._at_the_lobby = at_the_lobby
        self._seed, self._dice = seed, Random(f"{seed}/crew")
        self._parties: dict[int, Party] = {}
        self._dices: dict[int, Random] = {}
        self._whole_of: dict[int, int] = {}
        self._watched: set[int] = set()
        self._waits: Counter[int] = Counter()
        self._taps: Counter[int] = Counter()
        self._offered: dict[int, float] = {}
        self._breaks: dict[str, float] = defaultdict(lambda: BREAK_SECONDS)

    def begin(self) -> None:
        self.expect(self.day.parties)
        self.give_breaks(self.day.breaks)

    def expect(self, parties: Iterable[Party]) -> None:
        """Their moments count from now on."""
        for party in parties:
            self.timetable.later(party.arrives_at, partial(self._arrive, party))

    def give_breaks(self, breaks: Iterable[Break]) -> None:
        for one in breaks:
            self.timetable.later(one.at, partial(self._go_off, one))

    # --- the door ------------------------------------------------------------------------------------------------

    def _arrive(self, party: Party) -> None:
        if party.door == "lobby" and self._at_the_lobby(party, lambda sent: self._come_in(party, sent)):
            return
        self._at_the_desk(party)

    def _at_the_desk(self, party: Party) -> None:
        number, front = self.numbers.get(party.place), self._here(RECEPTION)
        if number is None or not front:
            return  # somebody who walked in and walks out again
        actor = self._dice.choice(front)
        tap = Tap(path="/visits", actor=actor, role="desk", fields={"booking": number})
        self._carry(tap, lambda sent: self._come_in(party, sent))
        if self._dice.random() < 0.1:
            self._carry(tap, lambda sent: self._come_in(party, sent))  # a colleague at the other screen did so too

    def _come_in(self, party: Party, sent: Sent) -> None:
        content = sent.answer.content if sent.answer and sent.answer.is_ok else {}
        if "version" in content:
            self._begin_visit(int(content["visit"]), party)
        elif sent.tap.role == "lobby":
            self._at_the_desk(party)

    def _begin_visit(self, visit: int, party: Party) -> None:
        if visit in self._parties:
            return
        self._parties[visit] = party
        self.tally.arrived += party is not PART
        self.tally.parts += party is PART
        self._dices[visit] = Random(f"{self._seed}/{party.place}/{len(self._whole_of)}")
        self.watcher.begin(visit)
        self._watch(visit)

    # --- one party, tap by tap -----------------------------------------------------------------------------------

    def _watch(self, visit: int) -> None:
        """From now on somebody sees to this party, until it has left."""
        if visit not in self._watched:
            self._watched.add(visit)
            self._think(visit)

    def _think(self, visit: int) -> None:
        view, dice = self._view(visit), self._dices[visit]
        if view.visit["ended_at"]:
            self._watched.discard(visit)
            return
        tap = crew.next_tap(view, dice)
        if tap is not None:
            version = int(view.visit["version"])
            self.timetable.later(tap.after, lambda: self._tap(visit, tap, version))
            return
        self._waits[visit] += 1
        if self._waits[visit] < MOST_WAITS:
            self.timetable.later(dice.uniform(60, 300), lambda: self._think(visit))

    def _tap(self, visit: int, tap: Tap, version: int | None) -> None:
        """`version` is that of the card on which the tap was decided; most people look again where it has changed."""
        dice, now = self._dices[visit], self.watcher.visit(visit)
        if version is not None and now["version"] != version and dice.random() < RETHINKS:
            self._think(visit)
            return
        self._taps[visit] += 1
        if self._taps[visit] > MOST_TAPS:
            return
        if version is not None and tap.visit is not None and dice.random() < SHOWS_ITS_VERSION:
            tap = replace(tap, fields={**tap.fields, "version": version})
        sent = self._carry(tap, self._done)
        if sent.answer is None:
            self.timetable.later(dice.uniform(20, 90), lambda: self._think(visit))
            return
        again = crew.second_thought(tap, dice) if sent.answer.is_ok else None
        if again:
            self.timetable.later(again.after, lambda: self._tap(visit, again, None))
        else:
            self._think(visit)

    def _done(self, sent: Sent) -> None:
        """What follows from an answer, whenever it comes."""
        if sent.answer is None or not sent.answer.is_ok:
            if sent.answer and sent.answer.code == "room_not_ready":
                self._make_ready(sent.tap)
            return
        visit, kind = sent.tap.visit, sent.tap.kind
        if kind == "duty/end":
            self._come_back(sent.tap.actor)
        if visit is None:
            return
        if kind == "parts":
            part = int(sent.answer.content["visit"])
            self._whole_of[part] = visit
            self._begin_visit(part, PART)
        elif kind == "undo":
            self._watch(visit)
        self._count(visit, kind)

    def _count(self, visit: int, kind: str) -> None:
        """How long an offer stood before it was taken, in the day's own time."""
        if kind == "handoffs":
            self._offered[visit] = self.timetable.now
        elif kind in ("handoff/acceptance", "takeover"):
            self.tally.handoffs += 1
            offered = self._offered.pop(visit, self.timetable.now)
            self.tally.late_takes += self.timetable.now - offered > LATE_TAKE_SECONDS
        elif kind in ("handoff/withdrawal", "handoff/refusal"):
            self._offered.pop(visit, None)

    # --- the people of the house ---------------------------------------------------------------------------------

    def _go_off(self, one: Break, tries: int = 5) -> None:
        """Off duty for a while, once nobody is in their hands and two others of each stage stay."""
        person = self._people().get(one.staff)
        stays = person and all(len(self._here(stage)) > 2 for stage in person.stages)
        if person is None or not person.is_on_duty or not stays:
            return
        self._breaks[one.staff] = one.seconds

        def told(sent: Sent) -> None:
            if sent.answer and sent.answer.code == "holds_party" and tries:
                self.timetable.later(600, lambda: self._go_off(one, tries - 1))
            self._done(sent)

        self._carry(Tap(path=f"/staff/{one.staff}/duty/end", actor=one.staff), told)

    def _come_back(self, staff: str) -> None:
        tap = Tap(path=f"/staff/{staff}/duty", actor=staff)

        self.timetable.later(self._breaks[staff], partial(self._carry, tap, self._done))

    def _make_ready(self, tap: Tap) -> None:
        room = self.watcher.look.staff.get(str(tap.fields.get("receiver")), {}).get("room")
        self.network.plainly(Tap(path=f"/rooms/{room}/readiness", actor=tap.actor))

    def answer_calls(self) -> None:
        """Somebody of reception goes to whoever has called for a person, and has spoken with them. Call after each look."""
        calls, self.watcher.calls = self.watcher.calls, []
        for call, front in ((call, self._here(RECEPTION)) for call in calls):
            if front:
                going, talking = self._dice.uniform(15, 90), self._dice.uniform(60, 300)
                for after, what in ((going, "taking"), (going + talking, "end")):
                    tap = Tap(path=f"/calls/{call}/{what}", actor=front[call % len(front)])
                    self.timetable.later(after, partial(self._carry, tap, self._done))

    # --- seeing and tapping --------------------------------------------------------------------------------------

    def _carry(self, tap: Tap, done: Callable[[Sent], None]) -> Sent:
        """The first answer may be there already, or come later: then `done` is told, and the house is not as it was seen."""

        def told(sent: Sent) -> None:
            self.watcher.stir()
            done(sent)

        self.watcher.stir()
        return self.network.carry(tap, told)[0]

    def _view(self, visit: int) -> View:
        parts = [self.watcher.visit(part) for part, whole in self._whole_of.items() if whole == visit]
        whole = self._whole_of.get(visit)
        return View(
            visit=self.watcher.visit(visit),
            people=self._people(),
            temper=self._parties[visit].temper,
            in_hand=Counter(one["holder"] for one in self.watcher.look.visits.values()),
            whole=self.watcher.visit(whole) if whole is not None else None,
            parts=[part for part in parts if not part["ended_at"]],
            speed=self.timetable.ahead_of_the_house,
        )

    def _people(self) -> dict[str, Person]:
        shown = self.watcher.look.staff.values()
        return {
            one["id"]: Person(id=one["id"], stages=tuple(one["stages"]), is_on_duty=bool(one["on_duty"]))
            for one in shown
        }

    def _here(self, stage: str) -> list[str]:
        return [one.id for one in self._people().values() if one.is_on_duty and one.works_in(stage)]

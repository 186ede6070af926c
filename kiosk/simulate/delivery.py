"""How taps get from the tablets to the server: mostly at once; now and then twice, late, or from a tablet that dies."""

import threading
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from random import Random

from ..records import dataclass
from .client import Lost, Tablet
from .invariants import no_fault, one_winner, same_answer
from .taps import Answer, Sent, Tap

Done = Callable[[Sent], None]
Later = Callable[[float, Callable[[], object]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """Chances, for each tap: an impatient finger sends it `double`; the tablet dies while it is `asking`, or before it has
    read the `answering`; it is `held` back and overtaken; or an `echo` of it arrives long after its answer. Who taps at the
    same moment does so `in_turn` where the same seed has to lead to the same house."""

    double: float = 0.0
    asking: float = 0.0
    answering: float = 0.0
    held: float = 0.0
    echo: float = 0.0
    in_turn: bool = False


CALM = Weather(in_turn=True)
USUAL = Weather(double=0.04, asking=0.02, answering=0.04, held=0.03, echo=0.04)
STORM = Weather(double=0.15, asking=0.1, answering=0.15, held=0.2, echo=0.2)


class Network:
    """Carries taps and keeps every one, with its answer. What is wrong with an answer is added to `problems`."""

    def __init__(self, tablets: Mapping[str, Sequence[Tablet]], weather: Weather, dice: Random, later: Later) -> None:
        self.taps: dict[str, Sent] = {}
        self.problems: list[str] = []
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.refused: Counter[str] = Counter()
        self.ways: Counter[str] = Counter()
        self._tablets, self._weather, self._dice, self._later = tablets, weather, dice, later
        self._fresh: list[Sent] = []

    def carry(self, tap: Tap, done: Done) -> list[Sent]:
        """Send it, one way or another; `done` hears of each answer, at once or later."""
        if tap.rivals:
            return self._race(tap, done)
        sent = self._new(tap)
        self._way()(sent, done)
        return [sent]

    def plainly(self, tap: Tap, done: Done = lambda sent: None) -> Sent:
        """Send it and wait for its answer."""
        sent = self._new(tap)
        self._send(sent, done)
        return sent

    def fresh(self) -> list[Sent]:
        """What has been answered since the last time."""
        found, self._fresh = self._fresh, []
        return found

    def _new(self, tap: Tap) -> Sent:
        sent = Sent(tap, uuid.uuid4().hex)
        self.taps[sent.command_id] = sent
        return sent

    def _way(self) -> Callable[[Sent, Done], None]:
        """How this one goes, by the weather."""
        weather, roll = self._weather, self._dice.random()
        for name, chance, way in (
            ("double", weather.double, self._twice),
            ("asking", weather.asking, partial(self._die, has_sent_it=False)),
            ("answering", weather.answering, partial(self._die, has_sent_it=True)),
            ("held", weather.held, self._hold),
        ):
            if roll < chance:
                self.ways[name] += 1
                return way
            roll -= chance
        return self._send

    def _send(self, sent: Sent, done: Done) -> None:
        self._answered(sent, self._tablet(sent).post(sent), done)

    def _twice(self, sent: Sent, done: Done) -> None:
        """The same tap on two connections at the same moment."""
        first, second = self._at_once([sent, sent])
        self._answered(sent, first, done)
        self.problems += same_answer(sent, second)

    def _die(self, sent: Sent, done: Done, has_sent_it: bool) -> None:
        """The tablet goes dark; once it is back it repeats what it got no answer to."""
        self._tablet(sent).die(sent, has_sent_it)
        self._later(self._dice.uniform(2, 40), lambda: self._send(sent, done))

    def _hold(self, sent: Sent, done: Done) -> None:
        """Others overtake it."""
        self._later(self._dice.uniform(5, 240), lambda: self._send(sent, done))

    def _race(self, tap: Tap, done: Done) -> list[Sent]:
        """Everyone taps at the same moment; the rules say who was first."""
        self.ways["race"] += 1
        rivals = [self._new(replace(tap, actor=actor, rivals=())) for actor in (tap.actor, *tap.rivals)]
        answers = [self._tablet(sent).post(sent) for sent in rivals] if self._weather.in_turn else self._at_once(rivals)
        for sent, answer in zip(rivals, answers, strict=True):
            self._answered(sent, answer, done)
        self.problems += one_winner(rivals)
        return rivals

    def _at_once(self, taps: Sequence[Sent]) -> list[Answer]:
        """Raises `Lost` where one of them never got an answer."""
        barrier = threading.Barrier(len(taps))
        answers: dict[int, Answer] = {}

        def tap(place: int, sent: Sent, tablet: Tablet) -> None:
            barrier.wait(10)
            with suppress(Lost):  # told below, to whoever waits
                answers[place] = tablet.post(sent)
            tablet.close()

        threads = [
            threading.Thread(target=tap, args=(place, sent, self._tablet(sent).twin()))
            for place, sent in enumerate(taps)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if len(answers) < len(taps):
            raise Lost("no answer")
        return [answers[place] for place in range(len(taps))]

    def _answered(self, sent: Sent, answer: Answer, done: Done) -> None:
        if not answer.is_final:
            self.problems.append(f"“{sent.tap.kind}” was never answered for good ({answer.status} {answer.code})")
            return
        sent.answer = answer
        self.problems += no_fault(sent)
        self.waits[sent.tap.kind].append(answer.seconds)
        self.refused[sent.tap.kind] += not answer.is_ok
        self._fresh.append(sent)
        done(sent)
        if self._dice.random() < self._weather.echo:
            self.ways["echo"] += 1
            self._later(self._dice.uniform(1, 900), lambda: self._echo(sent))

    def _echo(self, sent: Sent) -> None:
        self.problems += same_answer(sent, self._tablet(sent).post(sent))

    def _tablet(self, sent: Sent) -> Tablet:
        """The screen it came from: a repeat comes from the same device."""
        screens = self._tablets[sent.tap.role]
        place = int(sent.command_id, 16) if sent.tap.screen is None else sent.tap.screen
        return screens[place % len(screens)]

    def close(self) -> None:
        for tablet in self._all():
            tablet.close()

    def _all(self) -> Iterator[Tablet]:
        for screens in self._tablets.values():
            yield from screens

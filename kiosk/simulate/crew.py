"""What the people of the house do next with one party, given what the server shows. Pure: a view and dice in, a tap out.

Most of it follows the work flow sheet; the rest is what happens on a real day: somebody is late, declines, forgets to tap
and takes over afterwards, calls the party back, splits it, or taps what is not theirs to tap.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from ..records import dataclass
from .day import MINUTE, RECEPTION, Person, Temper
from .taps import Tap

Visit = Mapping[str, Any]
Maybe = Tap | None

FRONT = (RECEPTION, "farewell", "sales_room")
WORK_MINUTES = {
    RECEPTION: (2, 6),
    "makeup": (20, 45),
    "studio": (20, 50),
    "removal": (10, 20),
    "farewell": (5, 12),
    "sales_room": (40, 90),
}
REASONS = ("not just now", "still with the party before", "the room is not free")
FORGOT = "we forgot to tap"
DID_WE = ("yes", "yes", "yes", "partly", "no")


@dataclass(frozen=True, kw_only=True)
class View:
    """What somebody at a screen sees: the `visit` as GET /visits/<id> shows it, who is in the house, how many parties each
    has, and, where a party went two ways, the other parts. `speed` is how much faster this day passes than the clock."""

    visit: Visit
    people: Mapping[str, Person]
    temper: Temper
    in_hand: Mapping[str, int] | None = None
    whole: Visit | None = None
    parts: Sequence[Visit] = ()
    speed: float = 1.0

    @property
    def holder(self) -> str:
        return str(self.visit["holder"])

    @property
    def stage(self) -> str:
        return str(self.visit["stage"])

    def able(self, stage: str, *but: str) -> list[str]:
        """Who of that stage is on duty, the least busy first."""
        found = [one for one in self.people.values() if one.is_on_duty and one.works_in(stage) and one.id not in but]
        return [one.id for one in sorted(found, key=lambda one: (self.in_hand or {}).get(one.id, 0))]

    def is_here(self, staff: str) -> bool:
        return staff in self.people and self.people[staff].is_on_duty

    def tap(self, what: str, by: str, after: float, **fields: Any) -> Tap:
        return Tap(path=f"/visits/{self.visit['id']}/{what}", actor=by, after=after, fields=fields)

    def ago(self, seconds: float) -> int:
        """A stretch of this day in whole minutes of the clock, as a late tap tells it."""
        return int(seconds / self.speed / MINUTE)


def next_tap(view: View, dice: Random) -> Maybe:
    """The next tap about this party; None where nothing can be done just now, or the party has left."""
    if view.visit["ended_at"]:
        return None
    if dice.random() < 0.04:
        return _slip(view, dice)
    if not view.visit["gate_at"]:
        return _welcome(view, dice)
    if view.visit["handoff"]:
        return _on_the_way(view, dice)
    if view.visit["escort"]:
        return view.tap("escort/return", view.holder, dice.uniform(2, 10) * MINUTE)
    if dice.random() < 0.2:
        return _beside(view, dice)
    if view.whole is not None:
        return _towards_the_others(view, dice, view.whole)
    return _apart(view, dice) or _onward(view, dice)


def second_thought(tap: Tap, dice: Random) -> Maybe:
    """Now and then somebody takes their own tap back at once."""
    if tap.visit is None or tap.kind == "undo" or dice.random() >= 0.04:
        return None
    return Tap(path=f"/visits/{tap.visit}/undo", actor=tap.actor, after=dice.uniform(1, 4))


def _welcome(view: View, dice: Random) -> Tap:
    """From the door to the reception gate."""
    roll, holder = dice.random(), view.holder
    if not view.visit["greeted_at"]:
        if roll < 0.3:
            return view.tap("arrival", holder, dice.uniform(5, 60))
        covers = view.able(RECEPTION, holder)
        by = dice.choice(covers) if covers and roll < 0.42 else holder
        return view.tap("greeting", by, dice.uniform(20, 180))
    if roll < 0.25:
        return _note(view, dice)
    if roll < 0.32:
        return view.tap("gate", holder, dice.uniform(1, 4) * MINUTE, items=["seated"])
    return view.tap("gate", holder, dice.uniform(4, 12) * MINUTE * view.temper.pace)


def _on_the_way(view: View, dice: Random) -> Maybe:
    """An offer is open: the receiver answers, a colleague does, or the giver takes it back."""
    offer = view.visit["handoff"]
    giver, receiver, stage = (str(offer[key]) for key in ("giver", "receiver", "stage"))
    able = view.able(stage, giver)
    roll, colleagues = dice.random(), [one for one in able if one != receiver]
    if receiver not in able:
        if colleagues and roll < 0.7:
            return view.tap("handoff/acceptance", colleagues[0], dice.uniform(30, 120))
        return view.tap("handoff/withdrawal", giver, dice.uniform(1, 5) * MINUTE)
    if roll < 0.04:
        return view.tap("handoff/withdrawal", giver, dice.uniform(20, 200))
    if roll < 0.10:
        return view.tap("handoff/refusal", receiver, dice.uniform(20, 120), reason=dice.choice(REASONS))
    if roll < 0.18:
        return view.tap("handoff/postponement", receiver, dice.uniform(10, 60), minutes=dice.choice((3, 5, 10)))
    if roll < 0.26:
        return _forgotten(view, dice, receiver, stage)
    if roll < 0.38 and colleagues:
        rivals = (dice.choice(colleagues),)
        return replace(view.tap("handoff/acceptance", receiver, dice.uniform(20, 90)), rivals=rivals)
    by = dice.choice(colleagues) if colleagues and roll < 0.44 else receiver
    return view.tap("handoff/acceptance", by, dice.uniform(15, 120) * view.temper.pace)


def _forgotten(view: View, dice: Random, receiver: str, stage: str) -> Tap:
    """The receiver has had them for a while when they think of the screen: a late acceptance, or a take-over."""
    late = dice.uniform(6, 20) * MINUTE
    if dice.random() < 0.5:
        return view.tap("handoff/acceptance", receiver, late, minutes_ago=view.ago(late * 0.8))
    return view.tap("takeover", receiver, late, stage=stage, reason=FORGOT, minutes_ago=view.ago(late * 0.8))


def _onward(view: View, dice: Random) -> Maybe:
    """The next leg of the sheet: alone, handed over, or found out later because nobody tapped."""
    low, high = WORK_MINUTES.get(view.stage, (10, 30))
    after = dice.uniform(low, high) * MINUTE * view.temper.pace
    stage = next_stage(view.visit)
    if stage is None:
        return _farewell(view, dice, after)
    able = view.able(stage, view.holder)
    if view.people[view.holder].works_in(stage) and view.is_here(view.holder) and (stage in FRONT or not able):
        return view.tap("stage", view.holder, after, stage=stage)
    if not able:
        return None
    receiver = _known(view, stage, able) or able[0]
    if dice.random() < 0.04:
        return view.tap("takeover", receiver, after, stage=stage, reason=FORGOT, minutes_ago=view.ago(after * 0.2))
    return view.tap("handoffs", view.holder, after, receiver=receiver, stage=stage)


def next_stage(visit: Visit) -> str | None:
    """The stage of the leg that the plan walks next; None after the last."""
    plan, place = visit["plan"], visit["place"]
    if visit["off_plan"] and plan[place]["stage"] != visit["stage"]:
        return str(plan[place]["stage"])
    return str(plan[place + 1]["stage"]) if place + 1 < len(plan) else None


def _known(view: View, stage: str, able: list[str]) -> str | None:
    """Whoever had them in that stage before, the host for what the host does; but not for ever the same."""
    before = [str(leg["holder"]) for leg in reversed(view.visit["legs"]) if leg["stage"] == stage]
    at_home = [str(view.visit["host"])] if stage in FRONT else []
    return next((one for one in (*at_home, *before) if one in able), None)


def _farewell(view: View, dice: Random, after: float) -> Maybe:
    holder = view.people[view.holder]
    if view.parts:
        return None
    if holder.id not in (view.visit["host"], view.visit["deputy"]) and not holder.works_in("farewell"):
        able = view.able("farewell", holder.id)
        receiver = _known(view, "farewell", able) or (able[0] if able else None)
        return view.tap("handoffs", holder.id, after, receiver=receiver, stage="farewell") if receiver else None
    if dice.random() < 0.1:
        return view.tap("farewell", holder.id, after / 2, items=[])
    wish, is_whole = view.visit["wish"], view.visit["part_of"] is None
    if wish and is_whole and view.stage == "farewell" and not view.visit["wish_answer"]:
        return view.tap("wish/answer", holder.id, after / 2, wish=wish, answer=dice.choice(DID_WE))
    return view.tap("farewell", holder.id, after, all=True)


def _apart(view: View, dice: Random) -> Maybe:
    """Some go their own way; those who are in the same hands again come together."""
    for part in view.parts:
        if part["holder"] == view.holder and not part["handoff"] and dice.random() < 0.6:
            return view.tap(f"parts/{part['id']}/return", view.holder, dice.uniform(1, 5) * MINUTE)
    if view.parts or view.visit["size"] < 2 or next_stage(view.visit) is None:
        return None
    if dice.random() < view.temper.parts:
        return view.tap("parts", view.holder, dice.uniform(1, 10) * MINUTE, size=1)
    return None


def _towards_the_others(view: View, dice: Random, whole: Visit) -> Maybe:
    """A part of a party is brought to whoever has the rest of it."""
    after = dice.uniform(8, 25) * MINUTE * view.temper.pace
    if whole["holder"] == view.holder:
        if whole["handoff"]:
            return None
        path = f"/visits/{whole['id']}/parts/{view.visit['id']}/return"
        return Tap(path=path, actor=view.holder, after=after)
    target = view.people.get(str(whole["holder"]))
    if target is None or not target.is_on_duty or not target.stages:
        return None
    stage = whole["stage"] if target.works_in(whole["stage"]) else target.stages[0]
    return view.tap("handoffs", view.holder, after, receiver=target.id, stage=stage)


def _note(view: View, dice: Random) -> Tap:
    """Something beside the way, by the holder."""
    what, fields = dice.choice(
        (
            ("moods", {"mood": dice.choice(("glad", "calm", "tired", "upset"))}),
            ("cares", {"kind": dice.choice(("water", "meal", "rest"))}),
            ("locker", {"locker": str(dice.randrange(1, 30))}),
            ("requests", {"stage": "studio", "words": "a calm one of all of us"}),
            ("still", {}),
            ("owner-hello", {}),
            ("sheet/sending", {}),
        )
    )
    return view.tap(what, view.holder, dice.uniform(10, 200), **fields)


def _beside(view: View, dice: Random) -> Tap:
    """What happens during a leg: an escort, the host looking in, the former holder calling them back, a try to go home."""
    roll, after = dice.random(), dice.uniform(1, 12) * MINUTE
    if roll < view.temper.wanders:
        return view.tap("escort", view.holder, after, kind=dice.choice(("restroom", "meal", "phone", "child", "rest")))
    legs = view.visit["legs"]
    if roll > 0.93 and len(legs) > 1 and legs[-2]["holder"] != view.holder and view.is_here(legs[-2]["holder"]):
        return view.tap("recall", legs[-2]["holder"], dice.uniform(30, 200), reason="they were not finished here")
    if roll > 0.85:
        return Tap(path=f"/staff/{view.holder}/duty/end", actor=view.holder, after=after)
    if roll > 0.78:
        return view.tap("host-visit", str(view.visit["host"]), after)
    return _note(view, dice)


def _slip(view: View, dice: Random) -> Tap:
    """Somebody taps what is not theirs to tap, or not now. The rules of the house have to say no."""
    anyone, stages = list(view.people), [stage for one in view.people.values() for stage in one.stages]
    by, stage, after = dice.choice(anyone), dice.choice(stages), dice.uniform(5, 120)
    slips: tuple[Callable[[], Tap], ...] = (
        lambda: view.tap("handoffs", by, after, receiver=dice.choice(anyone), stage=stage),
        lambda: view.tap("handoffs", view.holder, after, receiver=dice.choice(anyone), stage=stage),
        lambda: view.tap("handoff/acceptance", by, after),
        lambda: view.tap("handoff/acceptance", by, after, minutes_ago=dice.randrange(1, 30)),
        lambda: view.tap("takeover", by, after, stage=stage, reason="", minutes_ago=0),
        lambda: view.tap("takeover", by, after, stage=stage, reason=FORGOT, minutes_ago=dice.randrange(10, 60)),
        lambda: view.tap("recall", by, after, reason="by mistake"),
        lambda: view.tap("undo", by, after),
        lambda: view.tap("greeting", by, after),
        lambda: view.tap("gate", by, after),
        lambda: view.tap("farewell", by, after),
        lambda: view.tap("stage", by, after, stage=stage),
        lambda: view.tap("parts", by, after, size=9),
        lambda: view.tap("escort/return", by, after),
    )
    return dice.choice(slips)()

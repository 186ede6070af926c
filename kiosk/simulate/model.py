"""The serial model: what acknowledged taps, one after the other, must have led to. Pure, and written without the house's
own rules, so that it can disagree with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..records import dataclass
from .taps import CHECK_INS, Sent, Tap

# Noted beside the way: it neither moves a party nor hides what could still be undone.
QUIET = frozenset(
    "moods cares locker host-visit owner-hello requests requests/sight poses still assistant sheet/lines sheet/sending "
    "sheet/receipt sheet/return wish/answer".split()
)
Offer = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Where one party is: `offer` is (giver, receiver, stage), `legs` are (holder, stage), `before` the state that an undo
    brings back."""

    holder: str
    stage: str
    version: int = 1
    offer: Offer | None = None
    legs: tuple[tuple[str, str], ...] = ()
    is_greeted: bool = False
    has_left: bool = False
    before: "Custody | None" = None


House = Mapping[int, Custody]


class Contradiction(Exception):
    """An acknowledged tap that could not have been acknowledged; the message is one sentence."""


def replayed(taps: Iterable[Sent]) -> dict[int, Custody]:
    """The house after every acknowledged tap, in the log's order. Raises `Contradiction`."""
    done = [sent for sent in taps if sent.answer and sent.answer.is_ok and "seq" in sent.answer.content]
    house: dict[int, Custody] = {}
    for sent in sorted(done, key=lambda one: int(one.answer.content["seq"]) if one.answer else 0):
        assert sent.answer is not None
        house = after(house, sent.tap, sent.answer.content)
    return house


def after(house: House, tap: Tap, answer: Mapping[str, Any]) -> dict[int, Custody]:
    """The house after one more acknowledged tap, which has to agree with its own answer."""
    if tap.kind in CHECK_INS:
        return {**house, **_arrived(answer)}
    if tap.visit is None:
        return {**house, **_covered(house, answer)} if tap.kind == "duty/end" else dict(house)
    if tap.visit not in house:
        raise Contradiction(f"visit {tap.visit}: “{tap.kind}” was acknowledged before any check-in")
    changed = _parted(house, tap, answer) if tap.kind.startswith("parts") else {tap.visit: _tapped(house, tap)}
    shown = changed.get(int(answer["visit"]))
    if shown and (shown.holder, shown.stage, shown.version) != (answer["holder"], answer["stage"], answer["version"]):
        raise Contradiction(
            f"visit {answer['visit']}: “{tap.kind}” by {tap.actor} leads to {shown.holder} in {shown.stage} (version "
            f"{shown.version}), but its answer says {answer['holder']} in {answer['stage']} ({answer['version']})"
        )
    return {**house, **changed}


def differences(house: House, shown: Mapping[int, Mapping[str, Any]]) -> Iterator[str]:
    """Where what GET /visits/<id> shows is not what the taps led to."""
    for key, custody in house.items():
        visit = shown.get(key)
        if visit is None:
            if not custody.has_left:
                yield f"visit {key}: acknowledged taps lead to {custody.holder}, but it is not shown at all"
            continue
        found = (visit["holder"], visit["stage"], visit["version"], _offer(visit), visit["ended_at"] is not None)
        wanted = (custody.holder, custody.stage, custody.version, custody.offer, custody.has_left)
        if found != wanted:
            yield f"visit {key}: shown is {found}, but the acknowledged taps lead to {wanted}"


def _offer(visit: Mapping[str, Any]) -> Offer | None:
    offer = visit["handoff"]
    return (offer["giver"], offer["receiver"], offer["stage"]) if offer else None


def _arrived(answer: Mapping[str, Any]) -> dict[int, Custody]:
    if "version" not in answer:  # the lobby has met somebody, but no visit began
        return {}
    holder, stage = str(answer["holder"]), str(answer["stage"])
    version = int(answer["version"])  # how much they told when booking is noted with it, the answer says
    return {int(answer["visit"]): Custody(holder=holder, stage=stage, version=version, legs=((holder, stage),))}


def _covered(house: House, answer: Mapping[str, Any]) -> dict[int, Custody]:
    """Parties whose host went off duty and who have a deputy since; nobody moved."""
    noted = [int(key) for key in answer.get("deputies", {})]
    return {key: replace(house[key], version=house[key].version + 1) for key in noted if key in house}


def _tapped(house: House, tap: Tap) -> Custody:
    """One party after a tap about it alone."""
    assert tap.visit is not None
    custody = house[tap.visit]
    if tap.kind in QUIET or tap.kind.startswith("alerts/"):
        return replace(custody, version=custody.version + 1)
    if tap.kind == "undo":
        if custody.before is None:
            raise Contradiction(f"visit {tap.visit}: an undo was acknowledged where nothing could be undone")
        return replace(custody.before, version=custody.version + 1)
    if tap.kind == "gate" and not custody.is_greeted:
        custody = replace(custody, version=custody.version + 1, is_greeted=True, before=None)
    moved = _moved(custody, tap)
    return replace(moved, version=custody.version + 1, before=replace(custody, before=None))


def _moved(custody: Custody, tap: Tap) -> Custody:
    match tap.kind:
        case "greeting":
            greeted = replace(custody, is_greeted=True)
            return greeted if tap.actor == custody.holder else _leg(greeted, tap.actor, custody.stage)
        case "handoffs":
            offer = (custody.holder, str(tap.fields["receiver"]), str(tap.fields["stage"]))
            return replace(custody, offer=offer)
        case "handoff/withdrawal" | "handoff/refusal":
            return replace(custody, offer=None)
        case "handoff/acceptance" if custody.offer:
            return _leg(custody, tap.actor, custody.offer[2])
        case "takeover":
            return _leg(custody, tap.actor, str(tap.fields["stage"]))
        case "recall" if len(custody.legs) > 1:
            return _leg(custody, tap.actor, custody.legs[-2][1])
        case "stage":
            return _leg(custody, custody.holder, str(tap.fields["stage"]))
        case "farewell":
            return replace(custody, has_left=True, offer=None)
        case "arrival" | "gate" | "handoff/postponement" | "escort" | "escort/return":
            return custody
        case _:
            raise Contradiction(f"visit {tap.visit}: “{tap.kind}” by {tap.actor} was acknowledged, but cannot be")


def _leg(custody: Custody, holder: str, stage: str) -> Custody:
    return replace(custody, holder=holder, stage=stage, offer=None, legs=(*custody.legs, (holder, stage)))


def _parted(house: House, tap: Tap, answer: Mapping[str, Any]) -> dict[int, Custody]:
    """Going two ways begins another visit in the same hands; coming together ends it. How many lines are carried along or
    brought back, the answer says."""
    assert tap.visit is not None
    whole = replace(house[tap.visit], version=house[tap.visit].version + 1, before=None)
    if tap.kind == "parts":
        legs, version = ((whole.holder, whole.stage),), int(answer["version"])
        part = Custody(holder=whole.holder, stage=whole.stage, version=version, legs=legs, is_greeted=True)
        return {tap.visit: whole, int(answer["visit"]): part}
    key = int(tap.path.split("/")[4])
    part = replace(house[key], version=house[key].version + 1, has_left=True, offer=None, before=None)
    return {tap.visit: replace(whole, version=int(answer["version"])), key: part}

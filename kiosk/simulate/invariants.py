"""The rules of the house as somebody sees them who has nothing but answers: two looks at the house, the log between them,
and what was acknowledged. Pure; each violation is one sentence. (PRODUCT I1-I5, I7, I10; FAULTS G1, G8.)"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import Any

from ..records import dataclass
from .taps import CHECK_INS, FAULTS, Answer, Sent

Shown = Mapping[str, Any]
Taps = Mapping[str, Sent]

# What puts a party into other hands. An undo brings back the hands before.
TAKES = frozenset({"PartyGreeted", "HandoffAccepted", "PartyTakenOver", "PartyRecalled", "TapUndone"})
# What coming, going two ways and coming together consist of; beside it, what was told or noted of them goes along, line by line.
PARTINGS = frozenset({"PartySplit", "PartRejoined", "VisitStarted"})
ENDS = frozenset({"VisitFinished", "PartRejoined"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The house at one `seq`: `visits` as GET /visits lists them, the same `whole` as GET /visits/<id>, `staff` as GET
    /staff, all by id."""

    seq: int
    visits: Mapping[int, Shown] = field(default_factory=dict)
    whole: Mapping[int, Shown] = field(default_factory=dict)
    staff: Mapping[str, Shown] = field(default_factory=dict)


def violations(before: Look | None, now: Look, log: Sequence[Shown], taps: Taps) -> Iterator[str]:
    """Everything that is wrong with the house `now`. `log` is what was recorded since `before`; `taps` are all that were
    sent, by command id."""
    yield from one_named_holder(now)
    yield from here_once(now)
    yield from giver_holds(now)
    yield from holder_on_duty(now)
    yield from gate_first(now)
    yield from legs_abut(now)
    if before is not None:
        yield from nothing_goes_back(before, now)
        yield from log_is_whole(before.seq, now.seq, log)
        yield from taken_by_somebody(before, now, log, taps)
        yield from ended_by_farewell(before, now, log, taps)


def one_named_holder(now: Look) -> Iterator[str]:
    """I1: never none, never two, always somebody of the house."""
    for key, visit in _open(now):
        holder = visit["holder"]
        if not isinstance(holder, str) or not holder:
            yield f"visit {key} is in nobody's hands"
        elif holder not in now.staff:
            yield f"visit {key} is in the hands of {holder}, who is not of the house"
        legs = now.whole[key]["legs"] if key in now.whole else ()
        if legs and sum(leg["ended_at"] is None for leg in legs) != 1:
            yield f"visit {key} is walked in {sum(leg['ended_at'] is None for leg in legs)} legs at once"


def here_once(now: Look) -> Iterator[str]:
    """I1: a booking's party is in the house once, apart from those of it who go their own way."""
    whole = {
        key: visit["number"] for key, visit in _open(now) if now.whole.get(key, {"part_of": key})["part_of"] is None
    }
    for number, times in Counter(whole.values()).items():
        if times > 1:
            yield f"booking {number} is in the house as visits {', '.join(str(key) for key in whole if whole[key] == number)}"


def giver_holds(now: Look) -> Iterator[str]:
    """I2: whoever brings the party has it until it is taken."""
    for key, visit in _open(now):
        if visit["handoff"] and visit["handoff"]["giver"] != visit["holder"]:
            yield f"visit {key} is offered by {visit['handoff']['giver']}, but {visit['holder']} holds it"


def holder_on_duty(now: Look) -> Iterator[str]:
    """I4: nobody who has a party is off duty."""
    for key, visit in _open(now):
        person = now.staff.get(visit["holder"])
        if person and not person["on_duty"]:
            yield f"visit {key} is in the hands of {visit['holder']}, who is off duty"


def gate_first(now: Look) -> Iterator[str]:
    """I5: nobody is brought on before the reception gate."""
    for key, visit in _open(now):
        whole = now.whole.get(key)
        if whole and not whole["gate_at"]:
            if visit["handoff"]:
                yield f"visit {key} is offered to {visit['handoff']['receiver']} before the reception gate"
            if any(leg["stage"] != whole["legs"][0]["stage"] for leg in whole["legs"]):
                yield f"visit {key} is in {visit['stage']} before the reception gate"


def legs_abut(now: Look) -> Iterator[str]:
    """I1 over time: each leg begins when the one before it ends, and the last is the present one."""
    for key, whole in now.whole.items():
        legs = whole["legs"]
        for one, other in pairwise(legs):
            if one["ended_at"] != other["started_at"]:
                yield f"visit {key}: a leg ends at {one['ended_at']}, the next begins at {other['started_at']}"
        if not legs or (legs[-1]["holder"], legs[-1]["stage"]) != (whole["holder"], whole["stage"]):
            yield f"visit {key}: the last leg is not where {whole['holder']} has the party"
        elif legs[-1]["ended_at"] != whole["ended_at"]:
            yield f"visit {key}: the last leg ends at {legs[-1]['ended_at']}, the visit at {whole['ended_at']}"


def nothing_goes_back(before: Look, now: Look) -> Iterator[str]:
    """Neither the house nor a party is ever as it was before."""
    if now.seq < before.seq:
        yield f"the house went back from {before.seq} to {now.seq}"
    for key, visit in _open(before):
        if key not in now.visits:
            yield f"visit {key} is gone from the house without having left"
        elif now.visits[key]["version"] < visit["version"]:
            yield f"visit {key} went back from version {visit['version']} to {now.visits[key]['version']}"


def log_is_whole(after: int, seq: int, log: Sequence[Shown]) -> Iterator[str]:
    """The log counts on without a gap, up to what the house says it is."""
    found = [entry["seq"] for entry in log]
    if found != list(range(after + 1, seq + 1)):
        yield f"the log after {after} has {found[:3]}… ({len(found)} entries), but the house is at {seq}"


def taken_by_somebody(before: Look, now: Look, log: Sequence[Shown], taps: Taps) -> Iterator[str]:
    """I2: a party changes hands only by a tap that was acknowledged to whoever has it now, or is still in doubt."""
    for key, visit in now.visits.items():
        was = before.visits.get(key)
        if was is None or was["holder"] == visit["holder"]:
            continue
        takes = [entry for entry in _of(key, log, taps) if entry["type"] in TAKES]
        if not takes or (takes[-1]["type"] != "TapUndone" and takes[-1]["actor"] != visit["holder"]):
            yield f"visit {key} went from {was['holder']} to {visit['holder']} without a tap of {visit['holder']}"


def ended_by_farewell(before: Look, now: Look, log: Sequence[Shown], taps: Taps) -> Iterator[str]:
    """I7: nobody leaves without the farewell list; a part of a party leaves by coming back to the others."""
    for key, whole in now.whole.items():
        was = before.whole.get(key)
        if not (whole["ended_at"] and was and not was["ended_at"]):
            continue
        ends = [entry for entry in _of(key, log, taps) if entry["type"] in ENDS]
        if not ends:
            yield f"visit {key} has ended without a farewell"
        elif ends[-1]["type"] == "VisitFinished" and not (ends[-1]["body"]["items"] or ends[-1]["body"]["left_out"]):
            yield f"visit {key} was seen off with nothing done of the farewell list, and no reason why"


def in_the_log_once(sent: Sent, entries: Sequence[Shown]) -> Iterator[str]:
    """I10: what was acknowledged is in the log, once; what was refused is not. `entries` are those with its command id."""
    if sent.answer is None:
        return
    name = f"“{sent.tap.kind}” ({sent.command_id})"
    if not sent.answer.is_ok:
        if entries:
            yield f"{name} was refused with {sent.answer.code}, but left event {entries[0]['seq']}"
        return
    begins = sent.tap.kind in CHECK_INS or sent.tap.kind.startswith("parts")
    facts = [(entry["stream"], entry["type"]) for entry in entries if not begins or entry["type"] in PARTINGS]
    if len(facts) != len(set(facts)):
        yield f"{name} counted more than once"
    if _leaves_an_event(sent) and not entries:
        yield f"{name} was acknowledged, but is not in the log"
    if entries and entries[-1]["seq"] != sent.answer.content.get("seq"):
        yield f"{name} was acknowledged as {sent.answer.content.get('seq')}, but is event {entries[-1]['seq']}"


def same_answer(sent: Sent, again: Answer) -> Iterator[str]:
    """I10: a repeat gets the first answer, byte for byte."""
    if sent.answer and (again.status, again.body) != (sent.answer.status, sent.answer.body):
        yield f"“{sent.tap.kind}” ({sent.command_id}) was answered differently when it was repeated"


def one_winner(rivals: Sequence[Sent]) -> Iterator[str]:
    """I2: of simultaneous acceptances one wins, and the others are told who."""
    answers = [(sent, sent.answer) for sent in rivals if sent.answer]
    winners = [sent.tap.actor for sent, answer in answers if answer.is_ok]
    name = f"visit {rivals[0].tap.visit}"
    if len(winners) > 1:
        yield f"{name} was taken by {' and '.join(winners)} at once"
    for sent, answer in answers:
        if answer.code == "already_taken" and winners and answer.content["detail"].get("holder") != winners[0]:
            yield f"{name} was taken by {winners[0]}, but {sent.tap.actor} was told otherwise"


def no_fault(sent: Sent) -> Iterator[str]:
    """No tap of the crew is beyond the house's understanding, and nothing breaks inside it."""
    if sent.answer and sent.answer.code in FAULTS:
        yield f"“{sent.tap.kind}” was answered {sent.answer.status} {sent.answer.code}"


def _open(look: Look) -> Iterable[tuple[int, Shown]]:
    ended = {key for key, whole in look.whole.items() if whole["ended_at"]}
    return ((key, visit) for key, visit in look.visits.items() if key not in ended)


def _of(visit: int, log: Sequence[Shown], taps: Taps) -> list[Shown]:
    """What the crew's own taps did to that party."""
    stream = f"visit-{visit}"
    known = (entry for entry in log if entry["stream"] == stream and entry["command_id"] in taps)
    return [entry for entry in known if taps[entry["command_id"]].may_have_happened]


def _leaves_an_event(sent: Sent) -> bool:
    """Going off duty twice leaves nothing the second time; a tap on a party always does."""
    assert sent.answer is not None
    is_check_in = sent.tap.kind in CHECK_INS and "version" in sent.answer.content
    return sent.tap.visit is not None or is_check_in

"""The log in plain words: one sentence for each kind of event, said beside whoever did it (REQUIREMENTS A04).

A sentence's slots are the event's own fields, made readable. What an erasure has emptied leaves its slot empty; the shorter
sentence behind is said then, as it is for the reason that nobody gave.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from typing import Any

from ..commands.bookings import REASONS
from ..config import Settings
from ..domain.customer import EMPTY
from ..domain.words import N_
from ..i18n import gettext
from ..log import Entry
from ..records import dataclass
from ..speech import CHANGES, ESCORTS, KINDS, MOODS
from ..studio import DEFAULT_CONSENTS, Words, label

Sentence = tuple[str, ...]

CHANNELS = {"call": N_("Call"), "message": N_("Message"), "talk": N_("Talk")}
OUTCOMES = {
    "reached": N_("reached"),
    "no_answer": N_("no answer"),
    "left_word": N_("left word"),
    "moved": N_("moved the date"),
    "cancelled": N_("called off"),
}
HOST_REASONS = {
    "first": N_("their first host"),
    "left": N_("the one before has left"),
    "asked": N_("they asked for it"),
    "language": N_("speaks their language"),
    "other": N_("another reason"),
}
WISHES = {"yes": N_("kept"), "partly": N_("partly kept"), "no": N_("not kept")}
CARES = {"water": N_("water"), "meal": N_("a meal"), "rest": N_("a rest")}
FIELDS = {
    "names": N_("names"),
    "party": N_("names"),
    "phone": N_("phone"),
    "say": N_("how to say the names"),
    "language": N_("language"),
    "channel": N_("how to reach them"),
    "needs": N_("what they like"),
    "dates": N_("special days"),
    "host": N_("host"),
    "deputy": N_("deputy"),
    "starts_at": N_("time"),
    "ends_at": N_("end"),
    "kind": N_("kind"),
    "package": N_("package"),
    "looks": N_("looks"),
    "allowance": N_("number of photos"),
    "extra_cents": N_("price of an extra photo"),
    "balance_cents": N_("balance"),
    "notes": N_("notes"),
    "wish": N_("wish"),
    "hope": N_("hope"),
    "taboos": N_("what to avoid"),
    "look_wishes": N_("wishes for the looks"),
    "occasion": N_("occasion"),
    "size": N_("number of people"),
    "artists": N_("artists"),
    "room": N_("room"),
    "dresses": N_("dresses"),
    "is_cancelled": N_("cancellation"),
    "everything": N_("everything"),
}

SAID: dict[str, Sentence] = {
    "ArrivalTaken": (N_("On the way to the door"),),
    "WishTold": (N_("A wish for the day: “{wish}”"), N_("A wish for the day")),
    "CompanyTold": (N_("People in all: {size}"),),
    "PlateTold": (N_("Told the plate of their car"),),
    "NeedsTold": (N_("Chose what they like"),),
    "ConsentEndSettled": (N_("Took down what was shown by a consent that had ended"),),
    "PartyNamed": (N_("Told their names: {party}"), N_("Told their names")),
    "HostFound": (N_("A customer of {host}: back to their own host"),),
    "DeputyNamed": (N_("Went off duty: {deputy} stands in"),),
    "PartyGreeted": (N_("Greeted them"),),
    "GatePassed": (N_("Finished the welcome"),),
    "HandoffOffered": (N_("Set out with them: {stage}, {receiver}"),),
    "HandoffAccepted": (N_("Took them over from {giver}"),),
    "HandoffPostponed": (N_("Asked for {minutes} more minutes"),),
    "HandoffDeclined": (N_("Could not take them: {reason}"), N_("Could not take them")),
    "HandoffWithdrawn": (N_("Kept them after all"),),
    "PartyTakenOver": (N_("Took them over: {stage}, {reason}"), N_("Took them over: {stage}")),
    "PartyRecalled": (N_("Took them back: {reason}"), N_("Took them back")),
    "PartySplit": (N_("Some go their own way: {names}"), N_("Some go their own way")),
    "PartRejoined": (N_("All together again"),),
    "StageEntered": (N_("Went on with them: {stage}"),),
    "EscortStarted": (N_("Went along: {kind}"),),
    "EscortEnded": (N_("Back again"),),
    "VisitFinished": (N_("Saw them off"),),
    "TapUndone": (N_("Took the last tap back"),),
    "MoodNoted": (N_("How they were: {mood}"),),
    "PartyMoodTapped": (N_("How they felt: {mood}"),),
    "CareGiven": (N_("Took care of them: {kind}"),),
    "LockerAssigned": (N_("Locker {locker}"),),
    "HostVisited": (N_("Looked in on them"),),
    "OwnerGreeted": (N_("Said hello as the owner"),),
    "RequestSeen": (N_("Read their request"),),
    "RequestWithdrawn": (N_("A request no longer stands"),),
    "PosesPicked": (N_("Chose poses to try"),),
    "WishReadBack": (N_("Read their wish back"),),
    "WishAnswered": (
        N_("What became of their wish, “{wish}”: {answer}, because “{why}”"),
        N_("What became of their wish, “{wish}”: {answer}"),
        N_("What became of their wish: {answer}"),
    ),
    "HolderConfirmed": (N_("Still with them"),),
    "AlertTaken": (N_("Saw to it that somebody was with them"),),
    "AssistantNamed": (N_("With the help of {assistant}"), N_("Alone again")),
    "LegLeftOut": (N_("Left out: {stage}, {reason}"), N_("Left out: {stage}")),
    "SheetSent": (N_("Sent the sheet to production"),),
    "SheetReceived": (N_("The sheet is in production"),),
    "SheetReturned": (N_("Brought the sheet back"),),
    "BookingAdded": (N_("Booking {number} made"),),
    "BookingChanged": (N_("Booking {number} changed: {fields}"), N_("Booking {number} changed")),
    "BookingMoved": (N_("Booking {number} moved from {was} to {starts_at}"),),
    "BookingWasCancelled": (N_("Booking {number} cancelled: {reason}"), N_("Booking {number} cancelled")),
    "CustomerCalled": (N_("Called them: all is ready for booking {number}"),),
    "DeadlinePulledIn": (N_("Promised: what booking {number} lacks is due on {due_on}, not on {was}"),),
    "PickupListed": (N_("Wrote down what there is to pick up: {items}"),),
    "QualityLookedOver": (N_("Looked over the quality of booking {number}"),),
    "PhotosPreviewed": (N_("Looked through the photos of booking {number}"),),
    "ArrivedUnready": (N_("They came, and not all was ready"),),
    "BriefRead": (N_("Read the brief of booking {number}"),),
    "CustomerAdded": (N_("Known to the studio from here on"),),
    "CustomerChanged": (N_("Changed: {fields}"),),
    "HostChanged": (N_("Host from here on: {host} ({reason})"),),
    "NoteWritten": (N_("Wrote a note"),),
    "NoteRemoved": (N_("Removed a note"),),
    "ContactRecorded": (N_("{channel}: {outcome}"),),
    "CustomersMerged": (N_("Brought together with customer {gone}"),),
    "CustomerErased": (N_("Erased on request"),),
    "ConcernRaised": (N_("Something was not right: {stage}"),),
    "ConcernTaken": (N_("Took on what was not right"),),
    "ConcernSolved": (N_("Put right what was not right"),),
    "CustomerTold": (N_("Told them what was done"),),
    "ConcernWithdrawn": (N_("All is well again"),),
    "FeedbackGiven": (N_("Answered the questions"),),
    "PresentationStarted": (N_("Began to show the photos"),),
    "PresentationEnded": (N_("Ended the showing"),),
    "SelectionOpened": (N_("Began to choose photos"),),
    "SelectionConfirmed": (N_("Signed for their photos"),),
    "SelectionReopened": (N_("Chose once more: {reason}"), N_("Chose once more")),
}
CHOSEN: dict[str, Callable[[dict[str, Any]], Sentence]] = {
    "VisitStarted": lambda body: (N_("A part of the party"),) if body.get("part_of") else (N_("Arrived: {kind}"),),
    "SessionChecked": lambda body: (
        (N_("Found everything as booked"),)
        if body["is_right"]
        else (N_("Wanted changed: {changed}"), N_("Wanted something changed"))
    ),
    "ConsentAnswered": lambda body: (N_("Said yes: {use}"),) if body["is_given"] else (N_("Said no: {use}"),),
    "RequestMade": lambda body: (
        (N_("What must not be: {stage}, “{words}”"), N_("What must not be: {stage}"))
        if body.get("is_taboo")
        else (N_("A request: {stage}, “{words}”"), N_("A request: {stage}"))
    ),
    "NotePinned": lambda body: (N_("Pinned a note"),) if body["is_pinned"] else (N_("Unpinned a note"),),
}


@dataclass(frozen=True)
class Teller:
    """Says entries in the language being spoken. `name_of` is what the house calls a person; `worded` are the sentences of
    consents that were asked once, by use and version."""

    settings: Settings
    name_of: Callable[[str | None], str]
    worded: Mapping[tuple[str, str], Words] = field(default_factory=dict)

    def tell(self, entry: Entry) -> str:
        """The entry's sentence; '' for what is not worth a line."""
        body = json.loads(entry.body)
        chosen = CHOSEN.get(entry.type)
        sentences = chosen(body) if chosen else SAID.get(entry.type, ())
        if not sentences:
            return ""  # such as the slides of a showing, which are no contacts
        slots = {key: self._slot(entry.type, key, value) for key, value in body.items()}
        if entry.type == "ConsentAnswered":
            slots["use"] = self._sentence(body["use"], body["wording"])
        for sentence in sentences:
            said = gettext(sentence)
            if all(slots.get(key) for key in slots if f"{{{key}}}" in said):
                return said.format(**slots)
        return gettext(sentences[-1]).format(**slots)

    def _slot(self, type_: str, key: str, value: Any) -> str:
        """A field's value as people read it; '' where there is nothing to read."""
        if value in (None, "", [], [EMPTY]):
            return ""
        if key in ("receiver", "giver", "host", "deputy", "assistant"):
            return self.name_of(value)
        if key in ("was", "starts_at") and type_ == "BookingMoved":
            return self.moment(datetime.fromisoformat(value))
        if key == "stage":
            stage = self.settings.stage(value)
            return label(stage.name) if stage else str(value)
        if isinstance(value, list):
            return self._list(key, value)
        return gettext(_words(type_, key).get(str(value), str(value)))

    def _sentence(self, use: str, wording: str) -> str:
        """What was answered, in the words that were read; only the use's name where nobody knows them any more."""
        known = {(one.key, one.version): one.text for one in (*DEFAULT_CONSENTS, *self.settings.consents)} | dict(
            self.worded
        )
        return label(known[use, wording]) if (use, wording) in known else use

    def _list(self, key: str, values: list[Any]) -> str:
        words = FIELDS if key == "fields" else {}
        return ", ".join(dict.fromkeys(gettext(words.get(str(one), str(one))) for one in values))

    def moment(self, moment: datetime) -> str:
        """Day and time in the studio."""
        return moment.astimezone(self.settings.zone).strftime("%Y-%m-%d %H:%M")


def _words(type_: str, key: str) -> dict[str, str]:
    """The words for a field's keys, where they are keys."""
    match type_, key:
        case "VisitStarted", "kind":
            return KINDS
        case "EscortStarted", "kind":
            return ESCORTS
        case "CareGiven", "kind":
            return CARES
        case _, "changed":
            return CHANGES
        case "WishAnswered", "answer":
            return WISHES
        case _, "mood":
            return MOODS
        case "BookingWasCancelled", "reason":
            return REASONS
        case "HostChanged", "reason":
            return HOST_REASONS
        case "ContactRecorded", "channel":
            return CHANNELS
        case "ContactRecorded", "outcome":
            return OUTCOMES
    return {}

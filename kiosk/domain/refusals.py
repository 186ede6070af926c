"""The rules said no. One family, each with a code for programs and a sentence for people.

`detail` carries staff ids under the keys in `STAFF_KEYS`; the edge replaces them by names when it speaks the sentence.
"""

from typing import ClassVar

from .words import N_

STAFF_KEYS = frozenset({"holder", "giver", "receiver", "host", "actor"})

Detail = str | int | float | bool | None | list[str]


class Refusal(Exception):
    """A command that the rules do not allow. Nothing was changed."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    message: ClassVar[str] = N_("That is not possible just now.")

    def __init__(self, **detail: Detail) -> None:
        super().__init__(self.code)
        self.detail = detail


class UnknownVisit(Refusal):
    code, status, message = "unknown_visit", 404, N_("This visit does not exist.")


class UnknownBooking(Refusal):
    code, status, message = "unknown_booking", 404, N_("There is no booking {number}.")


class UnknownStaff(Refusal):
    code, status, message = "unknown_staff", 422, N_("Nobody here is called “{staff}”.")


class UnknownStage(Refusal):
    code, status, message = "unknown_stage", 422, N_("There is no stage “{stage}” in this studio.")


class UnknownRoom(Refusal):
    code, status, message = "unknown_room", 422, N_("There is no room “{room}” in this studio.")


class ActorMissing(Refusal):
    code, status, message = (
        "actor_missing",
        422,
        N_("Please choose your own face or name first, so that we know who is acting."),
    )


class StaleCard(Refusal):
    code, message = "stale_card", N_("This card has changed since you saw it. Here is how it stands now.")


class VisitEnded(Refusal):
    code, message = "visit_ended", N_("This party has already left.")


class AlreadyHere(Refusal):
    code, message = "already_here", N_("You are already checked in; {holder} is coming for you.")


class HereAgain(Refusal):
    code, message = "here_again", N_("This party has been checked in again meanwhile and is with {holder}.")


class OthersGone(Refusal):
    code, message = "others_gone", N_("The others of this party have left meanwhile. Check them in again at reception.")


class BookingCancelled(Refusal):
    code, message = "booking_cancelled", N_("This booking was cancelled. A colleague will help you.")


class NotHolder(Refusal):
    code, message = "not_holder", N_("{holder} has this party now, so only {holder} can do that.")


class GateNotPassed(Refusal):
    code, message = "gate_not_passed", N_("First finish the welcome at reception; then the party can be brought on.")


class GateAlreadyPassed(Refusal):
    code, message = "gate_already_passed", N_("The welcome at reception is already finished.")


class ChecklistIncomplete(Refusal):
    code, message = "checklist_incomplete", N_("Some points of the list are still open.")


class AlreadyGreeted(Refusal):
    code, message = "already_greeted", N_("{actor} has already greeted this party.")


class NotWelcoming(Refusal):
    code, status = "not_welcoming", 403
    message = N_("Only the host, the deputy or someone from reception can welcome or see off this party.")


class BriefUnread(Refusal):
    """`number` is the booking whose brief is to be read."""

    code, message = "brief_unread", N_("You stand in for {host} today. Read the brief first; then greet them.")


class HandoffPending(Refusal):
    code, message = "handoff_pending", N_("{giver} has already offered this party to {receiver}.")


class NothingOffered(Refusal):
    code, message = "nothing_offered", N_("Nothing is being handed over here just now.")


class AlreadyTaken(Refusal):
    code, message = "already_taken", N_("{holder} has just taken this party.")


class OwnOffer(Refusal):
    code, message = "own_offer", N_("You are handing this party over; a colleague has to take it.")


class ToOneself(Refusal):
    code, status, message = "to_oneself", 422, N_("You have this party already. Choose a colleague.")


class NotTheirStage(Refusal):
    code, status, message = "not_their_stage", 422, N_("{receiver} does not work in this stage.")


class OffDuty(Refusal):
    code, message = "off_duty", N_("{receiver} is not on duty. Choose someone who is here.")


class HoldsParty(Refusal):
    code, message = "holds_party", N_("{actor} has a party in hand and cannot go off duty before handing it over.")


class NobodyCovers(Refusal):
    code, message = "nobody_covers", N_("Nobody else of reception is on duty to answer for your guests: {parties}.")


class AlreadyThere(Refusal):
    code, message = "already_there", N_("This party is already in that stage.")


class AlreadyEscorting(Refusal):
    code, message = "already_escorting", N_("You are already accompanying this party.")


class NotEscorting(Refusal):
    code, message = "not_escorting", N_("Nobody is accompanying this party just now.")


class NothingToUndo(Refusal):
    code, message = (
        "nothing_to_undo",
        N_("There is nothing left to undo; ten seconds have passed or something newer happened."),
    )


class CallTaken(Refusal):
    code, message = "call_taken", N_("{holder} is already on the way.")


class NotTheReceiver(Refusal):
    code, message = "not_the_receiver", N_("This party is being brought to {receiver}; only {receiver} can say that.")


class BeforeTheLastEvent(Refusal):
    code, status = "before_the_last_event", 422
    message = N_("Something newer is recorded already, at {time}. Choose a time after that.")


class InTheFuture(Refusal):
    code, status, message = "in_the_future", 422, N_("That time has not come yet.")


class ReasonMissing(Refusal):
    code, status, message = "reason_missing", 422, N_("Please say why in a few words.")


class HoldsAlready(Refusal):
    code, message = "holds_already", N_("{actor} has this party already.")


class NothingToRecall(Refusal):
    code, message = "nothing_to_recall", N_("Only whoever handed this party over last can call it back.")


class NotAnEscort(Refusal):
    code, message = "not_an_escort", N_("{actor} cannot walk a party on from this stage.")


class WrongWish(Refusal):
    code, status, message = "wrong_wish", 422, N_("That is not their wish. Please read it once more.")


class NobodyToSplit(Refusal):
    code, status, message = "nobody_to_split", 422, N_("Somebody has to stay and somebody has to go.")


class NotAPart(Refusal):
    code, message = "not_a_part", N_("These two do not belong together.")


class PartsElsewhere(Refusal):
    code, message = "parts_elsewhere", N_("Some of the party are still elsewhere; bring them together first.")


class NotTogether(Refusal):
    code, message = "not_together", N_("{holder} still has the others. Bring them into one pair of hands first.")


class RoomTaken(Refusal):
    code, message = "room_taken", N_("Somebody is still in there.")


class RoomNotReady(Refusal):
    code, message = "room_not_ready", N_("That room is not ready yet. Ask there, or choose another one.")


class NoSheet(Refusal):
    code, message = "no_sheet", N_("They have no sheet of their own.")


class SheetElsewhere(Refusal):
    code, message = "sheet_elsewhere", N_("The sheet is not there any more.")


class UnknownRequest(Refusal):
    code, status, message = "unknown_request", 404, N_("There is no such request.")

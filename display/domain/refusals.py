"""When the sales room says no."""

from kiosk.domain.refusals import Refusal
from kiosk.domain.words import N_


class UnknownPresentation(Refusal):
    code, status, message = "unknown_presentation", 404, N_("This presentation does not exist.")


class PresentationOver(Refusal):
    code, message = "presentation_over", N_("This presentation has ended. Start it again to go on.")


class SampleGone(Refusal):
    code, message = "sample_gone", N_("This sample may not be shown any more.")


class RoomBusy(Refusal):
    code, message = "room_busy", N_("{actor} is presenting to {party} in this room. End that presentation first.")


class AlreadyPresenting(Refusal):
    code, message = "already_presenting", N_("{actor} is showing these photos in another room. End that one first.")


class PhotosNotReady(Refusal):
    code = "photos_not_ready"
    message = N_("No photo of this booking can be shown yet. Arriving: {arriving}. Could not be read: {rejected}.")


class NothingToPreview(Refusal):
    code, message = "nothing_to_preview", N_("No photo of this booking can be looked at yet.")


class PhotosChanged(Refusal):
    code, message = "photos_changed", N_("Photos have come or gone meanwhile. Please look through the new ones first.")


class UnknownSlide(Refusal):
    code, status, message = "unknown_slide", 422, N_("This photo is not part of the presentation.")


class NotComparable(Refusal):
    code, status = "not_comparable", 422
    message = N_("Two to {most} different photos can be compared.")


class NotOurPick(Refusal):
    code, message = "not_our_pick", N_("This photo has not been marked as a studio pick.")


class NotOnTheTv(Refusal):
    code, message = "not_on_the_tv", N_("This photo is no longer on the TV, so nothing was shown on it.")


class RevealIsOff(Refusal):
    code, message = "reveal_off", N_("This studio shows its photos without the reveal’s passes.")


class NoHearts(Refusal):
    code, message = "no_hearts", N_("No heart was given, so there is nothing to show once more.")


class HeartsCountedAlready(Refusal):
    code, message = "hearts_counted", N_("The hearts have been counted. Now you look at them together.")


class TooManyHearts(Refusal):
    code, message = "too_many_hearts", N_("{most} phones are taking part already.")


class HeartTooOften(Refusal):
    code, status, message = (
        "heart_too_often",
        429,
        N_("That was very often. Please rest a moment, then tap the heart again."),
    )


class NoSuchPrint(Refusal):
    code, status, message = "no_such_print", 422, N_("This studio does not offer prints of that size.")


class TvNotMeasured(Refusal):
    code = "tv_not_measured"
    message = N_("This TV has not said yet how large its picture is. Please switch it on and wait a moment.")


class NoCardSoLarge(Refusal):
    code, status, message = "no_card_so_large", 422, N_("A bank card cannot be that size on this TV.")


class OverAllowance(Refusal):
    """`price_cents` is what this tap would add, `swap` a pick that could make room instead. The same tap with
    `agreed_cents` equal to the price goes through."""

    code = "over_allowance"
    message = N_("The package holds {allowance}. Nothing was added; the screen shows what one more would cost.")


class PriceChanged(Refusal):
    code, message = "price_changed", N_("This costs nothing now. Please tap once more.")


class NoPriceForExtras(Refusal):
    code = "no_price_for_extras"
    message = N_("The package holds {allowance}, and the booking names no price for one more. The desk can enter it.")


class NotPicked(Refusal):
    code, message = "not_picked", N_("That photo is no longer picked, so there is nothing to exchange.")


class NothingToUndo(Refusal):
    code, message = "nothing_to_undo", N_("There is nothing to take back.")


class NotTheLastStep(Refusal):
    code = "not_the_last_step"
    message = N_("Another photo was marked meanwhile. Look once more, then take back what you mean.")


class SelectionIsConfirmed(Refusal):
    code = "selection_confirmed"
    message = N_("The choice is signed, with {actor}. Open it again, with a reason, to change it.")


class NotConfirmed(Refusal):
    code, message = "not_confirmed", N_("The choice is not signed yet; only then does it go to retouching.")


class NothingPicked(Refusal):
    code, message = "nothing_picked", N_("No photo is picked yet.")


class TotalsChanged(Refusal):
    code = "totals_changed"
    message = N_("The choice has changed since this page was shown. Please read it once more before signing.")


class PickupIsPast(Refusal):
    code, status, message = (
        "pickup_is_past",
        422,
        N_("That day has passed. Please choose another day for fetching them."),
    )


class ClosedForPickup(Refusal):
    code, status, message = "closed_for_pickup", 422, N_("The studio is closed on that day. Please choose another one.")


class TooManyNotes(Refusal):
    code, message = "too_many_notes", N_("There are too many notes on this selection.")


class ForeignSidecars(Refusal):
    code = "foreign_sidecars"
    message = N_("What another program wrote beside these photos cannot be read, so nothing was written: {names}.")


class CopiesInTheWay(Refusal):
    code = "copies_in_the_way"
    message = N_("Other files with these names are in the folder already, so nothing was copied: {names}.")


class OriginalsMissing(Refusal):
    code = "originals_missing"
    message = N_("These picked photos are no longer in the folder: {names}.")


class CannotWrite(Refusal):
    code, status = "cannot_write", 503
    message = N_(
        "The photo folder could not be written to ({reason}). Nothing of the choice is lost; please try again."
    )

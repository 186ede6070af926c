"""When the sales room says no."""

from kiosk.domain.refusals import Refusal
from kiosk.domain.words import N_


class UnknownPresentation(Refusal):
    code, status, message = "unknown_presentation", 404, N_("This presentation does not exist.")


class PresentationOver(Refusal):
    code, message = "presentation_over", N_("This presentation has ended. Start it again to go on.")


class RoomBusy(Refusal):
    code, message = "room_busy", N_("{actor} is presenting to {party} in this room. End that presentation first.")


class AlreadyPresenting(Refusal):
    code, message = "already_presenting", N_("{actor} is showing these photos in another room. End that one first.")


class PhotosNotReady(Refusal):
    code = "photos_not_ready"
    message = N_("No photo of this booking can be shown yet. Arriving: {arriving}. Could not be read: {rejected}.")


class UnknownSlide(Refusal):
    code, status, message = "unknown_slide", 422, N_("This photo is not part of the presentation.")

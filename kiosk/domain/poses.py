"""While a party waits it picks what it would like to try in its next look; whoever photographs sees it before they come
(REQUIREMENTS D21)."""

from collections.abc import Collection

from . import refusals as r
from .noting import PosesPicked
from .sheet import STUDIO
from .visit import Visit
from .words import N_

MOST = 3  # a photographer keeps three pictures in mind, and a party chooses among a dozen without growing tired


class NothingToPick(r.Refusal):
    code, message = "nothing_to_pick", N_("There is no look ahead of them to choose poses for just now.")


class TooManyPoses(r.Refusal):
    code, status, message = "too_many_poses", 422, N_("At most {most} pictures, please.")


class UnknownPose(r.Refusal):
    code, status, message = "unknown_pose", 422, N_("There is no such picture to choose any more.")


def next_look(visit: Visit) -> int | None:
    """The look that may be chosen for: that of the next studio leg, while they are not in front of the camera already."""
    if visit.ended_at or visit.greeted_at is None or visit.stage == STUDIO:
        return None
    ahead = visit.plan[visit.place :] if visit.handoff is None else visit.plan[visit.handoff.place :]
    return next((leg.look for leg in ahead if leg.stage == STUDIO), None)


def picked(visit: Visit, look: int) -> tuple[str, ...]:
    """What they picked for this look; picks for another one are over."""
    return visit.poses if look and visit.poses_look in (0, look) else ()


def suits(look_words: Collection[str], look_name: str) -> bool:
    """Is this pose one for a look of that name? One without words is for every look."""
    return not look_words or any(word.casefold() in look_name.casefold() for word in look_words)


def pick(visit: Visit, poses: tuple[str, ...], known: Collection[str]) -> list[PosesPicked]:
    """What they would like to try, instead of what they picked before; the same again is no news."""
    if visit.ended_at:
        raise r.VisitEnded()
    look = next_look(visit)
    if look is None:
        raise NothingToPick()
    chosen = tuple(dict.fromkeys(poses))
    if any(pose not in known for pose in chosen):
        raise UnknownPose()
    if len(chosen) > MOST:
        raise TooManyPoses(most=MOST)
    return [] if chosen == picked(visit, look) else [PosesPicked(poses=chosen, look=look)]

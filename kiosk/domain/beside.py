"""What is told and noted beside the way: it never moves a party."""

from datetime import datetime

from ..records import replace
from . import events as e
from . import noting as n
from .moods import CUSTOMER
from .visit import IN_PRODUCTION, SENT, Became, Consent, LeftOut, Mood, Request, Sheet, Taken, Visit


def noted(visit: Visit, event: e.Quiet, at: datetime) -> Visit:
    """The visit with it; also the state that an undo would bring back, so that nothing told is undone with a tap. Only who
    helps in the present leg says nothing of the one before."""
    after, before = _with(visit, event, at), visit.before
    if before is None or (isinstance(event, n.AssistantNamed) and len(before.legs) != len(visit.legs)):
        return after
    return replace(after, before=_with(before, event, at))


def _with(visit: Visit, event: e.Quiet, at: datetime) -> Visit:
    return _told(visit, event, at) if isinstance(event, e.Told) else _kept(visit, event, at)


def _told(visit: Visit, event: e.Told, at: datetime) -> Visit:
    match event:
        case e.WishTold(wish=wish):
            return visit if wish == visit.wish else replace(visit, wish=wish, wish_read_by=(), became=None)
        case e.CompanyTold():
            mobility = event.has_reduced_mobility
            return replace(visit, size=event.size, children=event.children, has_reduced_mobility=mobility)
        case e.PlateTold(plate=plate):
            return replace(visit, plate=plate)
        case e.NeedsTold(needs=needs):
            return replace(visit, needs=needs)
        case e.SessionChecked(is_right=is_right, changed=changed):
            return replace(visit, is_session_right=is_right, session_change=changed)
        case e.PartyNamed(party=party):
            return replace(visit, party=party, customer=event.customer or visit.customer)
        case e.HostFound(host=host, was=was):
            return replace(visit, host=host, deputy=was)
        case e.ConsentAnswered():
            others = tuple(one for one in visit.consents if one.use != event.use)
            return replace(visit, consents=(*others, _answered(visit, event, at)))
        case e.ConsentEndSettled(use=use, by=by):
            told = (replace(one, settled_by=by) if one.use == use else one for one in visit.consents)
            return replace(visit, consents=tuple(told))


def _answered(visit: Visit, event: e.ConsentAnswered, at: datetime) -> Consent:
    known = next((one for one in visit.consents if one.use == event.use), None)
    was_given = (known.at if known.is_given else known.taken_back) if known and not known.settled_by else None
    return Consent(
        use=event.use,
        is_given=event.is_given,
        wording=event.wording,
        at=at,
        name=event.name,
        months=event.months,
        taken_back=None if event.is_given else was_given,
    )


def _kept(visit: Visit, event: n.Noted, at: datetime) -> Visit:
    if isinstance(event, n.OnPaper):
        return _on_paper(visit, event, at)
    if isinstance(event, n.OfWishes):
        return _of_wishes(visit, event, at)
    match event:
        case n.MoodNoted():
            return _with_mood(visit, Mood(mood=event.mood, at=at, by=event.by, stage=visit.stage, word=event.word))
        case n.PartyMoodTapped():
            mood = Mood(mood=event.mood, at=at, by=CUSTOMER, stage=event.stage, rated=event.rated, word=event.word)
            return _with_mood(visit, mood)
        case n.CareGiven(kind=kind):
            return replace(visit, cares=(*(care for care in visit.cares if care[0] != kind), (kind, at)))
        case n.LockerAssigned(locker=locker):
            return replace(visit, locker=locker)
        case n.HostVisited():
            return replace(visit, visited_at=at)
        case n.OwnerGreeted():
            return replace(visit, owner_greeted_at=at)
        case n.AlertTaken(kind=kind):
            taken = Taken(kind=kind, since=event.since, by=event.by, at=at)
            return replace(visit, taken=(*(one for one in visit.taken if one.kind != kind), taken))
        case n.PosesPicked(poses=poses, look=look):
            return replace(visit, poses=poses, poses_look=look)
        case n.DeputyNamed(deputy=deputy):
            return replace(visit, deputy=deputy)
        case n.HolderConfirmed():
            return replace(visit, confirmed_at=at)


def _of_wishes(visit: Visit, event: n.OfWishes, at: datetime) -> Visit:
    match event:
        case n.RequestMade():
            return replace(visit, requests=(*visit.requests, _asked(event)))
        case n.RequestSeen(id=id_, by=by):
            seen = (replace(one, seen_by=by, seen_at=at) if one.id == id_ else one for one in visit.requests)
            return replace(visit, requests=tuple(seen))
        case n.RequestWithdrawn(id=id_):
            return replace(visit, requests=tuple(one for one in visit.requests if one.id != id_))
        case n.WishReadBack(by=by):
            return replace(visit, wish_read_by=(*visit.wish_read_by, by))
        case n.WishAnswered():
            became = Became(answer=event.answer, why=event.why, by=event.by, at=at)
            return replace(visit, became=became)


def _asked(made: n.RequestMade) -> Request:
    return Request(id=made.id, stage=made.stage, words=made.words, look=made.look, is_taboo=made.is_taboo)


def _on_paper(visit: Visit, event: n.OnPaper, at: datetime) -> Visit:
    match event:
        case n.AssistantNamed(assistant=assistant):
            return replace(visit, legs=(*visit.legs[:-1], replace(visit.legs[-1], assistant=assistant)))
        case n.LegLeftOut():
            line = LeftOut(stage=event.stage, look=event.look, reason=event.reason, by=event.by)
            others = (one for one in visit.left_out if (one.stage, one.look) != (line.stage, line.look))
            return replace(visit, left_out=(*others, line))
        case n.SheetSent(by=by):
            return replace(visit, sheet=Sheet(place=SENT, by=by, at=at, is_early=event.is_early))
        case n.SheetReceived(by=by):
            return replace(visit, sheet=replace(visit.sheet, place=IN_PRODUCTION, by=by, at=at))
        case n.SheetReturned(by=by):
            return replace(visit, sheet=Sheet(by=by, at=at))


def _with_mood(visit: Visit, mood: Mood) -> Visit:
    return replace(visit, moods=(*visit.moods, mood))

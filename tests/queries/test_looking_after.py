"""What a station shows beside the parties in hand."""

from dataclasses import replace

from kiosk.domain import custody, mending, paper
from kiosk.domain import events as e
from kiosk.domain import noting as n
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Visit
from kiosk.hours import clock
from kiosk.parts import Part
from kiosk.queries.asking import Preparing
from kiosk.queries.elsewhere import Elsewhere, Given
from kiosk.queries.faces import ms
from kiosk.queries.incoming import Incoming, wishes_for
from kiosk.queries.looking_after import Alarm, Guest, Shoots
from kiosk.queries.party import mine
from tests.domain.cast import ANNA, CAST, LIN, MARCO, MEI, ZHAO, Walk, at

from .test_station import SETTINGS, brought, card, house_with, shown, welcomed

GUEST = replace(MEI, id="customer")


def one(who: str, into: str, *visits: Visit, staff: dict[str, Staff] | None = None) -> Part:
    (part,) = shown(who, *visits, staff=staff, into=into)
    return part


def in_makeup() -> Walk:
    return brought(welcomed(), MEI, LIN, "makeup", 10)


def test_a_leg_that_runs_long_asks_its_holder_first_and_the_host_later() -> None:
    visit = in_makeup().visit
    holder, host = (one(who, "alarms", visit).model for who in ("lin", "mei"))
    assert isinstance(holder, Alarm) and isinstance(host, Alarm)
    assert (holder.kind, holder.is_holder, host.is_holder) == ("still", True, False)
    assert host.shown_from - holder.shown_from == 120_000


def test_a_station_knows_where_a_shoot_goes_on_and_whether_it_is_its_own() -> None:
    waiting, shooting = in_makeup().visit, brought(in_makeup(), LIN, ZHAO, "studio", 50).visit
    assert one("zhao", "shooting", waiting).model == Shoots((), False)
    shoot = one("zhao", "shooting", shooting).model
    assert isinstance(shoot, Shoots) and shoot.is_mine and "studio" in shoot.places
    assert one("lin", "shooting", shooting).model == Shoots(shoot.places, False)


def test_an_offer_rings_at_its_receivers_station_and_when_they_asked_for_a_moment_after_it() -> None:
    walk = welcomed()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(10))
    mine, other = (one(who, "incoming", walk.visit).model for who in ("lin", "jo"))
    assert isinstance(mine, Incoming) and isinstance(other, Incoming)
    assert (mine.rings_from, other.rings_from) == (ms(at(10)), None)
    walk.then(custody.postpone(walk.visit, LIN, 5), LIN, at(11))
    later = one("lin", "incoming", walk.visit).model
    assert isinstance(later, Incoming) and later.rings_from == ms(at(16))


def test_an_alert_that_a_colleague_sees_to_is_gone_from_here_until_that_has_lasted_too_long() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20))
    alarms = {part.model.kind: part.model for part in shown("mei", walk.visit, into="alarms")}
    assert alarms["upset"].shown_from == ms(at(20))
    walk.then([n.AlertTaken(kind="upset", since=at(20), by="anna")], ANNA, at(21))
    alarms = {part.model.kind: part.model for part in shown("mei", walk.visit, into="alarms")}
    assert (alarms["upset"].shown_from, alarms["upset"].taken_by.id) == (ms(at(31)), "anna")
    mine = {part.model.kind: part.model for part in shown("anna", walk.visit, into="alarms")}
    assert (mine["upset"].is_mine, mine["upset"].back_at) == (True, ms(at(31)))


def test_the_host_sees_guests_in_other_hands_with_their_mood_and_what_they_may_need() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="tired", by="lin")], LIN, at(20))
    guest = one("mei", "guests", walk.visit).model
    assert isinstance(guest, Guest)
    assert (guest.mood, guest.holder.id) == ("tired", "lin")
    assert {due.kind for due in guest.dues} == {"water", "rest", "visit", "meal"}
    assert shown("anna", walk.visit, into="guests") == []
    assert shown("mei", welcomed().visit, into="guests") == []


def test_c30_the_nudge_to_look_in_waits_while_the_host_has_somebody_and_comes_when_they_are_free() -> None:
    theirs, other = in_makeup().visit, welcomed(2)

    def nudged() -> int:
        (guest,) = (part.model for part in shown("mei", theirs, other.visit, into="guests") if part.id == "guest-1")
        assert isinstance(guest, Guest)
        return next(due.due_at for due in guest.dues if due.kind == "visit")

    assert nudged() == ms(at(11 + 2 * SETTINGS.care.visit_minutes))
    brought(other, MEI, ANNA, "sales_room", 20)
    assert nudged() == ms(at(11 + SETTINGS.care.visit_minutes))


def test_the_rated_colleague_never_sees_the_partys_own_face() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="calm", by="mei")], MEI, at(14))
    walk.then([n.PartyMoodTapped(mood="upset", stage="makeup", rated="lin", word="cold hands")], GUEST, at(20))
    assert card("lin", walk.visit).mood == "calm"
    assert "upset" not in repr(card("lin", walk.visit))
    assert "cold hands" not in repr(shown("lin", walk.visit, into="mine"))
    guest = one("mei", "guests", walk.visit).model
    assert isinstance(guest, Guest) and (guest.mood, guest.mood_word) == ("upset", "cold hands")
    alarms = [part.model for part in shown("mei", walk.visit, into="alarms")]
    assert [one.word for one in alarms if isinstance(one, Alarm)] == ["cold hands", ""]


def test_once_the_day_has_closed_the_rated_colleague_sees_what_the_party_tapped_until_then() -> None:
    walk = in_makeup()
    walk.then([n.PartyMoodTapped(mood="tired", stage="makeup", rated="lin", word="cold hands")], GUEST, at(20))
    house = house_with(walk.visit)
    seen = [mine(replace(house, untold_from=closed), SETTINGS, walk.visit, LIN).mood for closed in (at(20), at(21))]
    assert seen == ["", "tired"]


def test_the_receiver_sees_the_face_of_this_hand_off_with_its_time_and_an_older_one_as_older() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="calm", by="lin", word="shy")], LIN, at(30))
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(40))
    first = one("zhao", "incoming", walk.visit).model
    assert isinstance(first, Incoming) and first.mood_word == "shy"
    assert (first.mood, first.mood_at, first.is_mood_new) == ("calm", clock(at(30), SETTINGS.zone), True)
    walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(41))
    walk.then(custody.offer(walk.visit, ZHAO, LIN, "makeup"), ZHAO, at(80))
    later = one("lin", "incoming", walk.visit).model
    assert isinstance(later, Incoming)
    assert (later.mood, later.is_mood_new) == ("calm", False)


def test_every_leg_asks_anew_how_they_are() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="tired", by="lin")], LIN, at(30))
    assert card("lin", walk.visit).mood == "tired"
    assert card("zhao", brought(walk, LIN, ZHAO, "studio", 50).visit).mood == ""


def test_e08_a_card_knows_since_when_they_are_here_as_well_as_since_when_the_leg_goes_on() -> None:
    mine = card("lin", in_makeup().visit)
    assert (mine.here_since, mine.since) == (ms(at(0)), ms(at(11)))


def offered(stage: str, receiver: Staff) -> Visit:
    walk = welcomed()
    return walk.then(custody.offer(walk.visit, MEI, receiver, stage), MEI, at(10)).visit


def test_the_receiver_picks_the_wish_among_three_and_the_screen_does_not_shuffle() -> None:
    visit = offered("makeup", LIN)
    incoming = one("lin", "incoming", visit).model
    assert isinstance(incoming, Incoming)
    assert len(set(incoming.wishes)) == 3 and visit.wish in incoming.wishes
    assert incoming.wishes == wishes_for(visit, "makeup")


def test_the_place_of_the_wish_cannot_be_learnt_by_heart() -> None:
    visit = offered("makeup", LIN)
    places = {wishes_for(replace(visit, id=number), "makeup").index(visit.wish) for number in range(1, 10)}
    assert places == {0, 1, 2}


def test_without_a_wish_or_where_nobody_acts_on_it_nothing_is_asked() -> None:
    assert wishes_for(replace(offered("makeup", LIN), wish=""), "makeup") == ()
    assert wishes_for(offered("sales_room", ANNA), "sales_room") == ()


def test_who_gave_a_party_away_last_may_call_it_back_and_nobody_else() -> None:
    visit = in_makeup().visit
    assert [part.id for part in shown("mei", visit, into="given")] == ["given-1"]
    assert shown("anna", visit, into="given") == []
    further = brought(in_makeup(), LIN, ZHAO, "studio", 50).visit
    assert shown("mei", further, into="given") == []


def test_a20_who_brings_a_party_to_the_studio_stays_until_it_has_settled_there_and_only_the_first_time() -> None:
    walk = brought(in_makeup(), LIN, ZHAO, "studio", 50)
    given = one("lin", "given", walk.visit).model
    assert isinstance(given, Given) and given.settle_until == ms(at(51 + 3))
    brought(brought(walk, ZHAO, LIN, "makeup", 60), LIN, ZHAO, "studio", 80)
    again = one("lin", "given", walk.visit).model
    assert isinstance(again, Given) and again.settle_until is None
    makeup = one("mei", "given", in_makeup().visit).model
    assert isinstance(makeup, Given) and makeup.settle_until is None  # a stage without settle minutes


def test_the_card_says_who_went_along_and_counts_from_the_door_until_they_are_back() -> None:
    walk = in_makeup()
    walk.then(custody.start_escort(walk.visit, LIN, "restroom"), LIN, at(20))
    assert (card("lin", walk.visit).escort, card("lin", walk.visit).escort_since) == ("restroom", ms(at(20)))
    walk.then(custody.end_escort(walk.visit, LIN), LIN, at(24))
    assert (card("lin", walk.visit).escort, card("lin", walk.visit).escort_since) == ("", None)


def test_every_other_party_can_be_taken_over_and_none_at_the_door() -> None:
    assert [part.id for part in shown("zhao", in_makeup().visit, into="elsewhere")] == ["elsewhere-1"]
    assert shown("zhao", Walk().visit, into="elsewhere") == []
    greeted = Walk().then([e.PartyGreeted(by="mei")], MEI, at(1)).visit
    assert shown("zhao", greeted, into="elsewhere") == []
    model = one("anna", "elsewhere", greeted).model
    assert isinstance(model, Elsewhere) and model.stages == ("reception",)
    off_duty = {**CAST, "zhao": replace(ZHAO, is_on_duty=False)}
    assert shown("zhao", in_makeup().visit, staff=off_duty, into="elsewhere") == []


def test_requests_stand_where_somebody_has_to_act_and_say_who_has_seen_them() -> None:
    walk = in_makeup()
    walk.then([n.RequestMade(id=1, stage="makeup", words="No powder")], MEI, at(14))
    walk.then([n.RequestMade(id=2, stage="studio", words="No flash")], MEI, at(14))
    walk.then([n.RequestMade(id=3, stage="makeup", words="Comb", look=2)], MEI, at(14))
    assert [(one.words, one.seen_by) for one in card("lin", walk.visit).requests] == [("No powder", "")]
    walk.then([n.RequestSeen(id=1, by="lin")], LIN, at(15))
    assert [one.seen_by for one in card("lin", walk.visit).requests] == ["Lin"]


def test_a_request_for_a_later_stage_is_prepared_there_until_somebody_has_seen_it() -> None:
    walk = in_makeup()
    walk.then([n.RequestMade(id=1, stage="studio", words="No flash")], MEI, at(14))
    waiting = one("zhao", "preparing", walk.visit).model
    assert isinstance(waiting, Preparing)
    assert (waiting.stage, [asked.words for asked in waiting.requests]) == ("studio", ["No flash"])
    assert shown("lin", walk.visit, into="preparing") == []
    off_duty = {**CAST, "zhao": replace(ZHAO, is_on_duty=False)}
    assert shown("zhao", walk.visit, staff=off_duty, into="preparing") == []
    walk.then([n.RequestSeen(id=1, by="marco")], MARCO, at(15))
    assert shown("zhao", walk.visit, into="preparing") == []


def test_the_receiver_reads_the_requests_on_the_incoming_card() -> None:
    walk = in_makeup()
    walk.then([n.RequestMade(id=1, stage="studio", words="No flash")], MEI, at(14))
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(40))
    incoming = one("zhao", "incoming", walk.visit).model
    assert isinstance(incoming, Incoming)
    assert [asked.words for asked in incoming.requests] == ["No flash"]
    assert shown("zhao", walk.visit, into="preparing") == []


def test_nothing_is_prepared_for_a_leg_that_lies_behind() -> None:
    walk = brought(in_makeup(), LIN, ZHAO, "studio", 50)
    walk.then([n.RequestMade(id=1, stage="makeup", words="No powder", look=1)], MEI, at(60))
    walk.then([n.RequestMade(id=2, stage="makeup", words="Comb", look=2)], MEI, at(60))
    waiting = one("lin", "preparing", walk.visit).model
    assert isinstance(waiting, Preparing)
    assert [asked.words for asked in waiting.requests] == ["Comb"]


def test_the_sheet_is_due_for_production_after_the_last_look_only() -> None:
    assert card("lin", in_makeup().visit).sheet == "early"
    walk = brought(in_makeup(), LIN, ZHAO, "studio", 50)
    for minutes, (giver, receiver, stage) in enumerate(
        ((ZHAO, LIN, "makeup"), (LIN, ZHAO, "studio"), (ZHAO, LIN, "makeup"), (LIN, ZHAO, "studio"))
    ):
        brought(walk, giver, receiver, stage, 60 + minutes * 10)
    assert card("zhao", walk.visit).sheet == "due"
    walk.then(paper.send(walk.visit, ZHAO), ZHAO, at(120))
    assert card("zhao", walk.visit).sheet == "sent"


def test_both_halves_of_a_split_party_know_of_each_other() -> None:
    walk = in_makeup()
    events = mending.split(walk.visit, LIN, 9, ("Mr Li",), 1)
    part = Walk(mending.part_of(walk.visit, 9, ("Mr Li",), 1, "moss", "reception"), at(20))
    walk.then(events, LIN, at(20))
    cards = {one.model.visit: one.model for one in shown("lin", walk.visit, part.visit)}
    assert [other.title for other in cards[1].parts] == ["Mr Li"]
    assert cards[9].part_of == 1


def test_the_owner_sees_who_is_in_the_house_and_not_met_yet() -> None:
    boss = {**CAST, "anna": replace(ANNA, is_manager=True)}
    walk = in_makeup()
    assert [part.id for part in shown("anna", walk.visit, staff=boss, into="hellos")] == ["hello-1"]
    assert shown("anna", walk.visit, into="hellos") == []  # not everyone owns the studio
    walk.then([n.OwnerGreeted(by="anna")], ANNA, at(30))
    assert shown("anna", walk.visit, staff=boss, into="hellos") == []


def test_what_the_party_told_at_the_door_stands_on_the_card() -> None:
    walk = in_makeup()
    walk.then([e.CompanyTold(size=4, children=2, has_reduced_mobility=True)], GUEST, at(12))
    walk.then([e.SessionChecked(is_right=False, changed="looks")], GUEST, at(12))
    mine = card("lin", walk.visit)
    assert (mine.children, mine.has_reduced_mobility, mine.wants_change, mine.change) == (2, True, True, "looks")

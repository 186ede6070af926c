"""A waiting party picks poses for its next look, and whoever photographs sees them (REQUIREMENTS D21); practising (D14)."""

import re
from html import unescape

import pytest

from kiosk.domain.cues import CARDS
from kiosk.keys import secret
from kiosk.passes import visit_code

from .desk import Desk, book


@pytest.fixture
def tablet(desk: Desk) -> Desk:
    return Desk(desk.app, "token-of-station")


@pytest.fixture
def visit(desk: Desk) -> int:
    """A party in makeup with Lin, in a white gown first and in a qipao then."""
    book(desk.floor, 2031, looks=("white gown", "qipao"))
    visit = int(desk.tap("/visits", actor="mei", booking=2031)[1]["visit"])
    assert desk.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    hand(desk, visit, "mei", "lin", "makeup")
    return visit


def hand(desk: Desk, visit: int, giver: str, receiver: str, stage: str) -> None:
    assert desk.tap(f"/visits/{visit}/handoffs", actor=giver, receiver=receiver, stage=stage)[0] == 201
    assert desk.tap(f"/visits/{visit}/handoff/acceptance", actor=receiver)[0] == 201


def phone(desk: Desk, visit: int) -> tuple[Desk, str]:
    path = f"/v/{visit_code(secret(desk.floor.folder, 'visits'), visit)}"
    return Desk(desk.app, "nobody's"), path


def offered(page: str) -> list[str]:
    return re.findall(r'name="poses" value="([\w-]+)"', page)


def test_the_party_picks_on_its_own_page_and_the_photographer_sees_it_before_and_during_the_leg(
    desk: Desk, tablet: Desk, visit: int
) -> None:
    own, path = phone(desk, visit)
    assert "veil" in offered(own.page(path)) and "fan" not in offered(own.page(path))  # the white gown comes first
    assert own.tap(f"{path}/poses", poses=["veil", "dance"], actor="mei")[0] == 201
    assert desk.events("PosesPicked")[-1]["actor"] == "customer"
    assert desk.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="zhao", stage="studio")[0] == 201
    coming = tablet.page("/station/zhao")
    assert "art/pose-veil.svg" in coming and "Under the veil" in coming and "A slow dance" in coming
    assert desk.tap(f"/visits/{visit}/handoff/acceptance", actor="zhao")[0] == 201
    assert "Under the veil" in tablet.page("/station/zhao")
    assert offered(own.page(path)) == []
    assert own.tap(f"{path}/poses", poses=["quiet"])[1]["code"] == "nothing_to_pick"
    hand(desk, visit, "zhao", "lin", "makeup")
    assert "Under the veil" not in tablet.page("/station/lin")
    assert "fan" in offered(own.page(path)) and "veil" not in offered(own.page(path))


def test_picking_makes_no_card_stale_and_spoils_no_undo(desk: Desk, visit: int) -> None:
    version = desk.tap(f"/visits/{visit}/moods", actor="lin", mood="calm")[1]["version"]
    own, path = phone(desk, visit)
    assert own.tap(f"{path}/poses", poses=["window"])[0] == 201
    fields = {"actor": "lin", "receiver": "zhao", "stage": "studio", "version": version}
    assert desk.tap(f"/visits/{visit}/handoffs", **fields)[0] == 201


def test_four_pictures_or_an_unknown_one_are_refused(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    assert own.tap(f"{path}/poses", poses=["window", "seated", "quiet", "dance"])[1]["code"] == "too_many_poses"
    assert own.tap(f"{path}/poses", poses=["handstand"])[1]["code"] == "unknown_pose"
    assert own.tap("/v/aaaaaaaaaaaaaaaaaaaaaaaaaa/poses", poses=["window"])[1]["code"] == "page_over"


def test_a_tablet_handed_over_shows_pictures_and_nobodys_name(desk: Desk, tablet: Desk, visit: int) -> None:
    path = f"/visits/{visit}/poses?as=lin&lang=zh_Hans"
    page = tablet.page(path)
    assert offered(page) and "Ms Chen" not in page
    back = unescape(re.search(r'name="back" value="([^"]+)"', page)[1])  # type: ignore[index]
    answer = tablet.form(f"/visits/{visit}/poses", {"poses": ["window", "quiet"], "back": back})
    assert answer.status_code == 303
    thanks = tablet.page(answer.headers["Location"])
    assert "pose-window.svg" in thanks and "pose-quiet.svg" in thanks and "/station/lin" in thanks


def test_a_tablet_handed_over_calls_the_host_says_who_comes_and_takes_the_call_back(
    desk: Desk, tablet: Desk, visit: int
) -> None:
    """The dressing room's tablet has the call, too (REQUIREMENTS C47); without script a tap leads back to the pictures."""
    path = f"/visits/{visit}/poses?as=lin&lang=en"

    def press(what: str) -> None:
        [address] = re.findall(rf'action="(/v/\w+/{what})"', tablet.page(path))
        data = {"command_id": "", "back": ""}
        headers = {"Accept": "text/html", "Referer": f"http://localhost{path}"}
        answer = tablet.client.post(address, data=data, headers=headers)
        assert (answer.status_code, answer.headers["Location"]) == (303, path)

    press("call")
    raised = desk.events("CallRaised")[-1]
    assert (raised["actor"], raised["body"]["visit"], raised["body"]["whom"]) == ("customer", visit, "mei")
    page = tablet.page(path)
    assert "We are calling Mei" in page and "Call my host" not in page and offered(page)
    press("call/end")
    assert desk.events("CallEnded") and "Call my host" in tablet.page(path)
    press("call")
    assert desk.tap(f"/calls/{desk.events('CallRaised')[-1]['body']['id']}/taking", actor="anna")[0] == 201
    page = tablet.page(path)
    assert "Anna is coming" in page and "Call my host" in page  # hidden until she has been kept for too long


def test_a_single_guest_is_offered_no_slow_dance(desk: Desk, tablet: Desk) -> None:
    book(desk.floor, 2032, party=("Ms Park",), looks=("business",))
    visit = desk.tap("/visits", actor="mei", booking=2032)[1]["visit"]
    desk.tap(f"/visits/{visit}/gate", actor="mei")
    keys = offered(tablet.page(f"/visits/{visit}/poses"))
    assert "window" in keys and not {"dance", "together", "veil"} & set(keys)


def test_the_studio_may_show_poses_of_its_own(desk: Desk, tablet: Desk, visit: int) -> None:
    own = [{"key": "swing", "text": {"en": "On the <swing>", "zh_Hans": "荡秋千"}}]
    assert desk.tap("/settings/pose", value=own)[0] == 201
    page = tablet.page(f"/visits/{visit}/poses")
    assert offered(page) == ["swing"] and "On the &lt;swing&gt;" in page


def test_every_card_can_be_practised_in_a_house_without_a_single_visit(desk: Desk, tablet: Desk) -> None:
    before = desk.floor.store.house.seq
    pages = [
        unescape(tablet.page(f"/rehearsal?card={place}&party=zh_Hans&as=lin")) for place in range(1, len(CARDS) + 2)
    ]
    assert all("<details" in page and "Card " in page for page in pages)
    lines = [re.findall(r'<blockquote lang="zh-Hans">([^<]+)</blockquote>', page) for page in pages]
    assert all(len(line) == 1 and "{" not in line[0] for line in lines)
    assert any("You are the deputy" in page for page in pages) and any("Round again" in page for page in pages)
    assert desk.floor.store.house.seq == before
    assert tablet.client.get("/rehearsal?card=99&party=klingon&as=nobody").status_code == 200


def test_whoever_practises_without_saying_who_is_given_somebody_of_the_house(tablet: Desk) -> None:
    deputys = tablet.page("/rehearsal")
    assert re.findall(r'class="face [^>]*></span>', deputys) == []
    assert "Mei is off today" in deputys

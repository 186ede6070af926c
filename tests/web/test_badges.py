"""Badges: a PIN or a card says who is at a shared device (FAULTS T04-T08, T35)."""

import re
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from kiosk import pins
from kiosk.kinds import BADGES

from ..serving import Server
from .desk import Desk

PIN = "480213"


def give_pin(desk: Desk, staff: str, pin: str = PIN) -> None:
    assert desk.tap(f"/staff/{staff}/pin", pin=pin, again=pin)[0] == 201


def show(desk: Desk, staff: str = "anna", pin: str = PIN) -> tuple[int, dict[str, object]]:
    return desk.tap("/badges/pin", staff=staff, pin=pin)


def wrong(desk: Desk, times: int, staff: str = "anna") -> dict[str, object]:
    """So many wrong PINs, each as early as it counts; the last answer."""
    answer: dict[str, object] = {}
    for _ in range(times):
        desk.floor.store.clock.moment += timedelta(seconds=301)
        _, answer = show(desk, staff, "999999")
    return answer


def test_without_a_managers_badge_the_desk_works_openly_and_says_so(desk: Desk) -> None:
    assert "No manager has a PIN or badge yet" in desk.page("/desk/people")
    assert desk.tap("/staff/lin", name="Lin")[0] == 201
    give_pin(desk, "lin")  # no manager
    assert desk.tap("/staff/lin", name="Lin Hua")[0] == 201


def test_with_one_changes_need_a_managers_badge_and_name_who_made_them(desk: Desk) -> None:
    give_pin(desk, "anna")
    give_pin_status, refused = desk.tap("/staff/lin", name="Lin Hua")
    assert (give_pin_status, refused["code"]) == (403, "badge_needed")
    assert show(desk)[0] == 201
    assert desk.client.get("/badges/me").get_json()["staff"] == "anna"
    assert desk.tap("/staff/lin", name="Lin Hua", actor="bo")[0] == 201
    assert desk.events("StaffChanged")[-1]["actor"] == "anna"


def test_a_colleagues_badge_is_no_managers(desk: Desk) -> None:
    give_pin(desk, "bo")
    give_pin(desk, "anna")
    show(desk, "bo")
    status, answer = desk.tap("/staff/lin", name="Lin Hua")
    assert (status, answer["code"]) == (403, "not_a_manager")
    assert "Bo is no manager" in str(answer["message"])


def test_a_form_that_waits_for_a_pin_loses_nothing_and_goes_on_by_itself(desk: Desk) -> None:
    give_pin(desk, "anna")
    typed = {"name": "Lin <Hua>", "stages": ["makeup", "removal"], "skills": "updos", "back": "/desk/people"}
    asking = desk.form("/staff/lin", typed)
    assert asking.status_code == 403 and "Whose hand is this?" in asking.text
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', asking.text.partition("</form>")[0])
    assert ("name", "Lin &lt;Hua&gt;") in fields and fields.count(("stages", "removal")) == 1
    again = {**typed, "badge_staff": "anna", "badge_pin": "111222"}
    still_asking = desk.form("/staff/lin", again)
    assert still_asking.status_code == 403 and "not right" in still_asking.text and "updos" in still_asking.text
    assert desk.form("/staff/lin", {**again, "badge_pin": PIN}).status_code == 303
    assert (desk.person("lin").name, desk.person("lin").stages) == ("Lin <Hua>", ("makeup", "removal"))


def test_a_badge_rests_after_ninety_seconds_and_is_renewed_by_use(desk: Desk) -> None:
    give_pin(desk, "anna")
    show(desk)
    for _ in range(3):
        desk.floor.store.clock.moment += timedelta(seconds=80)
        assert desk.tap("/staff/lin", name="Lin")[0] == 201
    desk.floor.store.clock.moment += timedelta(seconds=91)
    assert desk.tap("/staff/lin", name="Lin")[0] == 403
    show(desk)
    assert desk.tap("/badges/end")[0] == 201
    assert desk.tap("/staff/lin", name="Lin")[0] == 403


def test_a_planted_cookie_is_worth_nothing(desk: Desk) -> None:
    """A new session id with each sign-in, bound to its device; the one before is dead (T06)."""
    give_pin(desk, "anna")
    show(desk)
    first = desk.client.get_cookie("hth_badge")
    assert first is not None
    desk.client.set_cookie("hth_badge", "planted")
    show(desk)
    second = desk.client.get_cookie("hth_badge")
    assert second is not None and second.value not in ("planted", first.value)
    desk.client.set_cookie("hth_badge", first.value)
    assert desk.tap("/staff/lin", name="Lin")[0] == 403
    other = Desk(desk.app, "token-of-desk2")
    other.client.set_cookie("hth_badge", second.value)
    assert other.tap("/staff/lin", name="Lin")[0] == 403


def test_five_wrong_pins_delay_the_sixth_of_this_person_only(desk: Desk) -> None:
    give_pin(desk, "mei")
    give_pin(desk, "anna")
    answers = [show(desk, "anna", "999999") for _ in range(5)]
    assert [(status, answer["code"]) for status, answer in answers] == [(403, "badge_refused")] * 5
    assert [answer["detail"] for _, answer in answers] == [{"seconds": 0}] * 4 + [{"seconds": 1}]
    assert show(desk)[1]["code"] == "badge_refused"  # the right one, too early
    assert show(desk, "mei")[0] == 201
    assert show(Desk(desk.app, "token-of-desk2"))[0] == 403  # the delay follows the person, not the device
    desk.floor.store.clock.moment += timedelta(seconds=1)
    assert show(desk)[0] == 201
    assert show(desk, "anna", "999999")[1]["detail"] == {"seconds": 0}  # forgiven


def test_who_has_no_pin_or_is_nobody_is_answered_like_a_wrong_one(desk: Desk) -> None:
    give_pin(desk, "anna")
    _, wrong_pin = show(desk, "anna", "999999")
    assert [show(desk, staff, "999999")[1] for staff in ("lin", "nobody")] == [wrong_pin, wrong_pin]


def test_a_badge_works_while_the_pin_is_delayed_or_stopped(desk: Desk) -> None:
    """Nobody can lock a colleague out (T05)."""
    code = desk.tap("/staff/anna/badge")[1]["code"]
    show_code = {"code": code.lower() + " "}
    assert desk.tap("/badges/code", **show_code)[0] == 201
    give_pin(desk, "anna")
    assert wrong(desk, 100)["detail"] == {"seconds": 300}
    desk.floor.store.clock.moment += timedelta(days=30)
    assert "wrong too often" in str(show(desk)[1]["message"])
    tablet = Desk(desk.app, "token-of-station")
    assert tablet.tap("/badges/code", **show_code)[0] == 201
    assert desk.tap("/badges/pin", staff="anna", pin=code)[0] == 201  # scanned into the PIN's field
    give_pin(desk, "anna", "135792")
    assert show(desk, "anna", "135792")[0] == 201


def test_the_code_is_on_the_card_and_nowhere_else(desk: Desk, tmp_path: Path) -> None:
    page = desk.form("/staff/anna/badge").text
    code = re.search(r"HTHB-[A-Z2-7]{26}", page)
    assert code is not None and read_qr(page) == code[0]
    assert desk.tap("/badges/code", code=code[0])[0] == 201
    desk.tap("/staff/anna/badge")
    desk.tap("/badges/end")
    assert desk.tap("/badges/code", code=code[0])[1]["code"] == "badge_refused"  # a new one voids it
    give_pin_bytes(desk)
    desk.floor.store.reader().execute("SELECT 1").fetchone()
    everything = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir() if file.is_file())
    assert code[0].removeprefix("HTHB-").encode() not in everything and PIN.encode() not in everything


def give_pin_bytes(desk: Desk) -> None:
    desk.tap("/badges/pin", staff="anna", pin=PIN)
    desk.tap("/staff/mei/pin", pin=PIN, again="000000")


def read_qr(page: str) -> str:
    """What a scanner reads off the card's picture."""
    side = int(re.search(r'viewBox="0 0 (\d+)', page.partition('class="qr"')[2])[1])  # type: ignore[index]
    image = Image.new("L", (side * 8, side * 8), 255)
    draw = ImageDraw.Draw(image)
    dark = page.partition('fill="#000" d="')[2].partition('"')[0]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", dark):
        left, top = int(x) * 8, int(y) * 8
        draw.rectangle((left, top, left + int(length) * 8 - 1, top + 7), fill=0)
    return str(zxingcpp.read_barcodes(image)[0].text)


def test_taking_a_badge_away_ends_where_it_was_shown(desk: Desk) -> None:
    give_pin(desk, "mei")
    give_pin(desk, "anna")
    show(desk)
    other = Desk(desk.app, "token-of-desk2")
    assert show(other)[0] == 201
    assert desk.tap("/staff/anna/badge/removal")[0] == 201
    assert other.client.get("/badges/me").get_json() == {"staff": None}
    assert desk.tap("/staff/lin", name="Lin")[0] == 201  # no manager has a badge any more


@pytest.mark.parametrize(("pin", "again", "code"), [("123456", "123456", "weak_pin"), (PIN, "480214", "pins_differ")])
def test_a_pin_is_strong_and_typed_twice(desk: Desk, pin: str, again: str, code: str) -> None:
    assert desk.tap("/staff/anna/pin", pin=pin, again=again)[1]["code"] == code
    assert desk.floor.store.find(BADGES, "anna") is None


@pytest.mark.parametrize(
    ("pin", "again", "said"), [("123456", "123456", "six digits"), (PIN, "480214", "not the same")]
)
def test_without_script_a_pin_that_is_none_comes_back_on_the_persons_own_page(
    desk: Desk, pin: str, again: str, said: str
) -> None:
    answer = desk.form("/staff/anna/pin", pin=pin, again=again, back="/desk/people/anna")
    section = answer.text.partition("PIN and badge</h2>")[2].partition("</section>")[0]
    told = re.search(r"data-refused[^>]*>.*?<span>([^<]+)</span>", section)
    assert answer.status_code == 422 and told and said in told[1] and "hidden>" not in told[0]
    assert f'value="{pin}"' not in answer.text


def test_a_lost_tablet_is_locked_out_by_a_manager_only(desk: Desk) -> None:
    give_pin(desk, "anna")
    assert desk.tap("/devices/board/revocation")[1]["code"] == "badge_needed"
    show(desk)
    assert desk.tap("/devices/board/revocation")[0] == 201


def test_hashing_is_argon2id_and_as_slow_for_nobody_as_for_somebody() -> None:
    hashed = pins.hash_pin(PIN)
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert pins.is_right(hashed, PIN) and not pins.is_right(hashed, "480214") and not pins.is_right(None, PIN)
    pins.is_right(None, PIN)

    def quickest(pin_hash: str | None) -> float:
        times = []
        for _ in range(5):
            before = time.process_time()
            pins.is_right(pin_hash, "999999")
            times.append(time.process_time() - before)
        return min(times)

    assert quickest(None) == pytest.approx(quickest(hashed), rel=0.5)


STALL = """
import time
from kiosk import pins
from kiosk.engine import make_engine
engine = make_engine("eventlet")
hashed = pins.hash_pin("480213")
left, longest = [8], 0.0
def look():
    engine.run_native(pins.is_right, hashed, "999999")
    left[0] -= 1
best = 9.0
for _ in range(5):
    left[0], longest = 8, 0.0
    for _ in range(8):
        engine.spawn(look)
    while left[0]:
        before = time.monotonic()
        engine.sleep(0.001)
        longest = max(longest, time.monotonic() - before)
    best = min(best, longest)
print(best)
"""


def test_no_screen_waits_while_pins_are_looked_at() -> None:
    """The loop is never held up for 50 ms by eight PINs at once; the best of five runs, for the machine may be busy."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", STALL],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert float(done.stdout) < 0.05


def test_a_forgotten_pin_is_taken_away_on_the_server(house: Server) -> None:
    desk = house.device("desk")
    assert desk.tap("/staff/anna/pin", pin=PIN)[0] == 201
    assert desk.tap("/staff/lin", name="Lin")[1]["code"] == "badge_needed"
    done = house.run("unbadge", "nobody")
    assert (done.returncode, done.stdout) == (1, "") and "Nobody here is called" in done.stderr
    assert house.run("unbadge", "anna").returncode == 0
    assert desk.tap("/staff/lin", name="Lin")[0] == 201

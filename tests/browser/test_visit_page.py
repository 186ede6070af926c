"""The party's own page in the hand: on small phones, in large letters, without script, and always with the call in reach."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from ..web.party import arrive, live_six_weeks, page_of
from .axe import barriers
from .conftest import ON_BOTH_ENGINES, Screens

pytestmark = pytest.mark.browser

SIZES = ((360, 640), (390, 844), (430, 932))
LONG = "Maximiliane Wolkenstein-Rodenegg zu Trostburg,Bartholomäus Schweinichen von Kreppelhof"
UNREACHABLE = """() => {
  const shown = [...document.querySelectorAll("button, summary, a, textarea")].filter((one) => one.checkVisibility());
  const small = shown.filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return Math.round(height) < 44 || Math.round(width) < 44;
  });
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()
    && !one.closest(".visually-hidden, .hero") && one.getBoundingClientRect().right > innerWidth + 1);
  return [...small, ...wide].map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("house")
    live_six_weeks(folder)
    with Server(folder, getattr(request, "param", "eventlet")) as server:
        add_bookings(server, *(booking_line(2031 + place, names=LONG, looks="3") for place in range(16)))
        yield server


@pytest.fixture(scope="module")
def station(house: Server) -> Client:
    return house.device("station")


numbers = iter(range(2031, 2047))


@pytest.fixture
def path(house: Server, station: Client) -> str:
    return page_of(house, arrive(station, next(numbers)))


def phone(house: Server) -> Client:
    return Client(house, "hth_device=none")


def call_is_in_reach(page: Page) -> bool:
    found: bool = page.evaluate(
        """() => {
            const { top, bottom } = document.querySelector(".call").getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
        }"""
    )
    return found


def test_i12_the_call_is_in_reach_and_nothing_runs_out_of_any_phone(house: Server, screens: Screens, path: str) -> None:
    for size in SIZES:
        page = screens.open(phone(house), path, size)
        expect(page.get_by_role("heading", level=1)).to_have_text("Now with Lin")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate(UNREACHABLE) == [], size
        assert call_is_in_reach(page), size
        page.goto(f"{house.address}{path}/feedback")
        assert page.evaluate(UNREACHABLE) == [], size


def test_letters_of_twice_the_size_fit_the_smallest_phone(house: Server, screens: Screens, path: str) -> None:
    page = screens.open(phone(house), path, (360, 640))
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    assert call_is_in_reach(page)


@pytest.mark.parametrize("language", ["en-GB", "zh-CN", "zh-TW"])
def test_axe_finds_nothing_serious(house: Server, screens: Screens, station: Client, path: str, language: str) -> None:
    own = phone(house)
    _, answer = own.tap(f"{path}/concerns", words="It pinches.")
    page = screens.open(own, path, (390, 844), locale=language)
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = barriers(page)
    assert own.tap(f"{path}/call")[0] == 201
    page.locator(".calling.is-rings").wait_for()
    found += barriers(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += barriers(page)
    for other in (f"{path}/feedback", f"{path}/feedback?step=thanks", "/v/unknown"):
        page.goto(house.address + other)
        found += barriers(page)
    concern = f"/concerns/{answer['concern']}"
    assert station.tap(f"{concern}/taking", actor="mei")[0] == 201
    for other in ("/station/mei", concern, "/visits/37/concerns"):
        found += barriers(screens.open(station, other, (390, 844), locale=language))
    assert found == []


@ON_BOTH_ENGINES
def test_a_call_a_concern_and_a_wish_by_finger(house: Server, screens: Screens, station: Client, path: str) -> None:
    page = screens.open(phone(house), path, (390, 844))
    page.get_by_role("button", name="Call my host").click()
    expect(page.get_by_text("We are calling Mei")).to_be_visible()
    call = next(one["stream"] for one in reversed(log(house)) if one["type"] == "CallRaised")
    assert station.tap(f"/calls/{str(call).removeprefix('call-')}/taking", actor="mei")[0] == 201
    expect(page.get_by_text("Mei is coming")).to_be_visible()
    page.get_by_role("button", name="Thank you").click()
    expect(page.get_by_role("button", name="Call my host")).to_be_visible()
    page.locator("#tell-concern summary").click()
    page.get_by_label("What is it?").fill("It pinches.")
    page.get_by_role("button", name="Tell us").click()
    expect(page.locator(".heard")).to_contain_text("We have heard you.")
    expect(page.locator("#tell-concern")).not_to_have_attribute("open", "")
    page.get_by_role("button", name="All is well again").click()
    expect(page.locator(".heard")).to_have_count(0)
    page.locator("#tell-wish summary").click()
    page.get_by_label("The one thing").fill("One with the dog")
    page.get_by_role("button", name="This is our wish").click()
    expect(page.locator("#visit-wish")).to_have_text("“One with the dog”")


def log(house: Server) -> list[dict[str, object]]:
    desk = house.device("desk")
    found: list[dict[str, object]] = []
    while rows := desk.get(f"/events?limit=1000&after={found[-1]['seq'] if found else 0}")["events"]:
        found += rows
    return found


def test_what_is_being_typed_stays_while_the_house_goes_on(
    house: Server, screens: Screens, station: Client, path: str
) -> None:
    page = screens.open(phone(house), path, (390, 844))
    page.locator("#tell-concern summary").click()
    page.get_by_label("What is it?").fill("It pin")
    visit = next(one for one in station.get("/visits")["visits"] if page_of(house, one["id"]) == path)["id"]
    assert station.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="zhao", stage="studio")[0] == 201
    expect(page.get_by_role("heading", level=1)).to_have_text("Lin walks you to Zhao")
    expect(page.get_by_label("What is it?")).to_have_value("It pin")


def test_without_script_it_is_a_page_with_forms(house: Server, screens: Screens, path: str) -> None:
    context = screens.browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    screens.contexts.append(context)
    page = context.new_page()
    page.goto(house.address + path)
    expect(page.get_by_text("until about")).to_be_visible()
    page.get_by_role("button", name="Call my host").click()
    expect(page.get_by_text("We are calling Mei")).to_be_visible()
    page.get_by_role("button", name="繁體中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_with_script_the_range_is_in_minutes_from_now(house: Server, screens: Screens, path: str) -> None:
    page = screens.open(phone(house), path, (390, 844))
    expect(page.locator(".outlook")).to_contain_text("min more")
    expect(page.locator(".outlook")).to_contain_text("from 36 visits")


def test_a_word_beside_their_face_goes_with_one_tap_and_enter_taps_none(
    house: Server, station: Client, path: str, screens: Screens
) -> None:
    page = screens.open(phone(house), path, SIZES[1])
    word = page.locator("#mood-form [name=word]")
    word.fill("cold hands")
    word.press("Enter")
    with page.expect_response(f"**{path}/moods") as tapped:
        page.locator("#mood-form").get_by_role("button", name="tired").click()
    assert tapped.value.status == 201
    expect(word).to_have_value("")
    expect(screens.open(station, "/station/mei").locator("#guests .mood", has_text="cold hands")).to_have_count(1)
    told = house.device("desk").get("/events?limit=1000")["events"]
    assert [one["body"]["mood"] for one in told if one["body"].get("word") == "cold hands"] == ["tired"]
